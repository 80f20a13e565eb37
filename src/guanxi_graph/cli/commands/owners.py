"""``guanxi owners``: who owns it in the end."""

from __future__ import annotations

from decimal import Decimal

import click

from guanxi_graph.cli.lens import Lens, ids, lens_command
from guanxi_graph.cli.output import Answer, Id, Told


@lens_command
@click.argument("entity")
def owners(lens: Lens, entity: str) -> Answer:
    """Find the ultimate owners of ENTITY, shares multiplied."""
    from guanxi_graph.analysis.owners import owners as owners_of

    owned = lens.entity(entity)
    found = owners_of(lens.gmap, owned)
    remarks = [f"Held to more than the whole ({total:f} %; see the dates): {name}." for name, total in found.overfull]
    return Answer(
        results=found,
        title=f"Who owns {lens.name(owned)}",
        headers=("owner", "share %", "chain", "shares along it", "since", "claims"),
        more=("shares along it", "claims"),
        rows=[
            (
                Id(owner.name),
                _percent(chain.share),
                ids(chain.names),
                _shares(chain.shares),
                _dates(chain.dates),
                chain.claims,
            )
            for owner in found.owners
            for chain in owner.chains
        ],
        remarks=remarks,
    )


def _percent(share: Decimal | None) -> str:
    return "unknown" if share is None else Told(f"{share:f}", f"{share:.3g}")


def _dates(dates: tuple[str, ...]) -> str:
    return " · ".join(date or "undated" for date in dates)


def _shares(shares: tuple[object, ...]) -> str:
    return " × ".join("?" if share is None else f"{share}" for share in shares)
