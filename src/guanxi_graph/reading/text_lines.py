"""The lines of a text, a stretch at a time: a large file is never a list of lines, nor one of line ends only."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from guanxi_graph.text import is_plain

_STRETCH = 1 << 20


def lines_of(text: str) -> Iterator[str]:
    r"""Each line with its end, which is ``\n``, ``\r`` or ``\r\n``."""
    for stretch in _stretches(text):
        yield from io.StringIO(stretch, newline="")


def are_plain(data: bytes) -> bool:
    """Whether no letter of lines in UTF-8 is hidden or not composed, tabs and the ends of lines apart."""
    rare = data.translate(None, _COMMON).decode()
    if _MARK.search(rare):  # as it may belong to a letter that was taken out
        rare = data.translate(_SPACED).decode()
    return not rare or is_plain(rare)


# Each of these is plain, beside whatever else but a mark: they are taken out, since most letters are among them.
_COMMON = b"\t\n\r" + bytes(range(0x20, 0x7F))
_SPACED = bytes.maketrans(b"\t\n\r", b"   ")
_MARK = re.compile("[\u0300-\u036f]")  # all with which Unicode composes ASCII


def _stretches(text: str) -> Iterator[str]:
    """The text in pieces that end where a line does."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _STRETCH) + 1 or len(text)
        yield text[start:end]
        start = end
