"""What the server says of a query beside its answer, and that the answer itself says nothing of it."""

from __future__ import annotations

import json
import time
from urllib.parse import urlencode

import pytest

from guanxi_graph.query.saved import shipped_queries

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


def remarks(reply):
    assert (reply.status, reply.type) == (200, "application/json"), reply.text
    return [each["drawn"] for each in json.loads(reply.text)["remarks"]]


@pytest.mark.parametrize(
    ("query", "drawn"),
    [
        (
            "SELECT * {\n  ?a gx:foundedd ?b }",
            (
                "query:2:6: warning[odd-query]: nothing in the data is called `gx:foundedd`\n"
                "  2 |   ?a gx:foundedd ?b }\n"
                "    |      ^^^^^^^^^^^\n"
                "  help: did you mean `gx:founded`?"
            ),
        ),
        (
            'SELECT * { ?a skos:prefLabel "王兴" }',
            (
                "query:1:30: warning[odd-query]: the data have this text with a language tag only\n"
                '  1 | SELECT * { ?a skos:prefLabel "王兴" }\n'
                "    |                              ^^^^^^\n"
                '  help: write `"王兴"@zh-hans`, or compare with `STR(…)`'
            ),
        ),
        (
            "SELECT ?who ?wh { ?who gx:founded ent:netease }",
            (
                "query:1:13: warning[odd-query]: `?wh` stands nowhere in the pattern\n"
                "  1 | SELECT ?who ?wh { ?who gx:founded ent:netease }\n"
                "    |             ^^^\n"
                "  help: did you mean `?who`?"
            ),
        ),
        ("SELECT * { ent:wang-xing gx:founded ent:tencent }", None),
        ("SELECT ?who { ?who gx:founded ent:netease }", None),
        ("CONSTRUCT WHERE { ?who gx:founded ent:netease }", None),
    ],
)
def test_a_remark_is_drawn_under_the_query(server, query, drawn):
    expected = [drawn] if drawn else []
    assert remarks(server.get("/remarks", query=query)) == expected
    assert remarks(server.ask("POST", "/remarks", urlencode({"query": query}), content_type=FORM)) == expected
    assert remarks(server.ask("POST", "/remarks", query, content_type=QUERY)) == expected


def test_the_answer_is_as_the_standard_wants_it_whatever_is_odd(server):
    reply = server.get("/sparql", query="SELECT ?a { ?a gx:foundedd ?b }")
    assert json.loads(reply.text) == {"head": {"vars": ["a"]}, "results": {"bindings": []}}


@pytest.mark.parametrize("address", ["/sparql", "/remarks"])
def test_a_query_that_cannot_be_read_is_told_the_same_way(server, address):
    reply = server.get(address, query="SELECT * { ?s foof:name ?o }")
    assert (reply.status, reply.type) == (400, "text/plain; charset=utf-8")
    assert reply.text.startswith("query:1:15: error[query-syntax]: the prefix `foof:` is not declared\n")


@pytest.mark.parametrize(
    ("target", "status", "said"),
    [
        ("/remarks", 400, "give exactly one `query`"),
        ("/remarks?query=ASK{}&query=ASK{}", 400, "give exactly one `query`, not 2"),
        ("/remarks?query=SELECT*{SERVICE<http://127.0.0.1:9/>{?a ?b ?c}}", 400, "SERVICE"),
    ],
)
def test_misuse(server, target, status, said):
    reply = server.ask("GET", target.replace(" ", "%20"))
    assert (reply.status, said in reply.text) == (status, True), reply.text


def test_remarks_take_no_longer_than_a_query_may(serve, write_map, tmp_path):
    """Thousands of unknown names, each to be looked for."""
    server = serve(write_map(), "--timeout", "1", cache=tmp_path / "cache")
    many = "SELECT * { " + " ".join(f"?a gx:nothing{number} ?b ." for number in range(2500)) + " }"
    began = time.monotonic()
    assert server.ask("POST", "/remarks", many, content_type=QUERY).status in {200, 400, 504}
    assert time.monotonic() - began < 20
    assert server.get("/sparql", query="ASK {}").status == 200


def test_the_editor_is_given_the_maps_questions_first_and_the_packages(serve, write_map, tmp_path):
    directory = write_map({"queries/zebra.rq": "# Mine?\nASK {}\n", "queries/why.rq": "# My why?\nASK {}\n"})
    reply = serve(directory, cache=tmp_path / "cache").get("/queries.json")
    queries = json.loads(reply.text)["queries"]
    assert [each["title"] for each in queries[:2]] == ["My why?", "Mine?"]
    assert {each["name"] for each in queries} == {"zebra", *shipped_queries()}
    assert len(queries) == 1 + len(shipped_queries())
