"""Search over things by what they are called. Time grows with the names that there are, and no faster."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import msgspec

from guanxi_graph.addresses import plain_address
from guanxi_graph.search.spelling import (
    Nearness,
    Spelling,
    has_beginning,
    nearness,
    nearness_of_code,
    read,
    spelled,
)
from guanxi_graph.text import mistyped, nearest

# What is the name of somebody else is not the thing's own.
_OF_OTHERS = frozenset({"author", "publisher"})


class Called(msgspec.Struct, frozen=True):
    """A thing to be found. Each text comes behind what it is: ``("alias", "Pony Ma")``.

    ``codes`` (addresses, identifiers) are found as a whole or by a long part, and not by their words.
    """

    kind: str
    id: str
    names: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...] = ()


class Hit(msgspec.Struct, frozen=True, order=True):
    """A thing that was found, by which of its texts. In order the nearest are first; ``slip`` grows with the slip."""

    nearness: Nearness
    slip: int
    kind: str
    length: int
    id: str
    what: str
    text: str


class _Name(NamedTuple):
    """One of a thing's texts as it is sought."""

    what: str
    text: str
    spelling: Spelling


class _Thing(NamedTuple):
    called: Called
    names: list[_Name]

    def hit(self, found: Nearness, what: str, text: str, slip: int = 0) -> Hit:
        return Hit(found, slip, self.called.kind, len(text), self.called.id, what, text)


class Searcher(msgspec.Struct, frozen=True, dict=True):
    """Finds things by any of their names, however they are typed.

    Names may be romanised (every reading of a Chinese one), shortened to initials, in any order, in part, and
    mistyped: slips are allowed for where nothing is found without.
    """

    things: tuple[Called, ...]

    def find(self, text: str) -> list[Hit]:
        """What is called so, the nearest first."""
        sought = spelled(text)
        if not sought.run:
            return []
        things = self._things(sought)
        named = (_by_name(thing, sought) or _by_names(thing, sought) for thing in things)
        hits = [hit for hit in (*named, *self._by_code(text)) if hit]
        best = {(hit.kind, hit.id): hit for hit in sorted(hits, reverse=True)}
        return sorted(best.values() or self._mistyped(sought))

    def near(self, text: str) -> list[Hit]:
        """What may have been meant where nothing is found: what a word of it names, else the name nearest to it."""
        words = (word for word in spelled(text).words if word.isalpha() and len(word) > 1)
        for word in sorted(words, key=len, reverse=True):
            if found := [hit for hit in self.find(word) if hit.nearness < Nearness.SLIP]:
                return found
        by_name = {name.text: thing.hit(Nearness.SLIP, *name[:2]) for thing in self._plain for name in thing.names}
        close = nearest(text, by_name)
        return [by_name[close]] if close else []

    def _things(self, sought: Spelling) -> list[_Thing]:
        """With how Chinese names are read, where Latin letters are typed."""
        return self._read if sought.run.isascii() else self._plain

    @cached_property
    def _plain(self) -> list[_Thing]:
        return [_Thing(each, [_Name(what, text, spelled(text)) for what, text in each.names]) for each in self.things]

    @cached_property
    def _read(self) -> list[_Thing]:
        return [_Thing(called, [each for name in names for each in _readings(name)]) for called, names in self._plain]

    @cached_property
    def _codes(self) -> list[tuple[_Thing, _Name]]:
        return [
            (thing, _Name(what, text, spelled(plain_address(text))))
            for thing in self._plain
            for what, text in thing.called.codes
        ]

    def _by_code(self, text: str) -> Iterator[Hit]:
        sought = spelled(plain_address(text.strip()))
        for thing, code in self._codes:
            found = nearness_of_code(sought, code.spelling)
            if found is not None:
                yield thing.hit(found, code.what, code.text)

    def _mistyped(self, sought: Spelling) -> Iterator[Hit]:
        things = self._things(sought)
        runs = {run: place for place, run in enumerate(mistyped(sought.run, self._runs))}
        meant = [self._meant(word) for word in sought.words]
        for thing in things:
            slips = ((_slip(name.spelling, runs, meant), name) for name in thing.names)
            found = [(slip, name) for slip, name in slips if slip is not None]
            if found:
                slip, name = min(found, key=lambda each: each[0])
                yield thing.hit(Nearness.SLIP, name.what, name.text, slip)

    @cached_property
    def _runs(self) -> dict[str, None]:
        return {name.spelling.run: None for thing in self._read for name in thing.names}

    @cached_property
    def _words(self) -> dict[str, None]:
        return {word: None for thing in self._read for name in thing.names for word in name.spelling.words}

    def _meant(self, word: str) -> dict[str, int]:
        """The words that begin so, else those that this may be a slip for, each with how bad a slip it would be."""
        begun = {each: 0 for each in self._words if each.startswith(word)}
        return begun or {each: place for place, each in enumerate(mistyped(word, self._words))}


def _readings(name: _Name) -> Iterator[_Name]:
    yield name
    if not name.text.isascii():
        for reading in read(name.text):
            yield _Name("reading", f"{name.text}: {' '.join(reading.words)}", reading)


def _by_name(thing: _Thing, sought: Spelling) -> Hit | None:
    """The nearest of a thing's names, the first of several."""
    best: tuple[Nearness, _Name] | None = None
    for name in thing.names:
        found = nearness(sought, name.spelling)
        if found is not None and name.what in _OF_OTHERS:
            found = max(found, Nearness.WORDS)
        if found is not None and (best is None or found < best[0]):
            best = found, name
    return thing.hit(best[0], best[1].what, best[1].text) if best else None


def _by_names(thing: _Thing, sought: Spelling) -> Hit | None:
    """Several names together, where each word is of one of them: Wang Xing 王兴, or an author and a title."""
    if len(sought.words) < 2:
        return None
    having: dict[str, Spelling] = {}
    for word in sought.words:
        name = next((each for each in thing.names if has_beginning(each.spelling.words, word)), None)
        if name is None:
            return None
        having[name.text] = name.spelling
    is_whole = sum(len(name.run) for name in having.values()) == len(sought.run)
    return thing.hit(Nearness.WHOLE if is_whole else Nearness.STARTS, "names", " · ".join(having))


def _slip(name: Spelling, runs: dict[str, int], meant: list[dict[str, int]]) -> int | None:
    """How bad a slip it takes to type the name so; None when it is another."""
    if name.run in runs:
        return runs[name.run]
    places = [[slips[word] for word in name.words if word in slips] for slips in meant]
    return sum(map(min, places)) if all(places) else None
