"""The query tests of the W3C's SPARQL 1.1 Protocol suite, by their names there, on graphs of our own names.

https://github.com/w3c/rdf-tests/tree/main/sparql/sparql11/protocol: 19 tests of queries; the others are of updates.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from running import Reply, Server

ONE, TWO, THREE = (f"http://graphs.example/{number}" for number in (1, 2, 3))
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
NAMED = f"GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }}"
DEFAULTS, NAMES = [("default-graph-uri", ONE), ("default-graph-uri", TWO)], [("named-graph-uri", ONE), ("named-graph-uri", TWO)]  # fmt: skip


class Sent(NamedTuple):
    method: str
    parameters: list[tuple[str, str]]
    body: bytes = b""
    type: str = ""


def by_get(query: str, *more: tuple[str, str]) -> Sent:
    return Sent("GET", [("query", query), *more])


def by_form(query: str) -> Sent:
    return Sent("POST", [], urlencode({"query": query}).encode(), FORM)


def direct(query: str, *dataset: tuple[str, str], kind: str = QUERY) -> Sent:
    return Sent("POST", [*dataset], query.encode(), kind)


TRUE = {
    "query_post_form": by_form("ASK {}"),
    "query_dataset_default_graphs_get": by_get(BOTH, *DEFAULTS),
    "query_dataset_default_graphs_post": direct(BOTH, *DEFAULTS),
    "query_dataset_named_graphs_post": direct(f"ASK {{ {NAMED} }}", *NAMES),
    "query_dataset_named_graphs_get": by_get(f"ASK {{ {NAMED} }}", *NAMES),
    "query_dataset_full": direct(f"ASK {{ <{THREE}> a ?type {NAMED} }}", ("default-graph-uri", THREE), *NAMES),
    "query_multiple_dataset": direct(f"ASK FROM <{THREE}> {{ {NAMED} }}", *NAMES),
    "query_get": by_get("ASK {}"),
    "query_content_type_ask": direct("ASK {}"),
    "query_post_direct": direct("ASK {}"),
}
REFUSED = {
    "bad_query_method": Sent("PUT", [("query", "ASK {}")], b"", FORM),
    "bad_multiple_queries": by_get("ASK {}", ("query", "SELECT * {}")),
    "bad_query_wrong_media_type": direct("ASK {}", kind="text/plain"),
    "bad_query_missing_form_type": Sent("POST", [], b"query=ASK%20%7B%7D"),
    "bad_query_missing_direct_type": direct("ASK {}", kind=""),
    "bad_query_non_utf8": Sent("POST", [], "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"),
    "bad_query_syntax": by_get("ASK {"),
}


# The command serves maps; these graphs are none.
_SERVING = """
import sys, uvicorn
from guanxi_graph.cli.commands.serve import listen
from guanxi_graph.query.messages import Data, File
from guanxi_graph.query.pool import Pool
from guanxi_graph.serve.served_map import Site
from guanxi_graph.serve.server import Place, application
names, folder = sys.argv[2:], sys.argv[1]
data = Data(files=tuple(File(f"{folder}/{number}.ttl", name) for number, name in enumerate(names)))
app = application(lambda: (Site(lambda: data), Pool(data)), lambda: None, Place(["127.0.0.1"]))
listening = listen("127.0.0.1", 0)
print(listening.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
"""


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("graphs")
    for number, name in enumerate((ONE, TWO, THREE)):
        (folder / f"{number}.ttl").write_text(f"<{name}> a <http://xmlns.com/foaf/0.1/Document> .\n")
    command = [sys.executable, "-c", _SERVING, str(folder), ONE, TWO, THREE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield Server(f"http://127.0.0.1:{process.stdout.readline().strip()}", folder / "log", process.pid)
        process.terminate()


def answer(server: Server, sent: Sent) -> Reply:
    target = f"/sparql?{urlencode(sent.parameters)}" if sent.parameters else "/sparql"
    return server.ask(sent.method, target, sent.body, **({"content_type": sent.type} if sent.type else {}))


@pytest.mark.parametrize("name", TRUE)
def test_it_is_so(graphs: Server, name: str) -> None:
    reply = answer(graphs, TRUE[name])
    assert (reply.status, json.loads(reply.text)["boolean"]) == (200, True)


def test_query_content_type_select(graphs: Server) -> None:
    reply = answer(graphs, direct("SELECT (1 AS ?value) {}"))
    assert (reply.status, reply.type) == (200, "application/sparql-results+json")


@pytest.mark.parametrize("query", ["DESCRIBE <http://example.org/>", "CONSTRUCT { <s> <p> 1 } WHERE {}"])
def test_query_content_type_describe_and_construct(graphs: Server, query: str) -> None:
    reply = answer(graphs, direct(query))
    assert (reply.status, reply.type) == (200, "text/turtle; charset=utf-8")
    assert len(list(ox.parse(reply.text, format=ox.RdfFormat.TURTLE))) == query.startswith("CONSTRUCT")


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(graphs: Server, name: str) -> None:
    assert 400 <= answer(graphs, REFUSED[name]).status < 500
