"""``guanxi ego``: the surroundings of one entity."""

from __future__ import annotations

import click

from guanxi_graph.cli.lens import Lens, lens_command
from guanxi_graph.cli.output import Answer, Id


@lens_command
@click.argument("entity")
@click.option("--depth", type=click.IntRange(1, 10), default=1, help="How many steps away. Default: 1.")
def ego(lens: Lens, entity: str, *, depth: int) -> Answer:
    """List everything within some steps of ENTITY.

    Places and ideas are shown, but lead no further.
    """
    from guanxi_graph.analysis.ego import ego as around

    center = lens.entity(entity)
    found = around(lens.gmap, center, depth=depth)
    return Answer(
        results=found,
        title=f"Around {lens.name(center)}",
        headers=("distance", "entity", "relations", "through", "claims"),
        more=("claims",),
        rows=[(each.distance, Id(each.name), each.relations, Id(each.near), each.claims) for each in found],
    )
