"""What two maps, or the two sides of one, are compared by: each entity with all that may tell who it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from guanxi_graph.dates import Date
from guanxi_graph.map import Map
from guanxi_graph.model import Entity, is_upheld
from guanxi_graph.namesakes import Called, tied_to
from guanxi_graph.spans import told_date


class Known(Called, frozen=True, dict=True):
    """An entity, its kind, and the days on which it began and ended, as they are told."""

    entity: Entity
    kind: str
    begun: tuple[Date, ...] = ()
    ended: tuple[Date, ...] = ()


class Side(msgspec.Struct, frozen=True, dict=True):
    """The entities of a map as they are compared, and whom each is tied to."""

    gmap: Map

    @cached_property
    def known(self) -> Mapping[str, Known]:
        begun, ended = self._lives
        kind_of = self.gmap.vocabulary.kind_of
        return {
            name: Known(
                entity.names, entity, kind_of(entity.cls), tuple(begun.get(name, ())), tuple(ended.get(name, ()))
            )
            for name, entity in self.gmap.entities.items()
        }

    @cached_property
    def _lives(self) -> tuple[dict[str, list[Date]], dict[str, list[Date]]]:
        begun: dict[str, list[Date]] = {}
        ended: dict[str, list[Date]] = {}
        for claim in self.gmap.claims.values():
            relation = self.gmap.relation(claim)
            date = told_date(claim, relation) if relation.begins or relation.ends else None
            if date is None or not is_upheld(claim):
                continue
            ends = {"subject": claim.subject, "object": claim.object}
            for end, dates in ((relation.begins, begun), (relation.ends, ended)):
                if end:
                    dates.setdefault(ends[end], []).append(date)
        return begun, ended

    @cached_property
    def neighbours(self) -> Mapping[str, set[str]]:
        """Whom each entity is tied to by a claim."""
        return tied_to((claim.subject, claim.object) for claim in self.gmap.ties if is_upheld(claim))

    def identifiers(self) -> Iterator[tuple[str, str]]:
        """Each identifier elsewhere, with the entity that has it."""
        for entity in self.gmap.entities.values():
            for written in entity.same_as:
                yield written, entity.id
