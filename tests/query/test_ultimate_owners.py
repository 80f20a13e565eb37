"""The saved query and the command agree on who owns what in the end."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from guanxi_graph.analysis.owners import owners
from guanxi_graph.formats import ontology_turtle, to_turtle
from guanxi_graph.map import Map, load
from guanxi_graph.query.saved import saved_queries

SHIPPED = Path(__file__).parents[2] / "graph"


def test_the_query_finds_whom_the_command_finds_for_everything_that_is_owned() -> None:
    gmap = load(SHIPPED)
    store = _store_of(gmap)
    owned = [name for name in gmap.entities if gmap.holdings.get(name)]
    assert len(owned) > 15
    by_command = {name: {owner.name for owner in owners(gmap, name).owners} for name in owned}
    assert {name: _asked(store, name, gmap) for name in owned} == by_command


def test_who_has_sold_is_no_owner_and_holdings_have_shares_and_days() -> None:
    """The investors of 2000 are out; the fund that bought them out has its share and its day."""
    gmap = load(SHIPPED)
    query = saved_queries(SHIPPED / "queries")["ultimate-owners"].with_values({"platform": "qq"})
    rows = [[str(getattr(term, "value", "")) for term in row] for row in _store_of(gmap).query(query)]
    assert {owner.rpartition("/")[2] for owner, *_ in rows} == {"naspers"}
    assert all(share and since for *_, share, since in rows)


def _store_of(gmap: Map) -> ox.Store:
    store = ox.Store()
    store.load(to_turtle(gmap), format=ox.RdfFormat.TURTLE)
    store.load(ontology_turtle(gmap.vocabulary, gmap.info.base).encode(), format=ox.RdfFormat.TURTLE)
    return store


def _asked(store: ox.Store, name: str, gmap: Map) -> set[str]:
    query = saved_queries(SHIPPED / "queries")["ultimate-owners"].with_values({"platform": name})
    return {row["owner"].value.removeprefix(f"{gmap.info.base}id/") for row in store.query(query)}
