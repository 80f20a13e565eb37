"""The rows of a table of others: each cell cleaned, with what its column is for."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from guanxi_graph.importers.foreign_table import ForeignTable
from guanxi_graph.importers.gathered import Gathered, Place
from guanxi_graph.importers.headings import LEFT_OUT
from guanxi_graph.text import hidden_character


def header_of(table: ForeignTable, header: int) -> list[str]:
    """The names of the columns, each once; numbers where the table has none."""
    if not header:
        return [str(number) for number in range(1, max(map(len, table.rows), default=0) + 1)]
    names: list[str] = []
    for place, cell in enumerate(table.rows[header - 1] if header <= len(table.rows) else (), 1):
        name = unicodedata.normalize("NFC", " ".join(cell.split())) or f"column {place}"
        number = 2
        while name in names:
            name, number = f"{cell.strip() or 'column'} ({number})", number + 1
        names.append(name)
    return names


class Column(NamedTuple):
    """What a column is for (``start``, ``qualifiers.role``), its heading, and its place among those that are read."""

    aim: str
    heading: str
    place: int

    @property
    def stem(self) -> str:
        return self.aim.partition(".")[0]

    @property
    def name(self) -> str:
        """What follows the dot."""
        return self.aim.partition(".")[2]


class Row:
    """The cells of a row by the places of their columns, and for each aim the first that says something."""

    __slots__ = ("_by_aim", "place", "texts")

    def __init__(self, texts: Sequence[str], by_aim: Mapping[str, str], place: Place) -> None:
        self.texts, self._by_aim, self.place = texts, by_aim, place

    def get(self, aim: str) -> str:
        return self._by_aim.get(aim, "")

    def said(self, columns: Iterable[Column]) -> Iterator[tuple[Column, str]]:
        """What stands in these columns."""
        return ((column, text) for column in columns if (text := self.texts[column.place]))


class TableRows:
    """The rows of a table below its header. ``columns`` has for each heading that is read its aim and its place."""

    def __init__(self, table: ForeignTable, header: int, columns: Iterable[tuple[str, str, int]]) -> None:
        read = [each for each in columns if each[1] != LEFT_OUT]
        self._table, self._header = table, header
        self._places = [place for _, _, place in read]
        self.columns = [Column(aim, heading, number) for number, (heading, aim, _) in enumerate(read)]

    def told(self, *stems: str) -> list[Column]:
        """The columns that are for one of these."""
        return [column for column in self.columns if column.stem in stems]

    def read(self, nil: Iterable[str], found: Gathered) -> Iterator[Row]:
        """Each row; what cannot be taken of one is told to ``found``."""
        table, width = self._table, len(header_of(self._table, self._header))
        place = Place(table.name, 0)
        cleaned = _Cleaned(nil, lambda: found.leave(_UNSEEN, place))
        firsts = [(column.aim, column.place) for column in reversed(self.columns)]
        for index in range(self._header, len(table.rows)):
            cells, place = table.rows[index], Place(table.name, table.line(index))
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                found.leave("has more cells than the header: those were left out", place)
            if len(cells) < width:
                cells = [*cells, *[""] * (width - len(cells))]
            texts = [cleaned[cells[at]] for at in self._places]
            yield Row(texts, {aim: text for aim, at in firsts if (text := texts[at])}, place)


_UNSEEN = "held a character that cannot be seen: it was taken out"


class _Cleaned(dict[str, str]):
    """Cells as they are taken, each text cleaned once; but each that holds what cannot be seen is told."""

    def __init__(self, nil: Iterable[str], told: Callable[[], None]) -> None:
        super().__init__()
        self._nil, self._told = frozenset(each.casefold() for each in nil), told

    def __missing__(self, cell: str) -> str:
        text, hidden = " ".join(cell.split()), False
        while found := hidden_character(text):
            self._told()
            text, hidden = text.replace(found, "").strip(), True
        text = unicodedata.normalize("NFC", text)  # as a map has it, so that equal names are equal
        text = "" if text.casefold() in self._nil else text
        return text if hidden else self.setdefault(cell, text)
