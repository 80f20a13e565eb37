"""Circles: who keeps closer company with each other than with the rest (Louvain, Blondel et al. 2008)."""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from guanxi_graph.page.topology import Topology


def circles(shape: Topology) -> NDArray[np.int64]:
    """The number of each entity's circle; the largest circle is 0."""
    simple: nx.Graph[int] = nx.Graph()
    simple.add_nodes_from(range(len(shape.names)))
    rows = zip(shape.pairs.tolist(), shape.weights.tolist(), strict=True)
    simple.add_weighted_edges_from((one, other, weight) for (one, other), weight in rows)
    found = nx.community.louvain_communities(simple, seed=1)
    numbers = np.zeros(len(shape.names), dtype=np.int64)
    for number, members in enumerate(sorted(found, key=lambda group: (-len(group), min(group)))):
        numbers[list(members)] = number
    return numbers
