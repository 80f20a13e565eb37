"""Measures against published values, and against networkx on random graphs."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import a_map

from guanxi_graph.analysis import betweenness
from guanxi_graph.analysis.circles import communities
from guanxi_graph.analysis.cores import bridges, closeness, core, cut_nodes, overlap, transitivity
from guanxi_graph.analysis.holes import holes
from guanxi_graph.analysis.interlocks import interlocks
from guanxi_graph.analysis.network import from_networkx
from guanxi_graph.analysis.roles import Roles, roles

GOLDEN = json.loads((Path(__file__).parent / "golden" / "network_measures.json").read_text("utf-8"))
NETWORKS = ("karate", "florentine", "kite", "borgatti", "igraph_hole")
EXACT = {"rel": 0, "abs": 1e-12}


def network_of(name):
    graph = nx.Graph()
    graph.add_nodes_from(GOLDEN[name]["nodes"])
    graph.add_edges_from(GOLDEN[name]["edges"])
    return from_networkx(graph)


def golden(name, measure):
    return {node: values[measure] for node, values in GOLDEN[name]["nodes"].items()}


@pytest.mark.parametrize("name", NETWORKS)
def test_every_golden_value_to_the_digit(name):
    network = network_of(name)
    found = holes(network)
    between = betweenness.exact(network).values
    assert dict(zip(network.names, found.constraint, strict=True)) == pytest.approx(
        golden(name, "constraint_whole"), **EXACT
    )
    assert dict(zip(network.names, found.effective_size, strict=True)) == pytest.approx(
        golden(name, "effective_size"), **EXACT
    )
    assert dict(zip(network.names, between, strict=True)) == pytest.approx(golden(name, "betweenness_norm"), **EXACT)
    assert {node.name: node.core for node in core(network)} == golden(name, "core")
    assert transitivity(network) == pytest.approx(GOLDEN[name]["transitivity"], **EXACT)
    assert sorted(node.name for node in cut_nodes(network)) == sorted(GOLDEN[name]["articulation"])
    assert {frozenset(bridge.ends) for bridge in bridges(network)} == set(map(frozenset, GOLDEN[name]["bridges"]))


@pytest.mark.parametrize(
    ("name", "node", "measure", "published"),
    [
        ("karate", "0", "constraint", 0.155423),
        ("karate", "33", "constraint", 0.156419),
        ("karate", "2", "constraint", 0.185177),
        ("karate", "11", "constraint", 1.0),
        ("florentine", "Medici", "constraint", 0.209877),
        ("florentine", "Strozzi", "constraint", 0.458333),
        ("borgatti", "G", "constraint", 0.400270),
        ("borgatti", "A", "constraint", 0.595486),
        ("borgatti", "G", "effective_size", 4.666667),
        ("borgatti", "A", "effective_size", 2.5),
        ("borgatti", "C", "effective_size", 1.0),
    ],
)
def test_holes_in_the_literature(name, node, measure, published):
    network = network_of(name)
    assert getattr(holes(network), measure)[network.index[node]] == pytest.approx(published, abs=5e-7)


@pytest.mark.parametrize(
    ("graph", "node", "published"),
    [
        (nx.florentine_families_graph(), "Medici", 0.522),
        (nx.florentine_families_graph(), "Guadagni", 0.255),
        (nx.florentine_families_graph(), "Albizzi", 0.212),
        (nx.krackhardt_kite_graph(), 7, 0.389),
    ],
)
def test_betweenness_in_the_literature(graph, node, published):
    network = from_networkx(graph)
    assert betweenness.exact(network).values[network.index[node]] == pytest.approx(published, abs=5e-4)


def test_closeness_in_the_literature():
    near = closeness(network_of("kite"))
    assert (round(near[5], 3), round(near[6], 3), max(near.values())) == (0.643, 0.643, near[5])


def test_brokerage_of_the_eies_researchers_by_discipline():
    table = GOLDEN["eies_gf"]
    names = table["nodes"]
    arcs = {name: set() for name in names}
    for start, end in table["edges"]:
        arcs[names[start]].add(names[end])
    found = roles(arcs, dict(zip(names, table["discipline"], strict=True)))
    assert {name: columns(found[name]) for name in names} == table["raw"]
    assert columns(found["Lin Freeman"]) == [137, 28, 123, 138, 72, 498]
    assert np.sum([columns(each) for each in found.values()], axis=0).tolist() == [385, 463, 498, 548, 703, 2597]


def test_brokerage_of_the_karate_club_by_faction():
    club = nx.karate_club_graph()
    arcs = {str(node + 1): {str(other + 1) for other in club[node]} for node in club}
    found = roles(arcs, GOLDEN["karate_gf"]["group"])
    assert {name: columns(found[name]) for name in arcs} == GOLDEN["karate_gf"]["raw"]
    assert columns(found["1"]) == [174, 0, 15, 15, 0, 204]


def test_gatekeeper_and_representative_are_not_swapped():
    """Group A passes to B through its own member (a representative), then through one of B's (a gatekeeper)."""
    arcs = {"a1": {"a2"}, "a2": {"b1"}, "b1": {"b2"}, "b2": set()}
    found = roles(arcs, {"a1": "A", "a2": "A", "b1": "B", "b2": "B"})
    assert found["a2"] == Roles(representative=1)
    assert found["b1"] == Roles(gatekeeper=1)


def columns(found):
    return [found.coordinator, found.itinerant, found.representative, found.gatekeeper, found.liaison, found.total]


def test_davis_women_by_the_events_they_share():
    women = nx.davis_southern_women_graph()
    names = {name: name.split()[0].lower() for name in women.graph["top"]}
    attended = [f"{event.lower()} directorOf {names[woman]}, sources: [x]" for woman in names for event in women[woman]]
    found = interlocks(a_map(*attended), ["directorOf"]).interlocks
    shared = {each.organizations: each.people for each in found if each.kind == "direct"}
    assert len(shared) == 139
    assert len(shared["evelyn", "theresa"]) == 7


def test_the_multigraph_is_collapsed_first_because_networkx_is_wrong_on_it():
    """Two who are tied twice: on the multigraph networkx counts the second tie as another contact."""
    multigraph = nx.MultiGraph([("a", "b"), ("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")])
    simple = nx.Graph(multigraph)
    wrong, right = nx.effective_size(multigraph), nx.effective_size(simple)
    found = holes(from_networkx(simple))
    assert found.effective_size.tolist() == pytest.approx(list(right.values()))
    assert wrong["a"] != pytest.approx(right["a"])
    assert nx.constraint(multigraph)["c"] != pytest.approx(nx.constraint(simple)["c"])
    assert found.constraint.tolist() == pytest.approx(list(nx.constraint(simple).values()))
    with pytest.raises(ValueError, match="collapse the graph"):
        from_networkx(multigraph)


graphs = st.builds(nx.gnm_random_graph, st.integers(2, 14), st.integers(1, 30), seed=st.integers(0, 10**6))


@settings(max_examples=60, deadline=None)
@given(graphs, st.randoms(use_true_random=False))
def test_the_engines_agree_with_networkx(graph, random):
    for _, _, link in graph.edges(data=True):
        link["weight"] = random.uniform(0.01, 1)
    network = from_networkx(graph, "weight")
    found = holes(network)
    near = {"rel": 1e-9, "abs": 1e-12, "nan_ok": True}
    assert found.constraint.tolist() == pytest.approx(list(nx.constraint(graph, weight="weight").values()), **near)
    bare = nx.Graph(graph.edges)
    bare.add_nodes_from(graph)
    sizes = nx.effective_size(bare)
    assert found.effective_size.tolist() == pytest.approx([sizes[node] for node in graph], **near)
    expected = nx.betweenness_centrality(graph)
    assert betweenness.exact(network).values.tolist() == pytest.approx(list(expected.values()), **near)
    assert {node.name: node.core for node in core(network)} == nx.core_number(graph)
    assert {node.name for node in cut_nodes(network)} == set(nx.articulation_points(graph))
    assert {frozenset(each.ends) for each in bridges(network)} == set(map(frozenset, nx.bridges(graph)))
    labels = communities(network)
    groups = [{node for node in graph if labels[network.index[node]] == label} for label in set(labels.tolist())]
    assert all(nx.is_connected(graph.subgraph(group)) for group in groups)
    best = nx.community.louvain_communities(graph, weight="weight", seed=1)
    quality = [nx.community.modularity(graph, each, weight="weight") for each in (groups, best)]
    assert quality[0] >= quality[1] - 0.1


@settings(max_examples=40, deadline=None)
@given(graphs)
def test_what_a_cut_cuts_off(graph):
    network = from_networkx(graph)
    for node in cut_nodes(network):
        around = nx.node_connected_component(graph, node.name) - {node.name}
        sizes = [len(piece) for piece in nx.connected_components(graph.subgraph(around))]
        assert (node.pieces, node.cut_off) == (len(sizes), sum(sizes) - max(sizes))
    for bridge in bridges(network):
        rest = graph.copy()
        rest.remove_edge(*bridge.ends)
        assert bridge.cut_off == min(len(nx.node_connected_component(rest, end)) for end in bridge.ends)


def test_sampled_betweenness_is_within_its_bound():
    network = from_networkx(nx.powerlaw_cluster_graph(300, 3, 0.3, seed=1))
    estimate = betweenness.sampled(network, 150, confidence=0.9)
    assert estimate.error == pytest.approx(0.17086, abs=1e-5)  # 300/299 · √(ln 6000 / 300)
    assert np.abs(estimate.values - betweenness.exact(network).values).max() < estimate.error


def test_sampling_every_source_is_exact():
    """The estimator itself: all sources once give the exact values."""
    network = from_networkx(nx.karate_club_graph())
    summed = betweenness.dependencies(network, np.arange(34))
    assert summed / (33 * 32) == pytest.approx(betweenness.exact(network).values)


def test_neighbourhood_overlap():
    """Onnela 2007: of the five others that a and b know, one is known to both."""
    network = from_networkx(nx.Graph(["ab", "ac", "ad", "bc", "be", "bf"]))
    assert overlap(network, network.index["a"], network.index["b"]) == pytest.approx(1 / 4)
