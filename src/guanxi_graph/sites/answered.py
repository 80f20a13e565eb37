"""A saved question with its answer, for a page that shows both."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from guanxi_graph.query import Answer, QueryError, SavedQuery
from guanxi_graph.query.labels import labels_of

MOST_ROWS = 1000  # on a page


class Asked(Protocol):
    """What answers queries: an engine, or the workers of a server."""

    def query(self, text: str, form: str = "json") -> Answer:
        """Raises QueryError."""

    def values(self, text: str) -> list[str]:
        """Those of a query's only variable."""


class Answered(NamedTuple):
    """A query, its columns, and the terms of each row by column, as SPARQL's JSON has them.

    ``labels`` are the names of the IRIs that have one. Where there is no table, ``remark`` says why.
    """

    query: SavedQuery
    columns: Sequence[str] = ()
    rows: Sequence[Mapping[str, Mapping[str, str]]] = ()
    labels: Mapping[str, str] = {}
    remark: str = ""


def answered(query: SavedQuery, asked: Asked) -> Answered:
    """With the answer, where that is a table within the limits."""
    try:
        answer = asked.query(query.text, "json")
    except QueryError as error:
        return Answered(query, remark=error.message)
    if answer.count > MOST_ROWS:
        return Answered(query, remark=f"the answer has more than {MOST_ROWS:,} rows; add LIMIT, or ask for less")
    found = json.loads(answer.body)
    if "results" not in found:
        return Answered(query, remark="yes" if found["boolean"] else "no")
    rows = found["results"]["bindings"]
    iris = (term["value"] for row in rows for term in row.values() if term["type"] == "uri")
    return Answered(query, found["head"]["vars"], rows, labels_of(iris, asked.values))


class Cell(NamedTuple):
    """What stands in a table, and where it leads: an end of an IRI of the map, or an address."""

    text: str
    to: str = ""
    address: str = ""


def cells(told: Answered, base: str) -> list[list[Cell]]:
    return [
        [_cell(row[name], told.labels, base) if name in row else Cell("") for name in told.columns] for row in told.rows
    ]


def _cell(term: Mapping[str, str], labels: Mapping[str, str], base: str) -> Cell:
    value = term["value"]
    if term["type"] != "uri":
        return Cell(value)
    name = labels.get(value) or value.removeprefix(base).removeprefix("id/")
    if value.startswith(f"{base}id/") and not value.startswith(f"{base}id/cite/"):
        return Cell(name, to=value.removeprefix(base))
    return Cell(name, address=value if value.startswith(("https://", "http://")) else "")
