"""Relationship maps as code: source-cited guanxi (关系) ties as text, as a graph, as RDF, as a page.

>>> import guanxi_graph as gx
>>> m = gx.load("graph")           # checked; m.graph is a networkx.MultiDiGraph
>>> m.query("SELECT ?who { ?who gx:founded ent:tencent }")
>>> turtle = gx.to_turtle(m)       # bytes, the same on every machine
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guanxi_graph.formats import to_rdflib, to_turtle
    from guanxi_graph.model import Citation, Claim, Entity, Source
    from guanxi_graph.notebook import Map, load
    from guanxi_graph.page import render_page
    from guanxi_graph.problems import MapError

# Where each public name lives; it is imported when it is first asked for.
_HOMES = {
    "Citation": "guanxi_graph.model",
    "Claim": "guanxi_graph.model",
    "Entity": "guanxi_graph.model",
    "Map": "guanxi_graph.notebook",
    "MapError": "guanxi_graph.problems",
    "Source": "guanxi_graph.model",
    "load": "guanxi_graph.notebook",
    "render_page": "guanxi_graph.page",
    "to_rdflib": "guanxi_graph.formats",
    "to_turtle": "guanxi_graph.formats",
}

__all__ = [
    "Citation",
    "Claim",
    "Entity",
    "Map",
    "MapError",
    "Source",
    "load",
    "render_page",
    "to_rdflib",
    "to_turtle",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
