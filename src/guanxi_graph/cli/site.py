"""What ``guanxi serve`` shows of a map, composed from the other layers when it is asked for."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from guanxi_graph.cli.page import page_of, places
from guanxi_graph.cli.querying import queries_of
from guanxi_graph.problems import MapError
from guanxi_graph.query.messages import Data
from guanxi_graph.serve.server import Site
from guanxi_graph.vocabulary import NAMESPACE


def site_of(source: Path, data: Data) -> Site:
    """The site of a map's directory or Turtle file."""
    base = next((file.graph for file in data.files if file.graph != NAMESPACE.removesuffix("#")), "")

    def page() -> str:
        """Empty for Turtle that is not a whole map: it can be queried, not drawn."""
        from guanxi_graph.formats import from_turtle
        from guanxi_graph.graph import load

        try:
            graph = from_turtle(source) if source.is_file() else load(source)
            return page_of(graph, source, places(graph, source / "export"))
        except MapError:
            return ""

    def about(endpoint: str) -> bytes:
        from guanxi_graph.formats import to_void

        turtle = next(Path(file.path) for file in data.files if file.graph == base)
        return to_void(
            turtle, base, endpoint, endpoint.removesuffix("/sparql") + f"/graph?graph={quote(base, safe='')}"
        )

    return Site(data=data, base=base, page=page, about=about if base else None, queries=queries_of(source))
