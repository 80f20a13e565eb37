"""The rows of a table of others: each cell cleaned, with what its column is for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat, zip_longest
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
    """The cells of a row by the places of their columns. ``left`` is what cannot be taken of it, to be told."""

    __slots__ = ("_columns", "left", "place", "texts")

    def __init__(self, columns: Mapping[str, Sequence[int]], texts: tuple[str, ...], place: Place) -> None:
        self._columns, self.texts, self.place = columns, texts, place
        self.left: list[str] = []

    def get(self, aim: str) -> str:
        """The first that says something of the cells that are for this."""
        for at in self._columns.get(aim, ()):
            if text := self.texts[at]:
                return text
        return ""

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

    def __len__(self) -> int:
        return max(0, len(self._table.rows) - self._header)

    def told(self, *stems: str) -> list[Column]:
        """The columns that are for one of these."""
        return [column for column in self.columns if column.stem in stems]

    def read(self, nil: Iterable[str], found: Gathered) -> Iterator[Row]:
        """Each row. They are cleaned column by column; what cannot be taken is told to ``found``."""
        table = self._table
        rows, numbers = table.rows[self._header :], range(self._header, len(table.rows))
        places = [Place(table.name, table.line(number)) for number in numbers]
        columns = self._columns(rows, places, found)
        cleaned = _Cleaned(nil)
        texts = [list(map(cleaned.__getitem__, column)) for column in columns]
        for column in columns if cleaned.unseen else ():
            for cell, place in zip(column, places, strict=True):
                if cell in cleaned.unseen:
                    found.leave("held a character that cannot be seen: it was taken out", place)
        by_row: Iterable[tuple[str, ...]] = zip(*texts, strict=True) if texts else repeat((), len(rows))
        return map(partial(Row, self._by_aim), by_row, places)

    def _columns(
        self, rows: Sequence[Sequence[str]], places: Sequence[Place], found: Gathered
    ) -> list[tuple[str, ...]]:
        """The cells of the columns that are read, as they are written."""
        width = len(header_of(self._table, self._header))
        for cells, place in zip(rows, places, strict=True):
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                found.leave("has more cells than the header: those were left out", place)
        columns = [*zip_longest(*rows, fillvalue="")]
        columns += [("",) * len(rows)] * (width - len(columns))
        return [columns[at] for at in self._places]

    @property
    def _by_aim(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for column in self.columns:
            found.setdefault(column.aim, []).append(column.place)
        return found


class _Cleaned(dict[str, str]):
    """Cells as they are taken, each text cleaned once; ``unseen`` are those that held what cannot be seen."""

    def __init__(self, nil: Iterable[str]) -> None:
        super().__init__()
        self._nil = frozenset(each.casefold() for each in nil)
        self.unseen: set[str] = set()

    def __missing__(self, cell: str) -> str:
        text = " ".join(cell.split())
        while found := hidden_character(text):
            self.unseen.add(cell)
            text = text.replace(found, "").strip()
        text = unicodedata.normalize("NFC", text)  # as a map has it, so that equal names are equal
        self[cell] = text = "" if text.casefold() in self._nil else text
        return text
