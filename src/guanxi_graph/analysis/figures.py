"""The figures of an entity: a series for each definition, never mixed."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from guanxi_graph.analysis.periods import first_day
from guanxi_graph.dates import Day
from guanxi_graph.graph import Graph, figures_of, relation_of
from guanxi_graph.model import Claim, Rank


class Figure(msgspec.Struct, frozen=True, kw_only=True):
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
    figures: tuple[Figure, ...]


def figures(graph: Graph, name: str) -> tuple[Series, ...]:
    """All series of the entity. Deprecated figures are among them, with their rank."""
    series: dict[tuple[str, str], list[Claim]] = {}
    for claim in figures_of(graph, name).values():
        if relation_of(graph, claim).is_observation:
            series.setdefault((claim.relation, claim.unit), []).append(claim)
    return tuple(
        Series(subject=name, relation=relation, unit=unit, figures=tuple(map(_figure, sorted(claims, key=_by_date))))
        for (relation, unit), claims in sorted(series.items())
    )


def _by_date(claim: Claim) -> tuple[Day, str]:
    return first_day(claim) or Day(0, 1, 1), claim.id


def _figure(claim: Claim) -> Figure:
    value = claim.value if isinstance(claim.value, int | Decimal) else Decimal(str(claim.value))
    return Figure(
        claim=claim.id,
        at=str(claim.at or ""),
        value=value,
        rank=claim.rank,
        sources=tuple(map(str, claim.citations)),
    )
