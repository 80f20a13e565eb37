"""Turtle as this package writes it, where each property is a line: lines are told by their words, without a parser.

A line break within a text is written as an escape, so that each that is seen ends a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

_END, _BETWEEN = " .\n\n", " ;\n    "


def blocks_in(turtle: str) -> Iterator[str]:
    """The text as it was written: its prefixes, then what is said of one thing after the other."""
    *blocks, _ = turtle.split(_END)
    return (block + _END for block in blocks)


def lines_with(words: Collection[str], blocks: Iterable[str], names: Collection[str] = ()) -> Iterator[str]:
    """Of such blocks the prefixes, and each line in which one of these words or names stands, with its subject.

    All that is said of a subject with one of these names. A word may stand within another one, a name does not.
    """
    is_named = _whole(names)
    rest = iter(blocks)
    yield next(rest)
    for block in rest:
        if _has_any(words, block) or is_named(block):
            first, *lines = block.removesuffix(_END).split(_BETWEEN)
            if not is_named(first):
                lines = [line for line in lines if "\n" in line or _has_any(words, line) or is_named(line)]
            yield _BETWEEN.join([first, *lines]) + _END


def _whole(names: Collection[str]) -> Callable[[str], bool]:
    """Whether one of the names stands in a text, and is not the beginning or the end of a longer one."""
    pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, names))})(?![\w.-])", re.ASCII)
    return lambda text: _has_any(names, text) and pattern.search(text) is not None


def _has_any(words: Iterable[str], text: str) -> bool:
    """Asked of millions: a pattern of all words takes three times as long, ``any`` twice."""
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False
