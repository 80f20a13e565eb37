"""Which claims may be said as plain facts, without naming who says so: Wikibase calls them truthy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guanxi_graph.model import Claim, is_upheld
from guanxi_graph.spans import Span
from guanxi_graph.vocabulary import Relation


def truthy(claims: Iterable[Claim], relations: Mapping[str, Relation], spans: Mapping[str, Span]) -> frozenset[str]:
    """The ids of the claims of the best rank among those that compete with them.

    A deprecated claim is never among them, nor a denied one; a normal one only where no preferred one competes.
    """
    listed = list(filter(is_upheld, claims))
    preferred: dict[tuple[str, ...], list[Claim]] = {}
    for claim in listed:
        if claim.rank == "preferred":
            preferred.setdefault(matter(claim, relations[claim.relation]), []).append(claim)

    def is_beaten(claim: Claim) -> bool:
        relation = relations[claim.relation]
        rivals = preferred.get(matter(claim, relation), ())
        return any(compete(claim, rival, relation, spans) for rival in rivals)

    return frozenset(claim.id for claim in listed if not preferred or claim.rank == "preferred" or not is_beaten(claim))


def matter(claim: Claim, relation: Relation) -> tuple[str, ...]:
    """What a claim is about. A functional relation has one answer; a symmetric tie is the same from both ends."""
    if relation.functional:
        return claim.relation, claim.subject
    if claim.is_tie:
        ends = (claim.subject, claim.object)
        return claim.relation, *(sorted(ends) if relation.symmetric else ends)
    told = claim.unit if relation.is_observation else str(claim.value)
    return claim.relation, claim.subject, told


def compete(one: Claim, other: Claim, relation: Relation, spans: Mapping[str, Span]) -> bool:
    """Whether two claims of one matter are accounts of the same.

    What can happen again (letters, meetings, rounds) and what is counted again does so on another day,
    and so does what is said to be distinct.
    """
    distinct = bool(one.distinct or other.distinct)
    happens_again = relation.is_observation or (relation.event and not relation.once) or distinct
    return relation.functional or not happens_again or spans[one.id].may_meet(spans[other.id])
