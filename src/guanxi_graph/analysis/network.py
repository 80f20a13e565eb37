"""The simple weighted graph under a map: one link between two, however many claims tie them.

Measures of networks are defined on simple graphs; on a multigraph networkx's give wrong values
without a word. So everything that measures starts here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import msgspec
import networkx as nx
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray
from scipy import sparse

from guanxi_graph.analysis.strength import Strength, Weigher, pair_strength
from guanxi_graph.dates import Day
from guanxi_graph.graph import Graph, entity_of, plain_facts, vocabulary_of
from guanxi_graph.model import Claim, Parameters

# Everybody is near everybody through a city, an idea, a country or a book: no route leads through these.
NEVER_BETWEEN = ("Place", "Concept", "Event", "Publication")


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """All that ties two together: T, and the strength of each claim. ``ends`` are in order of id."""

    ends: tuple[str, str]
    strength: float
    parts: tuple[Strength, ...]
    claims: tuple[Claim, ...]


class Network:
    """A simple weighted graph: names in order, and a symmetric matrix of weights without a diagonal."""

    def __init__(
        self, names: Sequence[str], weights: sparse.csr_array, ties: Mapping[tuple[str, str], Tie] | None = None
    ) -> None:
        self.names = names
        self.weights = weights
        self.ties = ties or {}

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

    def tie(self, one: str, other: str) -> Tie | None:
        return self.ties.get((one, other) if one < other else (other, one))


def from_pairs(names: Sequence[str], pairs: Iterable[tuple[int, int, float]]) -> Network:
    """A network of these links between places of ``names``; each pair is given once."""
    listed = list(pairs)
    rows = np.fromiter((pair[0] for pair in listed), dtype=np.int32, count=len(listed))
    columns = np.fromiter((pair[1] for pair in listed), dtype=np.int32, count=len(listed))
    values = np.fromiter((pair[2] for pair in listed), dtype=np.float64, count=len(listed))
    return Network(names, _symmetric(rows, columns, values, len(names)))


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
    return Network(names, matrix)


def project(
    graph: Graph,
    parameters: Parameters,
    as_of: Day,
    *,
    affiliations: bool = False,
    keep: Callable[[Claim], bool] | None = None,
) -> Network:
    """The network of a map's plain facts: weights are the strengths T of pairs.

    Shared bases (who founded, studied, worked where) are links only with ``affiliations``. Places,
    concepts, events and publications are never part of it. ``keep`` chooses among the claims.
    """
    weigher = Weigher(graph, parameters, as_of, affiliations=affiliations)
    joins = _joining(graph)
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in plain_facts(graph):
        ends = (claim.subject, claim.object) if claim.subject < claim.object else (claim.object, claim.subject)
        if weigher.is_tie(claim) and joins[ends[0]] and joins[ends[1]] and (keep is None or keep(claim)):
            found.setdefault(ends, []).append(claim)
    ties = {ends: tie for ends, claims in found.items() if (tie := _tie(ends, claims, weigher)).strength > 0}
    names = sorted({name for ends in ties for name in ends})
    place = {name: number for number, name in enumerate(names)}
    network = from_pairs(names, ((place[a], place[b], tie.strength) for (a, b), tie in ties.items()))
    network.ties = ties
    return network


def _tie(ends: tuple[str, str], claims: Sequence[Claim], weigher: Weigher) -> Tie:
    parts = tuple(weigher.weigh(claim) for claim in claims)
    return Tie(ends=ends, strength=pair_strength(parts), parts=parts, claims=tuple(claims))


def _joining(graph: Graph) -> dict[str, bool]:
    vocabulary = vocabulary_of(graph)
    return {name: not vocabulary.is_a(entity_of(graph, name).cls, NEVER_BETWEEN) for name in graph}
