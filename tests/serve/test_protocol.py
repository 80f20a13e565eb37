"""The endpoint by the sections of the specifications.

SPARQL 1.1 Protocol (2013), Graph Store HTTP Protocol, Service Description, Query Results formats.
"""

from __future__ import annotations

import csv
import gzip
import http.client
import io
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

MAP = "https://w3id.org/guanxi/china-internet/"
NS = "https://w3id.org/guanxi/ns"
SELECT = "SELECT ?s { ?s gx:founded ent:netease }"
DING = f"{MAP}id/ding-lei"
FORM = "application/x-www-form-urlencoded"


# §2.1.1 query via GET
def test_a_query_by_get(server) -> None:
    reply = server.get("/sparql", query=SELECT)
    assert reply.status == 200
    assert reply.type == "application/sparql-results+json"
    assert [row["s"]["value"] for row in json.loads(reply.text)["results"]["bindings"]] == [DING]


# §2.1.2 query via POST with URL-encoded parameters
def test_a_query_by_a_form(server) -> None:
    reply = server.ask("POST", "/sparql", urlencode({"query": SELECT}), content_type=FORM, accept="text/csv")
    assert (reply.status, reply.text) == (200, f"s\r\n{DING}\r\n")


# §2.1.3 query via POST directly
def test_a_query_as_the_body(server) -> None:
    reply = server.ask("POST", "/sparql", SELECT, content_type="application/sparql-query", accept="text/csv")
    assert (reply.status, reply.text) == (200, f"s\r\n{DING}\r\n")


def test_a_query_with_other_characters(server) -> None:
    query = 'SELECT ?s { ?s skos:prefLabel "王兴"@zh-hans }'
    for reply in (
        server.get("/sparql", "text/csv", query=query),
        server.ask("POST", "/sparql", urlencode({"query": query}), content_type=FORM, accept="text/csv"),
        server.ask("POST", "/sparql", query, content_type="application/sparql-query; charset=UTF-8", accept="text/csv"),
    ):
        assert reply.text == f"s\r\n{MAP}id/wang-xing\r\n"


# §2.1.4 specifying an RDF dataset
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a ?type FILTER(?type IN (gx:Person, gx:Relation)) }"
NAMED = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def count(reply) -> int:
    assert reply.status == 200, reply.text
    return int(reply.text.split()[1])


def test_default_graphs_make_the_default_graph(server) -> None:
    both = count(server.get("/sparql", "text/csv", query=COUNT))
    of_map = count(server.get("/sparql", "text/csv", **{"query": COUNT, "default-graph-uri": MAP}))
    of_words = count(server.get("/sparql", "text/csv", **{"query": COUNT, "default-graph-uri": NS}))
    merged = count(server.get("/sparql", "text/csv", **{"query": COUNT, "default-graph-uri": [MAP, NS]}))
    assert 0 < of_map < both
    assert of_map + of_words == merged == both


@pytest.mark.parametrize("by", ["get", "form", "body"])
def test_named_graphs_leave_the_default_graph_empty(server, by: str) -> None:
    dataset = {"named-graph-uri": NS}

    def asked(query: str):
        if by == "get":
            return server.get("/sparql", "text/csv", query=query, **dataset)
        if by == "form":
            return server.ask(
                "POST", "/sparql", urlencode({"query": query, **dataset}), content_type=FORM, accept="text/csv"
            )
        target = f"/sparql?{urlencode(dataset)}"
        return server.ask("POST", target, query, content_type="application/sparql-query", accept="text/csv")

    assert asked(NAMED).text.split() == ["g", NS]
    assert count(asked(COUNT)) == 0


def test_the_dataset_of_the_request_takes_the_place_of_that_of_the_query(server) -> None:
    query = COUNT.replace("{ ?s", f"FROM <{NS}> {{ ?s", 1)
    of_words = count(server.get("/sparql", "text/csv", query=query))
    assert count(server.get("/sparql", "text/csv", **{"query": query, "default-graph-uri": MAP})) != of_words


def test_a_graph_that_is_not_here_is_empty_and_not_fetched(server) -> None:
    for query in (COUNT.replace("{ ?s", "FROM <http://127.0.0.1:9/x> { ?s", 1), COUNT.replace("{ ?s", "FROM NAMED <file:///etc/passwd> { ?s", 1)):  # fmt: skip
        assert count(server.get("/sparql", "text/csv", query=query)) == 0
    reply = server.get("/sparql", "text/csv", **{"query": COUNT, "default-graph-uri": "http://127.0.0.1:9/x"})
    assert count(reply) == 0


# §2.1.5 accepted response formats
@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
        (
            "application/sparql-results+json;q=0.2, application/sparql-results+xml;q=0.9",
            "application/sparql-results+xml",
        ),
        ("text/*;q=0.9, text/csv;q=0.1, */*;q=0.2", "text/tab-separated-values; charset=utf-8"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("application/json", "application/json"),
        ("Text/CSV ; Q=1.0", "text/csv; charset=utf-8"),
        ("rubbish, ;;;, text/csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_format_of_rows_is_the_one_asked_for(server, accept: str, media_type: str) -> None:
    reply = server.get("/sparql", accept, query=SELECT)
    assert (reply.status, reply.type) == (200, media_type)
    assert reply.headers["vary"] == "Accept"
    parse = {"json": json.loads, "xml": ET.fromstring}.get(media_type.rpartition("+")[2].rpartition("/")[2])
    if parse:
        parse(reply.text)


@pytest.mark.parametrize(
    ("accept", "media_type", "form"),
    [
        ("", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", "application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", "application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/sparql-results+json, text/turtle;q=0.5", "text/turtle; charset=utf-8", ox.RdfFormat.TURTLE),
    ],
)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ent:ding-lei ?p ?o }", "DESCRIBE ent:ding-lei"])
def test_the_format_of_triples_is_the_one_asked_for(
    server, query: str, accept: str, media_type: str, form: ox.RdfFormat
) -> None:
    reply = server.get("/sparql", accept, query=query)
    assert (reply.status, reply.type) == (200, media_type)
    assert any(quad.subject.value == DING for quad in ox.parse(reply.text, format=form))


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_ask_in_each_format(server, accept: str) -> None:
    assert "true" in server.get("/sparql", accept, query="ASK { ent:ding-lei a gx:Person }").text


@pytest.mark.parametrize(
    ("query", "accept"),
    [(SELECT, "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv"), (SELECT, "image/png"), (SELECT, "*/*;q=0")],
)
def test_a_format_that_it_does_not_have(server, query: str, accept: str) -> None:
    reply = server.get("/sparql", accept, query=query)
    assert reply.status == 406
    assert "Turtle" in reply.text or "text/turtle" in reply.text or "CSV" in reply.text


# §2.1.6 failures
@pytest.mark.parametrize(
    ("method", "target", "body", "content_type", "status", "said"),
    [
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "", "", 400, "exactly one `query`"),
        ("GET", "/sparql?default-graph-uri=http%3A%2F%2Fa%2F", "", "", 400, "exactly one `query`"),
        ("GET", "/sparql?query=SELECT", "", "", 400, "query-syntax"),
        ("GET", "/sparql?query=%FF", "", "", 400, "UTF-8"),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=x", "", "", 400, "absolute IRI"),
        ("GET", "/sparql?update=CLEAR%20ALL", "", "", 403, "only reads"),
        ("POST", "/sparql", "update=CLEAR%20ALL", FORM, 403, "only reads"),
        ("POST", "/sparql", "CLEAR ALL", "application/sparql-update", 403, "only reads"),
        ("POST", "/sparql", "query=INSERT DATA { <a:a> <a:a> <a:a> }", FORM, 400, "only read"),
        ("POST", "/sparql", "query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400, "exactly one `query`"),
        ("POST", "/sparql", "q=ASK%7B%7D", FORM, 400, "exactly one `query`"),
        ("POST", "/sparql", "ASK {}", "", 415, "application/sparql-query"),
        ("POST", "/sparql", "ASK {}", "text/plain", 415, "application/sparql-query"),
        ("POST", "/sparql", "ASK {}", "application/sparql-query; charset=UTF-16", 415, "UTF-8"),
        ("POST", "/sparql", b"ASK { ?s ?p '\xff' }", "application/sparql-query", 400, "UTF-8"),
        ("POST", "/sparql", "x" * 300_000, "application/sparql-query", 413, "longer than"),
        ("POST", "/sparql", "#" * 70_000, "application/sparql-query", 413, "longer than 64 KB"),
        ("PUT", "/sparql", "ASK {}", "application/sparql-query", 405, ""),
        ("DELETE", "/sparql", "", "", 405, ""),
        ("PATCH", "/sparql", "", "", 405, ""),
    ],
)
def test_what_is_not_of_the_protocol_is_refused_with_a_reason(
    server, method: str, target: str, body: str | bytes, content_type: str, status: int, said: str
) -> None:
    headers = {"content_type": content_type} if content_type else {}
    reply = server.ask(method, target, body, **headers)
    assert (reply.status, reply.type) == (status, "text/plain; charset=utf-8")
    assert said in reply.text
    assert reply.text.endswith("\n") or status == 405
    if status == 405:
        assert reply.headers["allow"] in ("GET, HEAD, POST", "GET, POST, HEAD", "POST, GET, HEAD", "HEAD, GET, POST", "HEAD, POST, GET", "POST, HEAD, GET")  # fmt: skip


def test_a_syntax_error_names_its_place_and_the_next_step(server) -> None:
    reply = server.get("/sparql", query="SELECT * {\n  ?s foof:name ?o }")
    assert reply.text == (
        "query:2:6: error[query-syntax]: the prefix `foof:` is not declared\n"
        "  2 |   ?s foof:name ?o }\n"
        "    |      ^^^^^^^^^\n"
        "  help: write `PREFIX foof: <…>` at the top, or `foaf:`, which is declared already\n"
    )


def test_head_is_get_without_a_body(server) -> None:
    target = f"/sparql?query={quote(SELECT)}"
    got, headed = server.ask("GET", target), server.ask("HEAD", target)
    assert (headed.status, headed.type, headed.text) == (200, got.type, "")
    assert headed.headers["content-length"] == got.headers["content-length"]


# SPARQL 1.1 Service Description §2: the description is got from the endpoint itself
@pytest.mark.parametrize(
    "accept", ["", "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_the_service_describes_itself(server, accept: str) -> None:
    reply = server.get("/sparql", accept)
    form = ox.RdfFormat.from_media_type(reply.type.partition(";")[0])
    store = ox.Store()
    store.load(reply.text, format=form)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    rows = store.query(
        f"PREFIX sd: <{sd}> SELECT ?name {{ ?service a sd:Service ; sd:endpoint <{server.url}/sparql> ; sd:supportedLanguage "
        "sd:SPARQL11Query ; sd:defaultDataset/sd:namedGraph/sd:name ?name } ORDER BY ?name"
    )
    assert [row["name"].value for row in rows] == [MAP, NS]


# Graph Store HTTP Protocol §5.2 (GET), §5.4–5.5 (writing)
def test_a_graph_is_read_whole(server) -> None:
    reply = server.get("/graph", "application/n-triples", graph=NS)
    asked = server.get("/sparql", "text/csv", query=f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{NS}> {{ ?s ?p ?o }} }}")
    assert len(set(reply.text.splitlines())) == count(asked)


def test_the_default_graph_is_all_of_them(server) -> None:
    reply = server.get("/graph?default", "text/turtle")
    found = set(ox.parse(reply.text, format=ox.RdfFormat.TURTLE))
    assert len(found) == count(server.get("/sparql", "text/csv", query="SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))


@pytest.mark.parametrize(
    ("method", "target", "status"),
    [
        ("HEAD", "/graph?default", 200),
        ("GET", "/graph", 400),
        ("GET", "/graph?default&graph=http://a/", 400),
        ("GET", "/graph?graph=http://127.0.0.1:9/nothing", 404),
        ("PUT", "/graph?default", 405),
        ("POST", "/graph?default", 405),
        ("DELETE", "/graph?default", 405),
    ],
)
def test_graphs_are_only_read(server, method: str, target: str, status: int) -> None:
    assert server.ask(method, target).status == status


# SPARQL 1.1 Query Results CSV and TSV
def test_csv_quotes_what_needs_it(server) -> None:
    reply = server.get(
        "/sparql", "text/csv", query="SELECT ?a ?b { VALUES (?a ?b) { ('x,\"y\\n关系' UNDEF) (1.50 <a:b>) } }"
    )
    assert list(csv.reader(io.StringIO(reply.text, newline=""))) == [["a", "b"], ['x,"y\n关系', ""], ["1.5", "a:b"]]


# Linked data
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/id/wang-xing", f"<{MAP}id/wang-xing> <{NS}#founded> <{MAP}id/xiaonei> ."),
        ("/id/claim/wang-xing.founded.xiaonei.2005-12", f"<{NS}#start> "),
        ("/id/source/asprec-2012", "<https://schema.org/name> "),
        ("/id/cite/asprec-2012.para-9", f"<{NS}#locator> "),
    ],
)
def test_each_thing_has_an_address(server, path: str, said: str) -> None:
    assert said in server.get(path, "application/n-triples").text
    turtle = server.get(path, "text/turtle")
    linked = server.get(path, "application/ld+json")
    assert len(set(ox.parse(turtle.text, format=ox.RdfFormat.TURTLE))) == len(json_ld_triples(linked.text))


def json_ld_triples(text: str) -> set:
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.JSON_LD)}


@pytest.mark.parametrize("path", ["/id/nobody", "/id/%3Cscript%3E", "/id/a%20b", "/id/%22", "/nothing", "/query/x.js"])
def test_what_is_not_there(server, path: str) -> None:
    assert server.get(path, "text/html").status == 404


def test_the_vocabulary(server) -> None:
    store = ox.Store()
    store.load(server.get("/ns", "text/turtle").text, format=ox.RdfFormat.TURTLE)
    for term in (f"{NS}#founded", f"{NS}#Person", f"{NS}#Claim", f"{MAP}ns#resembles"):
        assert list(store.quads_for_pattern(ox.NamedNode(term), None, None)), term
    assert server.get("/ns.ttl").text == server.get("/ns", "text/turtle").text
    assert server.get("/ns.doc").status == 404


# Around it
def test_only_the_hosts_that_are_meant(server) -> None:
    for host, status in (("localhost", 200), ("127.0.0.1:80", 200), ("[::1]:80", 200), ("evil.example", 421), ("127.0.0.1.evil.example", 421), ("", 421)):  # fmt: skip
        assert server.ask("GET", "/query", host=host).status == status, host


def test_other_sites_may_not_read_unless_told(server, serve: Callable[..., object]) -> None:
    query = f"/sparql?query={quote(SELECT)}"
    assert "access-control-allow-origin" not in server.ask("GET", query, origin="https://a.example").headers
    opened = serve(Path(__file__).parents[1] / "base", "--cors", "https://a.example")
    assert (
        opened.ask("GET", query, origin="https://a.example").headers["access-control-allow-origin"]
        == "https://a.example"
    )
    assert "access-control-allow-origin" not in opened.ask("GET", query, origin="https://b.example").headers
    preflight = opened.ask(
        "OPTIONS", "/sparql", origin="https://a.example", access_control_request_method="POST", access_control_request_headers="content-type"
    )  # fmt: skip
    assert preflight.status == 200


def test_a_line_for_each_request(server) -> None:
    server.get("/sparql", "text/csv", query="ASK { ?line ?of ?log }")
    for _ in range(100):  # the line is written when the answer has gone
        lines = [line for line in server.log.read_text().splitlines() if "%3Fline" in line]
        if lines:
            break
        time.sleep(0.05)
    assert len(lines) == 1
    assert re.search(r' 127\.0\.0\.1 "GET /sparql\?query=ASK.*" 200 \d+ bytes \d+ ms 1 rows$', lines[0])


# Beyond the specifications: for who can give an address and no header


def test_the_format_may_stand_in_the_address(server) -> None:
    for name, media_type in (("csv", "text/csv"), ("tsv", "text/tab-separated-values"), ("json", "application/json")):
        reply = server.get("/sparql", "text/turtle", query=SELECT, format=name)
        assert (reply.status, reply.type.partition(";")[0]) == (200, media_type)
        assert DING in reply.text
    form = urlencode({"query": "CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p ent:netease }", "format": "turtle"})
    assert server.ask("POST", "/sparql", form, content_type=FORM).type.startswith("text/turtle")
    refused = server.get("/sparql", query=SELECT, format="xlsx")
    assert (refused.status, "`format` is one of json, xml, csv" in refused.text) == (400, True)


def test_pandas_reads_an_address(server) -> None:
    pandas = pytest.importorskip("pandas")
    table = pandas.read_csv(f"{server.url}/sparql?{urlencode({'query': SELECT, 'format': 'csv'})}")
    assert table.to_dict("list") == {"s": [DING]}


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [(".ttl", "text/turtle"), (".nt", "application/n-triples"), (".jsonld", "application/ld+json")],
)
def test_a_thing_by_an_address_that_ends_in_a_syntax(server, ending: str, media_type: str) -> None:
    reply = server.get(f"/id/wang-xing{ending}", "text/html")
    assert (reply.status, reply.type.partition(";")[0]) == (200, media_type)
    assert "xiaonei" in reply.text
    assert server.get(f"/id/nobody{ending}").status == 404


def test_a_thing_as_json(server) -> None:
    reply = server.get("/id/wang-xing", "application/json")
    assert (reply.status, reply.type) == (200, "application/json")
    assert json.loads(reply.text)


def test_what_is_relative_in_a_query_begins_at_the_map(server) -> None:
    assert (
        server.get("/sparql", "text/csv", query="SELECT ?s { ?s gx:founded <id/netease> }").text == f"s\r\n{DING}\r\n"
    )
    made = server.get("/sparql", "application/n-triples", query="CONSTRUCT { <s> <p> 1 } WHERE {}")
    assert made.text.startswith(f"<{MAP}s> <{MAP}p> ")


def test_what_its_reader_has_is_not_sent_again(server) -> None:
    for target in ("/", "/id/wang-xing.ttl", f"/sparql?{urlencode({'query': SELECT})}", "/query/yasqe.js"):
        tag = server.get(target).headers["etag"]
        known = server.ask("GET", target, if_none_match=f'"other", {tag}')
        assert (known.status, known.text, known.headers["etag"]) == (304, "", tag)
        assert server.ask("GET", target, if_none_match='W/"other"').status == 200
    assert "etag" not in server.get("/id/nobody").headers


def test_long_answers_are_packed_for_who_can_unpack_them(server) -> None:
    for target, is_long in (("/", True), ("/query/yasqe.js", True), (f"/sparql?{urlencode({'query': SELECT})}", False)):
        plain = server.get(target)
        connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=60)
        connection.request("GET", target, headers={"accept-encoding": "gzip"})
        reply = connection.getresponse()
        raw = reply.read()
        connection.close()
        assert (reply.getheader("content-encoding") == "gzip") == is_long
        assert (gzip.decompress(raw) if is_long else raw).decode() == plain.text
        assert reply.getheader("etag") == plain.headers["etag"]
