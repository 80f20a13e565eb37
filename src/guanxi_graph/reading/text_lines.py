"""The lines of a text, a stretch at a time: a large file is never a list of lines, nor one of line ends only."""

from __future__ import annotations

import io
from collections.abc import Iterator

_STRETCH = 1 << 20


def lines_of(text: str) -> Iterator[str]:
    r"""Each line with its end, which is ``\n``, ``\r`` or ``\r\n``."""
    for stretch in _stretches(text):
        yield from io.StringIO(stretch, newline="")


def encoded_lines(text: str) -> Iterator[bytes]:
    r"""Each line in UTF-8 with its end, which is ``\n``."""
    for stretch in _stretches(text):
        yield from io.BytesIO(stretch.encode("utf-8", "surrogatepass"))


def _stretches(text: str) -> Iterator[str]:
    """The text in pieces that end where a line does."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _STRETCH) + 1 or len(text)
        yield text[start:end]
        start = end
