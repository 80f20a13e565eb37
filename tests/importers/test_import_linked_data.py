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
    for left in ("1 × foaf:mbox", "1 × schema:address", "1 × a term or the file itself, and no thing"):
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


@pytest.mark.parametrize(
    "text",
    [
        """[{"@context": "https://schema.org", "@type": "Person", "name": "Bo", "worksFor": "Firm"}]""",
        """[{"@id": "http://e.org/bo", "http://schema.org/name": [{"@value": "Bo"}],
            "http://schema.org/worksFor": [{"@value": "Firm"}]}]""",
        """{"@context": ["http://schema.org", {"job": "schema:worksFor", "schema": "http://schema.org/"}],
            "@id": "urn:bo", "name": "Bo", "job": "Firm"}""",
    ],
)
def test_json_ld_is_known_by_its_marks_and_names_stand_for_things(bench, text):
    bench.bring(bench.file("page.json", text))
    assert bench.said() == ["bo worksAt firm"]


FOAF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:foaf="http://xmlns.com/foaf/0.1/"
    xmlns:bio="http://purl.org/vocab/bio/0.1/" xmlns:rel="http://purl.org/vocab/relationship/"
    xmlns:owl="http://www.w3.org/2002/07/owl#">
  <foaf:PersonalProfileDocument rdf:about=""><foaf:maker rdf:resource="#dan"/></foaf:PersonalProfileDocument>
  <foaf:Person rdf:ID="dan">
    <foaf:name>Dan</foaf:name><foaf:knows rdf:resource="http://example.org/people#libby_reed"/>
    <owl:sameAs rdf:resource="https://www.wikidata.org/wiki/Q42"/><owl:sameAs rdf:resource="http://example.org/dan"/>
    <bio:event><bio:Birth><bio:date>1950-02</bio:date><bio:place>Paris</bio:place></bio:Birth></bio:event>
  </foaf:Person>
  <bio:Marriage rdf:about="#wed"><bio:partner rdf:resource="#dan"/><bio:date>1975</bio:date>
    <bio:partner><foaf:Person rdf:ID="eve"><foaf:name>Eve</foaf:name></foaf:Person></bio:partner></bio:Marriage>
  <foaf:Person><foaf:mbox rdf:resource="mailto:x@example.org"/></foaf:Person>
</rdf:RDF>"""


@pytest.mark.parametrize("name", ["foaf.rdf", "foaf.xml"])
def test_lives_and_what_is_known_by_its_address_only(bench, name):
    told = bench.bring(bench.file(name, FOAF))
    assert bench.said() == [
        "dan bornIn paris",
        "dan bornOn 1950-02",
        "dan knows libby-reed",
        "dan spouseOf eve 1975",
    ]
    assert bench.map().entities["dan"].same_as == ("wikidata:Q42",)
    for left in ("something without a name or an address", "the same elsewhere, at an address of no known scheme"):
        assert f"1 × {left}: left out" in told


def test_items_of_wikidata_are_what_they_are_instances_of(bench):
    text = """@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
      wd:Q1001 rdfs:label "Bo" ; wdt:P31 wd:Q5 ; wdt:P26 wd:Q1002 . wd:Q5 rdfs:label "human" .
      wd:Q1003 rdfs:label "Firm" ; wdt:P31 wd:Q4830453 . wd:Q4830453 rdfs:label "company" ."""
    bench.bring(bench.file("a.ttl", text))
    assert bench.said() == ["bo spouseOf q1002"]
    entities = bench.map().entities
    assert {name: (each.cls, each.same_as) for name, each in entities.items()} == {
        "bo": ("Person", ("wikidata:Q1001",)),
        "firm": ("Company", ("wikidata:Q1003",)),
        "q1002": ("Person", ("wikidata:Q1002",)),
    }


def test_parents_are_found_from_the_child_and_from_the_subsidiary(bench):
    text = """@prefix wd: <http://www.wikidata.org/entity/> . @prefix wdt: <http://www.wikidata.org/prop/direct/> .
      @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix schema: <https://schema.org/> .
      wd:Q1 rdfs:label "Bo" ; wdt:P31 wd:Q5 ; wdt:P22 wd:Q2 ; wdt:P25 wd:Q3 .
      wd:Q2 rdfs:label "Ed" ; wdt:P31 wd:Q5 . wd:Q3 rdfs:label "Flo" ; wdt:P31 wd:Q5 .
      wd:Q4 a schema:Corporation ; rdfs:label "Arm" ; schema:parentOrganization wd:Q6 .
      wd:Q6 a schema:Corporation ; rdfs:label "Trunk" . wd:Q5 rdfs:label "human" ."""
    bench.bring(bench.file("a.ttl", text))
    assert sorted(bench.said()) == ["ed parentOf bo", "flo parentOf bo", "trunk hasSubsidiary arm"]


def test_a_statement_that_is_spoken_of_is_a_claim_with_its_source(bench):
    text = """@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix dct: <http://purl.org/dc/terms/> .
      @prefix schema: <https://schema.org/> . @prefix ex: <http://example.org/> .
      ex:a schema:name "A" . [] a rdf:Statement ; rdf:subject ex:a ; rdf:predicate schema:worksFor ; rdf:object ex:firm ;
        schema:startDate "1990" ; dct:source <http://example.org/book> ."""
    bench.bring(bench.file("a.ttl", text))
    assert bench.said() == ["a worksAt firm 1990"]
    (claim,) = bench.map().claims.values()
    assert bench.map().sources[claim.citations[0].source].url == "http://example.org/book"


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
