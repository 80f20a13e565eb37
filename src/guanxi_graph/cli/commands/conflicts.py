"""``guanxi conflicts``: where sources disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxi_graph.cli.common import count
from guanxi_graph.cli.lens import Lens, lens_command
from guanxi_graph.cli.output import Answer, Id, Told

if TYPE_CHECKING:
    from guanxi_graph.map.conflicts import Side


@lens_command
def conflicts(lens: Lens) -> Answer:
    """List claims that cannot all be true, side by side."""
    found = lens.gmap.conflicts
    open_ones = sum(not each.settled for each in found)
    return Answer(
        results=found,
        title=_title(len(found), open_ones),
        headers=("subject", "relation", "says", "when", "sources", "rank", "reason"),
        more=("sources", "reason"),
        rows=[
            (Id(each.subject), each.relation, _says(lens, side), side.when, side.sources, side.rank, side.reason)
            for each in found
            for side in each.sides
        ],
    )


def _title(number: int, open_ones: int) -> str:
    if not number:
        return "Conflicts"
    if not open_ones:
        return f"{count(number, 'conflict')}, settled by rank"
    return f"{count(number, 'conflict')}, {open_ones:,} of them not settled by rank"


def _says(lens: Lens, side: Side) -> Told:
    """What it says, for a reader with the name of whom it names."""
    said, space, more = side.says.partition(" ")
    denied = "not " if side.denied else ""
    return Told(f"{denied}{side.says}", f"{denied}{lens.name(said) if said in lens.whole else said}{space}{more}")
