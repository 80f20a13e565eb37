"""Things of a map by what somebody types of any of their names: in any script, without accents, or in pinyin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from heapq import nsmallest

import msgspec

from guanxi_graph.evidence.citations import names_of
from guanxi_graph.model import Entity, names_in
from guanxi_graph.names import forms
from guanxi_graph.pinyin import readings
from guanxi_graph.vocabulary import Vocabulary

_MOST = 12


class Offer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something to choose: ``kind`` is its class, ``also`` the name that was met where another is shown."""

    id: str
    name: str
    kind: str
    cls: str
    also: str = ""


class Offers(msgspec.Struct, frozen=True, dict=True):
    """What may be offered: the entities of a map, named in its languages."""

    entities: Mapping[str, Entity]
    vocabulary: Vocabulary
    languages: tuple[str, ...]

    def of(self, name: str) -> Offer:
        entity = self.entities[name]
        shown = names_in(entity.labels, self.languages) or name
        cls = self.vocabulary.classes.get(entity.cls)
        return Offer(name, shown, entity.cls, cls.label(*self.languages) if cls else entity.cls)

    def like(self, typed: str, classes: Iterable[str] = ()) -> list[Offer]:
        """The nearest, those first of which a name begins so; of one of the classes, if any is given."""
        wanted, classes = next(forms(typed), ""), tuple(classes)
        found = (
            (rank, len(form), name, called)
            for name, told in self._told.items()
            if not classes or self.vocabulary.is_a(self.entities[name].cls, classes)
            for called, form in told
            if (rank := _rank(wanted, form)) is not None
        )
        best: dict[str, str] = {}
        for _, _, name, called in nsmallest(_MOST * 4, found):
            best.setdefault(name, called)
        return [self._offer(name, called) for name, called in list(best.items())[:_MOST]]

    def _offer(self, name: str, called: str) -> Offer:
        offer = self.of(name)
        return offer if called in offer.name or called == name else msgspec.structs.replace(offer, also=called)

    @cached_property
    def _told(self) -> Mapping[str, list[tuple[str, str]]]:
        """By id: each name as it is written, and as it is sought."""
        return {name: list(_sought(name, entity)) for name, entity in self.entities.items()}


def _sought(name: str, entity: Entity) -> Iterator[tuple[str, str]]:
    for called in (name, *names_of(entity)):
        for written in (called, *readings(called)):
            yield from ((called, form) for form in forms(written))


def _rank(wanted: str, form: str) -> int | None:
    if form.startswith(wanted):
        return 0 if form == wanted else 1
    return 2 if wanted in form else None
