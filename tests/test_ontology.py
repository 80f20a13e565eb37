"""The vocabulary as an ontology that says what each of its terms means."""

from __future__ import annotations

from importlib.metadata import version

import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN, Namespace, URIRef

from guanxi_graph.formats import ontology_turtle
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary, parse_vocabulary
from guanxi_graph.vocabulary import Vocabulary

GX = Namespace("https://w3id.org/guanxi/ns#")
HOME = URIRef("https://w3id.org/guanxi/ns")
MINE = Namespace("https://example.org/ns#")


def ontology_of(vocabulary: Vocabulary) -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology_turtle(vocabulary, "https://example.org/"), format="turtle")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return ontology_of(built_in_vocabulary())


def test_it_says_what_it_is_whose_and_which_version(ontology: rdflib.Graph) -> None:
    assert (HOME, RDF.type, OWL.Ontology) in ontology
    assert ontology.value(HOME, DCTERMS.license) == URIRef("https://spdx.org/licenses/MIT")
    assert str(ontology.value(HOME, DCTERMS.creator)) == "The guanxi-graph developers"
    assert ontology.value(HOME, OWL.versionIRI) == URIRef(f"{HOME}/{version('guanxi-graph')}")
    assert str(ontology.value(HOME, VANN.preferredNamespacePrefix)) == "gx"
    assert str(ontology.value(HOME, VANN.preferredNamespaceUri)) == str(GX)
    assert {title.language for title in ontology.objects(HOME, DCTERMS.title)} == {"en", "zh-Hans"}
    assert ontology.value(HOME, DCTERMS.description) is not None


def test_every_term_has_names_in_both_languages_a_definition_and_a_home(ontology: rdflib.Graph) -> None:
    terms = set(ontology.subjects()) - {HOME}
    vocabulary = built_in_vocabulary()
    assert {GX[term.id] for term in (*vocabulary.classes.values(), *vocabulary.relations.values())} <= terms
    assert {GX["strength-A"], GX["identifier-lei"], GX["base-kin"], GX["amount-currency"], GX["over"]} <= terms
    for term in terms:
        assert {label.language for label in ontology.objects(term, RDFS.label)} >= {"en", "zh-Hans"}, term
        (definition,) = ontology.objects(term, SKOS.definition)
        assert str(definition).endswith("."), term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [HOME], term


def test_what_only_serves_to_read_a_map_back_says_so(ontology: rdflib.Graph) -> None:
    for term in (GX.mapping, GX.flags, GX.units, GX.authors, GX.analysis, GX.identifier):
        assert "for reading a map back" in str(ontology.value(term, SKOS.definition))


def test_no_class_is_a_kind_of_what_owl_tools_cannot_load(ontology: rdflib.Graph) -> None:
    """A class of properties or statements makes owlready2 refuse the whole file."""
    parents = set(ontology.objects(None, RDFS.subClassOf))
    assert parents & {RDF.Property, RDF.Statement, RDFS.Resource, RDFS.Class, OWL.Class} == set()


def test_inverses_and_classes_of_other_vocabularies(ontology: rdflib.Graph) -> None:
    assert (GX.founded, OWL.inverseOf, GX.foundedBy) in ontology
    assert (GX.Person, RDFS.subClassOf, URIRef("http://xmlns.com/foaf/0.1/Person")) in ontology


def test_a_relation_like_another_vocabularys_is_no_concept(ontology: rdflib.Graph) -> None:
    assert (GX.knows, GX.closeMatch, URIRef("http://xmlns.com/foaf/0.1/knows")) in ontology
    assert (GX.founded, GX.inverseMatch, URIRef("https://schema.org/founder")) in ontology
    assert (GX.closeMatch, RDFS.subPropertyOf, RDFS.seeAlso) in ontology
    assert (None, SKOS.closeMatch, None) not in ontology


def test_what_a_map_adds_lives_in_its_own_namespace() -> None:
    text = (
        "strengths: {F: 0.05}\n"
        "identifiers:\n"
        '  - {id: cbdb, pattern: "[0-9]+", iri: "https://cbdb.example/{}"}\n'
        "relations:\n"
        "  - {id: advises, labels: {en: advises}, domain: [Person], range: [Organization], base: patron, strength: F,\n"
        '     definition: {en: "The subject gives the object advice."}}\n'
    )
    vocabulary, *_, problems = parse_vocabulary(text, "vocabulary.yaml", built_in_vocabulary())
    assert problems == []
    ontology = ontology_of(vocabulary)
    assert str(ontology.value(MINE.advises, SKOS.definition)) == "The subject gives the object advice."
    for term in (MINE.advises, MINE["strength-F"], MINE["identifier-cbdb"]):
        assert ontology.value(term, RDFS.isDefinedBy) == URIRef("https://example.org/ns")
