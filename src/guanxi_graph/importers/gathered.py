"""What the tables say, row by row, before words are relations and names are ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from guanxi_graph.model import Entity


class Place(NamedTuple):
    """Where a row stands."""

    table: str
    line: int


class Cited(NamedTuple):
    """A source as the tables name it: by a title, an address, or an id; all empty for the default source."""

    title: str = ""
    url: str = ""
    locator: str = ""
    quote: str = ""
    link: str = ""


class Thing(msgspec.Struct, kw_only=True):
    """An entity to be. ``key`` is what the tables call it; ``names`` are by language, "" for what is still to be told.

    ``word`` is their word for what it is, ``cls`` the class where it is known, ``parent`` what that is a kind of
    where it is new.
    """

    key: str
    place: Place
    names: dict[str, str] = {}
    word: str = ""
    cls: str = ""
    parent: str = "Thing"
    default: str = ""
    aliases: list[str] = []
    description: str = ""
    same_as: list[str] = []
    coordinates: tuple[str, str] | None = None
    living: str = ""
    image: Mapping[str, str] = {}

    def add(self, more: Thing) -> None:
        """What another account of the thing has that this one has not; another name is an alias."""
        if self.names == {"": self.key}:  # that is no name yet
            self.names = more.names or self.names
        elif more.names != {"": more.key}:
            self.aliases = [*self.aliases, *(each for each in more.names.values() if each not in self.names.values())]
            self.names = {**more.names, **self.names}
        for field in ("word", "cls", "description", "living"):
            setattr(self, field, getattr(self, field) or getattr(more, field))
        self.image = self.image or more.image
        self.coordinates = self.coordinates or more.coordinates
        self.aliases = list(dict.fromkeys((*self.aliases, *more.aliases)))
        self.same_as = list(dict.fromkeys((*self.same_as, *more.same_as)))


def tells_more(thing: Thing, known: Entity) -> bool:
    """Whether something is told of the thing that the map has not."""
    names = {*thing.names.values(), *thing.aliases} - {thing.key, *known.names}
    told = (thing.description, *thing.same_as)
    has = {*known.description.values(), *known.same_as}
    place = thing.coordinates and tuple(map(float, thing.coordinates))
    pictured = thing.image and not known.image
    return bool(names or pictured or not has.issuperset(filter(None, told)) or place not in {None, known.coordinates})


class Tie(msgspec.Struct, kw_only=True):
    """A claim to be: ``word`` is the tables' word for the relation, ``relation`` its id where that is known."""

    subject: str
    place: Place
    word: str = ""
    relation: str = ""
    object: str = ""
    value: str = ""
    start: str = ""
    end: str = ""
    at: str = ""
    weight: str = ""
    undirected: bool = False
    confidence: str = ""
    rank: str = ""
    denied: str = ""
    qualifiers: Mapping[str, tuple[str, ...]] = {}
    notes: Sequence[str] = ()
    cited: Sequence[Cited] = ()


class Gathered:
    """All of an import. ``left`` has the rows that could not be taken, or only in part, by the reason why.

    ``listed`` is whether there is a table of things; ``made`` are the rows of ties whose ends stand in none.
    """

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self.ties: list[Tie] = []
        self.left: defaultdict[str, list[Place]] = defaultdict(list)
        self.listed, self.made = False, list[Place]()
        self.rows: dict[str, int] = {}
        self._called: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, thing: Thing) -> Thing:
        """The thing, or what is there of its key with what the new one adds."""
        known = self.things.setdefault(thing.key, thing)
        if known is not thing:
            known.add(thing)
        for name in thing.names.values():
            self._called[name].add(thing.key)
        return known

    def called(self, name: str) -> set[str]:
        """The keys of the things of that name."""
        return self._called.get(name) or set()

    def date(self, tie: Tie, heading: str, read: str | None, *, says_more: bool) -> None:
        """A value that is a date, in the form that a map keeps; one that cannot be read is said as it is written."""
        if read is None:
            self.leave(f"has a date that cannot be read, kept as it is written: `{heading}`", tie.place)
            tie.word, tie.relation = "", "describedAs"
        elif says_more:
            tie.notes = [*tie.notes, f"{heading}: {tie.value}"]
        tie.value = read or f"{heading}: {tie.value}"

    def leave(self, reason: str, place: Place) -> None:
        self.left[reason].append(place)


def rows_told(places: Sequence[Place], most: int = 8) -> str:
    """``rows 3, 5 of edges.csv``; the first of many rows, and of many tables."""
    by_table: dict[str, dict[int, None]] = {}
    for place in places:
        by_table.setdefault(place.table, {})[place.line] = None
    told = [_of_table(table, list(lines), most) for table, lines in by_table.items()]
    more = [f"and of {len(told) - _TABLES:,} more files"] if len(told) > _TABLES else []
    return "; ".join(told[:_TABLES] + more)


def _of_table(table: str, lines: Sequence[int], most: int) -> str:
    shown = ", ".join(map(str, lines[:most]))
    more = f" and {len(lines) - most:,} more" if len(lines) > most else ""
    return f"row{'s' * (len(lines) > 1)} {shown}{more} of {table}"


_TABLES = 4  # that are told of many
