"""The lines of a text, a stretch at a time: a large file is never a list of lines, nor one of line ends only."""

from __future__ import annotations

import io
from collections.abc import Iterator

from guanxi_graph.text import is_plain

_STRETCH = 1 << 20


def lines_of(text: str) -> Iterator[str]:
    r"""Each line with its end, which is ``\n``, ``\r`` or ``\r\n``."""
    for stretch in _stretches(text):
        yield from io.StringIO(stretch, newline="")


def encoded_lines(text: str) -> Iterator[bytes]:
    r"""Each line in UTF-8 with its end, which is ``\n``."""
    for stretch in _stretches(text):
        yield from io.BytesIO(stretch.encode("utf-8", "surrogatepass"))


def are_plain(text: str) -> bool:
    """Whether no letter of the lines is hidden or not composed, tabs and the ends of lines apart."""
    return is_plain(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))


def _stretches(text: str) -> Iterator[str]:
    """The text in pieces that end where a line does."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _STRETCH) + 1 or len(text)
        yield text[start:end]
        start = end
