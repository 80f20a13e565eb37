"""What is said of one subject of an RDF file, as the values that a map's files hold."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pyoxigraph as ox

from guanxi_graph.formats.triples import Objects, full
from guanxi_graph.iris import local_name
from guanxi_graph.problems import Span
from guanxi_graph.reading.located import Fields, Items, Located, Scalar


class Thing(NamedTuple):
    """Each value stands where the subject does.

    What is of another kind than is asked for is passed over: whoever reads a whole map looks what is left.
    """

    said: Objects
    span: Span

    def literals(self, predicate: str) -> list[ox.Literal]:
        return [found for found in self.said.get(full(predicate), ()) if isinstance(found, ox.Literal)]

    def iris(self, predicate: str) -> list[str]:
        return [found.value for found in self.said.get(full(predicate), ()) if isinstance(found, ox.NamedNode)]

    def scalar(self, text: str) -> Scalar:
        return Scalar(text, self.span)

    def items(self, texts: list[str]) -> Items | None:
        return Items([Scalar(text, self.span) for text in texts], self.span) if texts else None

    def record(self, **values: Located | None) -> Fields:
        """A record of these fields, without those that nothing is said of."""
        return self.table({name: value for name, value in values.items() if value is not None})

    def table(self, values: dict[str, Located]) -> Fields:
        return Fields(values, dict.fromkeys(values, self.span), self.span)

    def text(self, predicate: str) -> Scalar | None:
        found = self.said.get(full(predicate))
        return Scalar(found[0].value, self.span) if found and isinstance(found[0], ox.Literal) else None

    def texts(self, predicate: str) -> Items | None:
        return self.items(sorted(found.value for found in self.literals(predicate)))

    def iri(self, predicate: str) -> Scalar | None:
        found = self.said.get(full(predicate))
        return Scalar(found[0].value, self.span) if found and isinstance(found[0], ox.NamedNode) else None

    def id(self, predicate: str, namespace: str) -> Scalar | None:
        """The id that an IRI of the namespace stands for; an IRI from elsewhere stands for itself."""
        found = self.iri(predicate)
        return None if found is None else self.scalar(local_name(found.value, namespace) or found.value)

    def ids(self, predicate: str, namespace: str) -> Items | None:
        return self.items([local_name(found, namespace) or found for found in self.iris(predicate)])

    def by_language(self, predicate: str) -> Fields | None:
        """One text a language."""
        found: dict[str, Located] = {
            text.language or "und": self.scalar(text.value) for text in self.literals(predicate)
        }
        return self.table(found) if found else None

    def lists_by_language(self, predicate: str) -> Fields | None:
        found: dict[str, list[str]] = {}
        for text in self.literals(predicate):
            found.setdefault(text.language or "und", []).append(text.value)
        lists: dict[str, Located] = {
            tag: Items(list(map(self.scalar, texts)), self.span) for tag, texts in found.items()
        }
        return self.table(lists) if lists else None

    def json(self, predicate: str) -> Located | None:
        """What was written as one JSON literal; its text where it is none."""
        text = self.text(predicate)
        if text is None:
            return None
        try:
            return self._located(json.loads(text.value))
        except (ValueError, RecursionError):
            return text

    def _located(self, value: Any) -> Located:
        if isinstance(value, dict):
            return self.table({name: self._located(member) for name, member in value.items()})
        if isinstance(value, list):
            return Items([self._located(member) for member in value], self.span)
        return self.scalar(str(value).lower() if isinstance(value, bool) else str(value))
