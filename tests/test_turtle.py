"""Turtle that every tool reads alike, and that gives the graph back."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

import msgspec
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings

from guanxi_graph import to_rdflib, to_turtle
from guanxi_graph.formats import ontology_turtle
from guanxi_graph.formats.reader import draft_of, evidence_in
from guanxi_graph.formats.triples import parse_triples
from guanxi_graph.iris import citation_name
from guanxi_graph.map import Map
from guanxi_graph.map.loading import from_draft
from guanxi_graph.model import Entity, MapInfo, Source
from guanxi_graph.opening import load
from guanxi_graph.problems import MapError
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.vocabulary import Identifier
from places import ROOT, SHIPPED
from strategies import citations, maps

GX = "https://w3id.org/guanxi/ns#"


def read_back(turtle: bytes):
    """Unchecked: the texts that are tried here are worse than a map may hold."""
    triples = parse_triples(turtle, "map.ttl")
    draft = draft_of(triples, "map.ttl")
    return msgspec.structs.replace(from_draft(draft), evidence=evidence_in(draft, triples))


def by_oxigraph(turtle: bytes) -> set[tuple[str, ...]]:
    return {triple(t.subject, t.predicate, t.object) for t in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


def by_rdflib(turtle: bytes) -> set[tuple[str, ...]]:
    """As written: rdflib would turn 007 into 7, and complains of days before the year 1, which Python has not."""
    logger = logging.getLogger("rdflib.term")
    logger.disabled, rdflib.NORMALIZE_LITERALS = True, False
    try:
        return {triple(*each) for each in rdflib.Graph().parse(data=turtle, format="turtle")}
    finally:
        logger.disabled, rdflib.NORMALIZE_LITERALS = False, True


def triple(subject, predicate, term) -> tuple[str, ...]:
    """Plain texts, with language tags compared without case."""
    language = (term.language or "") if isinstance(term, rdflib.Literal | ox.Literal) else "iri"
    return (
        str(getattr(subject, "value", subject)),
        str(getattr(predicate, "value", predicate)),
        lexical(term),
        language.lower(),
    )


def lexical(term) -> str:
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else str(term)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(maps())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_rdflib_and_oxigraph_read_the_same_and_we_read_it_back(gmap):
    turtle = to_turtle(gmap)
    assert by_rdflib(turtle) == by_oxigraph(turtle)
    again = read_back(turtle)
    assert again == gmap
    assert to_turtle(again) == turtle


@given(citations(["a", "a.b", "a%2Eb", "关系", "a-b"]))
def test_each_citation_has_an_address_of_its_own(cited):
    assert len({citation_name(each) for each in cited}) == len(set(cited))


def test_the_shipped_map_comes_back_whole(shipped):
    turtle = to_turtle(shipped)
    again = read_back(turtle)
    assert shipped == again
    assert to_turtle(again) == turtle
    assert by_rdflib(turtle) == by_oxigraph(turtle)


def test_there_are_no_blank_nodes_and_no_times_of_writing(shipped):
    turtle = to_turtle(shipped)
    triples = list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    assert not any(isinstance(term, ox.BlankNode) for t in triples for term in (t.subject, t.object))
    assert b"dateTime" not in turtle


def test_the_same_bytes_under_any_hash_seed():
    script = "import sys, guanxi_graph; sys.stdout.buffer.write(guanxi_graph.to_turtle(guanxi_graph.load(sys.argv[1])))"
    written = {
        subprocess.run(
            [sys.executable, "-c", script, SHIPPED], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(written) == 1


@pytest.mark.parametrize("name", ["guanxi.ttl", "ontology.ttl"])
def test_the_committed_export_is_up_to_date(name, shipped):
    ontology = ontology_turtle(shipped.vocabulary, shipped.info.base).encode()
    fresh, path = {
        "guanxi.ttl": (to_turtle(shipped), SHIPPED / "export" / "guanxi.ttl"),
        "ontology.ttl": (ontology, SHIPPED / "ontology.ttl"),
    }[name]
    assert fresh == path.read_bytes(), f"run `make golden`: {path.relative_to(ROOT)} is older than graph/"


def test_an_identifier_of_two_possible_schemes_is_written_out_too():
    known = built_in_vocabulary()
    mine = Identifier(id="mine", pattern="Q1", iri=known.identifiers["wikidata"].iri)
    vocabulary = msgspec.structs.replace(known, identifiers={**known.identifiers, "mine": mine})
    place = Entity(id="a", cls="Place", labels={"en": "A"}, same_as=("mine:Q1", "wikidata:Q2"))
    gmap = Map.of(MapInfo(), vocabulary, entities=[place], sources=[], claims=[])
    turtle = to_turtle(gmap)
    assert b'gx:identifier "mine:Q1"' in turtle
    assert b"wikidata:Q2" not in turtle
    assert read_back(turtle) == gmap


@pytest.mark.parametrize(
    ("entity", "source"),
    [
        ({"id": "a", "labels": {"en": "\ud800"}}, {"id": "s", "title": "T"}),
        ({"id": "a", "labels": {"not a tag": "x"}}, {"id": "s", "title": "T"}),
        ({"id": "a", "labels": {"en": "x"}}, {"id": "s", "title": "T", "url": "https://e.org/a b"}),
        ({"id": "a", "labels": {"en": "x"}}, {"id": "s", "title": "T", "url": 'https://e.org/>"'}),
    ],
)
def test_what_no_turtle_can_hold_is_a_value_error(entity, source):
    graph = Map.of(
        MapInfo(),
        built_in_vocabulary(),
        entities=[Entity(cls="Person", **entity)],
        sources=[Source(**source)],
        claims=[],
    )
    with pytest.raises(ValueError, match=r"surrogate|language tag|IRI"):
        to_turtle(graph)


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        (
            "@prefix a: <https://e.org/> .\na:b a:c ] .\n",
            "turtle-syntax",
            2,
            "this is not Turtle: ] is not a valid RDF object",
        ),
        ("<https://e.org/a> <https://e.org/b> 1 .\n", "not-our-turtle", 1, ""),
        ("", "not-our-turtle", 1, ""),
    ],
)
def test_turtle_that_is_not_ours_is_a_problem(tmp_path, text, code, line, message):
    path = tmp_path / "other.ttl"
    path.write_text(text)
    with pytest.raises(MapError) as raised:
        load(path)
    (problem,) = raised.value.problems
    assert (problem.code, problem.span.line) == (code, line)
    assert problem.message.startswith(message)


def test_a_text_that_is_too_large_for_the_parser_is_a_problem(monkeypatch):
    def refuse(*_, **__):
        raise MemoryError

    monkeypatch.setattr(ox, "parse", refuse)
    with pytest.raises(MapError) as raised:
        parse_triples(b"", "large.ttl")
    (problem,) = raised.value.problems
    assert (problem.span.file, problem.hint) == ("large.ttl", "shorten it")
    assert problem.message == "one text of this file is larger than the parser takes"


def test_half_of_our_turtle_is_a_problem(write_map, tmp_path):
    turtle = to_turtle(load(write_map()))
    for part in range(1, 12):
        path = tmp_path / "half.ttl"
        path.write_bytes(turtle[: len(turtle) * part // 12])
        with pytest.raises(MapError):
            load(path)


def test_every_predicate_of_the_export_is_known_to_the_ontology_or_well_known(shipped):
    ontology = rdflib.Graph().parse(data=ontology_turtle(shipped.vocabulary, shipped.info.base), format="turtle")
    ours = (GX, shipped.info.base)
    used = {str(p) for _, p, _ in to_rdflib(shipped) if str(p).startswith(ours)}
    assert {iri for iri in used if (rdflib.URIRef(iri), None, None) not in ontology} == set()


def test_the_writers_that_are_timed_do_the_same_work():
    """The peers write the same triples and the bare writer the same bytes, or the benchmark says so and stops."""
    command = [sys.executable, ROOT / "scripts" / "benchmark_scale.py", "--alone", "writers", "200"]
    timed = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert timed.returncode == 0, timed.stderr
    assert set(json.loads(timed.stdout)) >= {"guanxi-graph", "pyoxigraph.serialize", "rdflib", "bare f-strings"}
