"""What the commands on the network's structure share: ties, and shared bases as links unless left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from guanxi_graph.cli.lens import Lens

if TYPE_CHECKING:
    from guanxi_graph.analysis.network import Network

AskT = TypeVar("AskT", bound=Callable[..., Any])


def structure_options(ask: AskT) -> AskT:
    ties_only = click.option("--ties-only", is_flag=True, help="Shared bases (founded, works at, …) are no links.")
    classes = click.option("--class", "classes", multiple=True, metavar="CLASS", help="Only links among these classes.")
    return ties_only(classes(ask))


def structure(lens: Lens, classes: tuple[str, ...], *, ties_only: bool) -> tuple[Network, list[str]]:
    """The network, and what to say of it."""
    from guanxi_graph.analysis.network import project
    from guanxi_graph.model import Claim

    vocabulary = lens.gmap.vocabulary
    for name in classes:
        if name not in vocabulary.classes:
            raise click.UsageError(f"there is no class `{name}`; the classes are {', '.join(vocabulary.classes)}")

    def among(claim: Claim) -> bool:
        ends = (lens.gmap.entities[claim.subject].cls, lens.gmap.entities[claim.object].cls)
        return all(vocabulary.is_a(cls, classes) for cls in ends)

    network = project(lens.gmap, affiliations=not ties_only, keep=among if classes else None)
    counted = "ties only" if ties_only else f"shared bases are links of weight {lens.parameters.affiliation:g}"
    return network, [f"{len(network.names)} entities, {network.links} links; {counted}."]
