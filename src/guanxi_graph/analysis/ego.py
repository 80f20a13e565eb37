"""The surroundings of one entity."""

from __future__ import annotations

import msgspec

from guanxi_graph.analysis.network import NEVER_BETWEEN
from guanxi_graph.graph import Graph, entity_of, plain_facts, vocabulary_of
from guanxi_graph.model import Claim


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """An entity, how many steps away, from whom, and by which claims."""

    name: str
    distance: int
    near: str
    claims: tuple[str, ...]
    relations: tuple[str, ...]


def ego(graph: Graph, center: str, *, depth: int = 1) -> tuple[Neighbour, ...]:
    """All within ``depth`` steps of plain facts, the nearest first.

    Places, concepts, events and publications are shown, but lead no further.
    """
    around = _around(graph)
    found: dict[str, Neighbour] = {}
    edge = [center]
    for distance in range(1, depth + 1):
        onward: list[str] = []
        for name in edge:
            if name != center and _is_end(graph, name):
                continue
            for other in sorted(around.get(name, {})):
                if other not in found and other != center:
                    claims = around[name][other]
                    found[other] = Neighbour(
                        name=other,
                        distance=distance,
                        near=name,
                        claims=tuple(claim.id for claim in claims),
                        relations=tuple(dict.fromkeys(claim.relation for claim in claims)),
                    )
                    onward.append(other)
        edge = onward
    return tuple(found.values())


def _around(graph: Graph) -> dict[str, dict[str, list[Claim]]]:
    around: dict[str, dict[str, list[Claim]]] = {}
    for claim in sorted(plain_facts(graph), key=lambda claim: claim.id):
        for one, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
            around.setdefault(one, {}).setdefault(other, []).append(claim)
    return around


def _is_end(graph: Graph, name: str) -> bool:
    return vocabulary_of(graph).is_a(entity_of(graph, name).cls, NEVER_BETWEEN)
