"""The solutions of a query as a table for people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from guanxi_graph.cli.common import count
from guanxi_graph.cli.tables import draw
from guanxi_graph.problems import printable, printable_lines

if TYPE_CHECKING:
    from rich.console import Console

Term = Mapping[str, str]
Row = Mapping[str, Term]

_NUMBERS = ("integer", "decimal", "double", "float")


def print_results(results: Mapping[str, Any], words: Words, screen: Console) -> None:
    """Draw a SPARQL JSON result: labels before names, numbers to the right, yes or no for ASK."""
    from rich.text import Text

    if "boolean" in results:
        screen.print("yes" if results["boolean"] else "no")
        return
    names, rows = results["head"]["vars"], results["results"]["bindings"]
    if names and rows:
        draw(
            screen,
            [printable(str(name)) for name in names],
            [[words.shown(row[name], row) if name in row else "" for name in names] for row in rows],
            [all(_is_number(row[name]) for row in rows if name in row) for name in names],
        )
    screen.print(Text(count(len(rows), "row"), "dim"))


def iris_in(results: Mapping[str, Any]) -> Iterator[str]:
    """All that a result names."""
    rows: Sequence[Row] = results.get("results", {}).get("bindings", ())
    return (term["value"] for row in rows for term in row.values() if term["type"] == "uri")


class Words(NamedTuple):
    """How terms are told: with prefixes, and labels where there are any."""

    prefixes: Sequence[tuple[str, str]]
    labels: Mapping[str, str]

    @classmethod
    def of(cls, prefixes: Mapping[str, str], labels: Mapping[str, str]) -> Words:
        """The longest prefix that fits is the one that is meant."""
        return cls(sorted(prefixes.items(), key=lambda pair: -len(pair[1])), labels)

    def shown(self, term: Term, row: Row) -> str:
        value = term["value"]
        if term["type"] == "uri":
            return printable(f"{self._label(value, row)} {self._short(value)}".strip())
        return printable(f"_:{value}") if term["type"] == "bnode" else printable_lines(str(value))

    def _short(self, iri: str) -> str:
        for prefix, space in self.prefixes:
            if iri.startswith(space) and "/" not in iri.removeprefix(space):
                return f"{prefix}:{iri.removeprefix(space)}"
        return f"<{iri}>"

    def _label(self, iri: str, row: Row) -> str:
        """None where the row says it anyhow, or the name does: gx:friendOf needs no "friend of"."""
        label = self.labels.get(iri, "")
        said = re.sub("([A-Z])", r" \1", re.split("[/#]", iri)[-1]).lower().strip()
        return "" if label == said or any(term["value"] == label for term in row.values()) else label


def _is_number(term: Term) -> bool:
    return str(term.get("datatype", "")).rpartition("#")[2] in _NUMBERS
