"""Everything between two: their ties, the bases they share, and in how many ways they are tied."""

from __future__ import annotations

import msgspec

from guanxi_graph.analysis.cores import overlap
from guanxi_graph.analysis.network import Network
from guanxi_graph.analysis.saying import Said, said
from guanxi_graph.analysis.shared import SharedBase, shared
from guanxi_graph.map import Map


class Ties(msgspec.Struct, frozen=True, kw_only=True):
    """``multiplexity`` is the number of bases of the positive ties; ``strength`` is T.

    ``overlap`` is that of their neighbourhoods, None when they are not tied.
    """

    ends: tuple[str, str]
    strength: float
    multiplexity: int
    overlap: float | None
    claims: tuple[Said, ...]
    shared: tuple[SharedBase, ...]


class Multiplex(msgspec.Struct, frozen=True, kw_only=True):
    """Two who are tied in several ways."""

    ends: tuple[str, str]
    bases: tuple[str, ...]
    strength: float
    claims: tuple[str, ...]


def ties(gmap: Map, network: Network, one: str, other: str) -> Ties:
    """Everything between the two; ``network`` gives the strengths."""
    link = network.link(one, other)
    parts = {part.claim: part for part in link.parts} if link else {}
    between = [claim for claim in gmap.facts if {claim.subject, claim.object} == {one, other}]
    return Ties(
        ends=(one, other),
        strength=link.strength if link else 0.0,
        multiplexity=len({part.base for part in parts.values()}),
        overlap=overlap(network, network.index[one], network.index[other]) if link else None,
        claims=tuple(said(claim, parts.get(claim.id)) for claim in between),
        shared=shared(gmap, one, other),
    )


def multiplex(network: Network) -> tuple[Multiplex, ...]:
    """All who are tied by more than one base, most bases first, then the strongest."""
    found = (
        Multiplex(ends=ends, bases=bases, strength=link.strength, claims=tuple(claim.id for claim in link.claims))
        for ends, link in network.by_ends.items()
        if len(bases := tuple(sorted({part.base for part in link.parts}))) > 1
    )
    return tuple(sorted(found, key=lambda each: (-len(each.bases), -each.strength, each.ends)))
