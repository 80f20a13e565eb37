"""The simple weighted graph under a map: one link between two, however many claims tie them.

Measures of networks are defined on simple graphs; on a multigraph networkx's give wrong values
without a word. So everything that measures starts here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import networkx as nx
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray
from scipy import sparse

from guanxi_graph.map import Map
from guanxi_graph.map.links import Link
from guanxi_graph.model import Claim


class Network:
    """A simple weighted graph: names in order, and a symmetric matrix of weights without a diagonal."""

    def __init__(self, names: Sequence[str], weights: sparse.csr_array, links: Mapping[tuple[str, str], Link]) -> None:
        self.names = names
        self.weights = weights
        self.by_ends = links

    @cached_property
    def index(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    @cached_property
    def engine(self) -> rx.PyGraph[int, None]:
        """The same links for the compiled algorithms, without weights."""
        graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(len(self.names)))
        upper = sparse.triu(self.weights).tocoo()
        graph.add_edges_from_no_data(list(zip(upper.row.tolist(), upper.col.tolist(), strict=True)))
        return graph

    @property
    def links(self) -> int:
        return int(self.weights.nnz // 2)

    @cached_property
    def degrees(self) -> NDArray[np.int64]:
        return np.diff(self.weights.indptr).astype(np.int64)

    @cached_property
    def strengths(self) -> NDArray[np.float64]:
        """The sum of the weights at each node."""
        return np.asarray(self.weights.sum(axis=1), dtype=np.float64)

    def neighbours(self, place: int) -> NDArray[np.int32]:
        return self.weights.indices[self.weights.indptr[place] : self.weights.indptr[place + 1]]

    def link(self, one: str, other: str) -> Link | None:
        """What joins two of a map's entities; None in a network that is made of numbers."""
        return self.by_ends.get((one, other) if one < other else (other, one))


def from_pairs(
    names: Sequence[str],
    pairs: Iterable[tuple[int, int, float]],
    links: Mapping[tuple[str, str], Link] | None = None,
) -> Network:
    """A network of these pairs of places of ``names``, each given once; ``links`` say what joins them, by ends."""
    listed = list(pairs)
    rows = np.fromiter((pair[0] for pair in listed), dtype=np.int32, count=len(listed))
    columns = np.fromiter((pair[1] for pair in listed), dtype=np.int32, count=len(listed))
    values = np.fromiter((pair[2] for pair in listed), dtype=np.float64, count=len(listed))
    return Network(names, _symmetric(rows, columns, values, len(names)), links or {})


def _symmetric(
    rows: NDArray[np.int32], columns: NDArray[np.int32], values: NDArray[np.float64], size: int
) -> sparse.csr_array:
    both = (np.concatenate([rows, columns]), np.concatenate([columns, rows]))
    matrix = sparse.csr_array((np.concatenate([values, values]), both), shape=(size, size))
    matrix.sort_indices()
    return matrix


def from_networkx(graph: nx.Graph[Any], weight: str | None = None) -> Network:
    """The simple undirected networkx graph as a network, in the order of its nodes.

    Raises ValueError for a directed graph or a multigraph: those have to be collapsed first.
    """
    if graph.is_directed() or graph.is_multigraph():
        raise ValueError("collapse the graph to a simple undirected one first, for example with `project`")
    names = list(graph)
    place = dict(zip(names, range(len(names)), strict=True))
    adjacency: Any = graph._adj  # type: ignore[attr-defined]  # noqa: SLF001  plain dicts, walked in C
    degrees = np.fromiter(map(len, adjacency.values()), dtype=np.int32, count=len(names))
    ends = map(place.__getitem__, chain.from_iterable(adjacency.values()))
    columns = np.fromiter(ends, dtype=np.int32, count=int(degrees.sum()))
    pointers = np.concatenate([np.zeros(1, dtype=np.int32), np.cumsum(degrees, dtype=np.int32)])
    if weight is None:
        values = np.ones(len(columns))
    else:
        links = chain.from_iterable(each.values() for each in adjacency.values())
        values = np.fromiter((link.get(weight, 1.0) for link in links), dtype=np.float64)
    matrix = sparse.csr_array((values, columns, pointers), shape=(len(names), len(names)))
    if (columns == np.repeat(np.arange(len(names)), degrees)).any():
        matrix.setdiag(0)
        matrix.eliminate_zeros()
    matrix.sort_indices()
    return Network(names, matrix, {})


def project(gmap: Map, *, affiliations: bool = False, keep: Callable[[Claim], bool] | None = None) -> Network:
    """The network of a map's links: weights are the strengths T of pairs.

    Shared bases (who founded, studied, worked where) are links only with ``affiliations``. Places,
    concepts, events and publications are never part of it. ``keep`` chooses among the claims.
    """
    links = gmap.links
    if not affiliations or keep is not None:
        chosen = (
            link.kept(lambda claim, part: (affiliations or not part.affiliation) and (keep is None or keep(claim)))
            for link in gmap.links.values()
        )
        links = {link.ends: link for link in chosen if link is not None and link.strength > 0}
    names = sorted({name for ends in links for name in ends})
    place = {name: number for number, name in enumerate(names)}
    return from_pairs(names, ((place[a], place[b], link.strength) for (a, b), link in links.items()), links)
