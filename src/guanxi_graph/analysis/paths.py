"""Who can introduce one to the other, and by which route.

An introduction's score is λ^(people in between) · Π T. The k best are found by best-first search on
partial routes, with the exact cost of the rest as its bound: what is still needed from each node
in so many steps is known from a sweep back from the target (as A* with a perfect heuristic).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from guanxi_graph.analysis.network import Network
from guanxi_graph.map import Map
from guanxi_graph.map.links import Link
from guanxi_graph.map.strength import Strength
from guanxi_graph.model import Claim, Parameters

_DIGITS = 9
By = Literal["introduction", "strongest", "shortest", "widest"]
Direction = Literal["forward", "back", "mutual"]


class HopClaim(msgspec.Struct, frozen=True, kw_only=True):
    """One claim under a hop. ``direction`` is along the route; ``sources`` are citations as written.

    ``via`` is what or whom it goes through, where that is told: the home town that two share.
    """

    claim: str
    relation: str
    direction: Direction
    when: str
    sources: tuple[str, ...]
    inferred_by: str
    via: str
    strength: Strength


class Hop(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a route; ``strength`` is T of the pair."""

    start: str
    end: str
    strength: float
    claims: tuple[HopClaim, ...]


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """A way from one to the other. ``score`` is λ^(in between) · ``product``; ``weakest`` is the least T."""

    names: tuple[str, ...]
    hops: tuple[Hop, ...]
    product: float
    score: float
    weakest: float
    weakest_hop: tuple[str, str]


def routes(
    network: Network,
    start: str,
    end: str,
    *,
    parameters: Parameters,
    through: NDArray[np.bool_],
    by: By = "introduction",
    count: int = 5,
) -> tuple[Route, ...]:
    """The ``count`` best routes, best first; none when there is none, or an end has no tie at all.

    ``introduction`` and ``strongest`` (the same without λ) have at most ``intermediaries`` in
    between; ``shortest`` and ``widest`` (the best weakest link, then the fewest hops) are free.
    Only nodes marked in ``through`` stand in between. Equally good routes come in order of ids.
    """
    if start == end or start not in network.index or end not in network.index:
        return ()
    source, target = network.index[start], network.index[end]
    weights = network.weights
    passable = through.copy()
    passable[[source, target]] = True
    steps = parameters.intermediaries + 1
    match by:
        case "introduction":
            costs = -np.log(weights.data) - math.log(parameters.introduction_decay)
        case "strongest":
            costs = -np.log(weights.data)
        case "shortest" | "widest":
            keep = np.ones(weights.nnz, dtype=np.bool_)
            if by == "widest":
                keep = weights.data >= _widest(weights, source, target, passable)
            costs = np.where(keep, 1.0, np.inf)
            steps = _fewest_steps(weights, keep, source, target, passable)
    found = _best_first(weights, costs, source, target, passable, steps)
    places = (places for places, _ in zip(found, range(count), strict=False))
    return tuple(_route(network, [network.names[place] for place in each], parameters) for each in places)


def passable(gmap: Map, network: Network, classes: Sequence[str]) -> NDArray[np.bool_]:
    """Which nodes of the network are of one of the classes, so that a route may lead through them."""
    return np.fromiter((gmap.is_a(name, classes) for name in network.names), np.bool_, len(network.names))


def _best_first(
    weights: sparse.csr_array,
    costs: NDArray[np.float64],
    source: int,
    target: int,
    through: NDArray[np.bool_],
    steps: int,
) -> Iterator[list[int]]:
    """Simple routes of at most ``steps`` steps, cheapest first."""
    rest = _costs_to(weights, costs, target, through, steps)
    queue: list[tuple[float, list[int], float]] = [(float(rest[steps][source]), [source], 0.0)]
    while queue:
        bound, route, spent = heapq.heappop(queue)
        if math.isinf(bound):
            return
        if route[-1] == target:
            yield route
            continue
        row = slice(weights.indptr[route[-1]], weights.indptr[route[-1] + 1])
        nexts = weights.indices[row]
        totals = spent + costs[row] + rest[steps - len(route)][nexts]
        for place in np.flatnonzero(np.isfinite(totals)).tolist():
            step = int(nexts[place])
            if step not in route:
                # Rounded, so that routes that are equally good come by their names and not by the last bit.
                bound = round(float(totals[place]), _DIGITS)
                heapq.heappush(queue, (bound, [*route, step], spent + float(costs[row][place])))


def _costs_to(
    weights: sparse.csr_array, costs: NDArray[np.float64], target: int, through: NDArray[np.bool_], steps: int
) -> list[NDArray[np.float64]]:
    """For each number of steps, the least cost from every node to the target in at most so many."""
    filled = np.flatnonzero(np.diff(weights.indptr))
    least = np.full(weights.shape[0], np.inf)
    least[target] = 0.0
    sweeps = [least]
    for _ in range(steps):
        onward = sweeps[-1][weights.indices]
        least = np.full(weights.shape[0], np.inf)
        least[filled] = np.minimum.reduceat(costs + onward, weights.indptr[filled])
        least[~through] = np.inf
        least[target] = 0.0
        sweeps.append(least)
    return sweeps


def _fewest_steps(
    weights: sparse.csr_array, keep: NDArray[np.bool_], source: int, target: int, through: NDArray[np.bool_]
) -> int:
    """The least number of steps, or 0 when there is no way."""
    graph = _restricted(weights, keep, through)
    steps = csgraph.dijkstra(graph, directed=False, indices=[source], unweighted=True)[0, target]
    return int(steps) if np.isfinite(steps) else 0


def _widest(weights: sparse.csr_array, source: int, target: int, through: NDArray[np.bool_]) -> float:
    """The greatest strength such that links at least as strong lead from end to end (Peay's max–min)."""
    levels = np.unique(weights.data)
    low, high = 0, len(levels)
    while high - low > 1:
        middle = (low + high) // 2
        _, labels = csgraph.connected_components(_restricted(weights, weights.data >= levels[middle], through), False)
        low, high = (middle, high) if labels[source] == labels[target] else (low, middle)
    return float(levels[low])


def _restricted(weights: sparse.csr_array, keep: NDArray[np.bool_], through: NDArray[np.bool_]) -> sparse.csr_array:
    """The links that are kept between nodes that may be on a route."""
    links = weights.tocoo()
    kept = keep & through[links.row] & through[links.col]
    return sparse.csr_array((links.data[kept], (links.row[kept], links.col[kept])), shape=weights.shape)


def _route(network: Network, names: Sequence[str], parameters: Parameters) -> Route:
    hops = tuple(_hop(network, one, other) for one, other in pairwise(names))
    product = math.prod(hop.strength for hop in hops)
    weakest = min(hops, key=lambda hop: hop.strength)
    return Route(
        names=tuple(names),
        hops=hops,
        product=product,
        score=product * parameters.introduction_decay ** (len(hops) - 1),
        weakest=weakest.strength,
        weakest_hop=(weakest.start, weakest.end),
    )


def _hop(network: Network, start: str, end: str) -> Hop:
    if link := network.link(start, end):
        return Hop(start=start, end=end, strength=link.strength, claims=_hop_claims(link, start))
    weight = float(network.weights[network.index[start], network.index[end]])
    return Hop(start=start, end=end, strength=weight, claims=())


def _hop_claims(link: Link, start: str) -> tuple[HopClaim, ...]:
    """The strongest first."""
    both = sorted(zip(link.claims, link.parts, strict=True), key=lambda pair: (-pair[1].value, pair[0].id))
    return tuple(
        HopClaim(
            claim=claim.id,
            relation=claim.relation,
            direction=_direction(claim, part, start),
            when=claim.when,
            sources=tuple(map(str, claim.citations)),
            inferred_by=claim.rule,
            via=", ".join(claim.qualifiers.get("via", ())),
            strength=part,
        )
        for claim, part in both
    )


def _direction(claim: Claim, part: Strength, start: str) -> Direction:
    if part.mutual:
        return "mutual"
    return "forward" if claim.subject == start else "back"
