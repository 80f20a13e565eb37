"""How a text is spelled for a search, and how near what is typed comes to it.

What is folded away (case, accents, scripts of Chinese, hyphens) is ``guanxi_graph.names``' to say.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import groupby

import msgspec

from guanxi_graph.names import is_han, words
from guanxi_graph.pinyin import readings

# A part inside of a Latin word that is shorter stands in every second name.
_SHORTEST_PART = 3
_SHORTEST_CODE = 6
# Of a longer Chinese text only the usual reading is kept: it is a title and not a name.
_LONGEST_NAME = 12


class Nearness(IntEnum):
    """How near, the nearest first."""

    WHOLE = 0  # the whole name, its parts in any order
    BEGINS = 1
    WORDS = 2  # whole words of it
    STARTS = 3  # beginnings of its words, or parts of its Chinese ones
    INITIALS = 4
    INSIDE = 5
    SLIP = 6  # but for a slip of the keyboard


class Spelling(msgspec.Struct, frozen=True):
    """A text run together, its words, and their first letters (mht of ma hua teng) where they are Latin and several.

    Chinese characters that stand together are one word.
    """

    run: str
    words: tuple[str, ...]
    initials: str


@lru_cache(maxsize=500_000)
def spelled(text: str) -> Spelling:
    found = tuple(word for chunk in text.split() for word in _joined(words(chunk)))
    run = "".join(found)
    initials = "".join(word[0] for word in found) if len(found) > 1 and run.isascii() else ""
    return Spelling(run, found, initials)


@lru_cache(maxsize=200_000)
def read(name: str) -> tuple[Spelling, ...]:
    """How a Chinese name is read: each reading in syllables."""
    found = readings(name)
    return tuple(map(spelled, found if len(name) <= _LONGEST_NAME else found[:1]))


def nearness(sought: Spelling, name: Spelling) -> Nearness | None:
    """How near what is typed comes to a name; None when it is not in it."""
    if sought.words[0] not in name.run:
        return Nearness.INITIALS if sought.run == name.initials else None
    return next((near for near, holds in _HOLDS.items() if holds(sought, name)), None)


def nearness_of_code(sought: Spelling, code: Spelling) -> Nearness | None:
    """The same for an address or an identifier, of which only a long part says anything."""
    if sought.run == code.run:
        return Nearness.WHOLE
    if len(sought.run) < _SHORTEST_CODE or sought.run not in code.run:
        return None
    return Nearness.BEGINS if code.run.startswith(sought.run) else Nearness.INSIDE


def has_beginning(given: Collection[str], part: str) -> bool:
    """Whether one of the words begins so, or is Chinese and holds the part."""
    return any(part in word and (word.startswith(part) or is_han(part[0])) for word in given)


def _is_whole(sought: Spelling, name: Spelling) -> bool:
    return len(sought.run) == len(name.run) and all(word in name.run for word in sought.words)


def _is_inside(sought: Spelling, name: Spelling) -> bool:
    return sought.run in name.run and (len(sought.run) >= _SHORTEST_PART or not sought.run.isascii())


_HOLDS: Mapping[Nearness, Callable[[Spelling, Spelling], bool]] = {
    Nearness.WHOLE: _is_whole,
    Nearness.BEGINS: lambda sought, name: name.run.startswith(sought.run),
    Nearness.WORDS: lambda sought, name: all(word in name.words for word in sought.words),
    Nearness.STARTS: lambda sought, name: all(has_beginning(name.words, word) for word in sought.words),
    Nearness.INSIDE: _is_inside,
}


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """Without marks, and the characters of a Chinese name put together again."""
    named = (part for part in parts if part[0].isalnum())
    for han, run in groupby(named, lambda part: is_han(part[0])):
        together = list(run)
        yield from ["".join(together)] if han else together
