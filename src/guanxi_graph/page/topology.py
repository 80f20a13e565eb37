"""The graph as numbers: who is tied to whom, without directions and kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from guanxi_graph.map import Map, kept


class Topology(msgspec.Struct, frozen=True, dict=True):
    """Entities by number. ``pairs`` has shape (ties, 2), each pair once and in order.

    ``weights`` counts the claims of each pair; ``degrees`` the pairs of each entity.
    """

    names: Sequence[str]
    index: Mapping[str, int]
    pairs: NDArray[np.int64]
    weights: NDArray[np.float64]
    degrees: NDArray[np.int64]

    @cached_property
    def neighbours(self) -> Sequence[Sequence[int]]:
        """Whom each is tied to, by number."""
        found: list[list[int]] = [[] for _ in self.names]
        for one, other in self.pairs.tolist():
            found[one].append(other)
            found[other].append(one)
        return found

    def restricted(self, nodes: NDArray[np.int64]) -> Topology:
        """Only these entities, numbered in the order given."""
        number = np.full(len(self.names), -1, dtype=np.int64)
        number[nodes] = np.arange(len(nodes))
        pairs = number[self.pairs]
        inside = (pairs >= 0).all(axis=1)
        names = [self.names[node] for node in nodes.tolist()]
        return _made(names, pairs[inside], self.weights[inside])

    def gathered(self, groups: NDArray[np.int64], names: Sequence[str]) -> Topology:
        """The groups as one each, by the number of each entity's group (-1 of none): who is tied to whom, how often."""
        ends = np.sort(groups[self.pairs], axis=1)
        across = (ends[:, 0] >= 0) & (ends[:, 0] != ends[:, 1])
        pairs, place = np.unique(ends[across], axis=0, return_inverse=True)
        weights = np.bincount(place.ravel(), weights=self.weights[across], minlength=len(pairs))
        return _made(names, pairs.reshape(-1, 2), weights.astype(np.float64))


@kept
def topology(gmap: Map) -> Topology:
    """The shape of a graph, its entities in their order there."""
    names = list(gmap.entities)
    index = {name: number for number, name in enumerate(names)}
    drawn = (tie for tie in gmap.ties if tie.subject != tie.object and not tie.denied)
    ends = ((index[tie.subject], index[tie.object]) for tie in drawn)
    counted = Counter(tuple(sorted(pair)) for pair in ends)
    pairs = np.array(sorted(counted), dtype=np.int64).reshape(-1, 2)
    weights = np.array([counted[pair] for pair in sorted(counted)], dtype=np.float64)
    return _made(names, pairs, weights)


def _made(names: Sequence[str], pairs: NDArray[np.int64], weights: NDArray[np.float64]) -> Topology:
    index = {name: number for number, name in enumerate(names)}
    return Topology(names, index, pairs, weights, np.bincount(pairs.ravel(), minlength=len(names)))
