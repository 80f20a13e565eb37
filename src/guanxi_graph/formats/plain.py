"""The graph with texts and numbers only, as the writers of GraphML, GEXF and node-link JSON want it."""

from __future__ import annotations

from typing import Any

import networkx as nx

from guanxi_graph.map import Graph, Map
from guanxi_graph.model import Claim, label_of


def plain_graph(gmap: Map) -> Graph:
    """A copy of ``gmap.graph``. Nodes: label, class, and a label in each language. Edges: see ``plain_claim``."""
    graph: Graph = nx.MultiDiGraph()
    for entity in gmap.entities.values():
        names = {f"label_{tag}": label for tag, label in entity.labels.items()}
        graph.add_node(entity.id, label=name_of(gmap, entity.id), **{"class": entity.cls}, **names)
    for claim in gmap.ties:
        graph.add_edge(claim.subject, claim.object, key=claim.id, **plain_claim(gmap, claim))
    return graph


def plain_claim(gmap: Map, claim: Claim) -> dict[str, Any]:
    """What it says of its ends; a date is the text that was written, and empty when there is none.

    ``began`` and ``ended``: Gephi reads an edge's ``start`` and ``end`` as times of its own kind.
    """
    return {
        "relation": claim.relation,
        "label": gmap.relation(claim).label("en"),
        "began": str(claim.at or claim.start or ""),
        "ended": str(claim.end or ""),
        "rank": claim.rank,
        "confidence": claim.confidence,
        "sources": "; ".join(citation.source for citation in claim.citations),
    }


def name_of(gmap: Map, entity: str) -> str:
    """In the map's first language that has one, else the id."""
    return label_of(gmap.entities[entity].labels, *gmap.info.languages) or entity
