"""Everything between two: their ties, the bases they share, and in how many ways they are tied."""

from __future__ import annotations

import msgspec

from guanxi_graph.analysis.cores import overlap
from guanxi_graph.analysis.network import Network
from guanxi_graph.map import Map
from guanxi_graph.map.strength import Strength
from guanxi_graph.model import Claim
from guanxi_graph.spans import overlap_years


class Between(msgspec.Struct, frozen=True, kw_only=True):
    """One claim between the two, as written, with its strength where it is a positive tie."""

    claim: str
    subject: str
    relation: str
    object: str
    when: str
    sources: tuple[str, ...]
    inferred_by: str
    strength: Strength | None


class SharedBase(msgspec.Struct, frozen=True, kw_only=True):
    """What both stand to. ``years`` in common; None when the dates do not tell. A base is not a tie."""

    base: str
    relations: tuple[str, str]
    years: int | None
    claims: tuple[str, str]


class Ties(msgspec.Struct, frozen=True, kw_only=True):
    """``multiplexity`` is the number of bases of the positive ties; ``strength`` is T.

    ``overlap`` is that of their neighbourhoods, None when they are not tied.
    """

    ends: tuple[str, str]
    strength: float
    multiplexity: int
    overlap: float | None
    claims: tuple[Between, ...]
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
        claims=tuple(_between(claim, parts.get(claim.id)) for claim in between),
        shared=tuple(
            _shared(gmap, first, second)
            for first in _stands(gmap, one)
            for second in _stands(gmap, other)
            if first.object == second.object
        ),
    )


def multiplex(network: Network) -> tuple[Multiplex, ...]:
    """All who are tied by more than one base, most bases first, then the strongest."""
    found = (
        Multiplex(ends=ends, bases=bases, strength=link.strength, claims=tuple(claim.id for claim in link.claims))
        for ends, link in network.by_ends.items()
        if len(bases := tuple(sorted({part.base for part in link.parts}))) > 1
    )
    return tuple(sorted(found, key=lambda each: (-len(each.bases), -each.strength, each.ends)))


def _stands(gmap: Map, name: str) -> list[Claim]:
    """The shared bases in which one stands, by id."""
    return [claim for claim in gmap.facts_from.get(name, ()) if gmap.relation(claim).is_affiliation]


def _between(claim: Claim, strength: Strength | None) -> Between:
    return Between(
        claim=claim.id,
        subject=claim.subject,
        relation=claim.relation,
        object=claim.object,
        when=claim.when,
        sources=tuple(map(str, claim.citations)),
        inferred_by=claim.rule,
        strength=strength,
    )


def _shared(gmap: Map, first: Claim, second: Claim) -> SharedBase:
    return SharedBase(
        base=first.object,
        relations=(first.relation, second.relation),
        years=overlap_years(gmap.spans[first.id], gmap.spans[second.id], gmap.today),
        claims=(first.id, second.id),
    )
