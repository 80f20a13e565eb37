"""``guanxi audit``: how well a map is founded."""

from __future__ import annotations

import click

from guanxi_graph.cli.lens import Lens, lens_command
from guanxi_graph.cli.output import Answer


@lens_command
@click.option("--details", is_flag=True, help="List every finding.")
def audit(lens: Lens, *, details: bool) -> Answer:
    """Measure what lacks a source, a date or a second source.

    Stale figures and loose ends too; and a score.
    """
    from guanxi_graph.analysis.audit import audit as audited

    found = audited(lens.gmap)
    if details:
        headers: tuple[str, ...] = ("lack", "item", "detail")
        rows: list[tuple[object, ...]] = [(each.lack, lens.told(each.item), each.detail) for each in found.findings]
    else:
        headers = ("lack", "found", "of", "in order %")
        rows = [(each.lack, each.of - each.good, each.of, 100 * each.share) for each in found.checks]
    return Answer(
        results=found,
        title=f"Audit: {found.score:.0f} of 100",
        headers=headers,
        rows=rows,
        more=("detail",) if details else (),
        remarks=[] if details else ["The score is the mean of the last column. --details lists every finding."],
    )
