"""A graph for those who want to go on in rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guanxi_graph.formats.turtle import to_turtle
from guanxi_graph.map import Map

if TYPE_CHECKING:
    import rdflib


def to_rdflib(gmap: Map) -> rdflib.Graph:
    """The same triples as an ``rdflib.Graph``, prefixes bound. Slow: about 40 s a 100,000 claims."""
    import rdflib

    return rdflib.Graph().parse(data=to_turtle(gmap), format="turtle")
