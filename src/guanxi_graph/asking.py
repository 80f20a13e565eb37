"""A map as the files that it is queried in: its own Turtle, and the vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guanxi_graph.query.by_name import NO_MAP, Finder, Near
from guanxi_graph.query.limits import QueryError
from guanxi_graph.query.messages import File

if TYPE_CHECKING:
    from guanxi_graph.map import Map
    from guanxi_graph.map.whole_map import WholeMap
    from guanxi_graph.query.touched import Touched


def finder_of(whole: WholeMap) -> Finder:
    """Finds what ``gx:search`` looks for: as ``guanxi search`` does, by IRI. Raises QueryError without a whole map."""

    def find(text: str) -> list[Near]:
        from guanxi_graph.iris import Iris
        from guanxi_graph.map.called import things_of

        gmap = whole.get()
        if gmap is None:
            raise QueryError("refused", NO_MAP)
        iris = Iris(gmap.info.base)
        hits = things_of(gmap).find(text)
        return [Near((iris.entity if hit.kind == "entity" else iris.source)(hit.id), 7 - hit.nearness) for hit in hits]

    return find


def write_map(gmap: Map, folder: Path, touched: Touched | None = None) -> tuple[File, ...]:
    """Write the map and the package's terms into the folder; the files' paths are relative to it.

    Of a large map less, when only what is ``touched`` will be loaded.
    """
    from guanxi_graph.formats import write_turtle

    words, names = (touched.words(), touched.names()) if touched else (None, None)
    with (folder / "guanxi.ttl").open("wb") as stream:
        write_turtle(gmap, stream, None if names is None else words, names or ())
    return File("guanxi.ttl", gmap.info.base), write_vocabulary(folder)


def write_vocabulary(folder: Path) -> File:
    """The package's terms; those that a map adds stand in the map's own Turtle."""
    from guanxi_graph.formats import ontology_turtle
    from guanxi_graph.model import DEFAULT_BASE
    from guanxi_graph.prefixes import NAMESPACE
    from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

    path = folder / "ontology.ttl"
    path.write_text(ontology_turtle(built_in_vocabulary(), DEFAULT_BASE), "utf-8", newline="\n")
    return File(path.name, NAMESPACE.removesuffix("#"))
