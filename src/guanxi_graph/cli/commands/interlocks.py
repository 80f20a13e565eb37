"""``guanxi interlocks``: organisations that share people in charge."""

from __future__ import annotations

import click

from guanxi_graph.cli.lens import Lens, ids, lens_command
from guanxi_graph.cli.output import Answer


@lens_command
@click.option("--relation", "relations", multiple=True, help="What counts as sitting on a board. May be repeated.")
@click.option("--current", is_flag=True, help="Leave out memberships that had ended.")
def interlocks(lens: Lens, relations: tuple[str, ...], *, current: bool) -> Answer:
    """Find organisations that share people in charge.

    At one time, directly or through a third board.
    With --relation investedIn: those with the same investors, rivals among them.
    """
    from guanxi_graph.analysis.interlocks import boards
    from guanxi_graph.analysis.interlocks import interlocks as locked

    wanted = [lens.relation(name) for name in relations] or boards(lens.whole)
    found = locked(lens.gmap, wanted, current=current)
    ended = [f"Memberships that had ended, left out: {found.ended}."] if found.ended else []
    return Answer(
        results=found,
        title=f"Interlocks by {', '.join(wanted)}",
        headers=("kind", "organizations", "people", "through"),
        rows=[(each.kind, ids(each.organizations), ids(each.people), ids(each.through)) for each in found.interlocks],
        remarks=ended,
    )
