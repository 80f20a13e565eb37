"""A map's claims as a ``networkx.MultiDiGraph``, on which any algorithm runs.

A node is an entity's id; its data holds the ``entity`` and its ``values`` (claims to a value, by id).
An edge is one claim from subject to object; its key is the claim's id and its data holds the ``claim``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from guanxi_graph.model import Claim, Entity

if TYPE_CHECKING:
    Graph: TypeAlias = nx.MultiDiGraph[str]
else:
    Graph = nx.MultiDiGraph


def graph_of(entities: Iterable[Entity], claims: Iterable[Claim]) -> Graph:
    """The frozen graph of these parts, in their order. Every end of a claim is among the entities."""
    graph: Graph = nx.MultiDiGraph()
    graph.add_nodes_from((entity.id, {"entity": entity, "values": {}}) for entity in entities)
    for claim in claims:
        if claim.is_tie:
            graph.add_edge(claim.subject, claim.object, key=claim.id, claim=claim)
        else:
            graph.nodes[claim.subject]["values"][claim.id] = claim
    frozen: Graph = nx.freeze(graph)
    return frozen
