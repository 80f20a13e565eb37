"""RDF read into memory as subject → predicate → objects, with short questions to it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from guanxi_graph.formats.terms import PREFIXES
from guanxi_graph.problems import MapError, Problem, Span

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def full(curie: str) -> str:
    """The IRI of a name with one of the standard prefixes."""
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def single(texts: dict[str, list[str]]) -> dict[str, str]:
    """One text a language."""
    return {tag: found[0] for tag, found in texts.items()}


class Triples:
    """The triples of a file. Predicates are asked for by their prefixed names."""

    def __init__(self, path: Path) -> None:
        """Read a Turtle file. Raises MapError with the place of what is not Turtle, and OSError."""
        self.file = str(path)
        self.subjects: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        with path.open("rb") as stream:
            try:
                for triple in ox.parse(stream, format=ox.RdfFormat.TURTLE):
                    if isinstance(triple.subject, ox.NamedNode):
                        self.subjects[triple.subject.value][triple.predicate.value].append(triple.object)
            except SyntaxError as error:
                raise MapError([self._syntax(error)]) from error

    def of_type(self, curie: str) -> Iterator[str]:
        """The subjects of a class."""
        cls = ox.NamedNode(full(curie))
        for subject, predicates in self.subjects.items():
            if cls in predicates.get(_TYPE, ()):
                yield subject

    def objects(self, subject: str, predicate: str) -> list[Term]:
        return self.subjects[subject].get(full(predicate), []) if subject in self.subjects else []

    def iris(self, subject: str, predicate: str) -> list[str]:
        return [found.value for found in self.objects(subject, predicate) if isinstance(found, ox.NamedNode)]

    def literals(self, subject: str, predicate: str) -> list[ox.Literal]:
        return [found for found in self.objects(subject, predicate) if isinstance(found, ox.Literal)]

    def text(self, subject: str, predicate: str) -> str:
        """The one text, or an empty one."""
        return next((found.value for found in self.literals(subject, predicate)), "")

    def texts(self, subject: str, predicate: str) -> list[str]:
        return sorted(found.value for found in self.literals(subject, predicate))

    def iri(self, subject: str, predicate: str) -> str:
        """The one IRI, or an empty text."""
        return next(iter(self.iris(subject, predicate)), "")

    def by_language(self, subject: str, predicate: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for text in self.literals(subject, predicate):
            found.setdefault(text.language or "und", []).append(text.value)
        return found

    def ordered(self, subject: str, predicate: str) -> tuple[str, ...]:
        """A list that was written as one JSON literal."""
        text = self.text(subject, predicate)
        return tuple(str(member) for member in json.loads(text)) if text else ()

    def _syntax(self, error: SyntaxError) -> Problem:
        span = Span(self.file, error.lineno or 1, error.offset or 1)
        message = f"this is not Turtle: {str(error).partition(': ')[2] or error}"
        return Problem("turtle-syntax", message, span, "export the map anew with `guanxi build`")


_TYPE = full("rdf:type")
