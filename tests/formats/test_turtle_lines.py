"""Lines of our Turtle are told by their words: they say what a parser finds in all of it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from hypothesis import given

from guanxi_graph.formats import ontology_turtle, to_turtle
from guanxi_graph.map import Map
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


def test_of_the_vocabulary_too() -> None:
    turtle = ontology_turtle(built_in_vocabulary(), "https://example.org/")
    assert "".join(blocks_in(turtle)) == turtle
    labels = {t for t in triples(turtle) if t.predicate.value.endswith("label")}
    assert labels <= set(triples("".join(lines_with(["label"], blocks_in(turtle)))))
    assert len(labels) > 100


def triples(turtle: str) -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE))
