"""TOML with a place for every key. ``tomllib`` reads the values; it keeps no places."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from guanxi_graph.problems import Span, refusal
from guanxi_graph.reading.located import Fields, Items, Located, Scalar

Path = tuple[str, ...]

_DEEPEST = 64
_DEEP_KEY = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{_DEEPEST}}}")


def parse_toml(text: str, name: str) -> Fields:
    """The tables of a file as located fields. Raises MapError with one problem."""
    deep = refusal("toml-depth", "this is nested too deeply", Span(name), "flatten it")
    if _DEEP_KEY.search(text):  # the parser takes the square of its length
        raise deep
    try:
        values = tomllib.loads(text)
        return _located_table(values, (), _places(text, name), Span(name))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        span = Span(name, int(place[1]), int(place[2])) if place else Span(name)
        message = f"this is not TOML: {str(error).partition(' (at')[0]}"
        raise refusal("toml-syntax", message, span, 'texts stand in double quotes: licence = "…"') from error
    except RecursionError as error:
        raise deep from error
    except ValueError as error:  # of a number with thousands of digits
        raise refusal("toml-syntax", f"this is not TOML: {error}", Span(name), "write a shorter number") from error


def _located_table(table: Mapping[str, Any], path: Path, places: Mapping[Path, Span], around: Span) -> Fields:
    keys = {key: places.get((*path, key), around) for key in table}
    return Fields({key: _located(value, (*path, key), places, keys[key]) for key, value in table.items()}, keys, around)


def _located(value: Any, path: Path, places: Mapping[Path, Span], span: Span) -> Located:
    """A value stands where its key does."""
    if isinstance(value, dict):
        return _located_table(value, path, places, span)
    if isinstance(value, list):
        return Items([_located(member, path, places, span) for member in value], span)
    return Scalar(str(value).lower() if isinstance(value, bool) else str(value), span)


_PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"""+'
    r"|'''.*?'''+"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[A-Za-z0-9_-]+"
    r"|.",
    re.DOTALL,
)


def _places(text: str, name: str) -> dict[Path, Span]:
    """Where each key and each table around it stands. Raises RecursionError for a table within too many."""
    places: dict[Path, Span] = {}
    for path, span in _paths(text, name):
        if len(path) > _DEEPEST:
            raise RecursionError
        for length in range(1, len(path) + 1):
            places.setdefault(path[:length], span)
    return places


def _paths(text: str, name: str) -> Iterator[tuple[Path, Span]]:
    """Where each key stands, by its path. What stands within a value in braces has the value's place.

    The text is TOML already, so its statements are told apart by their first characters.
    """
    table: Path = ()
    for line, column, pieces in _statements(text):
        header = pieces[0] == "["
        parts = [_unquoted(piece) for piece in pieces if not piece.isspace() and piece not in ".["]
        path = tuple(parts) if header else (*table, *parts)
        whole = "".join(pieces)
        written = whole.lstrip("[ \t")
        yield path, Span(name, line, column + len(whole) - len(written), len(written.rstrip()))
        table = path if header else table


def _statements(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """The line, the column and the pieces of each header and key, up to its ``]`` or ``=``."""
    line, start, depth = 1, 0, 0
    pieces: list[str] | None = []
    first = (1, 1)
    for match in _PIECE.finditer(text):
        piece = match[0]
        if pieces is None:  # within a value, or behind a header
            depth += (piece in "[{") - (piece in "]}")
            pieces = [] if piece == "\n" and depth == 0 else None
        elif piece in "]=":
            yield *first, pieces
            pieces, depth = None, 0
        elif pieces or not (piece.isspace() or piece.startswith("#")):
            first = first if pieces else (line, match.start() - start + 1)
            pieces.append(piece)
        if newlines := piece.count("\n"):
            line += newlines
            start = match.start() + piece.rindex("\n") + 1


def _unquoted(part: str) -> str:
    """The key that is written, its escapes read."""
    if part[0] not in "\"'":
        return part
    return next(iter(tomllib.loads(f"{part} = 0")))
