"""CSV, read strictly: the same fields as columns.

``labels.en`` is a field of ``labels``; ``;`` parts the members of a list (``cells``). An empty cell is an
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
from guanxi_graph.reading.cells import Line, Row
from guanxi_graph.reading.columns import columns_of

MAX_COLUMNS = 1000
_MAX_LINES = 10_000  # of one row, whose quoted texts may run over several
csv.field_size_limit(16 * 1024 * 1024)


def parse_csv(text: str, name: str, row: type[Any]) -> tuple[list[Row], list[Problem]]:
    """The records of a file, and what is wrong with its shape.

    ``row`` is what its records are; ``name`` is the file's name in messages. Raises MapError where
    nothing more of the file can be trusted (an unclosed quote, a bad header).
    """
    lines = _lines(text, name, _delimiter(text))
    header = next((line for line in lines if any(cell.strip() for cell in line.cells)), None)
    if header is None:
        return [], []
    columns = columns_of(header.located(), row)
    records: list[Row] = []
    wrong: list[Line] = []
    for line in lines:
        if len(line.cells) != len(columns):
            wrong += [line] if any(line.cells) else []
        elif any(line.cells):
            records.append(Row(columns, line))
    problems = [_miscounted(len(columns), line) for line in wrong[:MOST_DESCRIBED]]
    if more := wrong[MOST_DESCRIBED:]:
        place = more[0].located()[0].span
        problems.append(more_problems(f"{len(more):,} more rows have too many cells or too few", place))
    return records, problems


def _lines(text: str, name: str, delimiter: str) -> Iterator[Line]:
    """The cells of each row that holds something."""
    if '"' not in text:
        yield from _unquoted(text.replace("\r\n", "\n").replace("\r", "\n"), name, delimiter)
        return
    lines = _Lines(text, delimiter)
    reader = csv.reader(lines, strict=True, delimiter=delimiter)
    while lines.at_next_row():
        try:
            cells = next(reader)
        except csv.Error as error:
            raise _unclosed(lines.row, name, lines.number, str(error)) from error
        written = lines.row[0] if len(lines.row) == 1 else "".join(lines.row)
        yield Line(_few_enough(cells, name, lines.number), written, name, lines.number, delimiter)


def _unquoted(text: str, name: str, delimiter: str) -> Iterator[Line]:
    """The same where no quote stands: then a line is a row, and needs no reader that knows of quotes."""
    empty = _empty(delimiter)
    number, position = 1, 0
    while position < len(text):
        passed, newlines = _empty_rows(text, position, empty)
        number, position = number + newlines, position + passed
        end = text.find("\n", position)
        line = text[position:] if end < 0 else text[position:end]
        if line:
            yield Line(_few_enough(line.split(delimiter), name, number), line, name, number, delimiter)
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


def _miscounted(wanted: int, line: Line) -> Problem:
    cells = line.located()
    found = len(cells)
    message = f"this row has {found} cell{'s' * (found != 1)}, the header has {wanted}"
    mark = {",": "comma", ";": "semicolon", "\t": "tab"}[line.delimiter]
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
