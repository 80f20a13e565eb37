"""``guanxi circles``: the communities of a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.lens import Lens, ids, lens_command
from guanxi_graph.cli.output import Answer, Id
from guanxi_graph.cli.robustness import network_of, resampling, robust_answer, robust_options
from guanxi_graph.cli.structure import structure, structure_options

if TYPE_CHECKING:
    from guanxi_graph.map import Map

_FOUND_AGAIN = 0.75  # Hennig 2007: a stable cluster


@lens_command
@structure_options
@robust_options
@click.option("--smallest", type=click.IntRange(1), default=3, help="Members of the smallest circle. Default: 3.")
@click.option("--resolution", type=click.FloatRange(0, min_open=True), default=1.0, help="Higher: smaller circles.")
def circles(
    lens: Lens,
    classes: tuple[str, ...],
    *,
    ties_only: bool,
    smallest: int,
    resolution: float,
    robust: str | None,
    seed: int,
) -> Answer:
    """Find the communities of a map and what their members share.

    Each is named by its most central members.
    """
    from guanxi_graph.analysis.circles import circles as found_in

    network, remarks = structure(lens, classes, ties_only=ties_only)
    if robust:
        from guanxi_graph.analysis.robust import stabilities

        how, network_in = resampling(robust, seed), network_of(lens, classes, ties_only=ties_only)

        def members(gmap: Map) -> dict[str, frozenset[str]]:
            in_it = found_in(gmap, network_in(gmap), smallest=smallest, resolution=resolution)
            return {each.id: frozenset(each.members) for each in in_it}

        fared = stabilities(lens.gmap, members, how, found_again=_FOUND_AGAIN)
        headers = ("circle of", "likeness", f"likeness of {_FOUND_AGAIN:g}")
        return robust_answer(fared, how, "Circles", headers, remarks)
    found = found_in(lens.gmap, network, smallest=smallest, resolution=resolution)
    return Answer(
        results=found,
        title="Circles",
        headers=("named after", "size", "shared base", "sharing it", "cohesion", "members"),
        more=("sharing it", "members"),
        rows=[
            (
                ids(each.named_after),
                len(each.members),
                Id(each.base) if each.base else None,
                each.sharing,
                each.cohesion,
                ids(each.members),
            )
            for each in found
        ],
        remarks=remarks,
    )
