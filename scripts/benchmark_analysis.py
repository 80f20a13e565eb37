"""How the analyses compare with networkx, in one run, on generated networks of 10,000 and 100,000 ties.

Times include the conversion from networkx. Both sides get the same graph and their results are
compared before their times are. Read the ratios: machines differ. networkx' exact betweenness of
the larger network would take most of an hour, so it is timed from a few sources and scaled up.

    python scripts/benchmark_analysis.py [--small]
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from guanxi_graph.analysis import betweenness
from guanxi_graph.analysis.circles import communities
from guanxi_graph.analysis.holes import holes
from guanxi_graph.analysis.network import Network, from_networkx, project
from guanxi_graph.analysis.paths import passable, routes
from guanxi_graph.dates import parse_date
from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Parameters, Source
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

ResultT = TypeVar("ResultT")
TODAY = parse_date("2025-07-02")
_FEW = 20  # sources from which networkx' betweenness of the larger network is estimated


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="only the network of 10,000 ties")
    small = parser.parse_args().small
    print(f"{'':26}{'ties':>8}{'networkx':>12}{'guanxi':>12}{'ratio':>9}{'goal':>7}")
    for people in (2_000,) if small else (2_000, 20_000):
        graph = nx.powerlaw_cluster_graph(people, 5, 0.3, seed=1)
        compare_betweenness(graph)
        compare_constraint(graph)
        compare_communities(graph)
        compare_introductions(graph)


def compare_betweenness(graph: nx.Graph[int]) -> None:
    people = graph.number_of_nodes()
    small = people <= 2_000
    ours, value = timed(lambda: betweenness.exact(from_networkx(graph)), best_of=3 if small else 1)
    if small:
        theirs, expected = timed(lambda: nx.betweenness_centrality(graph), best_of=2)
        same(value.values, expected)
        row("betweenness, exact", graph, theirs, ours, goal=20)
    else:
        few, _ = timed(lambda: nx.betweenness_centrality(graph, k=_FEW, seed=1))
        row("betweenness, exact (est.)", graph, few / _FEW * people, ours, goal=20)
    pivots = min(1_000, people // 4)
    sampled, estimate = timed(lambda: betweenness.sampled(from_networkx(graph), pivots))
    off = float(np.abs(estimate.values - value.values).max())
    print(f"  sampled from {pivots}: {sampled:.2f} s; off by {off:.4f} at most, bound {estimate.error:.4f} (90%)")


def compare_constraint(graph: nx.Graph[int]) -> None:
    ours, value = timed(lambda: holes(from_networkx(graph)), best_of=5)
    theirs, expected = timed(lambda: nx.constraint(graph), best_of=3)
    same(value.constraint, expected)
    row("constraint", graph, theirs, ours, goal=10)


def compare_communities(graph: nx.Graph[int]) -> None:
    ours, labels = timed(lambda: communities(from_networkx(graph)), best_of=3)
    theirs, groups = timed(lambda: nx.community.louvain_communities(graph, seed=1))
    row("communities", graph, theirs, ours, goal=10)
    quality = nx.community.modularity(graph, groups)
    print(f"  modularity: networkx {quality:.3f}, guanxi {nx.community.modularity(graph, by_label(labels)):.3f}")


def by_label(labels: NDArray[np.int64]) -> list[set[int]]:
    """The members of each community; the nodes of a made-up network are their own places."""
    return [set(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)]


def compare_introductions(graph: nx.Graph[int]) -> None:
    """The five best routes between two; networkx has no limit of steps, so only times are compared."""
    people_map = a_map(graph)
    parameters = Parameters()
    loading, network = timed(lambda: project(people_map))
    through = passable(people_map, network, ("Person",))
    draw = random.Random(1)  # noqa: S311  the same network on every machine
    pairs = [tuple(draw.sample(network.names, 2)) for _ in range(30)]
    times = [
        timed(partial(routes, network, one, other, parameters=parameters, through=through))[0] for one, other in pairs
    ]
    costs = as_networkx(network)
    theirs = [timed(partial(five_shortest, costs, one, other))[0] for one, other in pairs[:3]]
    row("five best introductions", graph, statistics.median(theirs), statistics.median(times), goal=None)
    print(f"  median {1000 * statistics.median(times):.0f} ms, worst {1000 * max(times):.0f} ms (goal 50 ms)")
    print(f"  weighing all ties, once a map is loaded: {loading:.2f} s")


def five_shortest(costs: nx.Graph[str], one: str, other: str) -> list[list[str]]:
    return list(islice(nx.shortest_simple_paths(costs, one, other, "cost"), 5))


def a_map(graph: nx.Graph[int]) -> Map:
    draw = random.Random(1)  # noqa: S311  the same network on every machine
    relations = ("friendOf", "classmateOf", "colleagueOf", "knows", "teacherOf")
    claims = (
        Claim(
            id=f"t{number}",
            subject=f"p{one}",
            relation=draw.choice(relations),
            object=f"p{other}",
            start=parse_date(str(draw.randint(1980, 2020))),
            citations=(Citation(f"s{draw.randint(0, 99)}"),),
        )
        for number, (one, other) in enumerate(graph.edges)
    )
    return Map.of(
        MapInfo(as_of=TODAY),
        built_in_vocabulary(),
        entities=[Entity(id=f"p{person}", cls="Person", labels={"en": f"Person {person}"}) for person in graph],
        sources=[Source(id=f"s{number}", title=f"Source {number}") for number in range(100)],
        claims=claims,
    )


def as_networkx(network: Network) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for (one, other), link in network.by_ends.items():
        graph.add_edge(one, other, cost=-math.log(link.strength * 0.8))
    return graph


def same(values: NDArray[np.float64], expected: dict[int, float]) -> None:
    if not np.allclose(values, list(expected.values())):
        raise SystemExit("the two disagree")


def timed(work: Callable[[], ResultT], best_of: int = 1) -> tuple[float, ResultT]:
    """Seconds, the least of so many runs, and what the last one gave."""
    least = math.inf
    for _ in range(best_of):
        start = time.perf_counter()
        result = work()
        least = min(least, time.perf_counter() - start)
    return least, result


def row(what: str, graph: nx.Graph[Any], theirs: float, ours: float, goal: int | None) -> None:
    wanted = "" if goal is None else f"{goal}×"
    ties = f"{graph.number_of_edges():,}"
    print(f"{what:26}{ties:>8}{theirs:>10.3f} s{ours:>10.3f} s{theirs / ours:>8.0f}×{wanted:>7}", flush=True)


if __name__ == "__main__":
    main()
