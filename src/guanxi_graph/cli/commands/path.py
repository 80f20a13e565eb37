"""``guanxi path``: who can introduce one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import misused
from guanxi_graph.cli.joined import advice, beside, lead
from guanxi_graph.cli.lens import Lens, lens_command
from guanxi_graph.cli.output import Answer, Id
from guanxi_graph.text import three_digits

if TYPE_CHECKING:
    from guanxi_graph.analysis.introductions import Introductions
    from guanxi_graph.analysis.paths import HopClaim, Route

_ARROWS = {"forward": "→", "back": "←", "mutual": "↔"}


@lens_command
@click.argument("start")
@click.argument("end")
@click.option("-k", "count", type=click.IntRange(1, 1000), default=5, help="How many routes. Default: 5.")
@click.option("--via", multiple=True, metavar="RELATION", help="Only ties of this relation. May be repeated.")
@click.option(
    "--by",
    type=click.Choice(["introduction", "strongest", "shortest", "widest"]),
    default="introduction",
    help="What is best: λ^(in between) · Π T, Π T, the fewest hops, or the best weakest link.",
)
@click.option("--through", multiple=True, metavar="CLASS", help="Also lead through these. Default: persons only.")
@click.option("--affiliations", is_flag=True, help="Shared bases (founded, works at, …) are links too.")
@click.option("--explain", is_flag=True, help="Show every part of every score.")
def path(
    lens: Lens,
    start: str,
    end: str,
    *,
    count: int,
    via: tuple[str, ...],
    by: str,
    through: tuple[str, ...],
    affiliations: bool,
    explain: bool,
) -> Answer:
    """Find the best introductions from START to END.

    Every hop is told with its ties, dates, sources and strength. Where nobody introduces them, it is told what they
    share, or what comes nearest.
    """
    from guanxi_graph.analysis.introductions import Asked, introductions

    asked = Asked(
        by=by,  # type: ignore[arg-type]  # click's choices are its values
        count=count,
        through=_classes(lens, through),
        via=tuple(lens.relation(name) for name in via),
        affiliations=affiliations,
    )
    found = introductions(lens.gmap, lens.entity(start), lens.entity(end), asked)
    told = [_told(place, route, lens, explain=explain) for place, route in enumerate(found.routes, 1)]
    return Answer(
        results=found,
        title=f"{lens.name(found.start)} to {lens.name(found.end)}, by {by}",
        headers=("route", "from", "to", "strength", "ties", "score", "product", "weakest", "kind"),
        rows=list(_rows(found)),
        remarks=list(advice(found, asked)),
        text="\n\n".join([*lead(found, lens), *_ordered(found, told, list(beside(found, lens)))]),
    )


def _classes(lens: Lens, through: tuple[str, ...]) -> tuple[str, ...]:
    from guanxi_graph.map.links import NEVER_BETWEEN
    from guanxi_graph.meaning import class_meant

    vocabulary = lens.whole.vocabulary
    for name in through:
        if name not in vocabulary.classes:
            close = class_meant(name, vocabulary, concrete=False)
            misused(f"there is no class `{name}`", close.id if close else None)
        if vocabulary.is_a(name, NEVER_BETWEEN):
            misused(f"introductions never lead through a {name}", None)
    return through


def _ordered(found: Introductions, routes: list[str], others: list[str]) -> list[str]:
    """Introductions come before what the two share, and that before ways that lead through such bases."""
    return [*routes, *others] if found.kind == "introduced" else [*others, *routes]


def _rows(found: Introductions) -> Iterator[tuple[object, ...]]:
    for base in found.shared:
        for end, said in zip((found.start, found.end), base.claims, strict=True):
            yield None, Id(end), Id(base.base), None, [each.claim for each in said], None, None, None, "shared"
    for step in found.trail:
        claims = [each.claim for each in step.claims]
        yield None, Id(step.start), Id(step.end), None, claims, None, None, None, found.kind
    for place, route in enumerate(found.routes, 1):
        for hop in route.hops:
            claims = [each.claim for each in hop.claims]
            ends = Id(hop.start), Id(hop.end)
            yield place, *ends, hop.strength, claims, route.score, route.product, route.weakest, found.kind


def _told(place: int, route: Route, lens: Lens, *, explain: bool) -> str:
    weakest = " – ".join(map(lens.name, route.weakest_hop))
    lines = [f"{place}. {' → '.join(map(lens.name, route.names))}"]
    between = len(route.names) - 2
    decay = lens.parameters.introduction_decay
    lines.append(
        f"   score {three_digits(route.score)} = {decay:g}^{between} × product {three_digits(route.product)}; "
        f"weakest link {three_digits(route.weakest)} ({weakest})"
    )
    for hop in route.hops:
        lines.append(f"   {lens.name(hop.start)} – {lens.name(hop.end)}: {three_digits(hop.strength)}")
        for each in hop.claims:
            lines += _claim_lines(each, lens, explain=explain)
    return "\n".join(lines)


def _claim_lines(each: HopClaim, lens: Lens, *, explain: bool) -> Iterator[str]:
    relation = lens.whole.vocabulary.relations[each.relation].label(*lens.whole.info.languages)
    said_by = ", ".join(each.sources) or f"inferred: {each.inferred_by}"
    through = f" ({lens.name(each.via)})" if each.via in lens.whole else ""
    yield f"     {_ARROWS[each.direction]} {relation}{through}, {each.when or 'undated'} [{said_by}]"
    if explain:
        part = each.strength
        years = "unknown" if part.years is None else three_digits(part.years)
        times = f", weight {part.weight:g}" if part.weight != 1 else ""
        since = "goes on" if part.since is None else f"ended {three_digits(part.since)} years ago"
        factor = f" × one side {part.sidedness:g}" if part.sidedness != 1 else ""
        yield (
            f"       s = {three_digits(part.value)} = class {part.class_weight:g}"
            f" × duration {three_digits(part.duration)} (years: {years}{times})"
            f" × recency {three_digits(part.recency)} ({since})"
            f" × evidence {three_digits(part.evidence)} ({len(part.lineages)} lineages)"
            f"{factor}; base {part.base}"
        )
