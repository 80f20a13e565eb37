"""CSV, read strictly: the same fields as columns.

``labels.en`` is a field of ``labels``; ``;`` parts the members of a list (``cells``). An empty cell is an
absent field. Columns are parted by commas, or by the semicolons or tabs that a spreadsheet wrote.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import Any

from guanxi_graph.problems import MOST_DESCRIBED, MapError, Problem, Span, more_problems, refusal
from guanxi_graph.reading.cells import Line, Row, columns_in
from guanxi_graph.reading.columns import columns_of
from guanxi_graph.reading.text_lines import lines_of

# Its cells, the row as it is written, and the line on which it begins.
_Row = tuple[list[str], str, int]

MAX_COLUMNS = 1000
_MAX_LINES = 10_000  # of one row, whose quoted texts may run over several
csv.field_size_limit(16 * 1024 * 1024)


class CsvRows:
    """The records of a file, each with what it says. ``row`` is what they are, ``name`` the file's name in messages.

    ``problems``, once all are read, has what is wrong with the file's shape. Reading raises MapError where
    nothing more of the file can be trusted (an unclosed quote, a bad header).
    """

    def __init__(self, text: str, name: str, row: type[Any]) -> None:
        self.text = text
        self.name = name
        self.row = row
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[tuple[dict[str, Any], Row]]:
        delimiter = _delimiter(self.text)
        rows = _rows(self.text, self.name, delimiter)
        header = next((row for row in rows if any(cell.strip() for cell in row[0])), None)
        if header is None:
            return
        columns = columns_in(columns_of(self._line(header, delimiter).located(), self.row), self.name, delimiter)
        width = len(columns.columns)
        wrong: list[Line] = []
        for row in rows:
            cells, written, number = row
            if len(cells) == width:
                yield columns.values(cells), Row(columns, written, number)
            else:
                wrong.append(self._line(row, delimiter))
        self.problems += (_miscounted(width, line) for line in wrong[:MOST_DESCRIBED])
        if more := wrong[MOST_DESCRIBED:]:
            place = more[0].located()[0].span
            self.problems.append(more_problems(f"{len(more):,} more rows have too many cells or too few", place))

    def _line(self, row: _Row, delimiter: str) -> Line:
        """Raises MapError for a row with too many cells."""
        cells, written, number = row
        if len(cells) > MAX_COLUMNS:
            message = f"this row has {len(cells)} cells; at most {MAX_COLUMNS} are read"
            raise refusal("csv-cells", message, Span(self.name, number), "remove the empty columns")
        return Line(cells, written, self.name, number, delimiter)


def _rows(text: str, name: str, delimiter: str) -> Iterator[_Row]:
    """Those that hold something. Raises MapError."""
    if '"' not in text:  # then a line is a row, and needs no reader that knows of quotes
        for number, line in enumerate(lines_of(text), 1):
            written = line.rstrip("\r\n")
            if written.strip(delimiter):
                yield written.split(delimiter), written, number
        return
    row: list[str] = []
    number = 1
    reader = csv.reader(_taken(text, row), strict=True, delimiter=delimiter)
    try:
        for cells in reader:
            if any(cells):
                yield cells, row[0] if len(row) == 1 else "".join(row), number
            number += len(row)
            row.clear()
    except csv.Error as error:
        raise _unclosed(row, name, number, str(error)) from error


def _taken(text: str, row: list[str]) -> Iterator[str]:
    """The lines of a text, each kept in ``row`` when it is read."""
    for line in lines_of(text):
        row.append(line)
        if len(row) > _MAX_LINES:
            raise csv.Error(f"more than {_MAX_LINES:,} lines")
        yield line


def row_places(text: str) -> Iterator[tuple[int, int]]:
    """The first line of each row, from 1, and how many lines it has, of a text that was read without a problem."""
    for _, written, number in _rows(text, "", _delimiter(text)):
        yield number, sum(1 for _ in lines_of(written))


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
