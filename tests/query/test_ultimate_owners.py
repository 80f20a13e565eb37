"""The saved query and the command agree on who owns what in the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from guanxi_graph.analysis.owners import owners
from guanxi_graph.formats import ontology_turtle, to_turtle
from guanxi_graph.map import Map, load
from guanxi_graph.query.saved import shipped_queries

SHIPPED = Path(__file__).parents[2] / "graph"
QUERY = shipped_queries()["ultimate-owners"]


def store_of(gmap: Map) -> ox.Store:
    store = ox.Store()
    store.load(to_turtle(gmap), format=ox.RdfFormat.TURTLE)
    store.load(ontology_turtle(gmap.vocabulary, gmap.info.base).encode(), format=ox.RdfFormat.TURTLE)
    return store


def test_the_query_finds_whom_the_command_finds_for_everything_that_is_owned(shipped: Map) -> None:
    store = store_of(shipped)
    owned = [name for name in shipped.entities if shipped.holdings.get(name)]
    assert len(owned) > 15
    asked = {name: store.query(QUERY.with_values({"platform": f"<{shipped.info.base}id/{name}>"})) for name in owned}
    found = {name: {row["owner"].value.rpartition("/")[2] for row in rows} for name, rows in asked.items()}
    assert found == {name: {owner.name for owner in owners(shipped, name).owners} for name in owned}


def test_who_has_sold_is_no_owner_and_holdings_have_their_shares_and_days(write_map: Callable[..., Path]) -> None:
    files = {
        "map.toml": 'base = "https://example.org/small/"\nas_of = "2020"\n',
        "more.yaml": (
            "- {id: early, class: Fund, labels: {en: Early}}\n"
            "- {id: late, class: Fund, labels: {en: Late}}\n"
            "- {id: buyer, class: Company, labels: {zh-Hans: 买家}}\n"
        ),
        "claims/claims.yaml": (
            "- {subject: tencent, relation: operates, object: renren, sources: [asprec-2012]}\n"
            "- {subject: early, relation: owns, object: tencent, start: 2000, end: 2001, sources: [asprec-2012]}\n"
            "- {subject: late, relation: investedIn, object: tencent, at: 2001-05, qualifiers: {share: 40}, sources: [asprec-2012]}\n"
            "- {subject: buyer, relation: acquired, object: late, at: 2010, sources: [asprec-2012]}\n"
        ),
    }
    gmap = load(write_map(files))
    rows = store_of(gmap).query(QUERY.with_values({"platform": "<https://example.org/small/id/renren>"}))
    told = [[term.value.rpartition("/")[2] if term else "" for term in row] for row in rows]
    assert told == [["renren", "buyer", "", "late", "ns#acquired", "", "2010-01-01"]]
    rows = store_of(gmap).query(QUERY.with_values({"platform": "<https://example.org/small/id/tencent>"}))
    assert [row["held"].value.rpartition("/")[2] for row in rows] == ["late"]
