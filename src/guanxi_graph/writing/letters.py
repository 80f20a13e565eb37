"""Places of a text replaced by other letters, all else left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from guanxi_graph.problems import MapError, Problem, Span

# A place, the letters that stand there, and those that will.
Letters = tuple[Span, str, str]

# What ends a line, as the reader of each kind of file counts them.
_BREAKS = {
    ".yaml": re.compile("\r\n|[\n\r\x85\u2028\u2029]"),
    ".csv": re.compile("\r\n|[\n\r]"),
}
_BREAK = re.compile("\n")


def with_letters(text: str, edits: Iterable[Letters]) -> str:
    """The text of a file with new letters for old ones at some places.

    Raises MapError when something else stands at one of them, as where an id is written with escapes.
    """
    starts: list[int] = []
    parts: list[str] = []  # from the end of the text
    end = len(text)
    for span, old, new in sorted(edits, reverse=True):
        starts = starts or line_starts(text, span.file)
        place = starts[span.line - 1] + span.column - 1
        if span.file.endswith(".toml"):
            place = _key(text, old, place)
        if text[place : min(place + len(old), end)] != old:
            hint = "write it plainly there, without escapes, and on one line"
            raise MapError([Problem("not-writable", f"`{old}` cannot be found in what is written here", span, hint)])
        parts += (text[place + len(old) : end], new)
        end = place
    return "".join([text[:end], *reversed(parts)])


def _key(text: str, name: str, place: int) -> int:
    """A key within braces is said to stand where the value does that it is a part of."""
    found = re.compile(rf"""(?<![\w-]){re.escape(name)}(?=["']?\s*=)""").search(text, place)
    return found.start() if found else place


def line_starts(text: str, file: str) -> list[int]:
    """Where each line of a file begins, as the reader of its kind counts lines."""
    suffix = Path(file).suffix.casefold().replace(".yml", ".yaml")
    return [0, *(found.end() for found in _BREAKS.get(suffix, _BREAK).finditer(text))]
