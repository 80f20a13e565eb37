"""The page that people browse."""

from __future__ import annotations

from guanxi_graph.graph import Graph


def render_page(graph: Graph) -> str:
    """The page as HTML."""
    raise NotImplementedError(graph)
