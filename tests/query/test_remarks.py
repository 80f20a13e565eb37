"""What is said of a query that can be read and found nothing, or less than was meant."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.query.remarks import remarks
from guanxi_graph.query.saved import shipped_queries

PREFIXES = {
    "ent": "https://ent.example/",
    "gx": "https://gx.example/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
DATA = 'ent:ma-huateng gx:founded ent:tencent ; gx:name "Ma Huateng"@en, "马化腾"@zh-Hans ; gx:start "1998-11-01"^^xsd:date .'


def said(text, data=DATA, most=10_000):
    store = ox.Store()
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    store.load((head + data).encode(), format=ox.RdfFormat.TURTLE)

    def ask(query):
        values = [row[0].value for row in store.query(query, prefixes=PREFIXES)]
        return values if len(values) <= most else []  # as an engine has it

    rows = len(list(store.query(text, prefixes=PREFIXES)))
    found = remarks(text, PREFIXES, ask, rows=rows)
    assert {(each.code, each.severity) for each in found} <= {("odd-query", "warning")}
    return [(text[each.span.column - 1 :][: each.span.length], each.message, each.hint) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?a gx:foundedd ?b }",
         ("gx:foundedd", "nothing in the data is called `gx:foundedd`", "did you mean `gx:founded`?")),
        ("SELECT * { ?a gx:Founded ?b }",
         ("gx:Founded", "nothing in the data is called `gx:Founded`", "did you mean `gx:founded`?")),
        ("SELECT * { ?a gx:founded ent:tencnt }",
         ("ent:tencnt", "nothing in the data is called `ent:tencnt`", "did you mean `ent:tencent`?")),
        ("SELECT * { ?a foaf:name ?b }", ("foaf:name", "no data use the prefix `foaf:`", "")),
        ("PREFIX o: <https://o.example/> SELECT * { ?a o:p ?b }", ("o:p", "no data use the prefix `o:`", "")),
        ('SELECT * { ?a gx:name "Ma Huateng" }',
         ('"Ma Huateng"', "the data have this text with a language tag only",
          'write `"Ma Huateng"@en`, or compare with `STR(…)`')),
        ("SELECT * { ?a gx:start ?d FILTER(?d > 1990) }",
         ("1990", "a date is neither a text nor a number", 'if a date is meant, write `"1990-01-01"^^xsd:date`')),
        ('SELECT * { ?a gx:start ?d FILTER(?d > "1990") }',
         ('"1990"', "a date is neither a text nor a number", 'if a date is meant, write `"1990-01-01"^^xsd:date`')),
        ('SELECT * { ?a gx:name ?n FILTER(lang(?n) = "zh-Hans") }',
         ('"zh-Hans"', "language tags come in small letters", 'write `langMatches(lang(?n), "zh-Hans")`')),
        ('SELECT * { ?a gx:name ?n FILTER(lang(?n) = "fr") }',
         ('"fr"', "no text in the data is in this language", "")),
        ("SELECT ?nam { ?a gx:name ?name }",
         ("?nam", "`?nam` stands nowhere in the pattern", "did you mean `?name`?")),
    ],
)  # fmt: skip
def test_a_slip_is_named(text, expected):
    assert said(text) == [expected]


ONTOLOGY = f"""gx:knows <{NAMESPACE}closeMatch> foaf:knows . gx:Person rdfs:subClassOf foaf:Person ; rdfs:label "person"@en .
gx:foundedBy <http://www.w3.org/2002/07/owl#inverseOf> gx:founded . gx:pupilOf <http://www.w3.org/2002/07/owl#inverseOf> gx:teaches .
"""


@pytest.mark.parametrize(
    ("pattern", "term", "own"),
    [
        ("?a foaf:name ?b", "foaf:name", "rdfs:label"),
        ("?a foaf:knows ?b", "foaf:knows", "gx:knows"),
        ("?a a foaf:Person", "foaf:Person", "gx:Person"),
        ("?a gx:foundedBy ?b", "gx:foundedBy", "^gx:founded"),
    ],
)
def test_a_term_that_tells_nothing_is_led_to_what_the_data_say(pattern, term, own):
    said_of_it = (term, f"no fact of the data is told by `{term}`", f"write `{own}`")
    assert said(f"SELECT * {{ {pattern} }}", DATA + ONTOLOGY) == [said_of_it]


def test_a_term_that_nothing_tells_from_either_end_is_left_alone():
    assert said("SELECT * { ?a gx:pupilOf ?b }", DATA + ONTOLOGY) == []


def test_there_may_be_no_data():
    assert said("SELECT * { ?a gx:founded ?b }", data="") == [("SELECT", "there are no data to ask", "")]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ent:tencent gx:founded ?b }",
        "SELECT (COUNT(?a) AS ?n) { ?a gx:founded ?b }",
        'SELECT * { ?a gx:start ?d FILTER(?d < "1990-01-01"^^xsd:date) }',
        'SELECT * { ?a gx:name "Ma Huateng"@en }',
    ],
)
def test_a_query_without_a_slip_is_left_alone(text):
    assert said(text) == []


def test_of_many_names_the_nearest_is_found():
    many = "".join(f"ent:p{number} gx:founded ent:c{number} .\n" for number in range(12_000))
    assert said("SELECT * { ent:p77x gx:founded ?b }", DATA + many) == [
        ("ent:p77x", "nothing in the data is called `ent:p77x`", "did you mean `ent:p77`?")
    ]
    assert said("SELECT * { ?a gx:founded ent:Tencent }", DATA + many) == [
        ("ent:Tencent", "nothing in the data is called `ent:Tencent`", "did you mean `ent:tencent`?")
    ]


def test_of_more_names_than_are_compared_those_with_a_half_alike_come_first(monkeypatch):
    monkeypatch.setattr("guanxi_graph.query.remarks._MOST_NAMES", 2)
    many = "".join(f"ent:te{letter}xxxx gx:founded ent:tencent .\n" for letter in "abcdef")
    assert said("SELECT * { ?a gx:founded ent:tencnt }", DATA + many) == [
        ("ent:tencnt", "nothing in the data is called `ent:tencnt`", "did you mean `ent:tencent`?")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a gx:foundedd ?b }",
        "SELECT * { ?a foaf:name ?b }",
        'SELECT * { ?a gx:name ?n FILTER(lang(?n) = "fr") }',
    ],
)
def test_what_has_no_answer_within_the_limits_is_not_taken_for_nothing(text):
    assert said(text, most=0) == []


def test_nothing_is_asked_about_a_query_of_the_package_that_found_nothing():
    """To answer about all of the data, all of a large map would have to be loaded."""

    def ask(query):
        raise AssertionError(f"asked {query}")

    assert remarks(shipped_queries()["classmates"].text, PREFIXES, ask, rows=0) == []
