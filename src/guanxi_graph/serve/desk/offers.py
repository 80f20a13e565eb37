"""Things of a map by what somebody types of any of their names, to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from guanxi_graph.model import Entity, names_in
from guanxi_graph.search import Searcher, called_entity
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
        """The nearest; of one of the classes, if any is given. Where nothing is typed, the first."""
        classes = tuple(classes)
        met = (
            {hit.id: hit.text for hit in self._searcher.find(typed)}
            if typed.strip()
            else dict.fromkeys(self.entities, "")
        )
        fitting = [name for name in met if not classes or self.vocabulary.is_a(self.entities[name].cls, classes)]
        return [self._offer(name, met[name]) for name in fitting[:_MOST]]

    def _offer(self, name: str, called: str) -> Offer:
        offer = self.of(name)
        return offer if called in offer.name or called == name else msgspec.structs.replace(offer, also=called)

    @cached_property
    def _searcher(self) -> Searcher:
        return Searcher(tuple(map(called_entity, self.entities.values())))
