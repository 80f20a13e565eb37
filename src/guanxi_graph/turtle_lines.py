"""Turtle as this package writes it, where each property is a line: lines are told by their words, without a parser.

A line break within a text is written as an escape, so that each that is seen ends a line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

_END, _BETWEEN = " .\n\n", " ;\n    "


def blocks_in(turtle: str) -> Iterator[str]:
    """The text as it was written: its prefixes, then what is said of one thing after the other."""
    *blocks, _ = turtle.split(_END)
    return (block + _END for block in blocks)


def lines_with(words: Collection[str], blocks: Iterable[str]) -> Iterator[str]:
    """Of such blocks the prefixes, and each line in which one of these words stands, as triples of their subjects."""
    rest = iter(blocks)
    yield next(rest)
    for block in rest:
        if _has_any(words, block):
            first, *lines = block.removesuffix(_END).split(_BETWEEN)
            yield _BETWEEN.join([first, *(line for line in lines if "\n" in line or _has_any(words, line))]) + _END


def _has_any(words: Iterable[str], text: str) -> bool:
    """Asked of millions: a pattern of all words takes three times as long, ``any`` twice."""
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False
