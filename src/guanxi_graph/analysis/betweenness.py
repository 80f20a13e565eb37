"""Betweenness (Freeman 1977, normalised): exactly, or from a sample with its error bound."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from guanxi_graph.analysis.network import Network
from guanxi_graph.progress import begun, done

# Above so many nodes × links an exact answer takes minutes.
EXACT_UP_TO = 500_000_000
_COLUMNS = 64


class Betweenness(msgspec.Struct, frozen=True, kw_only=True):
    """Values by place of the network's nodes. All are within ``error`` of the truth, with ``confidence``."""

    values: NDArray[np.float64]
    pivots: int
    error: float
    confidence: float


def measured(network: Network, sample: int | None = None) -> Betweenness:
    """From ``sample`` nodes if it is given; else exactly up to a size, and from 1,000 nodes above."""
    if sample is None and len(network.names) * network.links > EXACT_UP_TO:
        sample = 1000
    return exact(network) if sample is None else sampled(network, sample)


def exact(network: Network) -> Betweenness:
    scores = rx.betweenness_centrality(network.engine, normalized=True)
    values = np.fromiter((scores[place] for place in range(len(network.names))), dtype=np.float64)
    return Betweenness(values=values, pivots=len(network.names), error=0.0, confidence=1.0)


def sampled(network: Network, pivots: int, *, confidence: float = 0.9, seed: int = 0) -> Betweenness:
    """From the shortest paths that start at ``pivots`` nodes drawn with a fixed ``seed`` (Brandes & Pich 2007).

    What a pivot adds to a node is within 0..1 of all that it could add, so by Hoeffding's inequality
    and the union bound no value is off by more than n/(n−1) · √(ln(2n/(1−confidence)) / 2·pivots).
    """
    size = len(network.names)
    if pivots >= size or size < 3:
        return exact(network)
    chosen = np.random.default_rng(seed).integers(0, size, pivots)
    total = np.zeros(size)
    begun("measuring", pivots, pivots, "pivots")
    for first in range(0, pivots, _COLUMNS):
        total += dependencies(network, chosen[first : first + _COLUMNS])
        done("measuring", _COLUMNS)
    scale = size / ((size - 1) * (size - 2))
    error = size / (size - 1) * math.sqrt(math.log(2 * size / (1 - confidence)) / (2 * pivots))
    return Betweenness(values=total / pivots * scale, pivots=pivots, error=error, confidence=confidence)


def dependencies(network: Network, sources: NDArray[np.int64]) -> NDArray[np.float64]:
    """Brandes' accumulation for several sources at once, level by level: the sum of their dependencies."""
    links = network.weights.astype(np.bool_).astype(np.float64)
    columns = np.arange(len(sources))
    level = np.full((len(network.names), len(sources)), -1, dtype=np.int16)
    paths = np.zeros(level.shape)
    level[sources, columns], paths[sources, columns] = 0, 1.0
    frontier, depth = paths.copy(), 0
    while frontier.any():
        depth += 1
        reached = links @ frontier
        reached[level >= 0] = 0.0
        level[reached > 0] = depth
        paths += reached
        frontier = reached
    dependency = np.zeros(level.shape)
    for each in range(depth - 1, 0, -1):
        below = np.where(level == each + 1, (1 + dependency) / np.maximum(paths, 1), 0.0)
        dependency += np.where(level == each, paths * (links @ below), 0.0)
    return np.asarray(dependency.sum(axis=1), dtype=np.float64)
