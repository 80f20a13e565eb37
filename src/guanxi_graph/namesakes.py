"""What things are called, as it is compared: which names two of them share, and which are only read alike.

Chinese names that differ may be read alike, so a name in Latin letters that is but the reading of a Chinese one is no
name in common: it never tells alone that two are one.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import chain

import msgspec

from guanxi_graph.names import forms, has_han, words
from guanxi_graph.pinyin import readings

# Points of a hundred for names that are only read alike, and from how many on two may be one: more must be alike.
READ, WORTH = 25, 30
_NEIGHBOUR = 15.0


class Name(msgspec.Struct, frozen=True):
    """A name as it is compared: run together, and its figures, which must be alike in names that are."""

    text: str
    run: str

    @property
    def figures(self) -> tuple[str, ...]:
        return tuple(word for word in words(self.text) if word.isdigit())

    @property
    def is_han(self) -> bool:
        return has_han(self.run)


class Called(msgspec.Struct, frozen=True, dict=True):
    """All that a thing is called."""

    texts: tuple[str, ...]

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return tuple(Name(text, run) for text in self.texts for run in forms(text))

    @cached_property
    def by_run(self) -> Mapping[str, Name]:
        return {name.run: name for name in self.names}

    @cached_property
    def chinese(self) -> frozenset[str]:
        """Its Chinese names, folded."""
        return frozenset(filter(has_han, runs_of(self.texts)))

    @cached_property
    def readings(self) -> frozenset[str]:
        """How its Chinese names are read, by every reading of the surname, which stands first or last."""
        return frozenset(run for text in self.texts if has_han(text) for run in _read(text))


def runs_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Names as they are compared, run together, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(map(forms, texts))))


def shared_names(one: Called, other: Called) -> list[str]:
    """The names, run together, that both have and that are no mere readings, Chinese ones first."""
    shared = one.by_run.keys() & other.by_run.keys()
    return sorted(shared - one.readings - other.readings, key=lambda run: (not one.by_run[run].is_han, run))


def read_alike(one: Called, other: Called) -> set[str]:
    """Readings of the Chinese names of one that the other is called, or of both that both are called."""
    return {*(one.readings & other.by_run.keys()), *(other.readings & one.by_run.keys())}


def tied_to(ends: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Whom each thing is tied to, but itself, by the ends of all ties."""
    found: dict[str, set[str]] = {}
    for one, other in ends:
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found


def weight(neighbour: str, tied: Mapping[str, Collection[str]]) -> float:
    """What it says that two are tied to this one, in points: the fewer others he is tied to, the more.

    15 / log₂(1 + degree). No paper has it: it is a convention, told in docs/joining.md.
    """
    return _NEIGHBOUR / math.log2(1 + max(2, len(tied[neighbour])))


def _read(text: str) -> set[str]:
    found = [reading.split() for reading in readings(text)]
    alike = [each for each in found if each[1:] == found[0][1:]]
    return {"".join(order) for each in alike for order in (each, [*each[1:], *each[:1]])}
