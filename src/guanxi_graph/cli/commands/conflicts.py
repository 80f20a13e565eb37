"""``guanxi conflicts``: where sources disagree."""

from __future__ import annotations

from guanxi_graph.cli.common import count
from guanxi_graph.cli.lens import Lens, lens_command
from guanxi_graph.cli.output import Answer, Id


@lens_command
def conflicts(lens: Lens) -> Answer:
    """List claims that cannot all be true, side by side."""
    found = lens.gmap.conflicts
    open_ones = sum(not each.settled for each in found)
    return Answer(
        results=found,
        title=f"{count(len(found), 'conflict')}, {open_ones} of them not settled by rank",
        headers=("subject", "relation", "says", "when", "sources", "rank", "reason"),
        rows=[
            (Id(each.subject), each.relation, side.says, side.when, side.sources, side.rank, side.reason)
            for each in found
            for side in each.sides
        ],
    )
