"""Claims that contest each other: the same thing said differently, to be shown side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from guanxi_graph.graph import Graph, claims_of, relation_of
from guanxi_graph.model import Claim
from guanxi_graph.vocabulary import Relation


def contests(graph: Graph) -> list[list[str]]:
    """Groups of claim ids of which not all can be so, or of which some outrank others."""
    groups: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims_of(graph):
        groups[_matter(claim, relation_of(graph, claim))].append(claim)
    relations = ((members, relation_of(graph, members[0])) for members in groups.values())
    return [[claim.id for claim in members] for members, relation in relations if _differ(members, relation)]


def _matter(claim: Claim, relation: Relation) -> Hashable:
    """What the claim is about: two claims of one matter speak of the same fact."""
    if relation.functional:
        return claim.subject, claim.relation
    if claim.is_tie:
        return claim.subject, claim.relation, claim.object
    if relation.is_observation and claim.at is not None and claim.at.earliest is not None:
        return claim.subject, claim.relation, claim.unit, claim.at.earliest.year
    return claim.subject, claim.relation


def _differ(members: Sequence[Claim], relation: Relation) -> bool:
    if len(members) < 2:
        return False
    ranks = {claim.rank for claim in members}
    if relation.functional:
        return True
    if claim_values := {claim.value for claim in members if not claim.is_tie}:
        return len(claim_values) > 1 and ("preferred" in ranks or (relation.is_observation and len(ranks) > 1))
    same_time = len({(claim.start, claim.end, claim.at) for claim in members}) < len(members)
    return len(ranks) > 1 or same_time
