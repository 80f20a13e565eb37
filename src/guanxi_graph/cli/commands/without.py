"""``guanxi without``: what falls if a source falls."""

from __future__ import annotations

import click

from guanxi_graph.cli.common import misused
from guanxi_graph.cli.lens import Lens, ids, lens_command
from guanxi_graph.cli.output import Answer
from guanxi_graph.text import three_digits


@lens_command
@click.argument("source")
def without(lens: Lens, source: str) -> Answer:
    """Tell which claims, ties and brokers fall without SOURCE.

    With it goes all that only repeats it.
    """
    from guanxi_graph.analysis.without import without as fallen
    from guanxi_graph.text import nearest

    sources = lens.gmap.sources
    if source not in sources:
        misused(f"there is no source `{source}`", nearest(source, sources))
    found = fallen(lens.gmap, source)
    gone = [tie for tie in found.ties if not tie.after]
    rows: list[tuple[object, ...]] = [("claim", lens.told(claim), "gone") for claim in found.claims]
    rows += [("claim", lens.told(claim), "fewer sources") for claim in found.weakened]
    rows += [("tie", ids(tie.ends), f"{three_digits(tie.before)} → {three_digits(tie.after)}") for tie in found.ties]
    rows += [("entity", ids((name,)), "no ties left") for name in found.entities]
    rows += [("broker", ids((each.name,)), f"rank {each.before} → {each.after or 'none'}") for each in found.brokers]
    return Answer(
        results=found,
        title=f"Without {', '.join(found.sources)}",
        headers=("what", "which", "then"),
        rows=rows,
        remarks=[
            f"Claims that fall: {len(found.claims)}; that keep other sources: {len(found.weakened)}.",
            f"Links that fall: {len(gone)}; that are weaker: {len(found.ties) - len(gone)}.",
            f"Pairs that a path joined and none joins now: {found.separated}.",
        ],
    )
