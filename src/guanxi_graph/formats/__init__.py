"""What a graph is written to and read from."""

from __future__ import annotations

from guanxi_graph.formats.ontology import ontology_turtle
from guanxi_graph.formats.rdflib_graph import to_rdflib
from guanxi_graph.formats.reader import from_turtle
from guanxi_graph.formats.turtle import to_turtle, write_turtle

__all__ = ["from_turtle", "ontology_turtle", "to_rdflib", "to_turtle", "write_turtle"]
