"""Finding names in texts, however they are written.

Letter case, accents and tone marks, spaces, hyphens and underscores, traditional or simplified
characters do not count, nor does the order of a name of two Latin parts. In scripts that part words
a name begins and ends with a word; Chinese has no such marks. One pass over a text finds all names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from guanxi_graph.simplified import simplified

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_A_HAN = re.compile(f"[{_HAN}]")
_HAN_AND_DIGITS = re.compile("[\u3400-\u9fff0-9]+")
# A Chinese character, a word, a number, or a mark that no name goes across.
_TOKEN = re.compile(rf"[{_HAN}]|[^\W\d_{_HAN}]+|\d+|[^\w\s\-.,'’·•‧]")
# The same, and a new word within a word, where all is ASCII.
_ASCII_TOKEN = re.compile(r"[A-Z]+[a-z]*|[a-z]+|\d+|[^\w\s\-.,']")
# A longer name is sought by its beginning.
_SHORTEST, _LONGEST = 2, 200


class Place(NamedTuple):
    """Where in a text something is named, from ``start`` to before ``end``; several things may have one name."""

    start: int
    end: int
    things: frozenset[str]


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


class Names:
    """Which of several things are named in a text. ``called`` gives all that each of them is called."""

    def __init__(self, called: Mapping[str, Iterable[str]]) -> None:
        self._things: dict[str, set[str]] = {}
        for thing, names in called.items():
            for name in names:
                for form in forms(name):
                    self._things.setdefault(form, set()).add(thing)
        self._beginnings = {form[:length] for form in self._things for length in range(1, len(form) + 1)}

    def __bool__(self) -> bool:
        return bool(self._things)

    def in_text(self, text: str) -> set[str]:
        """The things that the text names. A name of one character counts only when it is the whole text."""
        readings = {text, unquote(text)} if "%" in text else {text}
        return {thing for reading in readings for form in self._found(words(reading)) for thing in self._things[form]}

    def places(self, text: str) -> Iterator[Place]:
        """Where things are named in a composed text (NFC), from left to right, the longest name at each place."""
        words = list(_placed(text))
        folded, first = [word.folded for word in words], 0
        while first < len(words):
            runs = list(self._from(folded, first))
            form, last = runs[-1] if runs else ("", first)
            if form:
                yield Place(words[first].start, words[last].end, frozenset(self._things[form]))
            first = last + 1

    def _found(self, words: list[str]) -> Iterator[str]:
        for first in range(len(words)):
            yield from (form for form, _ in self._from(words, first))

    def _from(self, words: list[str], first: int) -> Iterator[tuple[str, int]]:
        """The names that begin with the word, the shortest first, each with its last word."""
        run, last = words[first][:_LONGEST], first
        while run in self._beginnings:
            if run in self._things and (len(run) >= _SHORTEST or len(words) == 1):
                yield run, last
            last += 1
            if last == len(words) or len(run) == _LONGEST:
                break
            run = (run + words[last])[:_LONGEST]


@lru_cache(maxsize=65536)
def forms(name: str) -> tuple[str, ...]:
    """A name as it is sought: run together, and turned round when it has two parts."""
    if _HAN_AND_DIGITS.fullmatch(name):  # what folds letter by letter, as most Chinese names do
        return (name.translate(_table())[:_LONGEST],)
    parts = words(name)
    whole = "".join(parts)
    if len(parts) == 2 and whole.isalpha() and len(parts[0]) > 1 < len(parts[1]):
        return whole[:_LONGEST], "".join(reversed(parts))[:_LONGEST]
    return (whole[:_LONGEST],) if whole else ()


def is_han(char: str) -> bool:
    return _A_HAN.match(char) is not None


def has_han(text: str) -> bool:
    """Whether any of its characters is Chinese."""
    return not text.isascii() and _A_HAN.search(text) is not None


def words(text: str) -> list[str]:
    """A text as it is sought: its words, each Chinese character, each number, and the marks that part names."""
    if text.isascii():
        return [part.lower() for part in _ASCII_TOKEN.findall(text)]
    parts = _TOKEN.findall(_CAMEL.sub(" ", unicodedata.normalize("NFC", text)))
    return [word for part in parts for word in _words_of(part)]


def _placed(text: str) -> Iterator[_Word]:
    """The words of a composed text, folded, with their places. What folds to several words has one place."""
    for token in _TOKEN.finditer(text):
        start = token.start()
        for part in _CAMEL.split(token[0]):
            end = start + len(part)
            yield from (_Word(word, start, end) for word in _words_of(part))
            start = end


@lru_cache(maxsize=65536)
def _words_of(part: str) -> tuple[str, ...]:
    """A part of a text, folded: mostly one word."""
    return (part.casefold(),) if part.isascii() else tuple(_TOKEN.findall(_folded(part)))


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    """In small letters without accents, and in simplified characters."""
    composed = unicodedata.normalize("NFC", text).translate(_table())
    letters = unicodedata.normalize("NFKD", composed)
    return "".join(char for char in letters if not unicodedata.combining(char)).casefold()


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """Simplified characters; and the Chinese comma parts sentences, so that no name goes across it."""
    variants = {ord(old): new for old, new in zip(_VARIANTS[::2], _VARIANTS[1::2], strict=True)}
    return {ord(old): new for old, new in simplified().items()} | variants | {ord("，"): "。", ord("．"): "。"}


# Old and Japanese forms that are neither traditional nor simplified, each before the usual one.
_VARIANTS = "靑青眞真淸清敎教硏研爲为內内晩晚郞郎沢泽浜滨辺边髙高﨑崎"
