"""A row of a table: the texts of its cells, and where they stand for whoever asks.

Most rows are sound, and nobody asks where their cells stand: so places are found only then.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec

from guanxi_graph.problems import Span
from guanxi_graph.reading.columns import Column
from guanxi_graph.reading.located import Fields, Items, Located, Scalar


class Line(msgspec.Struct, frozen=True, gc=False):
    """The cells of a row as they read, the row as it is ``written``, and the line on which it begins."""

    cells: Sequence[str]
    written: str
    file: str
    number: int
    delimiter: str

    def located(self) -> list[Scalar]:
        """The cells with their places; a cell behind a line break inside quotes stands on its own line."""
        if '"' in self.written:
            return self._quoted()
        located, column = [], 1
        for cell in self.cells:
            located.append(Scalar(cell, Span(self.file, self.number, column, len(cell) or 1)))
            column += len(cell) + 1
        return located

    def _quoted(self) -> list[Scalar]:
        pattern, line = _cell(self.delimiter), self.number
        located, position, start = [], 0, 0
        for cell in self.cells:
            match = pattern.match(self.written, position)
            raw = match["cell"] if match else ""
            length = raw.find("\n") if "\n" in raw else len(raw)
            located.append(Scalar(cell, Span(self.file, line, position - start + 1, max(1, length))))
            position = match.end() if match else position
            if match and (newlines := raw.count("\n")):
                line += newlines
                start = match.start() + raw.rindex("\n") + 1
        return located


# A table may hold lists as such, where a CSV file has a text.
Cell = str | list[Any] | None


class Columns(msgspec.Struct, frozen=True, gc=False):
    """What all rows of a file have in common."""

    columns: Sequence[Column]
    file: str
    delimiter: str
    # The columns whose cells are taken as they are, with their fields; and the others.
    plain: Sequence[tuple[int, str]]
    others: Sequence[tuple[int, Column]]

    def values(self, cells: Sequence[Cell]) -> dict[str, Any]:
        """What the cells of a row say by field: str, list and dict. An empty cell is an absent field."""
        values: dict[str, Any] = {field: cell for at, field in self.plain if (cell := cells[at])}
        for at, column in self.others:
            if cell := cells[at]:
                value = _members(cell) if column.is_list and isinstance(cell, str) else cell
                if column.member:
                    values.setdefault(column.field, {})[column.member] = value
                else:
                    values[column.field] = value
        return values

    def fields(self, cells: Sequence[Scalar | Items]) -> Fields:
        """The same with places. A field of named members stands where the first of them does."""
        values: dict[str, Located] = {}
        keys: dict[str, Span] = {}
        groups: dict[str, tuple[dict[str, Located], dict[str, Span]]] = {}
        for column, cell in zip(self.columns, cells, strict=True):
            if not (cell.value if isinstance(cell, Scalar) else cell.values):
                continue
            value = _split(cell) if column.is_list and isinstance(cell, Scalar) else cell
            if column.member:
                members, places = groups.setdefault(column.field, ({}, {}))
                members[column.member], places[column.member] = value, column.span
            else:
                values[column.field], keys[column.field] = value, column.span
        for field, (members, places) in groups.items():
            span = next(iter(members.values())).span
            values[field], keys[field] = Fields(members, places, span), span
        return Fields(values, keys, cells[0].span)


def columns_in(columns: Sequence[Column], file: str, delimiter: str) -> Columns:
    placed = list(enumerate(columns))
    plain = [(at, column.field) for at, column in placed if not (column.member or column.is_list)]
    others = [(at, column) for at, column in placed if column.member or column.is_list]
    return Columns(columns, file, delimiter, plain, others)


class Row(msgspec.Struct, frozen=True, gc=False):
    """A record of a CSV file: the row as it is ``written`` under its columns, and its line."""

    columns: Columns
    written: str
    number: int

    @property
    def file(self) -> str:
        return self.columns.file

    @property
    def line(self) -> Line:
        """The row with its cells, which are read again for whoever asks."""
        written, delimiter = self.written, self.columns.delimiter
        if '"' in written:
            cells = next(csv.reader(io.StringIO(written, newline=""), strict=True, delimiter=delimiter))
        else:
            cells = written.rstrip("\r\n").split(delimiter)
        return Line(cells, written, self.columns.file, self.number, delimiter)

    def plain(self) -> dict[str, Any]:
        """The fields without places: str, list and dict."""
        return self.columns.values(self.line.cells)

    def has(self, field: str) -> bool:
        """Whether something is written for the field."""
        return field in self.plain()

    def text(self, field: str) -> str:
        """What is written in the column of the field; nothing where there is none."""
        at = next((at for at, column in enumerate(self.columns.columns) if column.field == field), None)
        return "" if at is None else self.line.cells[at]

    @property
    def letters(self) -> str:
        """All letters of its texts, with what stands between them: a space for a tab that does so."""
        letters = self.written.rstrip("\r\n")
        return letters if '"' in letters or self.columns.delimiter != "\t" else letters.replace("\t", " ")

    def fields(self) -> Fields:
        """The same with places."""
        return self.columns.fields(self.line.located())


@lru_cache(maxsize=8)
def _cell(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(rf'(?P<cell>"(?:[^"]|"")*"|[^{mark}\r\n]*)(?:{mark}|\r\n?|\n|$)')


def _members(cell: str) -> list[str]:
    if ";" not in cell:
        return [text] if (text := cell.strip()) else []
    return [_member(each) for each in _parts(cell) if each.strip()]


_PARTED = re.compile(r"(?<!\\);")


def _parts(cell: str) -> list[str]:
    r"""The members of a list as they are written: ``;`` parts them, ``\;`` is one within a member."""
    return _PARTED.split(cell) if "\\;" in cell else cell.split(";")


def _member(written: str) -> str:
    return written.strip().replace("\\;", ";")


def _split(cell: Scalar) -> Items:
    """The members of a list with their places; with the cell's where the cell is not written as it reads."""
    span = cell.span
    quotes = span.length - len(cell.value)
    is_plain = quotes in {0, 2} and "\n" not in cell.value
    members: list[Located] = []
    start = span.column + quotes // 2
    for part in _parts(cell.value):
        if text := part.strip():
            own = Span(span.file, span.line, start + part.index(text), len(text)) if is_plain else span
            members.append(Scalar(_member(text), own))
        start += len(part) + 1
    return Items(members, span)
