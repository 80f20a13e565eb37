"""Lines of our Turtle are told by their words: they say what a parser finds in all of it."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.formats import ontology_turtle, to_turtle, write_turtle
from guanxi_graph.map import Map
from guanxi_graph.query.touched import Touched
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.turtle_lines import blocks_in, lines_with
from strategies import maps

WORDS = ("prefLabel", "founded", "note", "altLabel", "label")


@given(maps())
def test_they_say_what_a_parser_finds(gmap: Map) -> None:
    turtle = to_turtle(gmap).decode()
    assert "".join(blocks_in(turtle)) == turtle
    some = set(triples("".join(lines_with(WORDS, blocks_in(turtle)))))
    every = set(triples(turtle))
    assert some <= every
    assert not {triple for triple in every - some if triple.predicate.value.endswith(WORDS)}


@given(st.data(), maps())
def test_all_is_found_that_is_said_of_a_thing(data: st.DataObject, gmap: Map) -> None:
    turtle = to_turtle(gmap).decode()
    every = set(triples(turtle))
    things = {term for triple in every for term in (triple.subject, triple.object) if isinstance(term, ox.NamedNode)}
    thing = data.draw(st.sampled_from(sorted(things, key=str)))
    names = Touched(things=frozenset({thing.value})).names()
    if names is None:  # it ends in no word
        return
    some = set(triples("".join(lines_with((), blocks_in(turtle), names))))
    assert some <= every
    assert {triple for triple in every if thing in (triple.subject, triple.object)} <= some


@pytest.mark.parametrize("code", ["utf-8", "latin-1"])
def test_a_name_is_found_after_any_letter_and_not_in_a_longer_one(code: str) -> None:
    head, long, short = "@prefix a: <b> .\n\n", "a:bx-10 a:p 1 ;\n    a:q 2 .\n\n", "<你x-1> a:p 1 ;\n    a:q 2 .\n\n"
    other = "a:c a:p 1 ;\n    a:q <ªx-1>, <1x-1> ;\n    a:q <x-1.> .\n\n"
    turtle = f"{head}{long}{short}{other}".encode().decode(code)
    found = "".join(lines_with((), blocks_in(turtle), {"x-1"})).encode(code).decode()
    assert found == head + short + other.replace(" ;\n    a:q <x-1.>", "")


def test_of_the_vocabulary_too() -> None:
    turtle = ontology_turtle(built_in_vocabulary(), "https://example.org/")
    assert "".join(blocks_in(turtle)) == turtle
    labels = {t for t in triples(turtle) if t.predicate.value.endswith("label")}
    assert labels <= set(triples("".join(lines_with(["label"], blocks_in(turtle)))))
    assert len(labels) > 100


@given(st.data(), maps())
def test_a_map_is_written_with_all_that_some_terms_say(data: st.DataObject, gmap: Map) -> None:
    """Claims, places and holdings are left out when no term is of theirs."""
    every = set(triples(to_turtle(gmap).decode()))
    for word in data.draw(st.sets(st.sampled_from(sorted(set(map(said_by, every)))), max_size=5)):
        assert_all_is_said(gmap, {word}, every)


@pytest.mark.parametrize("word", ["mentionedIn", "verifiedIn", "passage", "holdsNow", "founded", "over", "exact"])
def test_of_a_map_with_evidence_too(shipped: Map, word: str) -> None:
    every = set(triples(to_turtle(shipped).decode()))
    assert_all_is_said(shipped, {word}, every)


def assert_all_is_said(gmap: Map, words: Collection[str], every: Collection[ox.Triple]) -> None:
    stream = io.BytesIO()
    write_turtle(gmap, stream, words)
    said = set(triples(stream.getvalue().decode()))
    assert said <= set(every)
    wanted = {triple for triple in every if said_by(triple) in words}
    assert wanted
    assert wanted <= said


def said_by(triple: ox.Triple) -> str:
    """The last word of its predicate, or of the class that it names."""
    term = triple.object if triple.predicate.value.endswith("#type") else triple.predicate
    found = re.search("[A-Za-z0-9_]+$", str(term).rstrip(">"))
    return found[0] if found else ""


def triples(turtle: str) -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
