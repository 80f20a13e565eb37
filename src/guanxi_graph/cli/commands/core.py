"""``guanxi core``: the innermost of a map."""

from __future__ import annotations

import click

from guanxi_graph.cli.lens import Lens, lens_command
from guanxi_graph.cli.output import Answer, Id
from guanxi_graph.cli.robustness import network_of, resampling, robust_answer, robust_options
from guanxi_graph.cli.structure import structure, structure_options
from guanxi_graph.text import three_digits


@lens_command
@structure_options
@robust_options
@click.option("--top", type=click.IntRange(1), default=20, help="How many rows of the table. Default: 20.")
def core(lens: Lens, classes: tuple[str, ...], *, ties_only: bool, top: int, robust: str | None, seed: int) -> Answer:
    """Find the core: who has k links to others that have k links."""
    from guanxi_graph.analysis.cores import core as cores
    from guanxi_graph.analysis.cores import transitivity

    network, remarks = structure(lens, classes, ties_only=ties_only)
    if robust:
        from guanxi_graph.analysis.robust import standings

        how, network_in = resampling(robust, seed), network_of(lens, classes, ties_only=ties_only)
        fared = standings(
            lens.gmap, lambda gmap: [(each.name, float(each.core)) for each in cores(network_in(gmap))], how, top=top
        )
        return robust_answer(fared, how, "Core", ("entity", "core", f"in the top {top}"), remarks)
    remarks.append(f"Transitivity {three_digits(transitivity(network))}.")
    found = cores(network)
    return Answer(
        results=found,
        title="Core",
        headers=("entity", "core", "degree", "strength"),
        rows=[(Id(each.name), each.core, each.degree, each.strength) for each in found[:top]],
        remarks=remarks,
    )
