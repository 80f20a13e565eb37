"""The graph with texts and numbers only, as the writers of GraphML, GEXF and node-link JSON want it."""

from __future__ import annotations

from typing import Any

import networkx as nx

from guanxi_graph.map import Graph, Map
from guanxi_graph.model import Claim, label_of


def plain_graph(gmap: Map) -> Graph:
    """A copy of ``gmap.graph``. Nodes: see ``plain_node``. Edges: see ``plain_claim``."""
    graph: Graph = nx.MultiDiGraph()
    for name in gmap.entities:
        graph.add_node(name, **plain_node(gmap, name))
    for claim in gmap.ties:
        graph.add_edge(claim.subject, claim.object, key=claim.id, **plain_claim(gmap, claim))
    return graph


def plain_node(gmap: Map, name: str) -> dict[str, Any]:
    """Label, class, and a label in each language; what the map says of its values, by relation: ``value_bornOn``."""
    entity = gmap.entities[name]
    told: dict[str, list[str]] = {}
    for claim in gmap.values_of(name).values():
        if claim.id in gmap.truthy:
            told.setdefault(f"value_{claim.relation}", []).append(_figure(claim))
    return {
        "label": name_of(gmap, name),
        "class": entity.cls,
        **{f"label_{tag}": label for tag, label in entity.labels.items()},
        **{relation: "; ".join(values) for relation, values in told.items()},
    }


def _figure(claim: Claim) -> str:
    return f"{claim.says} ({claim.when})" if claim.when else claim.says


def plain_claim(gmap: Map, claim: Claim) -> dict[str, Any]:
    """What it says of its ends; a date is the text that was written, and empty when there is none.

    ``began`` and ``ended``: Gephi reads an edge's ``start`` and ``end`` as times of its own kind. What is denied
    says so in its label too.
    """
    return {
        "relation": claim.relation,
        "label": ("not " if claim.denied else "") + gmap.relation(claim).label("en"),
        "began": str(claim.at or claim.start or ""),
        "ended": str(claim.end or ""),
        "rank": claim.rank,
        "confidence": claim.confidence,
        "sources": "; ".join(citation.source for citation in claim.citations),
        **({"denied": True} if claim.denied else {}),
        **({"weight": claim.weight} if claim.weight else {}),
    }


def name_of(gmap: Map, entity: str) -> str:
    """In the map's first language that has one, else the id."""
    return label_of(gmap.entities[entity].labels, *gmap.info.languages) or entity
