"""The shapes made from the vocabulary: maps keep to them, and mistakes do not."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate

from guanxi_graph import Map, load, to_rdflib
from guanxi_graph.dates import parse_date
from guanxi_graph.formats import ontology_turtle, to_shacl
from guanxi_graph.formats.shacl import EDTF
from places import ROOT

CLAIM = "claim:wang-xing.founded.renren.2005-12"


@cache
def parsed(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


def checked(gmap: Map, added: str = "") -> tuple[bool, str]:
    """Whether a map keeps to the shapes of its vocabulary when some Turtle is added, and the report."""
    graph = to_rdflib(gmap)
    logging.disable(logging.WARNING)  # a date of the wrong shape is not what is tested in rdflib
    try:
        prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in graph.namespaces())
        graph.parse(data=prefixes + added, format="turtle")
        graph += parsed(ontology_turtle(gmap.vocabulary, gmap.info.base))
        shapes = parsed(to_shacl(gmap.vocabulary, gmap.info.base))
        conforms, _, report = validate(graph, shacl_graph=shapes)
    finally:
        logging.disable(logging.NOTSET)
    return conforms, report


@pytest.fixture(scope="module")
def small() -> Map:
    return load(ROOT / "tests" / "base")


def test_the_shipped_map_keeps_to_its_shapes(shipped: Map) -> None:
    conforms, report = checked(shipped)
    assert conforms, report


@pytest.mark.parametrize(
    ("added", "said"),
    [
        # facts
        ("ent:renren gx:founded ent:wang-xing .", "foundedSubjectShape"),
        ("ent:wang-xing gx:bornIn ent:renren .", "bornInObjectShape"),
        ('ent:wang-xing skos:prefLabel "Another"@en .', "UniqueLang"),
        # claims
        ("claim:new a gx:Claim .", "MinCount"),
        (f"{CLAIM} rdf:subject ent:renren .", "MaxCount"),
        (f"{CLAIM} gx:confidence gx:rumoured .", "gx:confidence"),
        ("cite:asprec-2012.para-9 oa:hasSource source:new .", "schema:name"),
        ('cite:asprec-2012.para-9 schema:url "p. 9" .', "schema:url"),
        ('source:asprec-2012 gx:reliability "some" .', "gx:reliability"),
        # denials and pictures
        ("claim:x a gx:Denial .", "gx:deniedSubject"),
        (f"{CLAIM} a gx:Denial .", "MaxCount"),
        ("ent:renren schema:image <https://example.org/i> .", "schema:contentUrl"),
        # claims of the wrong ends
        ("claim:x rdf:predicate gx:founded ; rdf:subject ent:china .", "Node ent:china must conform"),
        ("claim:x rdf:predicate gx:founded ; rdf:object ent:wang-xing .", "Node ent:wang-xing must conform"),
        ("claim:x rdf:predicate gx:bornIn ; rdf:object ent:renren .", "sh:class gx:Place"),
        ('claim:x rdf:predicate gx:users ; rdf:object "many" .', "xsd:decimal"),
        ('claim:x rdf:predicate gx:bornOn ; rdf:object "1979" .', "Value is not Literal with datatype edtf:EDTF"),
        ('claim:x rdf:predicate gx:bornOn ; rdf:object "May"^^edtf:EDTF .', "PatternConstraint"),
        # dates
        ('claim:x a gx:Claim ; gx:start "nonsense"^^edtf:EDTF .', "PatternConstraint"),
        ('claim:x a gx:Claim ; gx:end "2005-13"^^edtf:EDTF .', "PatternConstraint"),
        ('claim:x a gx:Claim ; gx:at ".."^^edtf:EDTF .', "PatternConstraint"),
        ('claim:x a gx:Claim ; schema:startDate "2005-02-30"^^xsd:date .', "gx:DayShape"),
        ('claim:x a gx:Claim ; schema:startDate "2005-02-03" .', "gx:DayShape"),
        (
            'claim:x a gx:Claim ; schema:startDate "2009-01-01"^^xsd:date ; schema:endDate "2005-12-31"^^xsd:date .',
            "the end is before the start",
        ),
        ('source:asprec-2012 gx:published "soon"^^edtf:EDTF .', "PatternConstraint"),
    ],
)
def test_what_does_not_keep_to_them_is_found(small: Map, added: str, said: str) -> None:
    conforms, report = checked(small, added)
    assert not conforms
    assert said.lower() in " ".join(report.lower().split())


@pytest.mark.parametrize(
    "dates",
    [
        "start: 2005, end: 2007",
        "start: -0205, end: 0220",
        "start: -0205, end: -0100",
        "start: -01XX~",
        "end: ..",
        "at: Y17000",
        'start: "[..1890]", end: "[1890..]"',
        'at: "[1905..1912]"',
    ],
)
def test_dates_of_every_kind_keep_to_them(write_map: Callable[..., Path], dates: str) -> None:
    claims = f"- {{subject: china, relation: locatedIn, object: china2, {dates}, sources: [asprec-2012]}}\n"
    other = "- {id: china2, class: Place, labels: {en: Elsewhere}}\n"
    conforms, report = checked(load(write_map({"claims/claims.yaml": claims, "more.yaml": other})))
    assert conforms, report


@pytest.mark.parametrize(
    "text",
    [
        *("2005", "2005-12", "2005-12-08", "-0205", "199X", "19XX", "1998~", "2004-06%", "2004-XX-29", "2001-21?", "Y17000"),
        *("[..1890]", "[1890-05..]", "[1905..1912]", "[1905,1907]", "[..1890,1895-02-03]", "[1890..1891,1895..]"),
        *("[..]", "[1890]", "[..1890..]", "[1905..1907..1909]", "[1905, 1907]", "[..189X]", "[..1890~]", "[1890..,1895]"),
        *("", "205", "2005-13", "2005-00", "2005-12-32", "2001-25", "XXXX", "May", "2005/2007", "2005-12-08T12:00", "Y0170", "2005\n"),
    ],
)  # fmt: skip
def test_the_pattern_takes_what_the_parser_takes(text: str) -> None:
    try:
        parse_date(text)
    except ValueError:
        assert not re.search(EDTF.replace("$", r"\Z"), text)
    else:
        assert re.search(EDTF, text)
