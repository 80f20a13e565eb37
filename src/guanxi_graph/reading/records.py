"""From located values to typed rows: the shape of a record, checked field by field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

import msgspec

from guanxi_graph.problems import MOST_DESCRIBED, Problem, Span, more_problems
from guanxi_graph.reading.cells import Row
from guanxi_graph.reading.json_lines import JsonLine, present
from guanxi_graph.reading.located import Fields, Items, Located, Scalar, plain, span_of
from guanxi_graph.reading.parquet_rows import ParquetRow
from guanxi_graph.reading.plain_json import decode
from guanxi_graph.reading.plain_yaml import YamlRecord
from guanxi_graph.reading.shape import faults, fields_of, missing_fields, required, unknown_fields

RowT = TypeVar("RowT")
# What is read a line at a time, its places only when somebody asks; and with what it says, by name or as a row.
Lined = Row | JsonLine | ParquetRow | YamlRecord
Told = tuple[Any, Lined]
Written = Fields | Lined


class Record(msgspec.Struct, Generic[RowT], frozen=True, gc=False):
    """A row, and what was written for it."""

    row: RowT
    written: Written

    @property
    def file(self) -> str:
        """The name of the file in which it is written."""
        return self.written.file if isinstance(self.written, Lined) else self.written.span.file

    @property
    def fields(self) -> Fields:
        """Where each of its fields stands."""
        return _fields(self.written)

    def span(self, *path: str | int) -> Span:
        """Where the field stands, or the record when the field was not written."""
        return span_of(self.fields, path)

    def said(self, name: str) -> Any:
        """What was written for the field, without places: str, list or dict; None where nothing was."""
        return _plain(self.written).get(name)

    def has(self, name: str) -> bool:
        """Was the field written, if only as null?"""
        return self.written.has(name) if isinstance(self.written, Lined) else name in self.written.values

    def is_misread(self, name: str) -> bool:
        """Was something written for the field? Asked of a field that the row lacks."""
        return bool(self.said(name))

    def key_span(self, name: str, key: str) -> Span:
        """Where the key of a member of the field stands."""
        group = self.fields.values.get(name)
        return group.keys.get(key, group.span) if isinstance(group, Fields) else self.span(name)


def typed(
    items: Iterable[Located | Told], row: type[RowT], misread: set[str] | None = None
) -> tuple[list[Record[RowT]], list[Problem]]:
    """The records that have the row's shape, and what is wrong with the others and in part.

    ``misread`` takes the ids of those that are left out, as far as they can be told.
    """
    records: list[Record[RowT]] = []
    problems: list[Problem] = []
    more: list[Span] = []
    for item in items:
        if isinstance(item, tuple) and isinstance(item[0], row):
            records.append(Record(*item))
            continue
        record = _sound(item, row)
        if record is None:
            written = item[1] if isinstance(item, tuple) else item
            if len(problems) < MOST_DESCRIBED:
                record, found = _mended(written, row)
                problems += found
            else:
                more.append(_span(written))
            if record is None and misread is not None:
                misread.add(_id(written))
        if record is not None:
            records.append(record)
    if more:
        problems.append(more_problems(f"{len(more):,} more records from here on have problems", more[0]))
    return records, problems


def retyped(all_written: Iterable[Written], row: type[RowT]) -> list[Record[RowT]]:
    """The records of what was written for them, once it is known what is wrong with it."""
    return typed(((each.plain(), each) if isinstance(each, Lined) else each for each in all_written), row)[0]


def _sound(item: Located | Told, row: type[RowT]) -> Record[RowT] | None:
    """The record, or None when anything is wrong with it."""
    written: Written
    if isinstance(item, tuple):
        values, written = item
    elif isinstance(item, Fields):
        values, written = _values(item), item
    else:
        return None
    found = _converted(present(values), row) if values.keys() <= fields_of(row).keys() else None
    return None if found is None else Record(found, written)


def _values(fields: Fields) -> dict[str, Any]:
    """What stands in the fields, null included."""
    return {name: plain(value) for name, value in fields.values.items()}


def _mended(item: Located | Lined, row: type[RowT]) -> tuple[Record[RowT] | None, list[Problem]]:
    """The record as far as it is right, and what is wrong with it."""
    if isinstance(item, Scalar | Items):
        hint = f"write `- {{{', '.join(f'{name}: …' for name in required(row))}}}`"
        return None, [Problem("not-a-record", "a record is a set of named fields", item.span, hint)]
    return typed_record(item, row)


def _id(item: Located | Lined) -> str:
    """The id that was written for a record, as far as one can tell."""
    if isinstance(item, Lined):
        return item.text("id")
    written = item.values.get("id") if isinstance(item, Fields) else item
    return written.value if isinstance(written, Scalar) else ""


def _span(item: Located | Lined) -> Span:
    return item.fields().span if isinstance(item, Lined) else item.span


def _fields(written: Written) -> Fields:
    return written.fields() if isinstance(written, Lined) else written


def _plain(written: Written) -> dict[str, Any]:
    """What is written, without places and without what is null."""
    if isinstance(written, Lined):
        return written.plain()
    return present(_values(written))


def typed_record(written: Written, row: type[RowT]) -> tuple[Record[RowT] | None, list[Problem]]:
    """The record, or None when it lacks a field that it must have; and all that is wrong with it.

    A wrong field is reported and left out, so that one run finds them all.
    """
    located, known = _fields(written), fields_of(row)
    problems = list(unknown_fields(located, row))
    values = {name: value for name, value in _plain(written).items() if name in known}
    row_or_none = _converted(values, row)
    if row_or_none is not None:
        return Record(row_or_none, written), problems
    problems += missing_fields(located, row)
    for name in list(values):
        if found := list(faults(located.values[name], known[name].kind, name)):
            problems += found
            del values[name]
    row_or_none = _converted(values, row)
    return (None if row_or_none is None else Record(row_or_none, written)), problems


def _converted(values: dict[str, Any], row: type[RowT]) -> RowT | None:
    try:
        return msgspec.convert(values, row, strict=False, dec_hook=decode)
    except msgspec.ValidationError:
        return None
