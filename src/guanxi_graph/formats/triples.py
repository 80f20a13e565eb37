"""RDF read into memory as subject → predicate → objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from guanxi_graph.formats.terms import PREFIXES
from guanxi_graph.nesting import TOO_DEEP, nests_too_deep
from guanxi_graph.problems import MapError, Problem, Span

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Objects = dict[str, list[Term]]


@cache
def full(curie: str) -> str:
    """The IRI of a name with one of the standard prefixes."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


class Triples(NamedTuple):
    """The triples of a Turtle text by subject and predicate. A subject that is no IRI stands as it is written."""

    subjects: Mapping[str, Objects]
    prefixes: Mapping[str, str]

    def of_type(self, curie: str) -> Iterator[str]:
        """The subjects of a class."""
        cls, is_a = ox.NamedNode(full(curie)), full("rdf:type")
        return (subject for subject, found in self.subjects.items() if cls in found.get(is_a, ()))


def parse_triples(turtle: bytes, name: str) -> Triples:
    """The triples of a text. Raises MapError with the place of what is not Turtle; ``name`` is its file's."""
    if nests_too_deep(turtle):
        raise MapError([too_deep(name)])
    try:
        parser = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        return Triples(_by_subject(parser), dict(parser.prefixes))
    except SyntaxError as error:
        span = Span(name, error.lineno or 1, error.offset or 1)
        message = f"this is not Turtle: {str(error).partition(': ')[2] or error}"
        raise MapError([Problem("turtle-syntax", message, span, "export the map anew with `guanxi build`")]) from error
    except MemoryError as error:
        message = "one text of this file is larger than the parser takes"
        raise MapError([Problem("turtle-syntax", message, Span(name), "shorten it")]) from error


def too_deep(name: str) -> Problem:
    """What is said of a file whose triples nest deeper than a parser can follow."""
    return Problem("turtle-depth", TOO_DEEP, Span(name), "flatten them: a map nests none")


def _by_subject(parser: ox.QuadParser) -> dict[str, Objects]:
    subjects: dict[str, Objects] = {}
    for triple in parser:
        subject = triple.subject
        name = subject.value if isinstance(subject, ox.NamedNode) else str(subject)
        found = subjects.get(name)
        if found is None:
            found = subjects[name] = {}
        found.setdefault(triple.predicate.value, []).append(triple.object)
    return subjects
