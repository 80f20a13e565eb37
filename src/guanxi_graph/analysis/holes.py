"""Structural holes: Burt's constraint and Borgatti's effective size, by way of the network's triangles.

Burt 1992: Cᵢ = Σⱼ (pᵢⱼ + Σ_q pᵢq·p_qⱼ)² over the contacts j of i, with q anywhere in the network (the
whole-network variant, as in networkx and igraph). Borgatti 1997: n − 2t/n, with t ties among n alters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from guanxi_graph.analysis.network import Network

Indices = NDArray[np.int64]
_AT_ONCE = 1 << 22


class _Links(NamedTuple):
    """Each link once, from the end of lower degree to that of higher, in order.

    ``pointers`` says where the links of each lower end start.
    """

    pointers: Indices
    low: Indices
    high: Indices


class Holes(NamedTuple):
    """By place of the network's nodes; nan for a node without links."""

    constraint: NDArray[np.float64]
    effective_size: NDArray[np.float64]


def holes(network: Network) -> Holes:
    """Constraint (weighted) and effective size (binary). Time and memory grow with the triangles.

    Listing each triangle from its end of lowest degree (Chiba & Nishizeki 1985) keeps a hub of
    thousands from costing thousands squared, as a product of matrices would.
    """
    size = len(network.names)
    order = np.lexsort((np.arange(size), network.degrees))
    rank = np.empty(size, dtype=np.int64)
    rank[order] = np.arange(size)
    rows = rank[np.repeat(np.arange(size), network.degrees)]
    columns = rank[network.weights.indices]
    upward = np.flatnonzero(rows < columns)
    upward = upward[np.argsort(rows[upward] * size + columns[upward])]
    low, high, weights = rows[upward], columns[upward], network.weights.data[upward]
    links = _Links(np.concatenate([[0], np.cumsum(np.bincount(low, minlength=size))]), low, high)
    sums = network.strengths[order]
    with np.errstate(invalid="ignore", divide="ignore"):
        up, down = weights / sums[low], weights / sums[high]
        invested_up, invested_down, triangles = _through_others(links, up, down, size)
        constraint = np.zeros(size)
        for ends, invested in ((links.low, invested_up), (links.high, invested_down)):
            constraint += np.bincount(ends, invested**2, size)
        degrees = network.degrees[order].astype(np.float64)
        effective: NDArray[np.float64] = degrees - 2 * triangles / degrees
    constraint[degrees == 0] = np.nan
    return Holes(constraint[rank], effective[rank])


def _through_others(
    links: _Links, up: NDArray[np.float64], down: NDArray[np.float64], size: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """pᵢⱼ + Σ_q pᵢq·p_qⱼ for each link both ways, and the triangles at each node."""
    invested_up, invested_down = up.copy(), down.copy()
    triangles = np.zeros(size)
    count = len(up)
    for ab, bc, ac in _triangles(links, size):
        for total, place, one, other in (
            (invested_up, ab, up[ac], down[bc]),  # a → c → b
            (invested_down, ab, up[bc], down[ac]),  # b → c → a
            (invested_up, bc, down[ab], up[ac]),  # b → a → c
            (invested_down, bc, down[ac], up[ab]),  # c → a → b
            (invested_up, ac, up[ab], up[bc]),  # a → b → c
            (invested_down, ac, down[bc], down[ab]),  # c → b → a
        ):
            np.add(total, np.bincount(place, one * other, count), out=total)
        for corner in (links.low[ab], links.high[ab], links.high[bc]):
            triangles += np.bincount(corner, minlength=size)
    return invested_up, invested_down, triangles


def _triangles(links: _Links, size: int) -> Iterator[tuple[Indices, Indices, Indices]]:
    """The triangles a < b < c as places of their links ab, bc and ac, so many at once as fit."""
    keys = links.low * size + links.high
    later = links.pointers[links.low + 1] - np.arange(len(keys)) - 1  # links of the same a to a higher end
    totals = np.cumsum(later)
    start = 0
    while start < len(keys):
        done = totals[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(totals, done + _AT_ONCE, side="right")))
        counts = later[start:stop]
        ab = np.repeat(np.arange(start, stop), counts)
        ac = ab + 1 + np.arange(len(ab)) - np.repeat(np.cumsum(counts) - counts, counts)
        wanted = links.high[ab] * size + links.high[ac]
        bc = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        found = keys[bc] == wanted
        yield ab[found], bc[found], ac[found]
        start = stop
