"""The graph is a networkx.MultiDiGraph on which any algorithm runs."""

from __future__ import annotations

import networkx as nx
import pytest

from guanxi_graph import MapError, load
from guanxi_graph.graph import build, claims_of, figures_of, plain_facts, ties_of
from guanxi_graph.model import Claim, Entity, MapInfo
from guanxi_graph.reading.terms import built_in_vocabulary
from places import SHIPPED


def test_the_shape_that_is_promised(write_map):
    graph = load(write_map())
    assert type(graph) is nx.MultiDiGraph
    assert graph.nodes["renren"]["entity"].label("zh-Hans") == "人人网"
    claim = graph.edges["wang-xing", "renren", "wang-xing.founded.renren.2005-12"]["claim"]
    assert (claim.relation, str(claim.start), [str(c) for c in claim.citations]) == (
        "founded",
        "2005-12",
        ["asprec-2012 ¶9"],
    )
    assert [figure.value for figure in figures_of(graph, "renren").values()] == [170_000_000]
    assert graph.graph["sources"]["fannin-2008"].title == "Silicon Dragon"
    assert graph.graph["info"].base == "https://example.org/small/"


def test_parallel_claims_are_parallel_edges():
    graph = load(SHIPPED)
    founded = graph["wang-xing"]["meituan"]
    assert sorted(str(data["claim"].start) for data in founded.values() if data["claim"].relation == "founded") == [
        "2010-03-04",
        "2010-05",
    ]


def test_networkx_algorithms_run_on_it():
    graph = load(SHIPPED)
    assert nx.has_path(graph.to_undirected(), "ma-huateng", "wang-xing")
    assert max(nx.degree_centrality(graph).items(), key=lambda item: item[1])[0] in graph
    assert nx.number_weakly_connected_components(graph) < len(graph) // 4


def test_the_order_of_files_and_lines_does_not_matter(write_map, tmp_path):
    first = load(write_map())
    claims = (tmp_path / "map" / "claims" / "claims.yaml").read_text("utf-8")
    people = (tmp_path / "map" / "people.yaml").read_text("utf-8")
    turned = {
        "claims/claims.yaml": "".join(reversed(claims.splitlines(keepends=True))),
        "people.yaml": "",
        "zz.yaml": people,
    }
    again = load(write_map(turned))
    assert nx.utils.graphs_equal(first, again)
    assert list(first) == list(again)


def test_a_map_with_errors_is_not_loaded(write_map):
    with pytest.raises(MapError) as raised:
        load(write_map({"claims/more.yaml": "- {subject: nobody, relation: knows, object: wang-xing, sources: [x]}\n"}))
    assert {problem.code for problem in raised.value.problems} == {"unknown-entity", "unknown-source"}
    assert "nobody" in str(raised.value)


def test_a_claim_about_nobody_is_a_key_error():
    nobody = Claim(id="c", subject="a", relation="knows", object="b")
    with pytest.raises(KeyError):
        build(MapInfo(), built_in_vocabulary(), entities=[], sources=[], claims=[nobody])


def tie(name: str, rank: str, relation: str = "founded", target: str = "x") -> Claim:
    return Claim(id=name, subject="a", relation=relation, object=target, rank=rank)


@pytest.mark.parametrize(
    ("claims", "facts"),
    [
        ([tie("1", "normal"), tie("2", "normal")], ["1", "2"]),
        ([tie("1", "normal"), tie("2", "preferred")], ["2"]),
        ([tie("1", "deprecated")], []),
        ([tie("1", "normal"), tie("2", "preferred", target="y")], ["1", "2"]),
        ([tie("1", "normal", "bornIn"), tie("2", "preferred", "bornIn", "y")], ["2"]),
    ],
)
def test_rank_says_what_is_a_plain_fact(claims, facts):
    people = [Entity(id=name, cls="Person", labels={"en": name}) for name in ("a", "x", "y")]
    graph = build(MapInfo(), built_in_vocabulary(), entities=people, sources=[], claims=claims)
    assert sorted(claim.id for claim in plain_facts(graph)) == facts


def test_claims_are_ties_and_figures(write_map):
    graph = load(write_map())
    assert [claim.id for claim in claims_of(graph)] == sorted(claim.id for claim in claims_of(graph))
    assert len(claims_of(graph)) == 6
    assert {claim.id for claim in ties_of(graph, "renren")} == {
        "wang-xing.founded.renren.2005-12",
        "lai-binqiang.founded.renren.2005-12",
        "renren.availableIn.china",
        "renren.about.guanxi",
    }
