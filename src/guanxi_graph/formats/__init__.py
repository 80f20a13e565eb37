"""What a map is written to and read from; ``exports`` lists the formats.

Each function is imported when it is first asked for, so that the list alone loads no RDF library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guanxi_graph.formats.bundle import zipped
    from guanxi_graph.formats.conversion import converted
    from guanxi_graph.formats.csv_tables import csv_files
    from guanxi_graph.formats.cypher import to_cypher
    from guanxi_graph.formats.dossier_markdown import dossier_files, to_dossier
    from guanxi_graph.formats.dossier_word import to_word, word_files
    from guanxi_graph.formats.excel import to_xlsx
    from guanxi_graph.formats.follow_the_money import to_ftm
    from guanxi_graph.formats.gexf import to_gexf
    from guanxi_graph.formats.graph_json import to_cytoscape, to_node_link
    from guanxi_graph.formats.graphml import to_graphml
    from guanxi_graph.formats.jsonld import context_json, jsonld_context, to_jsonld
    from guanxi_graph.formats.neo4j import neo4j_files
    from guanxi_graph.formats.ontology import ontology_turtle
    from guanxi_graph.formats.parquet import parquet_files
    from guanxi_graph.formats.raster import to_png
    from guanxi_graph.formats.rdf12 import to_rdf12
    from guanxi_graph.formats.rdflib_graph import to_rdflib
    from guanxi_graph.formats.reader import from_turtle
    from guanxi_graph.formats.research_crate import crate_files
    from guanxi_graph.formats.shacl import to_shacl
    from guanxi_graph.formats.sqlite import to_sqlite
    from guanxi_graph.formats.trig import to_trig
    from guanxi_graph.formats.turtle import to_turtle, write_turtle
    from guanxi_graph.formats.void import to_void
    from guanxi_graph.formats.written import check_turtle, checked_ontology

_HOMES = {
    "check_turtle": "written",
    "checked_ontology": "written",
    "context_json": "jsonld",
    "converted": "conversion",
    "crate_files": "research_crate",
    "csv_files": "csv_tables",
    "dossier_files": "dossier_markdown",
    "from_turtle": "reader",
    "jsonld_context": "jsonld",
    "neo4j_files": "neo4j",
    "ontology_turtle": "ontology",
    "parquet_files": "parquet",
    "to_cypher": "cypher",
    "to_cytoscape": "graph_json",
    "to_dossier": "dossier_markdown",
    "to_ftm": "follow_the_money",
    "to_gexf": "gexf",
    "to_graphml": "graphml",
    "to_jsonld": "jsonld",
    "to_node_link": "graph_json",
    "to_png": "raster",
    "to_rdf12": "rdf12",
    "to_rdflib": "rdflib_graph",
    "to_shacl": "shacl",
    "to_sqlite": "sqlite",
    "to_trig": "trig",
    "to_turtle": "turtle",
    "to_void": "void",
    "to_word": "dossier_word",
    "to_xlsx": "excel",
    "word_files": "dossier_word",
    "write_turtle": "turtle",
    "zipped": "bundle",
}

__all__ = [
    "check_turtle",
    "checked_ontology",
    "context_json",
    "converted",
    "crate_files",
    "csv_files",
    "dossier_files",
    "from_turtle",
    "jsonld_context",
    "neo4j_files",
    "ontology_turtle",
    "parquet_files",
    "to_cypher",
    "to_cytoscape",
    "to_dossier",
    "to_ftm",
    "to_gexf",
    "to_graphml",
    "to_jsonld",
    "to_node_link",
    "to_png",
    "to_rdf12",
    "to_rdflib",
    "to_shacl",
    "to_sqlite",
    "to_trig",
    "to_turtle",
    "to_void",
    "to_word",
    "to_xlsx",
    "word_files",
    "write_turtle",
    "zipped",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
