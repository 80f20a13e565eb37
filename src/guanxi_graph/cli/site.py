"""What ``guanxi serve`` shows of a map, composed from the other layers when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from guanxi_graph.cli.page import Told, page_of, told_beside
from guanxi_graph.cli.querying import saved_with
from guanxi_graph.cli.snapshot import PACKED, unpacked
from guanxi_graph.exports import FORMATS
from guanxi_graph.languages import Language
from guanxi_graph.map import Map
from guanxi_graph.map.whole_map import WholeMap
from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.query.held import Held
from guanxi_graph.reading.portraits import portraits
from guanxi_graph.serve.served_map import Site


def site_of(source: Path, held: Held) -> Site:
    """The site of a map's directory or Turtle file, all of it of the state that is held.

    Raises MapError and OSError for saved queries that cannot be read.
    """
    is_turtle = source.is_file()
    base = next((file.graph for file in held().files if file.graph != NAMESPACE.removesuffix("#")), "")

    def whole_map() -> Map:
        """Raises MapError for Turtle that is not a whole map: it can be queried, not drawn."""
        from guanxi_graph.opening import load

        return load(held.path("guanxi.ttl"))

    def page() -> str:
        """Raises MapError like ``whole_map``, as ``export`` does."""
        if is_turtle:
            return page_of(whole_map(), Told(), source / "export").html
        gmap = whole_map()
        with unpacked(held.path(PACKED)) as texts:
            return page_of(gmap, told_beside(gmap, texts, source), source / "export").html

    def about(endpoint: str) -> bytes:
        from guanxi_graph.formats import to_void

        download = endpoint.removesuffix("/sparql") + f"/graph?graph={quote(base, safe='')}"
        return to_void(held.path("guanxi.ttl"), base, endpoint, download)

    def export(name: str) -> bytes:
        """Raises what the format raises, too."""
        return FORMATS[name].write(whole_map())

    def pictures() -> Mapping[str, str]:
        gmap = whole.get()
        return {} if is_turtle or gmap is None else portraits(gmap.entities.values(), source)

    def languages() -> Mapping[str, Language]:
        return {} if is_turtle else _languages(held.path(PACKED))

    whole = WholeMap(whole_map if base else None)
    return Site(
        data=held,
        base=base,
        page=page if base else None,
        about=about if base else None,
        export=export if base else None,
        map=whole,
        queries=saved_with(source),
        languages=languages,
        portraits=pictures,
    )


@lru_cache(maxsize=1)
def _languages(packed: Path) -> Mapping[str, Language]:
    """Those of a state of the map: another state is packed elsewhere."""
    from guanxi_graph.reading.language_file import load_languages

    with unpacked(packed) as directory:
        return load_languages(directory)
