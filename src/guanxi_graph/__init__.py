"""Relationship maps as code: source-cited guanxi (关系) ties as text, as a graph, as RDF, as a page.

>>> import guanxi_graph
>>> graph = guanxi_graph.load("graph")          # checked; a networkx.MultiDiGraph
>>> turtle = guanxi_graph.to_turtle(graph)      # bytes, the same on every machine
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guanxi_graph.formats import from_turtle, to_rdflib, to_turtle
    from guanxi_graph.graph import load
    from guanxi_graph.model import Citation, Claim, Entity, Source
    from guanxi_graph.page import render_page
    from guanxi_graph.problems import MapError

# Where each public name lives; it is imported when it is first asked for.
_HOMES = {
    "Citation": "guanxi_graph.model",
    "Claim": "guanxi_graph.model",
    "Entity": "guanxi_graph.model",
    "MapError": "guanxi_graph.problems",
    "Source": "guanxi_graph.model",
    "from_turtle": "guanxi_graph.formats",
    "load": "guanxi_graph.graph",
    "render_page": "guanxi_graph.page",
    "to_rdflib": "guanxi_graph.formats",
    "to_turtle": "guanxi_graph.formats",
}

__all__ = [
    "Citation",
    "Claim",
    "Entity",
    "MapError",
    "Source",
    "from_turtle",
    "load",
    "render_page",
    "to_rdflib",
    "to_turtle",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
