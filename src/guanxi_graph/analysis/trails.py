"""How two hang together on a map at all: a chain of plain facts, whatever they say.

No introduction: it leads through cities and ideas, and by lawsuits.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import msgspec

from guanxi_graph.analysis.saying import Said, said
from guanxi_graph.map import Map
from guanxi_graph.map.kept import kept
from guanxi_graph.model import Claim

_Facts = Mapping[str, Mapping[str, list[Claim]]]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a trail, with all plain facts between its ends."""

    start: str
    end: str
    claims: tuple[Said, ...]


def trail(gmap: Map, start: str, end: str) -> tuple[Step, ...]:
    """The shortest chain from one to the other, of equally short ones the first by ids; none where there is none."""
    facts, left = _facts(gmap), distances(gmap, end)
    if start not in left:
        return ()
    names = [start]
    while names[-1] != end:
        names.append(min(name for name in facts[names[-1]] if left[name] < left[names[-1]]))
    steps = ((one, other, facts[one][other]) for one, other in pairwise(names))
    return tuple(Step(start=one, end=other, claims=tuple(map(said, claims))) for one, other, claims in steps)


def distances(gmap: Map, start: str) -> dict[str, int]:
    """All that hangs together with one, and by how many steps."""
    facts, found, reached = _facts(gmap), {start: 0}, [start]
    for name in reached:
        for other in facts.get(name, ()):
            if other not in found:
                found[other] = found[name] + 1
                reached.append(other)
    return found


@kept
def _facts(gmap: Map) -> _Facts:
    """The plain facts that have begun, by both of their ends."""
    found: dict[str, dict[str, list[Claim]]] = {}
    for claim in gmap.facts:
        if gmap.has_begun(claim):
            for one, other in {(claim.subject, claim.object), (claim.object, claim.subject)}:
                found.setdefault(one, {}).setdefault(other, []).append(claim)
    return found
