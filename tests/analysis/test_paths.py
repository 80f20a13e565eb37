"""Introductions: the best routes between two people."""

from __future__ import annotations

import math
from itertools import pairwise, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import a_map

from guanxi_graph.analysis.network import from_networkx, from_pairs, project
from guanxi_graph.analysis.paths import passable, routes
from guanxi_graph.model import Parameters

ALL = Parameters()


def network_of(**links):
    """``ab=0.5`` is a link between a and b."""
    names = sorted({name for pair in links for name in pair})
    return from_pairs(names, ((names.index(a), names.index(b), weight) for (a, b), weight in links.items()))


def found(network, start, end, **options):
    anywhere = np.ones(len(network.names), dtype=np.bool_)
    return routes(network, start, end, **{"parameters": ALL, "through": anywhere, **options})


THREE_WAYS = network_of(az=0.20, ab=0.9, bz=0.8, ac=0.95, cd=0.95, dz=0.95)


def test_the_worked_example():
    """Direct .20, two hops .9 × .8, three hops .95³."""
    assert [("".join(route.names), round(route.score, 3)) for route in found(THREE_WAYS, "a", "z")] == [
        ("abz", 0.576),
        ("acdz", 0.549),
        ("az", 0.2),
    ]
    strongest = found(THREE_WAYS, "a", "z", by="strongest")[0]
    assert ("".join(strongest.names), round(strongest.product, 3), strongest.weakest) == ("acdz", 0.857, 0.95)
    (widest,) = found(THREE_WAYS, "a", "z", by="widest")
    assert ("".join(widest.names), widest.weakest) == ("acdz", 0.95)
    (shortest,) = found(THREE_WAYS, "a", "z", by="shortest")
    assert "".join(shortest.names) == "az"


def test_the_weakest_link_is_named():
    route = found(network_of(ab=0.9, bc=0.3, cd=0.8), "a", "d")[0]
    assert (route.weakest, route.weakest_hop) == (0.3, ("b", "c"))
    assert [hop.strength for hop in route.hops] == [0.9, 0.3, 0.8]


def test_at_most_three_in_between():
    chain = network_of(ab=0.9, bc=0.9, cd=0.9, de=0.9, ef=0.9)
    assert [route.names for route in found(chain, "a", "e")] == [tuple("abcde")]
    assert found(chain, "a", "f") == ()
    assert [route.names for route in found(chain, "a", "f", by="shortest")] == [tuple("abcdef")]
    assert found(chain, "a", "d", parameters=Parameters(intermediaries=1)) == ()


def test_no_route_to_oneself_or_to_the_untied():
    assert found(THREE_WAYS, "a", "a") == found(THREE_WAYS, "a", "nobody") == ()


weighted = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.floats(0.05, 0.95)), min_size=1, max_size=16
)


@settings(max_examples=150, deadline=None)
@given(weighted, st.integers(0, 4), st.integers(1, 12))
def test_the_k_best_are_those_of_trying_everything(links, intermediaries, count):
    weights = {tuple(sorted((a, b))): w for a, b, w in links if a != b}
    if not any("a" in pair for pair in weights) or not any("g" in pair for pair in weights):
        return
    network = network_of(**{"".join(pair): w for pair, w in weights.items()})
    parameters = Parameters(intermediaries=intermediaries)
    tried = [
        0.8 ** len(between) * math.prod(weights.get(tuple(sorted(hop)), 0) for hop in pairwise(way))
        for size in range(intermediaries + 1)
        for between in permutations("bcdef", size)
        for way in [("a", *between, "g")]
    ]
    best = sorted((score for score in tried if score), reverse=True)[:count]
    assert [route.score for route in found(network, "a", "g", parameters=parameters, count=count)] == pytest.approx(
        best
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 40), st.integers(0, 10**6))
def test_plain_paths_are_networkx_own(size, seed):
    graph = nx.gnm_random_graph(size, 2 * size, seed=seed)
    for one, other, link in graph.edges(data=True):
        link["w"] = ((seed + 31 * one + 17 * other) % 97 + 1) / 100
    network = from_networkx(graph, "w")
    shortest = found(network, 0, size - 1, by="shortest", count=10**4)
    if not nx.has_path(graph, 0, size - 1):
        assert shortest == ()
        return
    assert {route.names for route in shortest} == set(map(tuple, nx.all_shortest_paths(graph, 0, size - 1)))
    spanning = nx.maximum_spanning_tree(graph, "w")
    way = nx.shortest_path(spanning, 0, size - 1)
    bottleneck = min(graph.edges[hop]["w"] for hop in pairwise(way))
    assert {route.weakest for route in found(network, 0, size - 1, by="widest")} == {bottleneck}


MAP = a_map(
    "ann friendOf bob, start: 2005, sources: [x ¶1]",
    "bob teacherOf cai, start: 2001, end: 2004, sources: [y]",
    "ann owns firm, start: 2001, sources: [x]",
    "cai owns firm, start: 2001, sources: [x]",
    "ann bornIn town, sources: [x]",
    "cai bornIn town, sources: [x]",
    "ann rivalOf dan, sources: [x]",
    "dan friendOf cai, sources: [x]",
)


def ways(*classes, **options):
    network = project(MAP, **options)
    return found(network, "ann", "cai", through=passable(MAP, network, classes))


def test_hops_say_relation_direction_dates_sources():
    (route,) = ways("Person")
    assert route.names == ("ann", "bob", "cai")
    first, second = (hop.claims[0] for hop in route.hops)
    assert (first.relation, first.direction, first.when, first.sources) == ("friendOf", "mutual", "2005", ("x ¶1",))
    assert (second.relation, second.direction, second.when) == ("teacherOf", "forward", "2001 – 2004")
    assert route.score == pytest.approx(0.8 * route.hops[0].strength * route.hops[1].strength)


def test_only_persons_in_between_unless_organisations_are_let():
    assert [route.names[1] for route in ways("Person", "Organization")] == ["firm", "bob"]


def test_shared_places_and_rivals_never_introduce():
    names = {name for route in ways("Thing", affiliations=True) for name in route.names}
    assert names == {"ann", "bob", "firm", "cai"}


people = st.sampled_from(["p1", "p2", "p3", "p4"])
claims = st.one_of(
    st.tuples(people, st.sampled_from(["friendOf", "knows", "teacherOf"]), people),
    st.tuples(people, st.sampled_from(["bornIn", "ancestralHome"]), st.sampled_from(["t1", "t2"])),
    st.tuples(people, st.just("participatedIn"), st.sampled_from(["e1", "e2"])),
    st.tuples(people, st.just("founded"), st.sampled_from(["o1", "o2"])),
    st.tuples(st.sampled_from(["o1", "o2"]), st.just("about"), st.sampled_from(["c1"])),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(claims, min_size=1, max_size=14, unique=True), st.booleans())
def test_no_path_passes_through_a_place_a_concept_or_an_event(triples, affiliations):
    graph = a_map(
        *(f"{s} {r} {o}, sources: [x]" for s, r, o in triples if s != o), "p1 knows p4, start: 2000, sources: [x]"
    )
    network = project(graph, affiliations=affiliations)
    vocabulary = graph.vocabulary
    for by in ("introduction", "strongest", "shortest", "widest"):
        for classes in (("Person",), ("Thing",)):
            for route in found(network, "p1", "p4", through=passable(graph, network, classes), by=by):
                inner = {graph.entities[name].cls for name in route.names[1:-1]}
                assert not any(vocabulary.is_a(cls, ("Place", "Concept", "Event", "Publication")) for cls in inner)
                assert all(vocabulary.is_a(cls, classes) for cls in inner)
