"""JSON that has nothing unusual about it, read fast: what is not surely so is left to an exact reader."""

from __future__ import annotations

from typing import Any

import msgspec

from guanxi_graph.reading.yaml import MAX_DEPTH

_Text = str | None
_Texts = str | list[_Text] | dict[str, _Text] | None

# What records are made of for the most part: no numbers, and nothing deep.
_IN_TEXTS = msgspec.json.Decoder(dict[str, str | list[_Texts] | dict[str, _Texts] | None])
_WITH_NUMBERS = msgspec.json.Decoder(dict[str, Any], float_hook=str)
_PLAIN = msgspec.json.Decoder()
_UNREAD = (msgspec.DecodeError, RecursionError, ValueError)
_ENCODER = msgspec.json.Encoder()


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


def _has_all(values: dict[str, Any], data: bytes) -> bool:
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
