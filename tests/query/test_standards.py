"""The map in other standards, read by other people's tools."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from guanxi_graph.formats import (
    from_turtle,
    jsonld_context,
    to_jsonld,
    to_rdf12,
    to_turtle,
    to_void,
)
from guanxi_graph.map import Map, load
from guanxi_graph.vocabulary import Vocabulary
from places import ROOT, SHIPPED

BASE = ROOT / "tests" / "base"
# rdflib's own parser of JSON-LD
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
MAP = "https://w3id.org/guanxi/china-internet/"


@cache
def parsed(folder: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(data=to_turtle(load(folder)), format="turtle")


@pytest.fixture(scope="module")
def peer() -> rdflib.Graph:
    return parsed(SHIPPED)


# JSON-LD
def test_jsonld_says_what_the_turtle_says(shipped: Map, peer: rdflib.Graph) -> None:
    text = to_jsonld(shipped)
    assert isomorphic(rdflib.Graph().parse(data=text, format="json-ld"), peer)
    theirs = {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.JSON_LD)}
    assert theirs == {quad.triple for quad in ox.parse(to_turtle(shipped), format=ox.RdfFormat.TURTLE)}


def test_jsonld_is_compact(shipped: Map) -> None:
    document = json.loads(to_jsonld(shipped))
    person = next(thing for thing in document["@graph"] if thing["@id"] == "ent:wang-xing")
    assert person["@type"] == "gx:Person"
    assert person["skos:prefLabel"]["en"] == "Wang Xing"
    assert "ent:xiaonei" in person["gx:founded"]
    claim = next(thing for thing in document["@graph"] if thing["@id"] == "claim:wang-xing.founded.xiaonei.2005-12")
    assert claim["gx:start"] == "2005-12"
    assert claim["schema:startDate"] == "2005-12-01"


def test_the_context_stands_alone(shipped: Map) -> None:
    context = jsonld_context(shipped.vocabulary, shipped.info.base)
    written = json.dumps({**context, "@id": "ent:a", "gx:founded": "ent:b", "gx:living": True})
    found = {str(triple) for triple in rdflib.Graph().parse(data=written, format="json-ld").objects()}
    assert f"{MAP}id/b" in found


# RDF 1.2
@pytest.mark.parametrize(("form", "syntax"), [("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES)])
def test_in_rdf_1_2_each_claim_reifies_its_statement(shipped: Map, form: str, syntax: ox.RdfFormat) -> None:
    store = ox.Store()
    store.load(to_rdf12(shipped, form), format=syntax)
    query = (
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> SELECT ?claim ?s ?p ?o { ?claim rdf:reifies ?t . "
        "BIND(SUBJECT(?t) AS ?s) BIND(PREDICATE(?t) AS ?p) BIND(OBJECT(?t) AS ?o) }"
    )
    found = {tuple(str(term) for term in row) for row in store.query(query)}
    plain = ox.Store()
    plain.load(to_turtle(shipped), format=ox.RdfFormat.TURTLE)
    parts = "rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o"
    query = f"PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> SELECT ?claim ?s ?p ?o {{ ?claim {parts} }}"
    assert found == {tuple(str(term) for term in row) for row in plain.query(query)}
    assert len(found) == len(shipped.claims)


# VoID and DCAT
def test_the_data_set_is_described(shipped: Map, peer: rdflib.Graph) -> None:
    text = to_void(to_turtle(shipped), MAP, "http://127.0.0.1/sparql", "http://127.0.0.1/graph")
    described = rdflib.Graph().parse(data=text, format="turtle")
    void, dct = rdflib.Namespace("http://rdfs.org/ns/void#"), rdflib.Namespace("http://purl.org/dc/terms/")
    dataset = rdflib.URIRef(MAP)
    assert int(described.value(dataset, void.triples)) == len(peer)
    assert int(described.value(dataset, void.distinctSubjects)) == len(set(peer.subjects()))
    assert int(described.value(dataset, void.properties)) == len(set(peer.predicates()))
    assert str(described.value(dataset, void.sparqlEndpoint)) == "http://127.0.0.1/sparql"
    assert {str(title.language) for title in described.objects(dataset, dct.title)} == {"en", "zh-Hans"}
    assert described.value(dataset, dct.license) == rdflib.URIRef("https://creativecommons.org/licenses/by/4.0/")
    people = rdflib.URIRef("https://w3id.org/guanxi/ns#Person")
    partition = described.value(predicate=void["class"], object=people)
    assert int(described.value(partition, void.entities)) == len(set(peer.subjects(rdflib.RDF.type, people)))


def test_the_server_describes_its_data_set(server) -> None:
    reply = server.get("/.well-known/void", "text/turtle")
    described = rdflib.Graph().parse(data=reply.text, format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    assert str(described.value(rdflib.URIRef(MAP), void.sparqlEndpoint)) == f"{server.url}/sparql"
    dump = str(described.value(rdflib.URIRef(MAP), void.dataDump))
    assert server.get(dump.removeprefix(server.url)).status == 200


# The command
@pytest.mark.parametrize(("form", "folder"), [("turtle", BASE), ("ntriples", BASE), ("rdfxml", SHIPPED)])
def test_the_command_writes_each_form_of_rdf(guanxi, tmp_path: Path, form: str, folder: Path) -> None:
    ran = guanxi("export", folder, "-f", form, "-o", tmp_path / "out")
    assert (ran.returncode, ran.stdout.strip()) == (0, str(tmp_path / "out"))
    names = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}
    assert without_case(rdflib.Graph().parse(tmp_path / "out", format=names[form])) == without_case(parsed(folder))


def without_case(graph: rdflib.Graph) -> set[tuple[object, ...]]:
    """Language tags are the same in any case (RDF 1.1 Concepts §3.3); Oxigraph writes them small."""
    return {
        tuple(term.n3().lower() if getattr(term, "language", None) else term for term in triple) for triple in graph
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-f", "context"], '"gx:founded": {'),
        (["-f", "shacl"], "gx:ClaimShape a sh:NodeShape"),
        (["-f", "void"], "a void:Dataset, dcat:Dataset"),
        (["--rdf", "1.2"], "rdf:reifies <<( ent:wang-xing gx:founded ent:renren )>>"),
        (["-f", "jsonld"], '"@id": "ent:wang-xing"'),
    ],
)
def test_the_command_prints(guanxi, arguments: list[str], said: str) -> None:
    assert said in guanxi("export", BASE, *arguments).stdout


def test_rdf_1_2_is_not_for_every_format(guanxi) -> None:
    ran = guanxi("export", BASE, "-f", "jsonld", "--rdf", "1.2")
    assert "--rdf 1.2 is written as turtle or ntriples" in ran.stderr
    assert ran.returncode == 2


def test_a_map_read_back_from_turtle_gives_the_same(tmp_path: Path, shipped: Map) -> None:
    (tmp_path / "map.ttl").write_bytes(to_turtle(shipped))
    back = from_turtle(tmp_path / "map.ttl")
    assert isinstance(back.vocabulary, Vocabulary)
    assert to_jsonld(back) == to_jsonld(shipped)
