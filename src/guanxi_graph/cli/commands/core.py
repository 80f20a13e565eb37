"""``guanxi core``: the innermost of a map."""

from __future__ import annotations

import click

from guanxi_graph.cli.lens import Lens, lens_command
from guanxi_graph.cli.output import Answer, Id
from guanxi_graph.cli.structure import structure, structure_options


@lens_command
@structure_options
@click.option("--top", type=click.IntRange(1), default=20, help="How many rows of the table. Default: 20.")
def core(lens: Lens, classes: tuple[str, ...], *, ties_only: bool, top: int) -> Answer:
    """Find the core: who has k links to others that have k links."""
    from guanxi_graph.analysis.cores import core as cores
    from guanxi_graph.analysis.cores import transitivity

    network, remarks = structure(lens, classes, ties_only=ties_only)
    remarks.append(f"Transitivity {transitivity(network):.3f}.")
    found = cores(network)
    return Answer(
        results=found,
        title="Core",
        headers=("entity", "core", "degree", "strength"),
        rows=[(Id(each.name), each.core, each.degree, each.strength) for each in found[:top]],
        remarks=remarks,
    )
