"""Everything between two: their ties, the bases they share, and in how many ways they are tied."""

from __future__ import annotations

import msgspec

from guanxi_graph.analysis.cores import overlap
from guanxi_graph.analysis.network import Network
from guanxi_graph.analysis.periods import known_years, overlap_years, written_dates
from guanxi_graph.analysis.strength import Strength
from guanxi_graph.dates import Day
from guanxi_graph.graph import Graph, plain_facts, relation_of
from guanxi_graph.model import Claim


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


def ties(graph: Graph, network: Network, one: str, other: str, as_of: Day) -> Ties:
    """Everything between the two; ``network`` gives the strengths."""
    tie = network.tie(one, other)
    parts = {part.claim: part for part in tie.parts} if tie else {}
    facts = sorted(plain_facts(graph), key=lambda claim: claim.id)
    between = [claim for claim in facts if {claim.subject, claim.object} == {one, other}]
    return Ties(
        ends=(one, other),
        strength=tie.strength if tie else 0.0,
        multiplexity=len({part.base for part in parts.values()}),
        overlap=overlap(network, network.index[one], network.index[other]) if tie else None,
        claims=tuple(_between(claim, parts.get(claim.id)) for claim in between),
        shared=tuple(
            _shared(first, second, as_of)
            for first in _stands(graph, one)
            for second in _stands(graph, other)
            if first.object == second.object
        ),
    )


def multiplex(network: Network) -> tuple[Multiplex, ...]:
    """All who are tied by more than one base, most bases first, then the strongest."""
    found = (
        Multiplex(ends=ends, bases=bases, strength=tie.strength, claims=tuple(claim.id for claim in tie.claims))
        for ends, tie in network.ties.items()
        if len(bases := tuple(sorted({part.base for part in tie.parts}))) > 1
    )
    return tuple(sorted(found, key=lambda each: (-len(each.bases), -each.strength, each.ends)))


def _stands(graph: Graph, name: str) -> list[Claim]:
    """The shared bases in which one stands, by id."""
    stands = [c for c in plain_facts(graph) if c.subject == name and relation_of(graph, c).strength == "focus"]
    return sorted(stands, key=lambda claim: claim.id)


def _between(claim: Claim, strength: Strength | None) -> Between:
    return Between(
        claim=claim.id,
        subject=claim.subject,
        relation=claim.relation,
        object=claim.object,
        when=written_dates(claim),
        sources=tuple(map(str, claim.citations)),
        inferred_by=claim.rule,
        strength=strength,
    )


def _shared(first: Claim, second: Claim, as_of: Day) -> SharedBase:
    spans = known_years(first, as_of), known_years(second, as_of)
    years = overlap_years(spans[0], spans[1]) if spans[0] and spans[1] else None
    return SharedBase(
        base=first.object,
        relations=(first.relation, second.relation),
        years=years,
        claims=(first.id, second.id),
    )
