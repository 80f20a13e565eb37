"""``guanxi before``: who had to do with whom before they founded it."""

from __future__ import annotations

import click

from guanxi_graph.cli.lens import Lens, ids, lens_command
from guanxi_graph.cli.output import Answer, Id


@lens_command
@click.argument("entity")
@click.option(
    "--relation",
    "relations",
    multiple=True,
    help="Ask of those who stand in this relation to ENTITY. Default: founded.",
)
def before(lens: Lens, entity: str, relations: tuple[str, ...]) -> Answer:
    """List what tied the founders of ENTITY before they founded it."""
    from guanxi_graph.analysis.before import before as earlier

    name = lens.entity(entity)
    known = lens.whole.vocabulary.relations.values()
    # What founds: an event that leaves those who take part with something in common.
    events = [each.id for each in known if each.event and each.is_affiliation and not each.inverted]
    found = earlier(lens.gmap, name, [lens.relation(each) for each in relations] or events)
    return Answer(
        results=found,
        title=f"Before {lens.name(name)}, of {len(found.founders)} founders",
        headers=("who", "relations", "shared base", "when", "years in common", "claims"),
        more=("claims",),
        rows=[
            (
                ids(each.pair),
                tuple(dict.fromkeys(each.relations)),
                Id(each.base) if each.base else None,
                tuple(when or "undated" for when in dict.fromkeys(each.when)),
                each.years,
                each.claims,
            )
            for each in found.earlier
        ],
        remarks=[f"Without dates, so perhaps later: {found.undated}."] if found.undated else [],
    )
