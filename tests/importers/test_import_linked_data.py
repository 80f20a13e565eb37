"""RDF and JSON-LD become a map, by the terms that the vocabulary maps and by their own names."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

TURTLE = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix schema: <http://schema.org/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix rel: <http://purl.org/vocab/relationship/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix ex: <http://example.org/> .
ex:ada a foaf:Person ; foaf:name "Ada Lovelace"@en, "爱达"@zh-hans ; foaf:nick "Countess" ;
  owl:sameAs <http://www.wikidata.org/entity/Q7259> ; foaf:knows ex:charles ; foaf:mbox <mailto:ada@example.org> ;
  schema:birthDate "1815-12-10T00:00:00Z"^^xsd:dateTime ; schema:birthPlace ex:london ; ex:admired ex:mary ;
  schema:alumniOf [ a schema:OrganizationRole ; schema:alumniOf ex:school ; schema:startDate "1830" ; schema:endDate "1832" ] .
ex:charles a foaf:Person ; foaf:givenName "Charles" ; foaf:familyName "Babbage" .
ex:mary rdfs:label "Mary Somerville" ; a schema:Person ; rel:mentorOf ex:ada .
ex:london a schema:Place ; rdfs:label "London" ; geo:lat "51.5" ; geo:long "-0.12" .
ex:school a schema:EducationalOrganization ; schema:name "A school" .
ex:club a schema:Corporation ; schema:name "Club" ; schema:founder ex:charles ; schema:address [ schema:streetAddress "1 High Street" ] .
ex:admired a owl:ObjectProperty ; rdfs:label "admired" .
[] a org:Membership ; org:member ex:ada ; org:organization ex:club ; org:role [ rdfs:label "guest" ] ;
  org:memberDuring [ <http://www.w3.org/2006/time#hasBeginning> [ <http://www.w3.org/2006/time#inXSDDate> "1833-05-05"^^xsd:date ] ] .
"""
SAID = [
    "ada-lovelace admired mary-somerville",
    "ada-lovelace bornIn london",
    "ada-lovelace bornOn 1815-12-10",
    "ada-lovelace educatedAt a-school 1830 – 1832",
    "ada-lovelace knows charles-babbage",
    "ada-lovelace memberOf club 1833-05-05 role=guest",
    "charles-babbage founded club",
    "mary-somerville teacherOf ada-lovelace",
]


def test_terms_are_read_through_the_mappings(bench):
    told = bench.bring(bench.file("people.ttl", TURTLE))
    assert bench.said() == SAID
    assert "schema:founder (1) → ^founded" in told
    assert "admired (1) → admired (declared as new)" in told
    for left in ("1 × foaf:mbox", "1 × schema:address", "1 × a term or a data set and no thing"):
        assert f"{left}: left out" in told
    entities = bench.map().entities
    ada, london = entities["ada-lovelace"], entities["london"]
    assert ada.labels == {"en": "Ada Lovelace", "zh-Hans": "爱达"}
    assert (ada.aliases, ada.same_as) == ({"en": ("Countess",)}, ("wikidata:Q7259",))
    assert london.coordinates == (51.5, -0.12)
    assert {each.cls for each in entities.values()} == {"Person", "Place", "School", "Company"}


@pytest.mark.parametrize(
    ("suffix", "form"),
    [
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("nq", ox.RdfFormat.N_QUADS),
        ("trig", ox.RdfFormat.TRIG),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ],
)
def test_every_form_says_the_same(bench, suffix, form):
    data = ox.serialize(ox.parse(TURTLE, format=ox.RdfFormat.TURTLE), format=form)
    assert data is not None
    bench.bring(bench.file(f"people.{suffix}", data))
    assert bench.said() == SAID


@pytest.mark.parametrize("name", ["page.jsonld", "page.json"])
@pytest.mark.parametrize("context", ["https://schema.org", "http://schema.org/"])
def test_json_ld_of_a_page_needs_nothing_fetched(bench, name, context):
    text = """{"@context": "%s", "@graph": [{"@type": "Person", "@id": "#bo", "name": "Bo", "birthDate": "1990-01",
      "worksFor": {"@type": "Corporation", "name": "Firm"}}]}"""
    bench.bring(bench.file(name, text % context))
    assert bench.said() == ["bo bornOn 1990-01", "bo worksAt firm"]


def test_a_named_graph_is_the_source(bench):
    text = """<http://example.org/g> { <http://example.org/a> <http://xmlns.com/foaf/0.1/name> "A" ;
      <http://xmlns.com/foaf/0.1/knows> <http://example.org/b> . }"""
    bench.bring(bench.file("a.trig", text))
    (claim,) = bench.map().claims.values()
    assert bench.map().sources[claim.citations[0].source].url == "http://example.org/g"


def test_a_second_import_changes_nothing(bench):
    file = bench.file("people.ttl", TURTLE)
    bench.bring(file)
    before = {path: path.read_bytes() for path in bench.map_folder.rglob("*") if path.is_file()}
    bench.bring(file)
    assert {path: path.read_bytes() for path in bench.map_folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.ttl", "<http://e.org/a> <http://e.org/b> .", "this is not Turtle"),
        ("a.jsonld", "{", "this is not JSON"),
        ("a.jsonld", '{"@context": "https://example.org/context"}', "the context https://example.org/context is not in the file"),
        ("a.ttl", "@prefix gx: <https://w3id.org/guanxi/ns#> . <http://e.org/a> gx:founded <http://e.org/b> .", "guanxi query"),
        ("a.nt", "", "there is nothing in it"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_what_to_do(bench, name, text, told):
    result = bench.run("import", bench.file(name, text), "-o", bench.map_folder, "--yes")
    assert result.exit_code == 1
    assert told in result.output
