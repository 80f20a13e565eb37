"""The entity that is meant by an id or a name, the claim that is meant by an id; ids from before count."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any, Protocol

from guanxi_graph.model import Entity
from guanxi_graph.search import WHOLE, Searcher, called_entity


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
    meant = [entity.id for entity in gmap.entities.values() if wanted in map(str.casefold, entity.names)]
    hits = [] if meant else entities_of(gmap).find(text)
    meant = meant or [hit.id for hit in hits if hit.nearness is WHOLE and hit.what != "reading"]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise LookupError(f"several entities are called `{text}`: {', '.join(meant)}")
    close = hits or entities_of(gmap).near(text)
    raise LookupError(f"there is no entity `{text}`" + (f"; did you mean `{close[0].id}`?" if close else ""))


def entities_of(gmap: Named) -> Searcher:
    """The searcher over all names, made once."""
    if entities_of not in gmap.answers:
        gmap.answers[entities_of] = Searcher(tuple(map(called_entity, gmap.entities.values())))
    found: Searcher = gmap.answers[entities_of]
    return found


def claim_called(gmap: Named, claims: Container[str], text: str) -> str | None:
    """The id of a claim, or None when there is none: in one from before, former ids of entities stand for theirs."""
    if text in claims:
        return text
    former = {old: entity.id for entity in gmap.entities.values() for old in entity.formerly}
    now = ".".join(former.get(part, part) for part in text.split("."))
    return now if now in claims else None
