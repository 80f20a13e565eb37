"""Where sources disagree: the claims side by side, and why one is ranked above the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec

from guanxi_graph.analysis.lineages import lineages_of
from guanxi_graph.analysis.periods import first_day, last_day, written_dates
from guanxi_graph.dates import Day
from guanxi_graph.graph import Graph, claims_of, relation_of, sources_of
from guanxi_graph.model import RANKS, Claim, Rank

_EVER = Day(-999_999_999, 1, 1)
Kind = Literal["figure", "one answer only", "ranked"]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What one claim says, on whose word, and the reason for its rank."""

    claim: str
    says: str
    when: str
    sources: tuple[str, ...]
    lineages: int
    rank: Rank
    reason: str


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """The sides, the best ranked first. ``settled`` when the ranks leave one best answer or none."""

    kind: Kind
    subject: str
    relation: str
    settled: bool
    sides: tuple[Side, ...]


def conflicts(graph: Graph) -> tuple[Conflict, ...]:
    """Claims that cannot all be true, or that the map itself has ranked against each other.

    Figures of one kind and date with different values; different answers where the relation has
    only one; and claims that are preferred or deprecated, with what else is said of the same.
    """
    claims = claims_of(graph)
    found: list[Conflict] = []
    for kind, groups in (
        ("figure", _figures(graph, claims)),
        ("one answer only", _functional(graph, claims)),
        ("ranked", _ranked(graph, claims)),
    ):
        found += [_conflict(graph, kind, group) for group in groups]  # type: ignore[arg-type]
    return tuple(sorted(found, key=lambda each: (each.subject, each.relation, each.sides[0].claim)))


def _figures(graph: Graph, claims: Iterable[Claim]) -> list[list[Claim]]:
    numbers = [claim for claim in claims if relation_of(graph, claim).is_observation and claim.at]
    groups = _grouped(numbers, lambda claim: (claim.subject, claim.relation, claim.unit, str(claim.at)))
    return [group for group in groups if len({claim.value for claim in group}) > 1]


def _functional(graph: Graph, claims: Iterable[Claim]) -> list[list[Claim]]:
    single = [claim for claim in claims if relation_of(graph, claim).functional]
    groups = _grouped(single, lambda claim: (claim.subject, claim.relation))
    return [group for group in groups if len({claim.object or str(claim.value) for claim in group}) > 1]


def _ranked(graph: Graph, claims: Iterable[Claim]) -> list[list[Claim]]:
    """Claims on the same two, one of them ranked; values of one kind that may be of the same time as a ranked one.

    A tie that is ranked with no other to set it against stands alone.
    """
    others = [claim for claim in claims if not relation_of(graph, claim).functional]
    figures = {claim.id for group in _figures(graph, claims) for claim in group}
    groups = _grouped(
        (claim for claim in others if claim.id not in figures),
        lambda claim: (claim.subject, claim.relation, claim.object),
    )
    found = []
    for group in groups:
        ranked = [claim for claim in group if claim.rank != "normal"]
        against = [claim for claim in group if claim.is_tie or any(_may_meet(claim, each) for each in ranked)]
        if ranked and against:
            found.append(against)
    return found


def _may_meet(one: Claim, other: Claim) -> bool:
    """Whether the two may be of the same day; one without dates may be of any."""
    first, second = max(first_day(one) or _EVER, first_day(other) or _EVER), (last_day(one), last_day(other))
    return all(day is None or first <= day for day in second)


def _grouped(claims: Iterable[Claim], key: Callable[[Claim], tuple[str, ...]]) -> list[list[Claim]]:
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    return list(groups.values())


def _conflict(graph: Graph, kind: Kind, claims: Sequence[Claim]) -> Conflict:
    ordered = sorted(claims, key=lambda claim: (-RANKS.index(claim.rank), claim.id))
    highest, lowest = ordered[0].rank, ordered[-1].rank
    answers = {claim.object or str(claim.value) for claim in ordered if claim.rank == highest}
    return Conflict(
        kind=kind,
        subject=ordered[0].subject,
        relation=ordered[0].relation,
        settled=highest == "deprecated" or (len(answers) == 1 and lowest != highest),
        sides=tuple(_side(graph, claim) for claim in ordered),
    )


def _side(graph: Graph, claim: Claim) -> Side:
    said = claim.object or f"{claim.value} {claim.unit}".strip()
    more = ", ".join(f"{name} {value}" for name, value in sorted(claim.qualifiers.items()))
    return Side(
        claim=claim.id,
        says=f"{said} ({more})" if more else said,
        when=written_dates(claim),
        sources=tuple(map(str, claim.citations)),
        lineages=len(lineages_of(claim, sources_of(graph))),
        rank=claim.rank,
        reason=claim.reason,
    )
