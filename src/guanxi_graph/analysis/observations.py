"""What was counted of an entity: a series for each definition, never mixed."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from guanxi_graph.dates import Day, standing
from guanxi_graph.map import Map
from guanxi_graph.model import Claim, Rank


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """One number, when it was counted and who says so."""

    claim: str
    at: str
    value: int | Decimal
    rank: Rank
    sources: tuple[str, ...]


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """One relation in one unit, by date."""

    subject: str
    relation: str
    unit: str
    observations: tuple[Observation, ...]


def observations(gmap: Map, name: str) -> tuple[Series, ...]:
    """All series of the entity. Deprecated figures are among them, with their rank; what is denied is no figure."""
    series: dict[tuple[str, str], list[Claim]] = {}
    for claim in gmap.values_of(name).values():
        if gmap.relation(claim).is_observation and not claim.denied:
            series.setdefault((claim.relation, claim.unit), []).append(claim)
    return tuple(
        Series(
            subject=name,
            relation=relation,
            unit=unit,
            observations=tuple(map(_observation, sorted(claims, key=_by_date))),
        )
        for (relation, unit), claims in sorted(series.items())
    )


def _by_date(claim: Claim) -> tuple[Day, str]:
    return standing(claim.at), claim.id


def _observation(claim: Claim) -> Observation:
    value = claim.value if isinstance(claim.value, int | Decimal) else Decimal(str(claim.value))
    return Observation(
        claim=claim.id,
        at=str(claim.at or ""),
        value=value,
        rank=claim.rank,
        sources=tuple(map(str, claim.citations)),
    )
