"""``guanxi owners``: who owns it in the end."""

from __future__ import annotations

import click

from guanxi_graph.cli.lens import Lens, ids, lens_command
from guanxi_graph.cli.output import Answer, Id


@lens_command
@click.argument("entity")
@click.option("--relation", "relations", multiple=True, help="What counts as owning. May be repeated.")
def owners(lens: Lens, entity: str, relations: tuple[str, ...]) -> Answer:
    """The ultimate owners of ENTITY, with the shares along every chain multiplied."""
    from guanxi_graph.analysis.owners import owners as owners_of

    owned = lens.entity(entity)
    wanted = [lens.relation(name) for name in relations] or lens.parameters.ownership
    found = owners_of(lens.graph, owned, wanted, lens.as_of)
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
