"""What two maps, or the two sides of one, are compared by: each entity with all that may tell who it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from guanxi_graph.dates import Date
from guanxi_graph.map import Map
from guanxi_graph.model import Entity
from guanxi_graph.names import forms, is_han, words
from guanxi_graph.pinyin import readings
from guanxi_graph.spans import told_date


class Name(msgspec.Struct, frozen=True):
    """A name as it is compared: run together, and its figures, which must be alike in names that are."""

    text: str
    run: str
    figures: tuple[str, ...]

    @property
    def is_han(self) -> bool:
        return any(map(is_han, self.run))


class Known(msgspec.Struct, frozen=True, dict=True):
    """An entity, its kind, and the days on which it began and ended, as they are told."""

    entity: Entity
    kind: str
    begun: tuple[Date, ...] = ()
    ended: tuple[Date, ...] = ()

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return tuple(Name(text, run, _figures(text)) for text in self.entity.names for run in forms(text))

    @cached_property
    def by_run(self) -> Mapping[str, Name]:
        return {name.run: name for name in self.names}

    @cached_property
    def chinese(self) -> frozenset[str]:
        """Its Chinese names, folded."""
        return frozenset(name.run for name in self.names if name.is_han)

    @cached_property
    def readings(self) -> frozenset[str]:
        """How its Chinese names are read, the surname first or last."""
        found = (read.split() for name in self.entity.names if any(map(is_han, name)) for read in readings(name)[:1])
        return frozenset(run for each in found for run in ("".join(each), "".join([*each[1:], *each[:1]])))


class Side(msgspec.Struct, frozen=True, dict=True):
    """The entities of a map as they are compared, and whom each is tied to."""

    gmap: Map

    @cached_property
    def known(self) -> Mapping[str, Known]:
        begun, ended = self._lives
        kind_of = self.gmap.vocabulary.kind_of
        return {
            name: Known(entity, kind_of(entity.cls), tuple(begun.get(name, ())), tuple(ended.get(name, ())))
            for name, entity in self.gmap.entities.items()
        }

    @cached_property
    def _lives(self) -> tuple[dict[str, list[Date]], dict[str, list[Date]]]:
        begun: dict[str, list[Date]] = {}
        ended: dict[str, list[Date]] = {}
        for claim in self.gmap.claims.values():
            relation = self.gmap.relation(claim)
            date = told_date(claim, relation) if relation.begins or relation.ends else None
            if date is None or claim.rank == "deprecated":
                continue
            ends = {"subject": claim.subject, "object": claim.object}
            for end, dates in ((relation.begins, begun), (relation.ends, ended)):
                if end:
                    dates.setdefault(ends[end], []).append(date)
        return begun, ended

    @cached_property
    def neighbours(self) -> Mapping[str, frozenset[str]]:
        """Whom each entity is tied to by a claim."""
        found: dict[str, set[str]] = {}
        for claim in self.gmap.ties:
            found.setdefault(claim.subject, set()).add(claim.object)
            found.setdefault(claim.object, set()).add(claim.subject)
        return {name: frozenset(others - {name}) for name, others in found.items()}

    def identifiers(self) -> Iterator[tuple[str, str]]:
        """Each identifier elsewhere, with the entity that has it."""
        for entity in self.gmap.entities.values():
            for written in entity.same_as:
                yield written, entity.id


def _figures(text: str) -> tuple[str, ...]:
    return tuple(word for word in words(text) if word.isdigit())
