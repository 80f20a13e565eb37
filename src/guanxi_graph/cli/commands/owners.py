"""``guanxi owners``: who owns it in the end."""

from __future__ import annotations

import click

from guanxi_graph.cli.lens import Lens, ids, lens_command
from guanxi_graph.cli.output import Answer, Id


@lens_command
@click.argument("entity")
def owners(lens: Lens, entity: str) -> Answer:
    """The ultimate owners of ENTITY, with the shares along every chain multiplied."""
    from guanxi_graph.analysis.owners import owners as owners_of

    owned = lens.entity(entity)
    found = owners_of(lens.graph, owned, lens.parameters, lens.as_of)
    return Answer(
        results=found,
        title=f"Who owns {lens.name(owned)}",
        headers=("owner", "share %", "chain", "shares along it", "claims"),
        rows=[
            (Id(owner.name), _percent(chain.share), ids(chain.names), _shares(chain.shares), chain.claims)
            for owner in found
            for chain in owner.chains
        ],
    )


def _percent(share: object) -> str:
    return "unknown" if share is None else f"{share:f}"


def _shares(shares: tuple[object, ...]) -> str:
    return " × ".join("?" if share is None else f"{share}" for share in shares)
