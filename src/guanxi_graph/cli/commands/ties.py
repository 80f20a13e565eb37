"""``guanxi ties``: everything between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import count
from guanxi_graph.cli.lens import Lens, ids, lens_command
from guanxi_graph.cli.output import Answer, Id
from guanxi_graph.text import three_digits

if TYPE_CHECKING:
    from guanxi_graph.analysis.saying import Said
    from guanxi_graph.analysis.shared import SharedBase


@lens_command
@click.argument("one", metavar="[A", required=False)
@click.argument("other", metavar="B]", required=False)
def ties(lens: Lens, one: str | None, other: str | None) -> Answer:
    """List every tie and shared base between A and B.

    Without names: who is tied in several ways.
    """
    from guanxi_graph.analysis.network import project
    from guanxi_graph.analysis.ties import multiplex
    from guanxi_graph.analysis.ties import ties as between

    network = project(lens.gmap)
    if one is None:
        several = multiplex(network)
        return Answer(
            results=several,
            title="Tied in several ways",
            headers=("who", "bases", "strength", "claims"),
            more=("claims",),
            rows=[(ids(each.ends), each.bases, each.strength, each.claims) for each in several],
        )
    if other is None:
        raise click.UsageError("name two entities, or none")
    one, other = lens.entity(one), lens.entity(other)
    found = between(lens.gmap, network, one, other)
    rows: list[tuple[object, ...]] = [
        (Id(each.subject), each.relation, Id(each.object), each.when, _value(each.strength), _said(each))
        for each in found.claims
    ]
    rows += [_base_row(ids((one, other)), base) for base in found.shared]
    tied = f"T = {three_digits(found.strength)}, multiplexity {found.multiplexity}"
    if found.overlap is not None:
        tied += f", neighbourhoods overlap {three_digits(found.overlap)}"
    return Answer(
        results=found,
        title=f"{lens.name(one)} and {lens.name(other)}: {tied}",
        headers=("subject", "relation", "object", "when", "strength", "sources"),
        more=("sources",),
        rows=rows,
    )


def _base_row(ends: object, base: SharedBase) -> tuple[object, ...]:
    """What they stand in to it: the relations of the one, a stroke, and those of the other where they are others."""
    ours, theirs = (", ".join(dict.fromkeys(each.relation for each in claims)) for claims in base.claims)
    years = "years in common unknown" if base.years is None else f"{count(base.years, 'year')} in common"
    claims = tuple(each.claim for claims in base.claims for each in claims)
    return ends, ours if ours == theirs else f"{ours} / {theirs}", Id(base.base), years, None, claims


def _said(each: Said) -> tuple[str, ...]:
    return each.sources or ((f"inferred: {each.inferred_by}",) if each.inferred_by else ())


def _value(strength: object) -> float | None:
    return getattr(strength, "value", None)
