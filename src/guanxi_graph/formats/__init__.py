"""What a graph is written to and read from."""

from __future__ import annotations

from guanxi_graph.formats.jsonld import jsonld_context, to_jsonld
from guanxi_graph.formats.ontology import ontology_turtle
from guanxi_graph.formats.rdf12 import to_rdf12
from guanxi_graph.formats.rdflib_graph import to_rdflib
from guanxi_graph.formats.reader import from_turtle
from guanxi_graph.formats.shacl import to_shacl
from guanxi_graph.formats.turtle import to_turtle, write_turtle
from guanxi_graph.formats.void import to_void
from guanxi_graph.formats.written import check_turtle

__all__ = [
    "check_turtle",
    "from_turtle",
    "jsonld_context",
    "ontology_turtle",
    "to_jsonld",
    "to_rdf12",
    "to_rdflib",
    "to_shacl",
    "to_turtle",
    "to_void",
    "write_turtle",
]
