"""The plain graph as JSON: node-link for networkx and D3; Cytoscape's own for Cytoscape and Cytoscape.js."""

from __future__ import annotations

import json
from typing import Any

import networkx as nx

from guanxi_graph.formats.plain import plain_graph
from guanxi_graph.map import Map


def to_node_link(gmap: Map) -> bytes:
    """``nodes`` with their ids, ``edges`` with ``source``, ``target`` and the claim's id as ``key``."""
    return _written(nx.node_link_data(plain_graph(gmap), edges="edges"))


def to_cytoscape(gmap: Map) -> bytes:
    """``elements`` of ``nodes`` and ``edges``, each with its ``data``; Cytoscape shows a node's ``name``."""
    document = nx.cytoscape_data(plain_graph(gmap))
    for node in document["elements"]["nodes"]:
        node["data"]["name"] = node["data"]["label"]
    for edge in document["elements"]["edges"]:
        edge["data"]["id"] = edge["data"]["key"]
    return _written(document)


def _written(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
