"""A saved question with its answer, for a page that shows both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Answered(NamedTuple):
    """A query, its columns, and the terms of each row by column, as SPARQL's JSON has them.

    ``labels`` are the names of the IRIs that have one. Where there is no table, ``remark`` says why.
    """

    name: str
    title: str
    description: str
    text: str
    columns: Sequence[str] = ()
    rows: Sequence[Mapping[str, Mapping[str, str]]] = ()
    labels: Mapping[str, str] = {}
    remark: str = ""


class Cell(NamedTuple):
    """What stands in a table, and where it leads: an end of an IRI of the map, or an address."""

    text: str
    to: str = ""
    address: str = ""


def cells(answered: Answered, base: str) -> list[list[Cell]]:
    return [
        [_cell(row[name], answered.labels, base) if name in row else Cell("") for name in answered.columns]
        for row in answered.rows
    ]


def _cell(term: Mapping[str, str], labels: Mapping[str, str], base: str) -> Cell:
    value = term["value"]
    if term["type"] != "uri":
        return Cell(value)
    name = labels.get(value) or value.removeprefix(base).removeprefix("id/")
    if value.startswith(f"{base}id/") and not value.startswith(f"{base}id/cite/"):
        return Cell(name, to=value.removeprefix(base))
    return Cell(name, address=value if value.startswith(("https://", "http://")) else "")
