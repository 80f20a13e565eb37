"""A map, and its networkx.MultiDiGraph on which any algorithm runs."""

from __future__ import annotations

import networkx as nx
import pytest

from guanxi_graph import MapError, load
from guanxi_graph.dates import parse_date
from guanxi_graph.map import Map, kept
from guanxi_graph.model import Claim, Entity, MapInfo
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary


def test_the_shape_that_is_promised(write_map):
    gmap = load(write_map())
    graph = gmap.graph
    assert type(graph) is nx.MultiDiGraph
    assert graph.nodes["renren"]["entity"].label("zh-Hans") == "人人网"
    claim = graph.edges["wang-xing", "renren", "wang-xing.founded.renren.2005-12"]["claim"]
    assert (claim.relation, str(claim.start), [str(c) for c in claim.citations]) == (
        "founded",
        "2005-12",
        ["asprec-2012 ¶9"],
    )
    assert [claim.value for claim in gmap.values_of("renren").values()] == [170_000_000]
    assert gmap.sources["fannin-2008"].title == "Silicon Dragon"
    assert gmap.info.base == "https://example.org/small/"


def test_parallel_claims_are_parallel_edges(shipped):
    graph = shipped.graph
    founded = graph["wang-xing"]["meituan"]
    assert sorted(str(data["claim"].start) for data in founded.values() if data["claim"].relation == "founded") == [
        "2010-03-04",
        "2010-05",
    ]


def test_networkx_algorithms_run_on_it(shipped):
    graph = shipped.graph
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
    assert first == again
    assert list(first.graph) == list(again.graph)
    assert nx.utils.graphs_equal(first.graph, again.graph)


def test_a_map_is_frozen(write_map):
    gmap = load(write_map())
    with pytest.raises(AttributeError):
        gmap.claims = {}
    with pytest.raises(nx.NetworkXError):
        gmap.graph.add_edge("renren", "china")


def test_what_a_map_is_asked_is_worked_out_once(write_map):
    gmap = load(write_map())
    assert gmap.facts is gmap.facts
    assert gmap.spans is gmap.spans
    asked = []

    @kept
    def question(of, more=0):
        asked.append(of)
        return more

    assert [question(gmap), question(gmap), question(gmap, 1), question(gmap.view(min_sources=1))] == [0, 0, 1, 0]
    assert len(asked) == 3


def test_a_map_with_errors_is_not_loaded(write_map):
    with pytest.raises(MapError) as raised:
        load(write_map({"claims/more.yaml": "- {subject: nobody, relation: knows, object: wang-xing, sources: [x]}\n"}))
    assert {problem.code for problem in raised.value.problems} == {"unknown-entity", "unknown-source"}
    assert "nobody" in str(raised.value)


def test_a_claim_about_nobody_is_a_key_error():
    nobody = Claim(id="c", subject="a", relation="knows", object="b")
    with pytest.raises(KeyError):
        Map.of(MapInfo(), built_in_vocabulary(), entities=[], sources=[], claims=[nobody])


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
    gmap = Map.of(MapInfo(), built_in_vocabulary(), entities=people, sources=[], claims=claims)
    assert sorted(claim.id for claim in gmap.facts) == facts


def figure(name: str, rank: str, at: str, unit: str) -> Claim:
    return Claim(id=name, subject="a", relation="revenue", value=1, at=parse_date(at), unit=unit, rank=rank)


@pytest.mark.parametrize(
    ("claims", "facts"),
    [
        ([figure("1", "normal", "2010", "CNY"), figure("2", "preferred", "2010", "CNY")], ["2"]),
        ([figure("1", "normal", "2010", "CNY"), figure("2", "preferred", "2010-06", "CNY")], ["2"]),
        ([figure("1", "normal", "2010", "CNY"), figure("2", "preferred", "2011", "CNY")], ["1", "2"]),
        ([figure("1", "normal", "2010", "CNY"), figure("2", "preferred", "2010", "USD")], ["1", "2"]),
        (
            [
                Claim(id="1", subject="a", relation="describedAs", value="a shop"),
                Claim(id="2", subject="a", relation="describedAs", value="a bank", rank="preferred"),
            ],
            ["1", "2"],  # it may be both
        ),
        (
            [
                Claim(id="1", subject="a", relation="acquired", object="b"),
                Claim(id="2", subject="b", relation="acquired", object="a", rank="preferred"),
            ],
            ["1", "2"],  # not the same the other way round
        ),
    ],
)
def test_what_competes(claims, facts):
    companies = [Entity(id=name, cls="Company", labels={"en": name}) for name in "ab"]
    gmap = Map.of(MapInfo(), built_in_vocabulary(), entities=companies, sources=[], claims=claims)
    assert sorted(claim.id for claim in gmap.claims.values() if claim.id in gmap.truthy) == facts


def test_a_mirror_image_of_a_symmetric_tie_competes_with_it():
    people = [Entity(id=name, cls="Person", labels={"en": name}) for name in "de"]
    claims = [
        Claim(id="1", subject="d", relation="spouseOf", object="e", rank="preferred"),
        Claim(id="2", subject="e", relation="spouseOf", object="d"),
    ]
    gmap = Map.of(MapInfo(), built_in_vocabulary(), entities=people, sources=[], claims=claims)
    assert [claim.id for claim in gmap.facts] == ["1"]


def test_events_of_different_days_are_no_rivals():
    """Two rounds of one investor are two rounds; two dates of one founding are two accounts."""
    people = [Entity(id=name, cls="Company", labels={"en": name}) for name in "ab"]
    dated = [
        Claim(id=f"{relation}{year}", subject="a", relation=relation, object="b", at=parse_date(year), rank=rank)
        for relation in ("investedIn", "founded")
        for year, rank in (("2010", "normal"), ("2014", "preferred"))
    ]
    gmap = Map.of(MapInfo(), built_in_vocabulary(), entities=people, sources=[], claims=dated)
    assert [claim.id for claim in gmap.facts] == ["founded2014", "investedIn2010", "investedIn2014"]
    assert [[side.claim for side in each.sides] for each in gmap.conflicts] == [["founded2014", "founded2010"]]


def test_claims_are_ties_and_values(write_map):
    gmap = load(write_map())
    assert list(gmap.claims) == sorted(gmap.claims)
    assert len(gmap.claims) == 6
    assert {claim.id for claim in gmap.ties_of("renren")} == {
        "wang-xing.founded.renren.2005-12",
        "lai-binqiang.founded.renren.2005-12",
        "renren.availableIn.china",
        "renren.about.guanxi",
    }
