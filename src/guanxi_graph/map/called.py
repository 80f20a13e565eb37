"""The entity that is meant by an id or a name."""

from __future__ import annotations

from guanxi_graph.map.guanxi_map import Map
from guanxi_graph.map.kept import kept
from guanxi_graph.search import WHOLE, Searcher, called_entity


def called(gmap: Map, text: str) -> str:
    """Its id. Raises LookupError, with what to write instead, when there is none, or several.

    A name counts as it is written, else however it is spelled; how a Chinese one is read is only a hint.
    """
    if text in gmap:
        return text
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


@kept
def entities_of(gmap: Map) -> Searcher:
    return Searcher(tuple(map(called_entity, gmap.entities.values())))
