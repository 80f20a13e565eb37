"""``guanxi lineage``: where a thing comes from and what became of it."""

from __future__ import annotations

import click

from guanxi_graph.cli.lens import Lens, lens_command
from guanxi_graph.cli.output import Answer, Id


@lens_command
@click.argument("entity")
@click.option("--relation", "relations", multiple=True, help="What counts as descent. May be repeated.")
def lineage(lens: Lens, entity: str, relations: tuple[str, ...]) -> Answer:
    """Trace what ENTITY came from and what came after it."""
    from guanxi_graph.analysis.descent import descent

    name = lens.entity(entity)
    usual = [each.id for each in lens.whole.vocabulary.relations.values() if each.descent and not each.inverted]
    wanted = [lens.relation(each) for each in relations] or usual
    found = descent(lens.gmap, name, wanted)
    return Answer(
        results=found,
        title=f"The line of {lens.name(name)}",
        headers=("way", "distance", "subject", "relation", "object", "when", "sources"),
        more=("distance", "sources"),
        rows=[
            (each.way, each.distance, Id(each.subject), each.relation, Id(each.object), each.when, each.sources)
            for each in found
        ],
    )
