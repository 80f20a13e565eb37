"""CSV, read strictly: the same fields as columns, with a place for every cell.

``labels.en`` is a field of ``labels``; ``;`` parts the members of a list. An empty cell is an
absent field.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading.located import Fields, Items, Located, Scalar

_CELL = re.compile(r'(?P<cell>"(?:[^"]|"")*"|[^,\r\n]*)(?:,|\r?\n|$)')
csv.field_size_limit(16 * 1024 * 1024)


def parse_csv(text: str, name: str, lists: frozenset[str]) -> tuple[list[Fields], list[Problem]]:
    """The rows of a file as located fields, and what is wrong with its shape.

    ``lists`` names the fields that hold lists; ``name`` is the file's name in messages. Raises
    MapError where nothing more of the file can be trusted (an unclosed quote, a bad header).
    """
    rows = _rows(text, name)
    header = next(rows, None)
    if header is None:
        return [], []
    _check_header(header)
    records, problems = [], []
    for row in rows:
        if not any(cell.value for cell in row):
            continue
        if len(row) == len(header):
            records.append(_record(header, row, lists))
        else:
            problems.append(_miscounted(header, row))
    return records, problems


def _rows(text: str, name: str) -> Iterator[list[Scalar]]:
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    first = 0
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unclosed(lines, name, first, str(error)) from error
        yield _located(values, lines[first : reader.line_num], name, first + 1)
        first = reader.line_num


def _located(values: Sequence[str], lines: Sequence[str], name: str, line: int) -> list[Scalar]:
    """The cells with their places; a cell behind a line break inside quotes stands on its own line."""
    raw = "".join(lines)
    cells, position = [], 0
    for value in values:
        before = raw[:position]
        match = _CELL.match(raw, position)
        length = len(match["cell"].partition("\n")[0]) if match else 1
        column = len(before.rpartition("\n")[2]) + 1
        cells.append(Scalar(value, Span(name, line + before.count("\n"), column, max(1, length))))
        position = match.end() if match else position
    return cells


def _check_header(header: Sequence[Scalar]) -> None:
    seen: dict[str, Scalar] = {}
    for cell in header:
        if not cell.value.strip():
            raise MapError([Problem("csv-header", "a column has no name", cell.span, "name it or remove it")])
        if cell.value in seen:
            message = f"column `{cell.value}` stands twice in the header"
            raise MapError([Problem("duplicate-column", message, cell.span, "rename or remove one of them")])
        seen[cell.value] = cell


def _record(header: Sequence[Scalar], row: Sequence[Scalar], lists: frozenset[str]) -> Fields:
    values: dict[str, Located] = {}
    keys: dict[str, Span] = {}
    groups: dict[str, tuple[dict[str, Located], dict[str, Span]]] = {}
    for column, cell in zip(header, row, strict=True):
        if not cell.value:
            continue
        field, dot, member = column.value.partition(".")
        value = _split(cell) if field in lists else cell
        if dot:
            members, places = groups.setdefault(field, ({}, {}))
            members[member], places[member] = value, column.span
        else:
            values[field], keys[field] = value, column.span
    for field, (members, places) in groups.items():
        span = next(iter(members.values())).span
        values[field], keys[field] = Fields(members, places, span), span
    return Fields(values, keys, row[0].span)


def _split(cell: Scalar) -> Items:
    parts = [part.strip() for part in cell.value.split(";")]
    return Items([Scalar(part, cell.span) for part in parts if part], cell.span)


def _miscounted(header: Sequence[Scalar], row: Sequence[Scalar]) -> Problem:
    cells, columns = len(row), len(header)
    message = f"this row has {cells} cell{'s' * (cells != 1)}, the header has {columns}"
    hint = "put quotes around a text that holds a comma" if cells > columns else "add the missing commas"
    place = row[columns] if cells > columns else row[-1]
    return Problem("csv-cells", message, place.span, hint)


def _unclosed(lines: Sequence[str], name: str, first: int, what: str) -> MapError:
    line = lines[first] if first < len(lines) else ""
    column = line.find('"') + 1
    return MapError(
        [
            Problem(
                "csv-quote",
                f"the row that starts here has a quote that is not closed rightly ({what})",
                Span(name, first + 1, max(1, column)),
                'close the quote, and write a quote inside quotes twice: ""',
            )
        ]
    )
