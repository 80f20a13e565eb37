"""CSV, read strictly: the same fields as columns, with a place for every cell.

``labels.en`` is a field of ``labels``; ``;`` parts the members of a list. An empty cell is an
absent field. Columns are parted by commas, or by the semicolons or tabs that a spreadsheet wrote.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from guanxi_graph.problems import MOST_DESCRIBED, MapError, Problem, Span, more_problems
from guanxi_graph.reading.columns import Column, columns_of
from guanxi_graph.reading.located import Fields, Items, Located, Scalar

MAX_COLUMNS = 1000
_MAX_LINES = 10_000  # of one row, whose quoted texts may run over several
csv.field_size_limit(16 * 1024 * 1024)


def parse_csv(text: str, name: str, row: type[Any]) -> tuple[list[Fields], list[Problem]]:
    """The rows of a file as located fields, and what is wrong with its shape.

    ``row`` is what its records are; ``name`` is the file's name in messages. Raises MapError where
    nothing more of the file can be trusted (an unclosed quote, a bad header).
    """
    delimiter = _delimiter(text)
    rows = _rows(text, name, delimiter)
    header = next((cells for cells in rows if any(cell.value.strip() for cell in cells)), None)
    if header is None:
        return [], []
    columns = columns_of(header, row)
    records: list[Fields] = []
    wrong: list[list[Scalar]] = []
    for cells in rows:
        if len(cells) == len(header):
            record = _record(columns, cells)
            if record.values:
                records.append(record)
        elif any(cell.value for cell in cells):
            wrong.append(cells)
    problems = [_miscounted(header, cells, delimiter) for cells in wrong[:MOST_DESCRIBED]]
    if more := wrong[MOST_DESCRIBED:]:
        problems.append(more_problems(f"{len(more):,} more rows have too many cells or too few", more[0][0].span))
    return records, problems


def _rows(text: str, name: str, delimiter: str) -> Iterator[list[Scalar]]:
    """The cells of each row that holds something."""
    if '"' not in text:
        yield from _unquoted(text.replace("\r\n", "\n").replace("\r", "\n"), name, delimiter)
        return
    lines = _Lines(text, delimiter)
    reader = csv.reader(lines, strict=True, delimiter=delimiter)
    while lines.at_next_row():
        try:
            values = next(reader)
        except csv.Error as error:
            raise _unclosed(lines.row, name, lines.number, str(error)) from error
        yield _located(_few_enough(values, name, lines.number), lines.row, name, lines.number, delimiter)


def _unquoted(text: str, name: str, delimiter: str) -> Iterator[list[Scalar]]:
    """The same where no quote stands: then a line is a row, and needs no reader that knows of quotes."""
    empty = _empty(delimiter)
    number, position = 1, 0
    while position < len(text):
        passed, newlines = _empty_rows(text, position, empty)
        number, position = number + newlines, position + passed
        end = text.find("\n", position)
        line = text[position:] if end < 0 else text[position:end]
        if line:
            yield _plainly_located(_few_enough(line.split(delimiter), name, number), name, number)
        number, position = number + 1, position + len(line) + 1


@lru_cache(maxsize=8)
def _empty(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf"[{re.escape(delimiter)}\r\n]+")


def _empty_rows(text: str, position: int, empty: re.Pattern[str]) -> tuple[int, int]:
    """How long the rows of nothing but delimiters are that stand here, and how many lines they are.

    They are stepped over at once: spreadsheets write a million of them.
    """
    found = empty.match(text, position)
    if not found:
        return 0, 0
    run = found[0]
    end = len(run) if found.end() == len(text) else max(run.rfind("\n"), run.rfind("\r")) + 1
    return end, run.count("\n", 0, end) + run.count("\r", 0, end) - run.count("\r\n", 0, end)


def _few_enough(values: list[str], name: str, line: int) -> list[str]:
    """Raises MapError for a row with too many cells."""
    if len(values) > MAX_COLUMNS:
        message = f"this row has {len(values)} cells; at most {MAX_COLUMNS} are read"
        raise MapError([Problem("csv-cells", message, Span(name, line), "remove the empty columns")])
    return values


def row_places(text: str) -> Iterator[tuple[int, int]]:
    """The first line of each row, from 1, and how many lines it has, of a text that was read without a problem."""
    delimiter = _delimiter(text)
    lines = _Lines(text, delimiter)
    reader = csv.reader(lines, strict=True, delimiter=delimiter)
    while lines.at_next_row():
        next(reader)
        yield lines.number, len(lines.row)


class _Lines:
    """The lines of a text one by one: those of the ``row`` that is being read, and the first one's ``number``."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.text = text
        self.stream = io.StringIO(text, newline="")
        self.empty = _empty(delimiter)
        self.number = 1
        self.row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.stream.readline()
        if not line:
            raise StopIteration
        self.row.append(line)
        if len(self.row) > _MAX_LINES:
            raise csv.Error(f"more than {_MAX_LINES:,} lines")
        return line

    def at_next_row(self) -> bool:
        """Step to the next row that holds something. Is there one?"""
        self.number += len(self.row)
        self.row = []
        position = self.stream.tell()
        passed, newlines = _empty_rows(self.text, position, self.empty)
        if passed:
            self.number += newlines
            self.stream.seek(position + passed)
        return self.stream.tell() < len(self.text)


def _delimiter(text: str) -> str:
    """What parts the columns. A header without a comma is parted by what it has instead."""
    header = re.split(r"[\r\n]", text.lstrip(), maxsplit=1)[0]
    return next((mark for mark in (",", ";", "\t") if mark in header), ",")


def _located(values: Sequence[str], lines: Sequence[str], name: str, line: int, delimiter: str) -> list[Scalar]:
    """The cells with their places; a cell behind a line break inside quotes stands on its own line."""
    raw = lines[0] if len(lines) == 1 else "".join(lines)
    if '"' not in raw:
        return _plainly_located(values, name, line)
    cell = _cell(delimiter)
    cells, position, start = [], 0, 0
    for value in values:
        match = cell.match(raw, position)
        written = match["cell"] if match else ""
        length = written.find("\n") if "\n" in written else len(written)
        cells.append(Scalar(value, Span(name, line, position - start + 1, max(1, length))))
        position = match.end() if match else position
        if match and (newlines := written.count("\n")):
            line += newlines
            start = match.start() + written.rindex("\n") + 1
    return cells


def _plainly_located(values: Sequence[str], name: str, line: int) -> list[Scalar]:
    """The cells of a row in which no quote stands: each as long as its text."""
    cells, column = [], 1
    for value in values:
        cells.append(Scalar(value, Span(name, line, column, len(value) or 1)))
        column += len(value) + 1
    return cells


@lru_cache(maxsize=8)
def _cell(delimiter: str) -> re.Pattern[str]:
    mark = re.escape(delimiter)
    return re.compile(rf'(?P<cell>"(?:[^"]|"")*"|[^{mark}\r\n]*)(?:{mark}|\r\n?|\n|$)')


def _record(columns: Sequence[Column], cells: Sequence[Scalar]) -> Fields:
    values: dict[str, Located] = {}
    keys: dict[str, Span] = {}
    groups: dict[str, tuple[dict[str, Located], dict[str, Span]]] = {}
    for column, cell in zip(columns, cells, strict=True):
        if not cell.value:
            continue
        value = _split(cell) if column.is_list else cell
        if column.member:
            members, places = groups.setdefault(column.field, ({}, {}))
            members[column.member], places[column.member] = value, column.span
        else:
            values[column.field], keys[column.field] = value, column.span
    for field, (members, places) in groups.items():
        span = next(iter(members.values())).span
        values[field], keys[field] = Fields(members, places, span), span
    return Fields(values, keys, cells[0].span)


def _split(cell: Scalar) -> Items:
    """The members of a list, each with its place; with the cell's where the cell is not written as it reads."""
    quotes = cell.span.length - len(cell.value)
    if not quotes and ";" not in cell.value and cell.value == cell.value.strip():
        return Items([cell], cell.span)
    is_plain = quotes in {0, 2} and "\n" not in cell.value
    members: list[Located] = []
    start = cell.span.column + quotes // 2
    for part in cell.value.split(";"):
        if text := part.strip():
            own = Span(cell.span.file, cell.span.line, start + part.index(text), len(text))
            members.append(Scalar(text, own if is_plain else cell.span))
        start += len(part) + 1
    return Items(members, cell.span)


def _miscounted(header: Sequence[Scalar], cells: Sequence[Scalar], delimiter: str) -> Problem:
    found, wanted = len(cells), len(header)
    message = f"this row has {found} cell{'s' * (found != 1)}, the header has {wanted}"
    mark = {",": "comma", ";": "semicolon", "\t": "tab"}[delimiter]
    hint = f"put quotes around a text that holds a {mark}" if found > wanted else f"add the missing {mark}s"
    place = cells[wanted] if found > wanted else cells[-1]
    return Problem("csv-cells", message, place.span, hint)


def _unclosed(row: Sequence[str], name: str, line: int, what: str) -> MapError:
    column = row[0].find('"') + 1
    return MapError(
        [
            Problem(
                "csv-quote",
                f"a quotation mark in the row that starts here is not closed, or stands in the wrong place ({what})",
                Span(name, line, max(1, column)),
                'close it, and write a quotation mark inside a quoted text twice: ""',
            )
        ]
    )
