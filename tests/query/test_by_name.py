"""``gx:search`` in a query finds what ``guanxi search`` finds, whichever engine answers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import rdflib

from guanxi_graph.asking import finder_of
from guanxi_graph.formats import to_turtle
from guanxi_graph.map import Map, load
from guanxi_graph.map.called import things_of
from guanxi_graph.map.whole_map import WholeMap
from guanxi_graph.query.by_name import with_found
from guanxi_graph.query.limits import QueryError
from places import ROOT, SHIPPED

BASE = "https://example.org/small/"
SEVERAL = ("wang xing", "wangxing", "王興", "xing wang", "mht", "Pony", "silicon dragon", "wang xnig", "nobody at all")
# The query, and who is in its column ``who``.
SAID = {
    'SELECT ?who { ?who gx:search "wangxing" }': ["wang-xing"],
    "SELECT ?who { ?who gx:search '王興'@zh . ?who a gx:Person }": ["wang-xing"],
    'SELECT ?who { ?who gx:search "wangxing" ; gx:founded ?what }': ["wang-xing"],
    'SELECT ?who { ?who gx:founded ?what ; gx:search "wang xing" . }': ["wang-xing"],
    'SELECT ?who { ?who a gx:Person FILTER(isIRI(?who)) ?who gx:search "mht" . }': ["ma-huateng"],
    'PREFIX g: <https://w3id.org/guanxi/ns#> SELECT ?who { (?who ?near) g:search "pony ma" FILTER(?near = 7) }': [
        "ma-huateng"
    ],
    'SELECT ?who { VALUES ?text { "mht" "王兴"@zh } ?who gx:search ?text } ORDER BY ?who': ["ma-huateng", "wang-xing"],
    'SELECT ?who { ?x gx:founded ent:renren OPTIONAL { ?who gx:search "no such name" } FILTER(BOUND(?who)) }': [],
    'SELECT ?who { ?who rdfs:comment "gx:search" }': [],
    "SELECT ?who { ?who skos:broader gx:search }": [],
}
WRONG = (
    '{ ?who gx:founded/gx:search "x" }',
    "{ ?who gx:search ?text }",
    '{ (?a ?b ?c) gx:search "x" }',
    '{ ?who (gx:founded|gx:owns) ?what ; gx:search "x" }',
    '{ ?who gx:search "x", "y" }',
)


@pytest.fixture(scope="module")
def small() -> Map:
    return load(ROOT / "tests" / "base")


@pytest.mark.parametrize("text", SAID)
def test_the_command_and_rdflib_find_the_same(small: Map, guanxi, text: str) -> None:
    expected = [f"{BASE}id/{name}" for name in SAID[text]]
    printed = guanxi("query", text, "-m", ROOT / "tests" / "base", "-f", "csv")
    assert [row["who"] for row in csv.DictReader(io.StringIO(printed.stdout))] == expected, printed.stderr
    graph = rdflib.Graph().parse(data=to_turtle(small), format="turtle")
    rewritten = with_found(text, finder_of(WholeMap(lambda: small)))
    assert [str(row.who) for row in graph.query(rewritten)] == expected


def test_the_server_finds_what_the_command_for_searching_finds(server, guanxi, shipped: Map) -> None:
    told = json.loads(guanxi("search", SEVERAL[0], "--json", "-k", "1000", "-m", SHIPPED).stdout)["results"]
    assert [each["id"] for each in told] == [hit.id for hit in things_of(shipped).find(SEVERAL[0])]
    for text in SEVERAL:
        found = [hit.id for hit in things_of(shipped).find(text)]
        query = f'SELECT ?thing {{ (?thing ?near) gx:search "{text}" }} ORDER BY DESC(?near)'
        rows = json.loads(server.get("/sparql", query=query).text)["results"]["bindings"]
        ids = [row["thing"]["value"].partition("/id/")[2].removeprefix("source/") for row in rows]
        assert sorted(ids) == sorted(found)
    saved = json.loads(guanxi("query", "by-name", "--set", 'text="mahuateng"', "-m", SHIPPED, "-f", "json").stdout)
    assert saved["results"]["bindings"][0]["thing"]["value"].endswith("id/ma-huateng")


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_meant_is_told_with_its_line(small: Map, text: str) -> None:
    with pytest.raises(QueryError, match=r"line 2: gx:search cannot .* \?who gx:search"):
        with_found(f"SELECT *\n{text}", finder_of(WholeMap(lambda: small)))


def test_lines_stay_where_they_were(small: Map) -> None:
    text = 'SELECT ?who {\n?who a gx:Person\n ;\n gx:search\n "mht"\n . ?who ?p }'
    rewritten = with_found(text, finder_of(WholeMap(lambda: small)))
    assert [line.strip() for line in rewritten.splitlines()][-1] == ". ?who ?p }"
    assert rewritten.count("\n") == text.count("\n")


def test_what_is_held_back_is_not_found_and_files_are_no_map(write_map, guanxi, tmp_path: Path) -> None:
    held = write_map({"redactions.yaml": "- {entity: ma-huateng, reason: asked}\n"})
    assert guanxi("query", 'SELECT ?who { ?who gx:search "mht" }', "-m", held, "-f", "csv").stdout.split() == ["who"]
    (tmp_path / "any.ttl").write_text("<http://x> <http://y> <http://z> .")
    text = 'SELECT ?who { ?who <https://w3id.org/guanxi/ns#search> "mht" }'
    refused = guanxi("query", "--file", tmp_path / "any.ttl", text)
    assert refused.returncode == 1
    assert "not a whole one" in refused.stderr
