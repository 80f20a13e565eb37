"""What the Turtle says of a map: facts, claims, qualifiers, days."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pyoxigraph as ox
import pytest
import rdflib

from guanxi_graph import to_rdflib, to_turtle
from guanxi_graph.dates import parse_date
from guanxi_graph.formats.terms import number
from guanxi_graph.map import Map
from guanxi_graph.model import Claim, Entity, MapInfo
from guanxi_graph.opening import load
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

GX = "https://w3id.org/guanxi/ns#"


def test_a_claim_stands_as_evidence_and_as_a_plain_fact(write_map):
    turtle = to_turtle(load(write_map())).decode()
    assert (
        "ent:wang-xing gx:founded ent:renren .\n"
        "claim:wang-xing.founded.renren.2005-12 a gx:Claim, rdf:Statement ;\n"
        "    rdf:subject ent:wang-xing ; rdf:predicate gx:founded ; rdf:object ent:renren ;\n"
        '    gx:start "2005-12"^^edtf:EDTF ; schema:startDate "2005-12-01"^^xsd:date ;\n'
        "    gx:over true ;\n"
        "    wikibase:rank wikibase:NormalRank ; gx:confidence gx:reported ;\n"
        "    prov:wasDerivedFrom cite:asprec-2012.para-9 .\n"
    ) in turtle


def test_only_the_best_rank_is_a_plain_fact(write_map):
    claims = (
        "- {subject: wang-xing, relation: founded, object: renren, start: 2005, sources: [asprec-2012]}\n"
        "- {subject: ma-huateng, relation: founded, object: renren, rank: deprecated, reason: wrong, sources: [asprec-2012]}\n"
        "- {subject: wang-xing, relation: bornIn, object: china, sources: [asprec-2012]}\n"
        "- {subject: wang-xing, relation: bornIn, object: hainan, rank: preferred, reason: nearer, sources: [fannin-2008]}\n"
    )
    hainan = "- {id: hainan, class: Place, labels: {en: Hainan}}\n"
    graph = to_rdflib(load(write_map({"claims/claims.yaml": claims, "more.yaml": hainan})))
    facts = {
        (str(s).rpartition("/")[2], str(p)[len(GX) :], str(o).rpartition("/")[2])
        for s, p, o in graph
        if "/claim/" not in s and str(o).startswith("https://example.org/small/id/") and "/cite/" not in s
    }
    assert facts == {("wang-xing", "founded", "renren"), ("wang-xing", "bornIn", "hainan")}


def test_figures_are_observations(write_map):
    graph = to_rdflib(load(write_map()))
    schema = rdflib.Namespace("https://schema.org/")
    (figure,) = graph.subjects(rdflib.RDF.type, schema.Observation)
    assert str(graph.value(figure, schema.value)) == "170000000"
    assert str(graph.value(figure, schema.observationDate)) == "2012-01-01"
    assert graph.value(figure, schema.measuredProperty) == rdflib.URIRef(GX + "users")


def turtle_of(*claims: Claim, **entity: object) -> str:
    """A map of one place, with claims about it."""
    place = Entity(id="a", cls="Place", labels={"en": "A"}, **entity)
    return to_turtle(Map.of(MapInfo(), built_in_vocabulary(), entities=[place], sources=[], claims=claims)).decode()


@pytest.mark.parametrize(
    ("qualifiers", "written"),
    [
        ({"role": ("chair",)}, 'gx:role "chair"'),
        ({"share": ("33.90",)}, 'gx:share "33.90"^^xsd:decimal'),
        ({"announced": ("2005-12",)}, 'gx:announced "2005-12"^^edtf:EDTF'),
        ({"amount": ("USD 586000000",)}, 'gx:amount "586000000"^^xsd:decimal ; gx:amount-currency "USD"'),
        ({"via": ("a",)}, "gx:via ent:a"),
        ({"role": ("director", "chair", "chair")}, 'gx:role "chair" ;\n    gx:role "director"'),
    ],
)
def test_a_qualifier_has_the_type_of_its_kind(qualifiers, written):
    assert f"{written} ;\n" in turtle_of(
        Claim(id="c", subject="a", relation="locatedIn", object="a", qualifiers=qualifiers)
    )


def test_small_coordinates_are_decimals_too():
    turtle = turtle_of(coordinates=(0.00001, -73.9))
    assert 'wgs:lat "0.00001"^^xsd:decimal' in turtle
    assert 'wgs:long "-73.9"^^xsd:decimal' in turtle
    assert number(Decimal("1E-7")) == '"0.0000001"^^xsd:decimal'


def test_a_rule_without_premises_is_turtle_too():
    turtle = turtle_of(Claim(id="c", subject="a", relation="locatedIn", object="a", rule="by hand"))
    assert ox.Literal("by hand") in {triple.object for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("-0205", "-0205-01-01", "-0205-12-31"),
        ("-01XX", "-0199-01-01", "-0100-12-31"),
        ("0000-02", "0000-02-01", "0000-02-29"),
        ("2005-12", "2005-12-01", "2005-12-31"),
    ],
)
def test_every_date_has_its_first_and_last_day(date, first, last):
    days = f'schema:startDate "{first}"^^xsd:date ; schema:endDate "{last}"^^xsd:date'
    held = Claim(id="c", subject="a", relation="locatedIn", object="a", at=parse_date(date))
    assert f'gx:at "{date}"^^edtf:EDTF ; {days}' in turtle_of(held)
    born = Claim(id="c", subject="a", relation="bornOn", value=parse_date(date))
    assert f'schema:value "{date}"^^edtf:EDTF ; {days}' in turtle_of(born)


def test_oxigraph_compares_days_before_our_era():
    dates = {"long-ago": "-0205", "later": "-0043-03-15", "now": "2005"}
    claims = [Claim(id=n, subject="a", relation="bornOn", value=parse_date(d)) for n, d in dates.items()]
    store = ox.Store()
    store.load(turtle_of(*claims).encode(), format=ox.RdfFormat.TURTLE)
    query = 'SELECT ?claim { ?claim schema:endDate ?last FILTER(?last < "-0100-01-01"^^xsd:date) }'
    prefixes = {"schema": "https://schema.org/", "xsd": "http://www.w3.org/2001/XMLSchema#"}
    (found,) = store.query(query, prefixes=prefixes)
    assert found["claim"].value.endswith("/id/claim/long-ago")


def test_rdflib_keeps_days_before_our_era_without_a_word(caplog):
    held = Claim(id="c", subject="a", relation="locatedIn", object="a", start=parse_date("-0205"))
    place = Entity(id="a", cls="Place", labels={"en": "A"})
    graph = to_rdflib(Map.of(MapInfo(), built_in_vocabulary(), entities=[place], sources=[], claims=[held]))
    (day,) = graph.objects(predicate=rdflib.URIRef("https://schema.org/startDate"))
    assert (str(day), day.datatype, day.value) == ("-0205-01-01", rdflib.XSD.date, None)
    assert caplog.records == []


def test_a_symmetric_fact_holds_from_both_ends_and_an_inverse_is_not_written(write_map):
    claims = (
        "- {subject: wang-xing, relation: friendOf, object: ma-huateng, sources: [asprec-2012]}\n"
        "- {subject: wang-xing, relation: founded, object: renren, sources: [asprec-2012]}\n"
    )
    turtle = to_turtle(load(write_map({"claims/claims.yaml": claims}))).decode()
    assert "ent:wang-xing gx:friendOf ent:ma-huateng .\nent:ma-huateng gx:friendOf ent:wang-xing .\n" in turtle
    assert turtle.count("rdf:predicate gx:friendOf") == 1
    assert "gx:foundedBy" not in turtle


def test_what_is_known_to_be_over_says_so_and_what_is_held_now_too(write_map):
    claims = (
        "- {subject: fund, relation: owns, object: renren, start: 2005, end: 2007, sources: [asprec-2012]}\n"
        "- {subject: wang-xing, relation: owns, object: renren, start: 2006, qualifiers: {share: 40}, sources: [asprec-2012]}\n"
        "- {subject: wang-xing, relation: worksAt, object: renren, start: 2006, sources: [asprec-2012]}\n"
    )
    fund = "- {id: fund, class: Fund, labels: {en: Fund}}\n"
    gmap = load(write_map({"claims/claims.yaml": claims, "more.yaml": fund}))
    info = msgspec.structs.replace(gmap.info, as_of=parse_date("2020"))
    turtle = to_turtle(msgspec.structs.replace(gmap, info=info)).decode()
    assert 'gx:asOf "2020"^^edtf:EDTF' in turtle
    over = [block.partition(" ")[0] for block in turtle.split("\n\n") if "gx:over true" in block]
    assert over == ["ent:fund"]  # its fact stands before its claim
    assert turtle.count("gx:holdsNow") == 1
    assert "gx:holdsNow ent:renren .\n" in turtle.partition("ent:wang-xing a gx:Person")[2]
