"""From located values to typed rows: the shape of a record, checked field by field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

import msgspec

from guanxi_graph.dates import Date, parse_date
from guanxi_graph.problems import MOST_DESCRIBED, Problem, Span, more_problems
from guanxi_graph.reading.located import Fields, Located, plain, span_of
from guanxi_graph.reading.shape import faults, fields_of, missing_fields, required, unknown_fields

RowT = TypeVar("RowT")


class Record(msgspec.Struct, Generic[RowT], frozen=True, gc=False):
    """A row, and where each of its fields stands."""

    row: RowT
    fields: Fields

    def span(self, *path: str | int) -> Span:
        """Where the field stands, or the record when the field was not written."""
        return span_of(self.fields, path)

    def is_misread(self, name: str) -> bool:
        """Was something written for the field? Asked of a field that the row lacks."""
        return bool(plain(self.fields.values[name])) if name in self.fields.values else False

    def key_span(self, name: str, key: str) -> Span:
        """Where the key of a member of the field stands."""
        group = self.fields.values.get(name)
        return group.keys.get(key, group.span) if isinstance(group, Fields) else self.span(name)


def typed(items: Iterable[Located], row: type[RowT]) -> tuple[list[Record[RowT]], list[Problem]]:
    """The records that have the row's shape, and what is wrong with the others and in part."""
    records: list[Record[RowT]] = []
    problems: list[Problem] = []
    more: list[Located] = []
    for item in items:
        if len(problems) >= MOST_DESCRIBED:
            sound = _sound(item, row)
            if sound is None:
                more.append(item)
            else:
                records.append(sound)
            continue
        if not isinstance(item, Fields):
            hint = f"write `- {{{', '.join(f'{name}: …' for name in required(row))}}}`"
            problems.append(Problem("not-a-record", "a record is a set of named fields", item.span, hint))
            continue
        record, found = typed_record(item, row)
        problems += found
        if record is not None:
            records.append(record)
    if more:
        problems.append(more_problems(f"{len(more):,} more records from here on have problems", more[0].span))
    return records, problems


def _sound(item: Located, row: type[RowT]) -> Record[RowT] | None:
    """The record, or None when anything is wrong with it."""
    if not isinstance(item, Fields) or not item.values.keys() <= fields_of(row).keys():
        return None
    values = {name: text for name, value in item.values.items() if (text := plain(value)) is not None}
    row_or_none = _converted(values, row)
    return None if row_or_none is None else Record(row_or_none, item)


def typed_record(written: Fields, row: type[RowT]) -> tuple[Record[RowT] | None, list[Problem]]:
    """The record, or None when it lacks a field that it must have; and all that is wrong with it.

    A wrong field is reported and left out, so that one run finds them all.
    """
    known = fields_of(row)
    values = {
        name: text for name, value in written.values.items() if name in known and (text := plain(value)) is not None
    }
    problems = [] if len(values) == len(written.values) else list(unknown_fields(written, row))
    row_or_none = _converted(values, row)
    if row_or_none is not None:
        return Record(row_or_none, written), problems
    problems += missing_fields(written, row)
    for name in list(values):
        if found := list(faults(written.values[name], known[name].kind, name)):
            problems += found
            del values[name]
    row_or_none = _converted(values, row)
    return (None if row_or_none is None else Record(row_or_none, written)), problems


def _converted(values: dict[str, Any], row: type[RowT]) -> RowT | None:
    try:
        return msgspec.convert(_listed(values, row), row, strict=False, dec_hook=decode)
    except msgspec.ValidationError:
        return None


def _listed(values: dict[str, Any], row: type[RowT]) -> dict[str, Any]:
    """A single text among named lists is a list of one."""
    known = fields_of(row)
    return {
        name: {key: [each] if isinstance(each, str) else each for key, each in value.items()}
        if isinstance(value, dict) and known[name].members_are_lists
        else value
        for name, value in values.items()
    }


def decode(kind: type[Any], value: Any) -> Any:
    """Msgspec's hook: dates are written as text."""
    if kind is Date:
        return parse_date(value)
    raise NotImplementedError(kind)
