"""What kind of answer ``guanxi path`` has found, in words, and what to ask for it alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guanxi_graph.analysis.introductions import Asked, Introductions
    from guanxi_graph.cli.lens import Lens


def lead(found: Introductions, lens: Lens) -> Iterator[str]:
    """What the routes are, where they are no introductions as they were asked for."""
    start, end = lens.name(found.start), lens.name(found.end)
    if found.kind == "same":
        yield f"Both are {start}."
    elif found.kind == "apart":
        yield f"Nothing in the map joins {start} to {end}, in whatever year: {_parts(found, lens)}."
    elif hidden := _hidden(found, lens):
        yield f"Nobody introduces them {hidden[0]}. {hidden[1]}, {_what(found, lens)}:"
    elif found.kind != "introduced":
        yield f"Nobody introduces them. {_what(found, lens).capitalize()}:"


def _parts(found: Introductions, lens: Lens) -> str:
    from guanxi_graph.map.links import NEVER_BETWEEN

    said = []
    for name, size in zip((found.start, found.end), found.parts or (), strict=False):
        outside = lens.gmap.is_a(name, NEVER_BETWEEN)
        why = f"a {lens.gmap.entities[name].cls}, and those join nobody" if outside else f"in a part of {size}"
        said.append(f"{lens.name(name)} is {why}")
    return "; ".join(said)


def _hidden(found: Introductions, lens: Lens) -> tuple[str, str] | None:
    """Since when, or without which options, there is an answer."""
    options = " ".join(_spelled(name) for name in found.without)
    if found.year is not None:
        return f"by {lens.gmap.today}", f"From {found.year} on" + (f", without {options}" if options else "")
    return (f"with {options}", f"Without {options}") if options else None


def _what(found: Introductions, lens: Lens) -> str:
    between = len(found.routes[0].names) - 2
    match found.kind:
        case "shared":
            return "shared bases join them, which are weaker than ties"
        case "far":
            most = lens.parameters.intermediaries
            weaker = ", by way of shared bases, which are weaker than ties" if _is_weaker(found) else ""
            return f"the shortest way has {between} in between, where at most {most} may be{weaker}"
        case _:
            return "somebody does"


def _is_weaker(found: Introductions) -> bool:
    claims = (claim for route in found.routes for hop in route.hops for claim in hop.claims)
    return any(claim.strength.affiliation or claim.inferred_by for claim in claims)


def advice(found: Introductions, asked: Asked) -> Iterator[str]:
    """What to add, and what to leave out, to be given these routes alone; never what was there already."""
    needed = found.asked
    classes = [f"--through {name}" for name in needed.through if name not in asked.through]
    options = [
        *(["--affiliations"] if needed.affiliations and not asked.affiliations else []),
        *classes,
        *(["--inferred"] if needed.inferred and not asked.inferred else []),
        *([f"--by {needed.by}"] if needed.by != asked.by else []),
        *([f"--as-of {found.year}"] if found.year is not None else []),
    ]
    out = [_spelled(name) for name in found.without]
    if options or out:
        parts = [*([f"with {' '.join(options)}"] if options else []), *([f"without {' '.join(out)}"] if out else [])]
        yield f"To ask for this alone: {' and '.join(parts)}."


def _spelled(name: str) -> str:
    return {"undated": "--no-undated"}.get(name, f"--{name.replace('_', '-')}")
