"""Brokers: who spans structural holes, and between which groups."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import msgspec

from guanxi_graph.analysis import betweenness
from guanxi_graph.analysis.circles import communities
from guanxi_graph.analysis.cores import closeness
from guanxi_graph.analysis.holes import holes
from guanxi_graph.analysis.network import Network
from guanxi_graph.analysis.roles import Roles, roles
from guanxi_graph.map import Map


class Broker(msgspec.Struct, frozen=True, kw_only=True):
    """A node's measures; ``group`` is empty when it is in none, and then it has no roles.

    ``closeness`` (Wasserman & Faust's, for networks in pieces) is None where betweenness is sampled.
    """

    name: str
    betweenness: float
    closeness: float | None
    constraint: float
    effective_size: float
    degree: int
    group: str
    roles: Roles


class Brokers(msgspec.Struct, frozen=True, kw_only=True):
    """Every node, most betweenness first, then least constraint.

    Sampled betweenness is within ``error`` with ``confidence``; exact has an error of 0.
    """

    brokers: tuple[Broker, ...]
    error: float
    confidence: float
    ungrouped: int


class Spanning(msgspec.Struct, frozen=True, kw_only=True):
    """One who stands between two circles: ``pairs`` of strangers, one of each, that only meet through others.

    ``member_of`` names the circles that it is in itself.
    """

    name: str
    pairs: int
    member_of: tuple[str, ...]


def brokers(network: Network, groups: Mapping[str, str], *, sample: int | None = None) -> Brokers:
    """``sample`` estimates betweenness from so many nodes; without it, it is exact up to a size and sampled above."""
    between = betweenness.measured(network, sample)
    near = None if between.error else closeness(network)
    spanned = holes(network)
    played = roles(mutual_arcs(network), groups)
    found = (
        Broker(
            name=name,
            betweenness=float(between.values[place]),
            closeness=None if near is None else near[place],
            constraint=float(spanned.constraint[place]),
            effective_size=float(spanned.effective_size[place]),
            degree=int(network.degrees[place]),
            group=groups.get(name, ""),
            roles=played[name],
        )
        for place, name in enumerate(network.names)
    )
    return Brokers(
        brokers=tuple(sorted(found, key=lambda each: (-each.betweenness, each.constraint, each.name))),
        error=between.error,
        confidence=between.confidence,
        ungrouped=sum(name not in groups for name in network.names),
    )


def by_betweenness(network: Network) -> list[tuple[str, float]]:
    """Every node with its betweenness, most first: the ranking alone."""
    values = betweenness.measured(network).values.tolist()
    return sorted(zip(network.names, values, strict=True), key=lambda pair: (-pair[1], pair[0]))


def mutual_arcs(network: Network) -> dict[str, set[str]]:
    """Every link as an arc each way."""
    return {
        name: {network.names[other] for other in network.neighbours(place)} for place, name in enumerate(network.names)
    }


def groups_by_circle(network: Network) -> dict[str, str]:
    """Everybody's community, named by its member of most weight."""
    labels = communities(network)
    heads: dict[int, tuple[float, str]] = {}
    for label, strength, name in zip(labels.tolist(), network.strengths.tolist(), network.names, strict=True):
        heads[label] = min(heads.get(label, (-strength, name)), (-strength, name))
    return {name: heads[label][1] for label, name in zip(labels.tolist(), network.names, strict=True)}


def groups_by_relation(gmap: Map, relation: str) -> dict[str, str]:
    """By school, home town or employer: the object of each one's plain fact, the first by id if several."""
    groups: dict[str, str] = {}
    for claim in gmap.facts:
        if claim.relation == relation:
            groups[claim.subject] = min(groups.get(claim.subject, claim.object), claim.object)
    return groups


def circle_of(gmap: Map, name: str) -> frozenset[str]:
    """All that share the base that ``name`` is: of a school, a firm, or a place and what lies in it."""
    relations = gmap.vocabulary.relations
    parts = {name}
    inside: dict[str, list[str]] = {}
    for claim in gmap.facts:
        if relations[claim.relation].transitive:
            inside.setdefault(claim.object, []).append(claim.subject)
    queue = [name]
    for whole in queue:
        new = [part for part in inside.get(whole, ()) if part not in parts]
        parts.update(new)
        queue += new
    return frozenset(c.subject for c in gmap.facts if relations[c.relation].is_affiliation and c.object in parts)


def spanning(
    network: Network, one: tuple[str, AbstractSet[str]], other: tuple[str, AbstractSet[str]]
) -> tuple[Spanning, ...]:
    """Who brokers between two named circles, most pairs first. Who is in both counts in neither for pairs."""
    arcs = mutual_arcs(network)
    first, second = one[1] - other[1], other[1] - one[1]
    found = []
    for name, near in arcs.items():
        pairs = sum(end not in arcs[start] for start in near & first for end in near & second)
        member_of = tuple(circle for circle, members in (one, other) if name in members)
        if pairs or len(member_of) == 2:
            found.append(Spanning(name=name, pairs=pairs, member_of=member_of))
    return tuple(sorted(found, key=lambda each: (-each.pairs, -len(each.member_of), each.name)))
