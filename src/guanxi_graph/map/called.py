"""The entity, relation or claim that is meant by what somebody wrote; ids from before count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from guanxi_graph.map.guanxi_map import Map
from guanxi_graph.meaning import meant
from guanxi_graph.model import Entity
from guanxi_graph.search import WHOLE, Searcher, called_entity, called_source
from guanxi_graph.text import nearest


class Named(Protocol):
    """A map, or what has entities by their ids as one has; ``answers`` are kept with it."""

    @property
    def entities(self) -> Mapping[str, Entity]: ...

    @property
    def answers(self) -> dict[Any, Any]: ...


def called(gmap: Named, text: str) -> str:
    """The id of an entity. Raises LookupError, with what to write instead, when there is none, or several.

    A name counts as it is written, else however it is spelled; how a Chinese one is read is only a hint.
    """
    if text in gmap.entities:
        return text
    if before := [entity.id for entity in gmap.entities.values() if text in entity.formerly]:
        return before[0]
    wanted = text.casefold()
    found = [entity.id for entity in gmap.entities.values() if wanted in map(str.casefold, entity.names)]
    hits = [] if found else entities_of(gmap).find(text)
    found = found or [hit.id for hit in hits if hit.nearness is WHOLE and hit.what != "reading"]
    if len(found) == 1:
        return found[0]
    if found:
        raise LookupError(f"several entities are called `{text}`: {', '.join(found)}")
    close = hits or entities_of(gmap).near(text)
    raise LookupError(f"there is no entity `{text}`" + (f"; did you mean `{close[0].id}`?" if close else ""))


def entities_of(gmap: Named) -> Searcher:
    """The searcher over all names, made once."""
    if entities_of not in gmap.answers:
        gmap.answers[entities_of] = Searcher(tuple(map(called_entity, gmap.entities.values())))
    searcher: Searcher = gmap.answers[entities_of]
    return searcher


def things_of(gmap: Map) -> Searcher:
    """The searcher over entities and sources, made once."""
    if things_of not in gmap.answers:
        sources = map(called_source, gmap.sources.values())
        gmap.answers[things_of] = Searcher((*map(called_entity, gmap.entities.values()), *sources))
    searcher: Searcher = gmap.answers[things_of]
    return searcher


def relation_called(gmap: Map, text: str) -> str:
    """The relation's id; the second name of an inverse pair stands for the first. Raises LookupError."""
    relations = gmap.vocabulary.relations
    if text not in relations:
        close = meant(text, gmap.vocabulary)
        raise LookupError(_none("relation", text, close[0].id if close else None))
    return relations[text].inverse if relations[text].inverted else text


def claim_called(gmap: Map, text: str) -> str:
    """The claim's id; in one from before, former ids of entities stand for theirs.

    Raises LookupError: often only the date at its end is missing.
    """
    former = {old: entity.id for entity in gmap.entities.values() for old in entity.formerly}
    for name in (text, ".".join(former.get(part, part) for part in text.split("."))):
        if name in gmap.claims:
            return name
    raise LookupError(_none("claim", text, next(iter(claims_near(gmap, text)), None)))


def claims_near(gmap: Map, text: str) -> list[str]:
    """The ids that go on where the text ends, else the one that is nearest to it."""
    begun = [name for name in gmap.claims if name.startswith(f"{text}.")]
    close = None if begun else nearest(text, gmap.claims)
    return [close] if close else begun


def _none(kind: str, text: str, close: str | None) -> str:
    return f"there is no {kind} `{text}`" + (f"; did you mean `{close}`?" if close else "")
