"""What a query can touch: too much is slow, too little would be a wrong answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from guanxi_graph.asking import finder_of, write_map
from guanxi_graph.formats.terms import PREFIXES, prefixes_of
from guanxi_graph.iris import Iris
from guanxi_graph.map import Map
from guanxi_graph.map.whole_map import WholeMap
from guanxi_graph.query import Data, Limits, saved_queries
from guanxi_graph.query.by_name import Finder, with_found
from guanxi_graph.query.enough import EnoughEngine
from guanxi_graph.query.entry import placed
from guanxi_graph.query.messages import Question
from guanxi_graph.query.results import answer_to
from guanxi_graph.query.saved import shipped_queries
from guanxi_graph.query.store import open_data
from guanxi_graph.query.touched import TYPE, Touched, touched_by

QUERIES = {**shipped_queries(), **saved_queries(Path(__file__).parents[2] / "graph" / "queries")}
LIMITS = Limits(seconds=60, rows=200_000)
GX = PREFIXES["gx"]
WANG_XING = "http://example.org/wang-xing"

# What each can touch: names of predicates, of classes and perhaps of things, or all.
ODD: dict[str, tuple[str, ...] | None] = {
    "ASK { ?s gx:founded ?o }": ("founded", ""),
    "ask where{?s gx:founded ?o.}": ("founded", ""),
    "SELECT ?s{?s gx:founded?o}": ("founded", ""),
    "SELECT ?s { ?s a gx:Person }": ("", "Person"),
    "SELECT ?s { ?s a gx:Person, gx:Company ; gx:knows ?o }": ("knows", "Person Company"),
    "SELECT ?s { ?s rdf:type gx:Person }": ("", "Person"),
    "SELECT ?s ?c { ?s a ?c ; gx:founded [] }": (f"{TYPE} founded", ""),
    "SELECT ?s ?c { ?s a/^a ?c . ?s a gx:Person }": (TYPE, "Person"),
    "SELECT ?s ?c { ?s ^rdf:type gx:Person }": (TYPE, ""),
    "SELECT * { ?s ?p ent:wang-xing }": ("", "", WANG_XING),
    "SELECT * { ?s ?p ent:wang-xing, ent:renren }": ("", "", f"{WANG_XING} http://example.org/renren"),
    "SELECT * { ?s ?p ent:wang-xing, ?o }": None,
    "SELECT * { ?s ?p 1 }": None,
    "SELECT * { ent:wang-xing ?p ?o }": ("", "", WANG_XING),
    "SELECT * { ent:wang-xing gx:founded ?c ; ?p ?o, 1 ; a gx:Person }": ("founded", "Person", WANG_XING),
    "SELECT * { ent:wang-xing ?p ?o . ?o ?q ?r }": None,
    "SELECT * { ent:wang-xing ?p [ ?q ?r ] }": None,
    "SELECT * { ent:wang-xing ?p [ gx:heads ?r ] . ?p rdfs:label ?l }": (
        "heads http://www.w3.org/2000/01/rdf-schema#label",
        "",
        WANG_XING,
    ),
    "SELECT * { [ ?p ent:wang-xing ] gx:heads ?o }": ("heads", "", WANG_XING),
    "SELECT * { ent:wang-xing ?p/gx:heads ?o }": None,
    "SELECT * { << ent:wang-xing ?p ?o >> gx:heads ?r }": None,
    "SELECT * { ent:wang-xing ?p ?o {| gx:heads ?r |} }": None,
    "SELECT * { VALUES ?s { ent:wang-xing } ?s ?p ?o }": None,
    "SELECT ?p ?o { gx:founded ?p ?o }": ("", "", f"{GX}founded"),
    "SELECT ?s ?p { ?s ?p gx:Person }": ("", "", f"{GX}Person"),
    "SELECT * { ?s gx:founded ?o ; ?p ?q }": None,
    "SELECT * { ?s gx:founded [ ?p ?q ] }": None,
    "SELECT * { [ gx:founded ?o ] }": ("founded", ""),
    "SELECT * { [ gx:founded ?o ] gx:knows ?p . [] gx:heads ?o }": ("founded knows heads", ""),
    "SELECT * { ?s gx:founded ?o FILTER NOT EXISTS { ?s gx:heads ?o } }": ("founded heads", ""),
    "SELECT * { ?s gx:founded ?o FILTER NOT EXISTS { ?s ?p 1 } }": None,
    "SELECT * { ?s gx:founded ?o FILTER(?o = ent:renren && !EXISTS { ?s gx:heads ?o }) }": ("founded heads", ""),
    "SELECT * { ?s gx:founded ?o FILTER(EXISTS { ?s ?p ent:xiaonei }) }": ("founded", "", "http://example.org/xiaonei"),
    "SELECT * { ?s gx:founded ?o OPTIONAL { ?s gx:heads ?t } MINUS { ?s gx:knows ?k } }": ("founded heads knows", ""),
    "SELECT * { { ?s gx:founded ?o } UNION { ?s gx:heads ?o } }": ("founded heads", ""),
    "SELECT * { { SELECT ?s (COUNT(*) AS ?n) { ?s gx:founded ?o } GROUP BY ?s HAVING(?n > 1) } ?s gx:heads ?h }": (
        "founded heads",
        "",
    ),
    "SELECT * { { SELECT ?p { ?s ?p 1 } } }": None,
    "SELECT ?s { ?s gx:founded/^gx:founded ?t }": ("founded", ""),
    "SELECT ?s { ?s (gx:founded|gx:heads)+/gx:partOf ?t }": ("founded heads partOf", ""),
    "SELECT ?s { ent:tencent ^(gx:founded) ?s }": ("founded", ""),
    "SELECT * { ent:tencent gx:partOf* ?t }": None,
    "SELECT * { ent:tencent gx:partOf? ?t }": None,
    "SELECT * { ent:tencent (gx:partOf|!gx:founded) ?t }": None,
    "SELECT * { ent:tencent !(gx:partOf|gx:founded) ?t }": None,
    "SELECT * { ent:tencent !a ?t }": None,
    "SELECT * { VALUES ?p { gx:founded } ?s ?p ?o }": None,
    "SELECT * { VALUES (?s ?n) { (ent:wang-xing '}') (UNDEF 1) } ?s gx:founded ?o }": ("founded", ""),
    "SELECT * { BIND(gx:founded AS ?p) ?s ?p ?o }": None,
    "SELECT * { GRAPH ?g { ?s gx:founded ?o } }": None,
    "SELECT * FROM gx: { ?s gx:founded ?o }": None,
    "DESCRIBE ent:wang-xing": None,
    "DESCRIBE ?s { ?s gx:founded ent:renren }": None,
    "CONSTRUCT { ?s gx:started ?o } WHERE { ?s gx:founded ?o }": ("started founded", ""),
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s gx:founded ?o VALUES ?p { gx:heads } }": None,
    "CONSTRUCT WHERE { ?s gx:founded ?o }": None,
    "BASE <https://w3id.org/guanxi/ns> SELECT * { ?s <#founded> ?o }": None,
    "PREFIX x: <https://w3id.org/guanxi/ns#> SELECT * { ?s x:founded ?o }": ("founded", ""),
    "PREFIX gx: <http://www.w3.org/2004/02/skos/core#> SELECT * { ?s gx:prefLabel ?o } LIMIT 0": (
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "",
    ),
    "SELECT * { ?s <https://w3id.org/guanxi/ns#founded> ?o }": ("founded", ""),
    r"SELECT * { ?s gx:\u0066ounded ?o }": None,
    r"SELECT * { ?s gx:foun\-ded ?o }": None,
    "SELECT * { ?s gx:founded ?o # } ?s ?p ?o\n}": ("founded", ""),
    "SELECT * { ?s gx:founded '''{ ?s ?p ?o }''' . ?s gx:heads \"}\"@en, 'x'^^xsd:string }": ("founded heads", ""),
    "SELECT * { ?s gx:founded ?o FILTER(STRLEN(STR(?o))<4)?s?p?o.FILTER(5>4) }": None,
    "SELECT * { ?s gx:founded ?o FILTER(?o<?s)?s?p?o.FILTER(?o>?s) }": None,
    "SELECT * { ?s gx:founded ?o FILTER regex(str(?o), '[{]') BIND(STR(?o) AS ?t) }": ("founded", ""),
    "SELECT ?s { ?s gx:founded ?o } GROUP BY ?s ORDER BY DESC(COUNT(?o)) ?s LIMIT 3 OFFSET 0": ("founded", ""),
    "SELECT ?s { ?s gx:founded ?o } VALUES ?o { ent:renren }": ("founded", ""),
    "SELECT ?s { ?s gx:founded (ent:renren) }": None,
    "SELECT ?s { << ?s gx:founded ?o >> ?p ?q }": None,
    "SELECT ?s { <<( ?s gx:founded ?o )>> gx:heads ?q }": None,
    "SELECT ?s { ?s gx:founded ?o {| ?p ?q |} }": None,
    "SELECT ?s { ?s gx:founded ?o ~ ?r }": None,
    "SELECT ?s { ?s gx:founded ?o . ?s gx:living true ; gx:tieWeight -5 }": ("founded living tieWeight", ""),
    "SELECT (1 AS ?one) {}": ("", ""),
    "SELECT ?s { ?s unknown:founded ?o }": None,
    "SELECT ?s { ?s gx:founded": None,
    "SELECT ?s { ?s gx:founded ?o }}": None,
    "SELECT ?s (": None,
    "": None,
    '"': None,
    "{" * 3000: None,
    "SELECT * { FILTER" + "(" * 3000: None,
}


def named(names: str) -> frozenset[str]:
    return frozenset(name if ":" in name else GX + name for name in names.split())


@pytest.mark.parametrize("query", ODD)
def test_what_a_query_can_touch(query: str) -> None:
    told = ODD[query]
    prefixes = PREFIXES | {"ent": "http://example.org/"}
    assert touched_by(query, prefixes) == (Touched(*map(named, told)) if told else None)


Part = Callable[[Touched | None], Data]


@pytest.fixture(scope="module")
def find(shipped: Map) -> Finder:
    return finder_of(WholeMap(lambda: shipped))


@pytest.fixture(scope="module")
def part(shipped: Map, tmp_path_factory: pytest.TempPathFactory) -> Part:
    def part(touched: Touched | None) -> Data:
        folder = tmp_path_factory.mktemp("part")
        return placed(folder, Data(files=write_map(shipped, folder, touched), touched=touched))

    return part


@pytest.fixture(scope="module")
def whole(part: Part) -> tuple[ox.Store, dict[str, str]]:
    return open_data(part(None))


ASKED = [*(each.text for each in QUERIES.values()), *(query for query in ODD if " LIMIT 3 " not in query)]


@pytest.mark.parametrize("query", ASKED, ids=[*QUERIES, *map(str, range(len(ASKED) - len(QUERIES)))])
def test_what_it_can_touch_is_enough(
    whole: tuple[ox.Store, dict[str, str]], part: Part, find: Finder, query: str
) -> None:
    prefixes = whole[1]
    touched = touched_by(query, prefixes)
    if touched is None:
        return
    store, declared = open_data(part(touched))
    assert declared == prefixes
    assert len(store) < len(whole[0])
    of_all, declared = open_data(replace(part(None), touched=touched))
    assert declared == prefixes
    assert set(of_all) == set(store)
    asked = with_found(query, find)
    assert told(store, asked, prefixes) == told(whole[0], asked, prefixes)


def told(store: ox.Store, text: str, prefixes: dict[str, str]) -> object:
    """The answer, with its rows in one order."""
    question = Question(text=text, rows="application/sparql-results+json", triples="application/n-triples")
    answer = answer_to(question, store, prefixes, LIMITS)
    if answer.media_type == question.triples:
        return answer.body
    rows = json.loads(answer.body)
    found = rows.get("results", {}).get("bindings", [])
    return rows["head"], rows.get("boolean"), sorted(json.dumps(row, sort_keys=True) for row in found)


def test_a_question_that_touches_more_is_not_asked_of_less(shipped: Map, part: Part) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s %s ?o }"
    with closing(EnoughEngine(part, prefixes_of(Iris(shipped.info.base)), LIMITS)) as enough:
        found, engines = [], []
        for verb in ("gx:founded", "gx:heads", "gx:founded", "?any", "gx:founded"):
            found += enough.values(count % verb)
            engines.append(enough._engine)
        assert engines[0] is not engines[1] is engines[2] is not engines[3] is engines[4]
        assert found[0] == found[2] == found[4]
        assert 0 < int(found[0]) < int(found[3])
        assert int(found[1]) > 0


FRAGMENTS = [
    *("?s ", "?o ", "?p ", "e:a ", "e:b ", "<http://e/c> ", "a ", "e:p ", "e:q ", "<http://e/p> ", "'}' ", "1 "),
    *("{ ", "} ", "( ", ") ", "[ ", "] ", ". ", "; ", ", ", "/", "|", "^", "+ ", "* ", "?", "!", "<", ">", "=", "\n"),
    *("OPTIONAL ", "UNION ", "MINUS ", "FILTER ", "FILTER(", "NOT EXISTS ", "EXISTS { ", "BIND(", "AS ", "VALUES "),
    *(
        "SELECT * { ",
        "{ SELECT ?s { ",
        "GROUP BY ?s ",
        "# }",
        "e:a e:p ?o . ",
        "?s e:q ?o . ",
        "?s ?p ?o . ",
        "?s a e:C ",
    ),
]
DATA = """@prefix e: <http://e/> . e:a e:p e:b, 1 ; e:q e:c ; a e:C . e:b e:p e:c ; e:q "}" ; a e:D . e:c e:r e:a ."""


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_any_query_is_answered_alike_by_what_it_can_touch(text: str) -> None:
    query = f"SELECT * {{ {text} }}"
    touched = touched_by(query, {"e": "http://e/"})
    if touched is None:
        return
    quads = list(ox.parse(DATA, format=ox.RdfFormat.TURTLE))
    type_ = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    few = [
        quad
        for quad in quads
        if quad.predicate.value in touched.predicates
        or (quad.predicate == type_ and str(quad.object)[1:-1] in touched.classes)
        or {str(quad.subject)[1:-1], str(quad.object)[1:-1]} & touched.things
    ]
    assert _solved(few, query) == _solved(quads, query)


def _solved(quads: list[ox.Quad], query: str) -> object:
    store = ox.Store()
    store.extend(quads)
    try:
        found = store.query(query, prefixes={"e": "http://e/"})
    except SyntaxError:
        return "syntax"
    assert isinstance(found, ox.QuerySolutions)
    return sorted(str(solution) for solution in found)
