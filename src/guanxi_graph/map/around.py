"""The part of a map that lies around one entity: an ego network that is again a map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from guanxi_graph.map.guanxi_map import Map
from guanxi_graph.map.links import NEVER_BETWEEN
from guanxi_graph.model import Claim, Entity


def around(gmap: Map, entity: str, depth: int = 1) -> Map:
    """What is at most so many facts away, all claims between these and about them, and the sources of those.

    Places, ideas and the like are in it, but lead no further. Whom a qualifier of such a claim names is in it too.
    """
    near = _within(gmap, entity, depth)
    claims = {
        name: claim
        for name, claim in gmap.claims.items()
        if claim.subject in near and (not claim.is_tie or claim.object in near)
    }
    near |= {named for claim in claims.values() for named in _named(gmap, claim)}
    sources = _cited(gmap, claims.values())
    return msgspec.structs.replace(
        gmap,
        entities={name: _alone(each, near) for name, each in gmap.entities.items() if name in near},
        claims=claims,
        sources={name: source for name, source in gmap.sources.items() if name in sources},
        evidence={name: found for name, found in gmap.evidence.items() if name in claims},
    )


def _within(gmap: Map, entity: str, depth: int) -> set[str]:
    near, last = {entity}, {entity}
    for _ in range(depth):
        onward = {name for name in last if name == entity or not gmap.is_a(name, NEVER_BETWEEN)}
        last = {end for name in onward for end in _neighbours(gmap, name)} - near
        near |= last
    return near


def _neighbours(gmap: Map, name: str) -> Iterator[str]:
    return (end for tie in gmap.ties_of(name) if tie.id in gmap.truthy for end in (tie.subject, tie.object))


def _named(gmap: Map, claim: Claim) -> Iterator[str]:
    terms = gmap.vocabulary.qualifiers
    return (value for name, values in claim.qualifiers.items() if terms[name].kind.refers for value in values)


def _cited(gmap: Map, claims: Iterable[Claim]) -> set[str]:
    """The sources that the claims cite, and those that these repeat."""
    found: set[str] = set()
    waiting = [cited.source for claim in claims for cited in claim.citations]
    while waiting:
        name = waiting.pop()
        if name and name not in found:
            found.add(name)
            waiting.append(gmap.sources[name].lineage)
    return found


def _alone(entity: Entity, near: set[str]) -> Entity:
    """Without a word on others of its name that are not near."""
    return msgspec.structs.replace(entity, different_from=tuple(near.intersection(entity.different_from)))
