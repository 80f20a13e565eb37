"""Where things live on the web: readable addresses, none for two things."""

from __future__ import annotations

import re

import pytest

from guanxi_graph.iris import citation_name, same_as_iri, same_as_readings
from guanxi_graph.model import Citation
from guanxi_graph.vocabulary import Identifier

SCHEMES = {
    each.id: each
    for each in (
        Identifier(id="item", pattern="Q[1-9][0-9]*", iri="https://data.example/{}"),
        Identifier(id="property", pattern="P[1-9][0-9]*", iri="https://data.example/{}"),
        Identifier(id="any", pattern="[A-Z][0-9]", iri="https://data.example/{}"),
    )
}


@pytest.mark.parametrize(
    ("cited", "name"),
    [
        (Citation("asprec-2012"), "asprec-2012"),
        (Citation("asprec-2012", "¶9"), "asprec-2012.para-9"),
        (Citation("asprec-2012", "§2"), "asprec-2012.section-2"),
        (Citation("asprec-2012", "p. 94"), "asprec-2012.p-94"),
        (Citation("asprec-2012", "pp. 94-95"), "asprec-2012.pp-94-95"),
        (Citation("asprec-2012", "preface"), "asprec-2012.preface"),
        # What is spelled like one of these gets a digest, and so do quotations.
        (Citation("asprec-2012", "para-9"), "asprec-2012.para-9-…"),
        (Citation("asprec-2012", "p-94"), "asprec-2012.p-94-…"),
        (Citation("asprec-2012", "P. 94"), "asprec-2012.p-94-…"),
        (Citation("asprec-2012", "¶9", "words"), "asprec-2012.para-9-…"),
        (Citation("asprec-2012", "第九段"), "asprec-2012.…"),
        (Citation("asprec-2012", "0123456789"), "asprec-2012.0123456789-…"),
        # A source's own dot is not the one before the place.
        (Citation("a.b"), "a%2Eb"),
        (Citation("a", "b"), "a.b"),
    ],
)
def test_a_citation_is_named_by_its_source_and_its_place(cited: Citation, name: str) -> None:
    assert re.sub(r"(?<=[.-])[0-9a-f]{10}$", "…", citation_name(cited)) == name


@pytest.mark.parametrize(
    ("written", "iri", "readings"),
    [
        ("item:Q42", "https://data.example/Q42", ["item:Q42"]),
        ("property:P31", "https://data.example/P31", ["property:P31"]),
        ("item:Q4", "https://data.example/Q4", ["any:Q4", "item:Q4"]),
    ],
)
def test_schemes_with_one_template_are_told_apart_by_their_patterns(
    written: str, iri: str, readings: list[str]
) -> None:
    assert same_as_iri(written, SCHEMES) == iri
    assert same_as_readings(iri, SCHEMES) == readings


def test_what_would_end_the_path_of_an_address_is_escaped_and_what_may_stand_in_it_is_not() -> None:
    assert same_as_iri("any:a/b:c;(d)?e#f g", SCHEMES) == "https://data.example/a/b:c;(d)%3Fe%23f%20g"
