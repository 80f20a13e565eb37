"""CSV and its kin, as spreadsheets of all countries write it: encoding and delimiter are guessed."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from guanxi_graph.encodings import encoding_of
from guanxi_graph.importers.foreign_table import ForeignTable, How, unreadable

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LOOKED_AT = 50  # rows
_LONGEST_CELL = 1 << 20


def read_delimited(path: Path, how: How) -> list[ForeignTable]:
    """The table of a file of text. Raises MapError with the place, and OSError."""
    data = path.read_bytes()
    encoding = how.encoding or encoding_of(data)
    text = _decoded(data, encoding, str(path))
    delimiter = how.delimiter or _delimiter(text)
    rows, lines = [], []
    try:
        for line, row in _rows(text, delimiter):
            if any(cell.strip() for cell in row):
                rows.append(row)
                lines.append(line)
    except csv.Error as error:
        hint = 'close it, and write a quotation mark inside a quoted text twice: ""'
        message = f"a quotation mark is not closed, or stands in the wrong place ({error})"
        raise unreadable(str(path), message, hint, lines[-1] + 1 if lines else 1) from error
    return [ForeignTable(file=path.name, rows=rows, lines=lines, encoding=encoding, delimiter=delimiter)]


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        line = data[: error.start].count(b"\n") + 1 if isinstance(error, UnicodeDecodeError) else 1
        hint = "save the file as UTF-8, or name its `encoding` in the mapping (gb18030, big5, cp1251 …)"
        raise unreadable(name, f"the file is not written in {encoding}", hint, line) from error


def _delimiter(text: str) -> str:
    """What parts the most columns in the same number in most rows."""
    head = "".join(text[: 1 << 18].splitlines(keepends=True)[:_LOOKED_AT])
    return max(DELIMITERS, key=lambda mark: _likelihood(head, mark))


def _likelihood(head: str, delimiter: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for _, row in _rows(head, delimiter) if row)
    except csv.Error:
        return 0.0, 0
    width, rows = widths.most_common(1)[0] if widths else (1, 0)
    return (rows / widths.total(), width) if width > 1 else (0.0, 0)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the lines that they start on. Text parted by tabs may hold quotation marks that mean themselves."""
    csv.field_size_limit(_LONGEST_CELL)
    plain = delimiter == "\t" and '\t"' not in text and not text.startswith('"')
    stream = io.StringIO(text, newline=None)
    if plain:
        reader = csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1
