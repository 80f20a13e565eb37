"""JSON that has nothing unusual about it, read fast: what is not surely so is left to an exact reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from typing import Any, Generic, TypeVar

import msgspec

from guanxi_graph.dates import Date, parse_date
from guanxi_graph.reading.shape import fields_of
from guanxi_graph.reading.yaml import MAX_DEPTH

RowT = TypeVar("RowT")

_Text = str | None
_Texts = str | list[_Text] | dict[str, _Text] | None

# What records are made of for the most part: no numbers, and nothing deep.
_IN_TEXTS = msgspec.json.Decoder(dict[str, str | list[_Texts] | dict[str, _Texts] | None])
_WITH_NUMBERS = msgspec.json.Decoder(dict[str, Any], float_hook=str)
_PLAIN = msgspec.json.Decoder()
_NAMES = msgspec.json.Decoder(dict[str, msgspec.Raw])
_UNREAD = (msgspec.DecodeError, RecursionError, ValueError)
_ENCODER = msgspec.json.Encoder()


def _decoded(kind: type[Any], value: Any) -> Any:
    """Msgspec's hook: dates are written as text."""
    if kind is Date and isinstance(value, str):
        return parse_date(value)
    raise ValueError(value)


# Few dates of a large map differ.
decode: Callable[..., Any] = lru_cache(maxsize=65536)(_decoded)


class RowReader(Generic[RowT]):
    """Reads lines as rows, without the values in between."""

    def __init__(self, row: type[RowT]) -> None:
        self._decode = msgspec.json.Decoder(row, strict=False, dec_hook=decode).decode_lines
        groups = [name for name, field in fields_of(row).items() if field.is_named and not field.members]
        self._groups = [attrgetter(name) for name in groups]

    def __call__(self, data: bytes) -> RowT | None:
        """The row that a record is; None where that is not sure: for what is wrong, or not written as texts."""
        rows = self.all_of(data, 1)
        return rows[0] if rows else None

    def all_of(self, data: bytes, number: int) -> list[RowT] | None:
        """The rows of so many records, a line each; None where that is not sure of all of them."""
        try:
            rows = self._decode(data)
            # Only between two records may a brace be closed on one line and another opened on the next.
            parted = len(rows) == number == 1 + (data.count(b"}\n{") or data.count(b"}\r\n{"))
            once = parted and (self._has_each_once(rows, data) or _has_all(_PLAIN.decode_lines(data), data))
        except _UNREAD:
            return None
        return rows if once else None

    def _has_each_once(self, rows: list[RowT], data: bytes) -> bool:
        """Whether there are as many names as there are colons, of which each name needs one."""
        names = sum(map(len, _NAMES.decode_lines(data)))
        for group in self._groups:
            names += sum(map(len, map(group, rows)))
        return data.count(b":") == names


def plainly(data: bytes) -> dict[str, Any] | None:
    """A record's values as str, None, list and dict: numbers and words as they are written.

    None where that is not sure: for what is no record, has a name twice or is nested deep.
    """
    try:
        values = _IN_TEXTS.decode(data)
    except msgspec.ValidationError:
        return _with_numbers(data)
    except _UNREAD:
        return None
    return values if _has_all(values, data) else None


def _with_numbers(data: bytes) -> dict[str, Any] | None:
    try:
        values, plain = _WITH_NUMBERS.decode(data), _PLAIN.decode(data)
        if data.count(b"{") + data.count(b"[") > MAX_DEPTH or not _has_all(plain, data):
            return None
        return {name: _in_text(value) for name, value in values.items()}
    except _UNREAD:
        return None


def _has_all(values: dict[str, Any] | list[Any], data: bytes) -> bool:
    """Whether nothing that was written is lost: of a name given twice only the last value would be left.

    A quotation mark begins or ends a name or a text, or stands in one behind a backslash, there as here.
    """
    return _ENCODER.encode(values).count(b'"') == data.count(b'"') and b"\\u0022" not in data


def _in_text(value: Any) -> Any:
    """Raises ValueError for a number that may not be written as it is told."""
    match value:
        case str() | None:
            return value
        case bool():
            return "true" if value else "false"
        case int() if value:  # not -0
            return str(value)
        case list():
            return [_in_text(each) for each in value]
        case dict():
            return {name: _in_text(each) for name, each in value.items()}
    raise ValueError(value)
