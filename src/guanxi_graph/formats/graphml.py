"""GraphML, as networkx writes it: for yEd, Cytoscape, Gephi, igraph and R."""

from __future__ import annotations

import io

import networkx as nx

from guanxi_graph.formats.plain import plain_graph
from guanxi_graph.map import Map


def to_graphml(gmap: Map) -> bytes:
    """The plain graph; an edge's id is its claim's."""
    stream = io.BytesIO()
    # Not lxml, which networkx takes where it finds it: the same bytes on every machine.
    nx.write_graphml_xml(plain_graph(gmap), stream)
    return stream.getvalue() + b"\n"
