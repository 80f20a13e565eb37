"""The surroundings of one entity."""

from __future__ import annotations

import msgspec

from guanxi_graph.map import Map
from guanxi_graph.map.links import NEVER_BETWEEN
from guanxi_graph.model import Claim


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """An entity, how many steps away, from whom, and by which claims."""

    name: str
    distance: int
    near: str
    claims: tuple[str, ...]
    relations: tuple[str, ...]


def ego(gmap: Map, center: str, *, depth: int = 1) -> tuple[Neighbour, ...]:
    """All within ``depth`` steps of plain facts, the nearest first.

    Places, concepts, events and publications are shown, but lead no further.
    """
    around = _around(gmap)
    found: dict[str, Neighbour] = {}
    edge = [center]
    for distance in range(1, depth + 1):
        onward: list[str] = []
        for name in edge:
            if name != center and gmap.is_a(name, NEVER_BETWEEN):
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


def _around(gmap: Map) -> dict[str, dict[str, list[Claim]]]:
    around: dict[str, dict[str, list[Claim]]] = {}
    for claim in gmap.facts:
        for one, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
            around.setdefault(one, {}).setdefault(other, []).append(claim)
    return around
