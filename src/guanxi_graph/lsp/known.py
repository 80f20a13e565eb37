"""The things of a kind that an editor may be asked for: what each is called, and how it is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

import msgspec

from guanxi_graph.reading import Draft
from guanxi_graph.search import Called, Searcher, called_entity, called_source, called_term
from guanxi_graph.vocabulary import Term

Kind = Literal["entity", "source", "claim", "relation", "class"]


class Offer(msgspec.Struct, frozen=True):
    """An id to write, and what the thing is called and is."""

    id: str
    names: str = ""
    what: str = ""


class Known(msgspec.Struct, frozen=True, dict=True):
    """All things of a kind, in their order in the map."""

    things: tuple[tuple[Called, Offer], ...]

    def find(self, text: str) -> Iterator[Offer]:
        """What is called so, the nearest first; all by their ids where nothing is typed yet."""
        if text:
            yield from (self._by_id[hit.id] for hit in self._searcher.find(text))
        else:
            yield from (self._by_id[name] for name in sorted(self._by_id))

    @cached_property
    def _by_id(self) -> dict[str, Offer]:
        return {offer.id: offer for _, offer in self.things}

    @cached_property
    def _searcher(self) -> Searcher:
        return Searcher(tuple(called for called, _ in self.things))


def known_of(draft: Draft, kind: Kind) -> Known:
    return Known(tuple(_things(draft, kind)))


def _things(draft: Draft, kind: Kind) -> Iterator[tuple[Called, Offer]]:
    classes = draft.vocabulary.classes
    match kind:
        case "entity":
            for entity in (record.row for record in draft.entities):
                cls = classes.get(entity.cls)
                what = cls.label() if cls else entity.cls
                yield called_entity(entity), Offer(entity.id, " · ".join(entity.names), what)
        case "source":
            for source in (record.row for record in draft.sources):
                yield called_source(source), Offer(source.id, source.title, source.kind)
        case "claim":
            for claim in (record.row for record in draft.claims):
                what = f"{claim.subject} {claim.relation} {claim.object or claim.value}"
                yield Called("claim", claim.id, (("id", claim.id),)), Offer(claim.id, "", what)
        case "relation":
            yield from _terms(draft.vocabulary.relations.values())
        case "class":
            yield from _terms(term for term in classes.values() if not term.abstract)


def _terms(terms: Iterable[Term]) -> Iterator[tuple[Called, Offer]]:
    for term in terms:
        names = " · ".join(dict.fromkeys(term.labels.values()))
        yield called_term(term), Offer(term.id, names, next(iter(term.definition.values()), ""))
