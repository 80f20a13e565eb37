"""What kind of answer ``guanxi path`` has found, in words, and what to ask for it alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from guanxi_graph.cli.common import count

if TYPE_CHECKING:
    from guanxi_graph.analysis.introductions import Asked, Introductions
    from guanxi_graph.analysis.saying import Said
    from guanxi_graph.analysis.shared import SharedBase
    from guanxi_graph.analysis.trails import Step
    from guanxi_graph.cli.lens import Lens


def lead(found: Introductions, lens: Lens) -> Iterator[str]:
    """What is told, where it is no introduction as it was asked for."""
    start, end = lens.name(found.start), lens.name(found.end)
    if found.kind == "same":
        yield f"Both are {start}."
    elif found.kind == "apart":
        yield f"Nothing in the map joins {start} to {end}, in whatever year: {_parts(found, lens)}."
    elif hidden := _hidden(found, lens):
        yield f"Nobody introduces them {hidden[0]}. {hidden[1]}, {_what(found, lens)}:"
    elif found.kind != "introduced":
        yield f"Nobody introduces them{_why(found, lens)}. {_capital(_what(found, lens))}:"


def _why(found: Introductions, lens: Lens) -> str:
    return f": {_outside(found, lens)}" if found.outside else ""


def _outside(found: Introductions, lens: Lens) -> str:
    """Why there is no introduction to a place, an idea or the like."""
    names = " or ".join(f"{lens.name(name)} ({lens.whole.entities[name].cls})" for name in found.outside)
    return f"one is not introduced to {names}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _parts(found: Introductions, lens: Lens) -> str:
    said = [
        f"{lens.name(name)} is tied to nothing" if size == 1 else f"{lens.name(name)} is in a part of {size}"
        for name, size in zip((found.start, found.end), found.parts or (), strict=False)
    ]
    return "; ".join([*said, *([_outside(found, lens)] if found.outside else [])])


def _hidden(found: Introductions, lens: Lens) -> tuple[str, str] | None:
    """Since when, or without which options, there is an answer."""
    options = " ".join(_spelled(name) for name in found.without)
    if found.year is not None:
        return f"by {lens.gmap.today}", f"From {found.year} on" + (f", without {options}" if options else "")
    return (f"with {options}", f"Without {options}") if options else None


def _what(found: Introductions, lens: Lens) -> str:
    match found.kind:
        case "shared":
            return "they share" if found.shared else "shared bases join them, which are weaker than ties"
        case "far":
            between = len(found.routes[0].names) - 2
            most = lens.parameters.intermediaries
            weaker = ", by way of shared bases, which are weaker than ties" if _is_weaker(found) else ""
            return f"the shortest way has {between} in between, where at most {most} may be{weaker}"
        case "trail":
            return "by what the map says of other things, they hang together so"
        case _:
            return "somebody does"


def _is_weaker(found: Introductions) -> bool:
    return any(claim.strength.affiliation for route in found.routes for hop in route.hops for claim in hop.claims)


def beside(found: Introductions, lens: Lens) -> Iterator[str]:
    """What else is told than routes."""
    if found.kind == "introduced" and found.shared:
        names = ", ".join(lens.name(each.base) for each in found.shared)
        yield f"They also share {names}: `guanxi ties {found.start} {found.end}` says how."
    elif found.shared:
        yield "\n".join(line for base in found.shared for line in _base_lines(base, lens))
        if found.routes:
            yield "Shared bases also join them so, more weakly:"
    if found.trail:
        yield "\n".join(line for step in found.trail for line in _step_lines(step, lens))


def _base_lines(base: SharedBase, lens: Lens) -> Iterator[str]:
    years = f", {count(base.years, 'year')} in common" if base.years else ""
    yield f"   {lens.name(base.base)}{years}"
    for claim in (*base.claims[0], *base.claims[1]):
        yield f"     {_saying(claim, lens)}"


def _step_lines(step: Step, lens: Lens) -> Iterator[str]:
    yield f"   {lens.name(step.start)} – {lens.name(step.end)}"
    for claim in step.claims:
        yield f"     {_saying(claim, lens)}"


def _saying(claim: Said, lens: Lens) -> str:
    relation = lens.whole.vocabulary.relations[claim.relation].label(*lens.whole.info.languages)
    said_by = ", ".join(claim.sources) or f"inferred: {claim.inferred_by}"
    when = claim.when or "undated"
    return f"{lens.name(claim.subject)} {relation} {lens.name(claim.object)}, {when} [{said_by}]"


def advice(found: Introductions, asked: Asked) -> Iterator[str]:
    """What to add, and what to leave out, to be given these routes alone; never what was there already."""
    needed = found.asked
    classes = [f"--through {name}" for name in needed.through if name not in asked.through]
    options = [
        *(["--affiliations"] if needed.affiliations and not asked.affiliations else []),
        *classes,
        *([f"--by {needed.by}"] if needed.by != asked.by else []),
        *([f"--as-of {found.year}"] if found.year is not None else []),
    ]
    out = [_spelled(name) for name in found.without]
    if found.kind != "trail" and (options or out):
        parts = [*([f"with {' '.join(options)}"] if options else []), *([f"without {' '.join(out)}"] if out else [])]
        yield f"To ask for this alone: {' and '.join(parts)}."


def _spelled(name: str) -> str:
    return {"undated": "--no-undated"}.get(name, f"--{name.replace('_', '-')}")
