"""Parquet: the same fields as columns of a table, for maps that programs write.

The cells are texts as in CSV; besides, lists may be lists, days ``date32``, numbers numbers and words booleans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from guanxi_graph.model import plain_number
from guanxi_graph.problems import MapError, Problem, Span, refusal
from guanxi_graph.reading.cells import Cell, Columns, columns_in
from guanxi_graph.reading.columns import Column, columns_of
from guanxi_graph.reading.located import Fields, Items, Located, Scalar
from guanxi_graph.reading.utf8 import MAX_LINED

_BATCH = 16_384


class ParquetRow(msgspec.Struct, frozen=True, gc=False):
    """A record of a Parquet file: its cells under their columns, and its number from 1."""

    columns: Columns
    cells: Sequence[Cell]
    number: int

    @property
    def file(self) -> str:
        return self.columns.file

    def plain(self) -> dict[str, Any]:
        """The fields without places: str, list and dict. An empty cell is an absent field."""
        return self.columns.values(self.cells)

    def has(self, field: str) -> bool:
        """Whether something is written for the field."""
        return field in self.plain()

    def text(self, field: str) -> str:
        """What is written for the field, where that is a text."""
        value = self.plain().get(field)
        return value if isinstance(value, str) else ""

    @property
    def letters(self) -> str:
        """All letters of its texts, with what stands between them; nothing where it has lists of records."""
        texts = [each for cell in self.cells for each in (cell if isinstance(cell, list) else [cell])]
        return "" if any(isinstance(each, dict) for each in texts) else " ".join(filter(None, texts))

    def fields(self) -> Fields:
        """The same with its place: all stand in the row."""
        span = Span(self.columns.file, self.number)
        return self.columns.fields([_placed(cell, span) for cell in self.cells])


def _placed(cell: Cell, span: Span) -> Scalar | Items:
    if isinstance(cell, list):
        return Items([_member(each, span) for each in cell], span)
    return Scalar(cell or "", span)


def _member(value: Any, span: Span) -> Located:
    if isinstance(value, dict):
        return Fields({name: Scalar(text, span) for name, text in value.items()}, dict.fromkeys(value, span), span)
    return Scalar(value, span)


class ParquetRows:
    """The records of a file, a batch at a time, each with what it says. ``row`` is what they are.

    Raises MapError where it is no such file, a column does not fit, or what reads it is not installed.
    """

    def __init__(self, path: Path, row: type[Any]) -> None:
        self.name = str(path)
        self.row = row
        with _refused(self.name):
            self.file = import_module("pyarrow.parquet").ParquetFile(path, read_dictionary=_texts_in(path))
        self._require_room()
        header = [Scalar(field.name, Span(self.name)) for field in self.file.schema_arrow]
        if header and (problems := list(self._misfits(columns := columns_of(header, row)))):
            raise MapError(problems)
        self.columns = columns_in(columns if header else [], self.name, "")

    def __iter__(self) -> Iterator[Iterator[tuple[dict[str, Any], ParquetRow]]]:
        number, batches = 0, self.file.iter_batches(_BATCH)
        while True:
            with _refused(self.name):
                batch = next(batches, None)
            if batch is None:
                return
            yield self._rows(batch, number)
            number += batch.num_rows

    def _rows(self, batch: Any, before: int) -> Iterator[tuple[dict[str, Any], ParquetRow]]:
        """Those that hold something."""
        for number, cells in enumerate(zip(*map(_cells, batch.columns), strict=True), before + 1):
            if any(cells):
                yield self.columns.values(cells), ParquetRow(self.columns, cells, number)

    def _require_room(self) -> None:
        meta = self.file.metadata
        if sum(meta.row_group(at).total_byte_size for at in range(meta.num_row_groups)) > MAX_LINED:
            message = f"the file holds more than {MAX_LINED >> 20} MB when it is unpacked"
            raise refusal("file-too-large", message, Span(self.name), "split it into several files")

    def _misfits(self, columns: Sequence[Column]) -> Iterator[Problem]:
        """Columns of a type in which their field cannot be written."""
        for column, field in zip(columns, self.file.schema_arrow, strict=True):
            if not _is_cell(field.type) and not (column.is_list and _is_list(field.type)):
                lists = ", a list as a list or as a text parted by `;`" if column.is_list else ""
                hint = f"write it as text; a day may be a date32 too, a number a number{lists}"
                message = f"the column `{field.name}` is of type {field.type}, in which no such field is written"
                yield Problem("csv-header", message, column.span, hint)


@contextmanager
def _refused(name: str) -> Iterator[None]:
    """Raises MapError for what pyarrow raises, and where there is none."""
    try:
        yield
    except ImportError as error:
        hint = "install it with `pip install 'guanxi-graph[tables]'`, or write the file as CSV or JSON Lines"
        message = "a Parquet file is read by pyarrow, which is not installed"
        raise refusal("unreadable-file", message, Span(name), hint) from error
    except (OSError, ValueError) as error:  # of which pyarrow's own errors are
        hint = "write it anew as Parquet, or as CSV or JSON Lines"
        message = f"the file cannot be read as Parquet: {(str(error) or 'it is damaged').splitlines()[0]}"
        raise refusal("unreadable-file", message, Span(name), hint) from error


def _texts_in(path: Path) -> list[str]:
    """The columns of texts, which are read as numbers of different texts: equal ones are one in memory."""
    schema = import_module("pyarrow.parquet").read_schema(path)
    return [field.name for field in schema if str(field.type) in _TEXTS]


def _is_cell(kind: Any) -> bool:
    """Whether values of the type are written in one way only."""
    types = import_module("pyarrow.types")
    if types.is_dictionary(kind):
        return _is_cell(kind.value_type)
    asked = ("string", "large_string", "integer", "floating", "decimal", "boolean", "date32", "null")
    return any(getattr(types, f"is_{name}")(kind) for name in asked)


def _is_list(kind: Any) -> bool:
    """Whether it is a list of texts, or of records of texts."""
    types = import_module("pyarrow.types")
    if not (types.is_list(kind) or types.is_large_list(kind)):
        return False
    member = kind.value_type
    return _is_cell(member) or (types.is_struct(member) and all(_is_cell(field.type) for field in member))


def _cells(column: Any) -> list[Cell]:
    """A column's cells as texts and lists of texts."""
    types = import_module("pyarrow.types")
    if types.is_dictionary(column.type):
        if len(column.dictionary) > len(column):  # it is that of all that was read so far
            column = column.dictionary_decode().dictionary_encode()
        different = [*map(_written, column.dictionary.to_pylist()), None]
        return [different[-1 if at is None else at] for at in column.indices.to_pylist()]
    if _is_list(column.type) and not types.is_struct(column.type.value_type) and not column.null_count:
        members, ends = column.flatten(), column.offsets.to_pylist()
        if not members.null_count:
            texts, first = _cells(members), ends[0]
            return [texts[start - first : end - first] for start, end in pairwise(ends)]
    return [_written(cell) for cell in column.to_pylist()]


_TEXTS = frozenset({"string", "large_string"})


def _written(value: Any) -> Any:
    """A value as the text that is written, in lists and records too."""
    match value:
        case str() | None:
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return plain_number(value)
        case list():
            return [_written(each) for each in value if each is not None]
        case dict():
            return {name: _written(each) for name, each in value.items() if each is not None}
    return str(value)
