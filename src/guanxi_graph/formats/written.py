"""What is about to be published, parsed once by a parser that is not ours."""

from __future__ import annotations

from collections import deque
from pathlib import Path

import pyoxigraph as ox

from guanxi_graph.formats.ontology import ontology_turtle
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.vocabulary import Vocabulary


def check_turtle(turtle: bytes, name: str) -> None:
    """Raise MapError when no parser could read this Turtle; ``name`` is the file that it was meant for."""
    try:
        deque(ox.parse(turtle, format=ox.RdfFormat.TURTLE), maxlen=0)
    except SyntaxError as error:
        line = turtle.split(b"\n")[(error.lineno or 1) - 1 :][:1]
        message = (
            f"what would be written is not Turtle: {error}; {line[0][:200].decode('utf-8', 'replace') if line else ''}"
        )
        hint = "nothing was replaced; mend the text that is named, and report this: `guanxi check` should have found it"
        raise MapError([Problem("unreadable-turtle", message, Span(name), hint)]) from error


def checked_ontology(vocabulary: Vocabulary, base: str, path: Path) -> str:
    """The vocabulary's ontology, to be written to the path. Raises MapError when no parser could read it."""
    turtle = ontology_turtle(vocabulary, base)
    check_turtle(turtle.encode(), str(path))
    return turtle
