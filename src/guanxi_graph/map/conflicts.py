"""Where sources disagree: the claims side by side, and why one is ranked above the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import msgspec

from guanxi_graph.dates import Date, apart
from guanxi_graph.map.lineages import lineages_of
from guanxi_graph.map.truthy import compete, matter
from guanxi_graph.model import RANKS, Claim, Rank
from guanxi_graph.vocabulary import Relation

if TYPE_CHECKING:
    from guanxi_graph.map.guanxi_map import Map

Kind = Literal["figure", "one answer only", "ranked", "denied"]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """What one claim says, or ``denied`` says not to be so, on whose word, and the reason for its rank."""

    claim: str
    denied: bool
    says: str
    when: str
    sources: tuple[str, ...]
    lineages: int
    rank: Rank
    reason: str


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """The sides, the best ranked first. ``settled`` when the ranks leave one best answer for a day, or none."""

    kind: Kind
    subject: str
    relation: str
    settled: bool
    sides: tuple[Side, ...]


def conflicts_of(gmap: Map) -> tuple[Conflict, ...]:
    """Claims that cannot all be true, or that the map itself has ranked against each other.

    Figures of one kind and date with different values; different answers where the relation has
    only one; claims that are preferred or deprecated, with what competes with them; claims that are set
    aside alone; and what one says and another denies. What can happen again is no rival of itself on another day.
    """
    matters: dict[tuple[str, ...], list[Claim]] = {}
    for claim in gmap.claims.values():
        matters.setdefault(matter(claim, gmap.relation(claim)), []).append(claim)
    found = [
        _conflict(gmap, kind, sides)
        for claims in matters.values()
        for kind, sides in _disputes(gmap, claims, gmap.relation(claims[0]))
    ]
    return tuple(sorted(found, key=lambda each: (each.subject, each.relation, each.sides[0].claim)))


def _disputes(gmap: Map, claims: Sequence[Claim], relation: Relation) -> Iterator[tuple[Kind, Sequence[Claim]]]:
    """The disputes over one matter: of what is said to be so, then with what is denied."""
    against = list(_denials(gmap, claims, relation))
    told = {claim.id for sides in against for claim in sides}
    for kind, sides in _rivals(gmap, [claim for claim in claims if not claim.denied], relation):
        if len(sides) > 1 or sides[0].id not in told:
            yield kind, sides
    yield from (("denied", sides) for sides in against)


def _denials(gmap: Map, claims: Sequence[Claim], relation: Relation) -> Iterator[Sequence[Claim]]:
    """The accounts of one thing, where some say that it is so and others that it is not."""
    denied: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.denied:
            denied.setdefault(_said_of(claims[0].subject, claim), []).append(claim)
    for said, denials in denied.items():
        asserted = [claim for claim in claims if not claim.denied and _said_of(claims[0].subject, claim) == said]
        against = [each for each in asserted if any(compete(each, other, relation, gmap.spans) for other in denials)]
        if against:
            yield [*against, *denials]


def _rivals(gmap: Map, claims: Sequence[Claim], relation: Relation) -> Iterator[tuple[Kind, Sequence[Claim]]]:
    """The disputes of claims that say what is so."""
    if relation.functional:
        if _answers_differ(claims):
            yield "one answer only", claims
        elif len({claim.says for claim in claims}) > 1 and (sides := _ranked(gmap, claims, relation)):
            yield "ranked", sides
        return
    rest: list[Claim] = []
    for counted in _by_date(claims).values() if relation.is_observation else [claims]:
        if relation.is_observation and len({claim.value for claim in counted}) > 1:
            yield "figure", counted
        else:
            rest += counted
    if sides := _ranked(gmap, rest, relation):
        yield "ranked", sides


def _answers_differ(claims: Sequence[Claim]) -> bool:
    """Whether they cannot all be true; a date that is more exact than another is no other answer."""
    dates = [claim.value for claim in claims if isinstance(claim.value, Date)]
    return apart(*dates) if len(dates) == len(claims) else len({claim.says for claim in claims}) > 1


def _by_date(claims: Sequence[Claim]) -> Mapping[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.when, []).append(claim)
    return found


def _ranked(gmap: Map, claims: Sequence[Claim], relation: Relation) -> list[Claim]:
    """The claims with a rank, and those that compete with one of them; nothing where one is preferred to none."""
    ranked = [claim for claim in claims if claim.rank != "normal"]
    sides = [claim for claim in claims if any(compete(claim, each, relation, gmap.spans) for each in ranked)]
    return [] if len(sides) == 1 and sides[0].rank == "preferred" else sides


def _conflict(gmap: Map, kind: Kind, claims: Sequence[Claim]) -> Conflict:
    ordered = sorted(claims, key=lambda claim: (-RANKS.index(claim.rank), claim.denied, claim.id))
    highest, lowest = ordered[0].rank, ordered[-1].rank
    best = [claim for claim in ordered if claim.rank == highest]
    return Conflict(
        kind=kind,
        subject=ordered[0].subject,
        relation=ordered[0].relation,
        settled=highest == "deprecated" or (lowest != highest and not _differ(gmap, best)),
        sides=tuple(_side(gmap, claim, ordered[0].subject) for claim in ordered),
    )


def _differ(gmap: Map, claims: Sequence[Claim]) -> bool:
    """Whether two of them give different answers about one day; figures of two days may differ."""
    if len({claim.denied for claim in claims}) > 1:
        return True
    relation = gmap.relation(claims[0])
    if relation.functional and relation.value == "date":
        return _answers_differ(claims)
    pairs = combinations(claims, 2)
    return any(
        _said_of(one.subject, other) != one.says and compete(one, other, relation, gmap.spans) for one, other in pairs
    )


def _said_of(subject: str, claim: Claim) -> str:
    """What the claim says as seen from the subject, at which a mirror image of a symmetric tie ends."""
    return claim.subject if claim.object == subject else claim.says


def _side(gmap: Map, claim: Claim, subject: str) -> Side:
    said = _said_of(subject, claim)
    more = ", ".join(f"{name} {', '.join(values)}" for name, values in sorted(claim.qualifiers.items()))
    return Side(
        claim=claim.id,
        denied=claim.denied,
        says=f"{said} ({more})" if more else said,
        when=claim.when,
        sources=tuple(map(str, claim.citations)),
        lineages=len(lineages_of(claim, gmap.sources)),
        rank=claim.rank,
        reason=claim.reason,
    )
