"""``guanxi changes``: what came, went and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.lens import Lens, last_day, lens_command
from guanxi_graph.cli.output import Answer, Id, Told

if TYPE_CHECKING:
    from guanxi_graph.analysis.changes import Change
    from guanxi_graph.dates import Day


@lens_command
@click.argument("first", callback=last_day)
@click.argument("last", callback=last_day)
def changes(lens: Lens, first: Day, last: Day) -> Answer:
    """Compare the map at the end of FIRST and of LAST: 2005 2010."""
    from guanxi_graph.analysis.changes import changes as changes_of

    if first >= last:
        raise click.UsageError("the first date must be before the last")
    found = changes_of(lens.gmap, first, last)
    return Answer(
        results=found.changes,
        title=f"From {first} to {last}",
        headers=("what", "how", "subject", "relation", "object", "when", "before", "after"),
        more=("what", "before", "after"),
        rows=[
            (
                each.what,
                each.how,
                Id(each.subject),
                each.relation,
                _object(lens, each),
                each.when,
                each.before,
                each.after,
            )
            for each in found.changes
        ],
        remarks=[f"Claims without dates, which cannot be placed: {found.undated}."] if found.undated else [],
    )


def _object(lens: Lens, each: Change) -> Told:
    """The other end, and for a reader also what changed."""
    change = " → ".join(filter(None, (each.before, each.after)))
    name = lens.name(each.object) if each.object else ""
    return Told(each.object, f"{name} ({change})" if name and change else name or change)
