"""JSON Lines: a record a line, with the fields of YAML. A number is the text that is written, as everywhere.

Most records are sound, and nobody asks where their fields stand: so places are found only then. Most are
plain too, and read by a fast reader; whatever is unusual about a line is left to the exact one.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from itertools import count, islice, repeat
from typing import Any

import msgspec

from guanxi_graph.problems import MOST_DESCRIBED, MapError, Problem, Span, more_problems, refusal
from guanxi_graph.reading.located import Fields, Items, Located, Scalar
from guanxi_graph.reading.plain_json import RowReader, plainly
from guanxi_graph.reading.text_lines import are_plain
from guanxi_graph.reading.yaml import MAX_DEPTH

# So many lines are read as rows at once: enough that nothing is done for each, few enough to read again one by one.
_AT_ONCE = 128


class JsonLine(msgspec.Struct, frozen=True, gc=False):
    """A record: its line as UTF-8, with its end, and where it stands. What it says is read again for whoever asks."""

    data: bytes
    file: str
    number: int

    @property
    def json(self) -> bytes:
        """The record, as a plain one of YAML has it."""
        return self.data

    @property
    def written(self) -> str:
        """The line, without its end."""
        return self.data.decode("utf-8", "surrogatepass").removesuffix("\n")

    def plain(self) -> dict[str, Any]:
        """The fields without places: str, list and dict. What is null is an absent field."""
        return present(_values(self))

    def has(self, field: str) -> bool:
        """Whether the field is written, if only as null."""
        return field in _values(self)

    def text(self, field: str) -> str:
        """What is written for the field, where that is a text."""
        value = self.plain().get(field)
        return value if isinstance(value, str) else ""

    def fields(self) -> Fields:
        """The same with places."""
        return _Tokens(self).fields()

    @property
    def letters(self) -> str:
        """All letters of its texts, with what stands between them; nothing where one is such that it is an escape."""
        if b"\\" not in self.data:
            return self.data.decode("utf-8", "surrogatepass").rstrip("\r\n")
        data = msgspec.json.encode(self.plain())
        return "" if _CONTROL.search(data) else data.decode("utf-8")


class JsonLines:
    """The records of a file in UTF-8, each with what it says: as the ``row`` that it is, else by name, null included.

    ``name`` is the file's in messages, and ``first`` the number of the first line. ``problems``, once all are
    read, has what is wrong with lines that are no records.
    """

    def __init__(self, data: bytes, name: str, row: type[Any], first: int = 1) -> None:
        self.data = data
        self.row = row
        self.name = name
        self.first = first
        self.problems: list[Problem] = []

    @property
    def is_plain(self) -> bool:
        """Whether no letter of theirs is hidden or not composed. Where letters are escapes nobody knows."""
        # Of white space JSON has these between texts only.
        return b"\\" not in self.data and are_plain(self.data)

    def __iter__(self) -> Iterator[tuple[Any, JsonLine]]:
        as_row = RowReader(self.row)
        more: list[Span] = []
        lines, first = io.BytesIO(self.data), self.first
        while some := list(islice(lines, _AT_ONCE)):
            written = map(JsonLine, some, repeat(self.name), count(first))
            rows = as_row.all_of(b"".join(some), len(some))
            yield from zip(rows, written, strict=True) if rows else self._one_by_one(written, as_row, more)
            first += len(some)
        if more:
            self.problems.append(more_problems(f"{len(more):,} more lines from here on are no records", more[0]))

    def _one_by_one(
        self, lines: Iterable[JsonLine], as_row: RowReader[Any], more: list[Span]
    ) -> Iterator[tuple[Any, JsonLine]]:
        """The records of lines among which something is unusual."""
        for line in lines:
            if (row := as_row(line.data)) is not None:
                yield row, line
                continue
            if line.data.isspace():
                continue
            try:
                values = _values(line)
            except MapError as error:
                if line.written.isspace():  # which is more than bytes know of
                    continue
                if len(self.problems) < MOST_DESCRIBED:
                    self.problems += error.problems
                else:
                    more.append(Span(line.file, line.number))
            else:
                yield values, line


def present(values: dict[str, Any]) -> dict[str, Any]:
    """Those that are not null."""
    return {name: value for name, value in values.items() if value is not None} if None in values.values() else values


def _values(line: JsonLine) -> dict[str, Any]:
    """What the line says. Raises MapError."""
    values = plainly(line.data)
    return _exactly(line) if values is None else values


def _exactly(record: JsonLine) -> dict[str, Any]:
    """Raises MapError."""
    line, name, number = record.written, record.file, record.number
    place = Span(name, number, len(line) - len(line.lstrip()) + 1)
    try:
        values = _READER.decode(line)
    except json.JSONDecodeError as error:
        column = min(error.pos, len(line.rstrip())) + 1
        message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise refusal("json-syntax", message, Span(name, number, column), _ONE_LINE) from error
    except RecursionError as error:
        raise _too_deep(place) from error
    except _Doubled:
        record.fields()
        raise
    except _Constant as error:
        message = f"this is not JSON: `{error}` is no number"
        raise refusal("json-syntax", message, place, "leave the field out") from error
    if not isinstance(values, dict):
        raise refusal("not-a-record", "a record is a set of named fields", place, _ONE_LINE)
    if line.count("{") + line.count("[") > MAX_DEPTH and _depth(values) > MAX_DEPTH:
        raise _too_deep(place)
    _require_whole(record)
    return _in_texts(values) if "true" in line or "false" in line else values


def _require_whole(line: JsonLine) -> None:
    """Raises MapError for half of a character, as is left where a text was cut within one: no file can hold it."""
    for found in _ESCAPE.finditer(line.written):
        if half := found["half"]:
            message, span = (
                f"this is half of a character, U+{half.upper()}",
                Span(line.file, line.number, found.start() + 1, 6),
            )
            raise refusal("bad-character", message, span, "write the whole character, or leave it out")


# A backslash with what it stands before, or both halves of a character.
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u(?P<half>[dD][89a-fA-F]..)|\\.")
_ONE_LINE = "write one record in braces on each line, its names and texts in double quotes"


def _too_deep(place: Span) -> MapError:
    return refusal("json-depth", f"nested deeper than {MAX_DEPTH}", place, "flatten this")


def _depth(value: Any) -> int:
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, members), default=0)


class _Doubled(ValueError):  # noqa: N818 - neither leaves this module
    """A name that an object has twice."""


class _Constant(ValueError):  # noqa: N818
    """NaN and its like, which are no JSON."""


def _no_number(word: str) -> Any:
    raise _Constant(word)


def _named(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Raises ``_Doubled`` for an object that has a name twice."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise _Doubled
    return values


def _in_texts(value: Any) -> Any:
    """The value with true and false as the words that are written."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return [_in_texts(each) for each in value]
        case dict():
            return {name: _in_texts(each) for name, each in value.items()}
    return value


_READER = json.JSONDecoder(object_pairs_hook=_named, parse_int=str, parse_float=str, parse_constant=_no_number)
_CONTROL = re.compile(rb'\\[^"\\]')
_TOKEN = re.compile(r'\s*+(?P<token>"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],:]|[^\s{}\[\],:"]++)')


def _letters(token: str) -> str:
    """What stands between the marks of a string."""
    return json.loads(token) if "\\" in token else token[1:-1]


class _Tokens:
    """The tokens of a line that is known to be JSON, with the places where they stand.

    Raises MapError for a name that an object has twice.
    """

    def __init__(self, line: JsonLine) -> None:
        self.line = line
        self.tokens = _TOKEN.finditer(line.written)

    def fields(self) -> Fields:
        value = self._value(*self._next())
        assert isinstance(value, Fields)  # noqa: S101
        return value

    def _next(self) -> tuple[str, Span]:
        found = next(self.tokens)
        token = found["token"]
        return token, Span(self.line.file, self.line.number, found.start("token") + 1, len(token))

    def _value(self, mark: str, span: Span) -> Located:
        if mark == "{":
            return self._object(span)
        if mark == "[":
            return Items(list(self._members()), span)
        if mark.startswith('"'):
            return Scalar(_letters(mark), span)
        return Scalar(mark, span, is_null=mark == "null")

    def _members(self) -> Iterator[Located]:
        while (found := self._next())[0] != "]":
            if found[0] != ",":
                yield self._value(*found)

    def _object(self, span: Span) -> Fields:
        values: dict[str, Located] = {}
        keys: dict[str, Span] = {}
        while (found := self._next())[0] != "}":
            if found[0] != ",":
                name = _letters(found[0])
                if name in keys:
                    raise refusal("duplicate-key", f"`{name}` is given twice", found[1], "keep one of them")
                keys[name] = found[1]
                self._next()
                values[name] = self._value(*self._next())
        return Fields(values, keys, span)
