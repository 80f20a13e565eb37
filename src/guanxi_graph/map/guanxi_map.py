"""A map: what it says, and what everybody needs to agree on, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import msgspec

from guanxi_graph.dates import Day
from guanxi_graph.evidence import NOT_VERIFIED, Evidence, Lock, evidence_of
from guanxi_graph.map.graph import Graph, graph_of
from guanxi_graph.map.truthy import truthy
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Source, is_upheld
from guanxi_graph.spans import Life, Span, lived_span, lives_of, written_span
from guanxi_graph.today import latest_sure_day
from guanxi_graph.vocabulary import Relation, Vocabulary

if TYPE_CHECKING:
    from guanxi_graph.map.conflicts import Conflict
    from guanxi_graph.map.links import Link
    from guanxi_graph.map.views import Cut


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """How many claims a view leaves out and why, and how many claims without dates it has met."""

    later: int = 0
    unsourced: int = 0
    too_few_sources: int = 0
    baseless: int = 0
    undated: int = 0
    undated_in: bool = True
    sources_without_date: int = 0


class Map(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Entities, sources and claims by id, in the order of their ids; equal when all parts are.

    ``left`` and ``cut`` are set for a view: what it leaves out, and what it was cut from. ``evidence`` holds what was
    verified, by claim and citation.
    """

    info: MapInfo
    vocabulary: Vocabulary
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    left: Left = Left()
    cut: Cut | None = None
    evidence: Mapping[str, Mapping[Citation, Evidence]] = {}

    @classmethod
    def of(
        cls,
        info: MapInfo,
        vocabulary: Vocabulary,
        *,
        entities: Iterable[Entity],
        sources: Iterable[Source],
        claims: Iterable[Claim],
        lock: Lock | None = None,
    ) -> Self:
        """The map of these parts. Raises KeyError when a claim names an entity that is not among them."""
        known = {entity.id: entity for entity in sorted(entities, key=_id)}
        stated = {claim.id: claim for claim in sorted(claims, key=_id)}
        for claim in stated.values():
            if claim.subject not in known or (claim.object and claim.object not in known):
                raise KeyError(claim.id)
        cited = {source.id: source for source in sorted(sources, key=_id)}
        found = evidence_of(stated.values(), lock) if lock else {}
        return cls(info=info, vocabulary=vocabulary, entities=known, sources=cited, claims=stated, evidence=found)

    def __contains__(self, entity: object) -> bool:
        return entity in self.entities

    @cached_property
    def answers(self) -> dict[Any, Any]:
        """What the analyses have answered about this map; see ``kept``."""
        return {}

    @cached_property
    def graph(self) -> Graph:
        """The claims as a frozen ``networkx.MultiDiGraph``; see ``map.graph``."""
        return graph_of(self.entities.values(), self.claims.values())

    def relation(self, claim: Claim) -> Relation:
        return self.vocabulary.relations[claim.relation]

    def is_a(self, entity: str, classes: Iterable[str]) -> bool:
        """Whether the entity is of one of the classes, or of a kind of one."""
        return self.vocabulary.is_a(self.entities[entity].cls, classes)

    @cached_property
    def ties(self) -> tuple[Claim, ...]:
        """The claims between entities, by id."""
        return tuple(claim for claim in self.claims.values() if claim.is_tie)

    def ties_of(self, entity: str) -> Iterator[Claim]:
        """The claims from an entity and to it, each once."""
        yield from (data["claim"] for _, _, data in self.graph.out_edges(entity, data=True))
        yield from (data["claim"] for other, _, data in self.graph.in_edges(entity, data=True) if other != entity)

    def values_of(self, entity: str) -> Mapping[str, Claim]:
        """The claims to a value about an entity, by id."""
        found: Mapping[str, Claim] = self.graph.nodes[entity]["values"]
        return found

    @cached_property
    def truthy(self) -> frozenset[str]:
        """The ids of the claims that may be said without naming who says so."""
        is_ranked = any(claim.rank == "preferred" for claim in self.claims.values())  # else none is beaten on any day
        return truthy(self.claims.values(), self.vocabulary.relations, self._written_spans if is_ranked else {})

    @cached_property
    def facts(self) -> tuple[Claim, ...]:
        """The truthy ties, by id."""
        return tuple(claim for claim in self.ties if claim.id in self.truthy)

    @cached_property
    def facts_from(self) -> Mapping[str, tuple[Claim, ...]]:
        """The truthy ties by their subject."""
        return _grouped((claim.subject, claim) for claim in self.facts)

    @cached_property
    def lives(self) -> Mapping[str, Life]:
        """When the entities whose beginning or end is told were there."""
        told = (claim for claim in self.claims.values() if claim.id in self.truthy)
        return lives_of(told, self.vocabulary.relations)

    @cached_property
    def _written_spans(self) -> Mapping[str, Span]:
        return {name: written_span(claim, event=self.relation(claim).event) for name, claim in self.claims.items()}

    @cached_property
    def spans(self) -> Mapping[str, Span]:
        """When each claim held, by its id: as its dates say, within the lives of its ends."""
        lives = self.lives
        return {
            name: lived_span(span, self.relation(claim), (claim.subject, claim.object), lives)
            if claim.subject in lives or claim.object in lives
            else span
            for (name, claim), span in zip(self.claims.items(), self._written_spans.values(), strict=True)
        }

    @cached_property
    def today(self) -> Day | None:
        """``as_of`` in map.toml; else the latest day on which something had surely begun or happened."""
        if self.info.as_of:
            return self.info.as_of.latest
        held = [claim for claim in self.claims.values() if is_upheld(claim)]
        return latest_sure_day(held, self.vocabulary.relations)

    def has_begun(self, claim: Claim) -> bool:
        """Whether it may have begun by today."""
        return self.today is None or self.spans[claim.id].begun_by(self.today)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Claims that cannot all be true, or that the map has ranked against each other."""
        from guanxi_graph.map.conflicts import conflicts_of

        return conflicts_of(self)

    def evidence_of(self, claim: str, cited: Citation) -> Evidence:
        """What is known of whether the words of a citation stand in its source."""
        return self.evidence.get(claim, {}).get(cited, NOT_VERIFIED)

    @cached_property
    def holdings(self) -> Mapping[str, tuple[Claim, ...]]:
        """By what is owned, who holds it as of today."""
        from guanxi_graph.map.holdings import holdings_of

        return holdings_of(self)

    @cached_property
    def disputes(self) -> Mapping[str, tuple[Conflict, ...]]:
        """The conflicts that each claim is a side of, by its id."""
        found: dict[str, tuple[Conflict, ...]] = {}
        for conflict in self.conflicts:
            for side in conflict.sides:
                found[side.claim] = (*found.get(side.claim, ()), conflict)
        return found

    @cached_property
    def links(self) -> Mapping[tuple[str, str], Link]:
        """Who is linked to whom and how strongly, by the ends in order: ties, and shared bases as weaker links."""
        from guanxi_graph.map.links import links_of

        return links_of(self)

    def with_claims(self, claims: Iterable[Claim]) -> Map:
        """The map with more claims."""
        more = {**self.claims, **{claim.id: claim for claim in claims}}
        return msgspec.structs.replace(self, claims=dict(sorted(more.items())))

    def view(
        self,
        *,
        as_of: Day | None = None,
        known_by: Day | None = None,
        min_sources: int = 0,
        undated: bool = True,
        without: frozenset[str] = frozenset(),
        inferred: bool = False,
    ) -> Map:
        """The map as of a day, as known by a day, or on better evidence only; ``left`` counts what it leaves out.

        ``as_of``: what had begun by then. ``known_by``: what was published by then. ``min_sources`` asks
        for so many independent lineages; ``without`` names sources that are not believed. Claims without
        dates are in unless ``undated`` is False. ``inferred`` adds the ties that shared bases make likely.
        """
        from guanxi_graph.map.views import Wanted, seen

        return seen(
            self,
            Wanted(
                as_of=as_of,
                known_by=known_by,
                min_sources=min_sources,
                undated=undated,
                without=without,
                inferred=inferred,
            ),
        )


def _id(record: Entity | Source | Claim) -> str:
    return record.id


def _grouped(pairs: Iterable[tuple[str, Claim]]) -> dict[str, tuple[Claim, ...]]:
    found: dict[str, list[Claim]] = {}
    for name, claim in pairs:
        found.setdefault(name, []).append(claim)
    return {name: tuple(claims) for name, claims in found.items()}
