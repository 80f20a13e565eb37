"""The entity that is meant by an id or a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from guanxi_graph.model import Entity
from guanxi_graph.text import nearest


class Named(Protocol):
    """A map, or what has entities by their ids as one has."""

    @property
    def entities(self) -> Mapping[str, Entity]: ...


def called(gmap: Named, text: str) -> str:
    """Its id. Raises LookupError, with what to write instead, when there is none, or several."""
    if text in gmap.entities:
        return text
    by_name: dict[str, list[str]] = {}
    for entity in gmap.entities.values():
        for name in {*entity.labels.values(), *(alias for names in entity.aliases.values() for alias in names)}:
            by_name.setdefault(name.casefold(), []).append(entity.id)
    meant = by_name.get(text.casefold(), [])
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise LookupError(f"several entities are called `{text}`: {', '.join(meant)}")
    close = nearest(text, [*gmap.entities, *by_name])
    known = close if close is None or close in gmap.entities else by_name[close][0]
    raise LookupError(f"there is no entity `{text}`" + (f"; did you mean `{known}`?" if known else ""))
