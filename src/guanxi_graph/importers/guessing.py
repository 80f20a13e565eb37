"""What tables probably mean, as a mapping to look at: header, kind of rows, columns, the order of dates, separators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from guanxi_graph.importers.cell_values import DIRECTED, UNDIRECTED
from guanxi_graph.importers.classes_meant import new_term
from guanxi_graph.importers.foreign_table import ForeignTable
from guanxi_graph.importers.headings import LEFT_OUT, Holds, aims_of, folded, holds, is_known
from guanxi_graph.importers.kept_ids import spelled
from guanxi_graph.importers.mapping import NILS, DefaultSource, ImportMapping, TableMapping
from guanxi_graph.importers.relations_meant import LINKED_TO, LINKED_WITH
from guanxi_graph.importers.table_rows import header_of
from guanxi_graph.kinds import parse_number
from guanxi_graph.meaning import by_meaning
from guanxi_graph.simplified import simplified
from guanxi_graph.spelled_dates import order_of
from guanxi_graph.vocabulary import Vocabulary

_LOOKED_AT = 2000  # rows
_HEADER_WITHIN = 10
_NOTHING = frozenset({"", *NILS})
_SEPARATORS = ("; ", ";", " | ", "|", "；", "、")


def name_of(file: str) -> str:
    """What an import is called that begins with the file."""
    return spelled(Path(file).stem) or "data"


def guessed(tables: Sequence[ForeignTable], name: str, vocabulary: Vocabulary) -> ImportMapping:
    """A mapping of all the tables, without the words that stand in their cells."""
    files = list(dict.fromkeys(table.file for table in tables))
    stems: dict[str, str] = {}
    return ImportMapping(
        name=name,
        source=DefaultSource(id=name, title=", ".join(files)),
        chinese="zh-Hant" if any(_is_traditional(table) for table in tables) else "zh-Hans",
        tables=tuple(_Guess(table, vocabulary, stems).mapping for table in tables),
    )


def _is_traditional(table: ForeignTable) -> bool:
    old = simplified().keys()
    return any(not old.isdisjoint(cell) for row in table.rows[:_LOOKED_AT] for cell in row if not cell.isascii())


class _Guess:
    def __init__(self, table: ForeignTable, vocabulary: Vocabulary, stems: dict[str, str]) -> None:
        """``stems`` tells of each term that was given whether it is of claims or of qualifiers: none is of both."""
        self.table, self.vocabulary, self.stems = table, vocabulary, stems
        self.header = table.header if table.header >= 0 else _header(table)
        self.names = header_of(table, self.header)
        rows = table.rows[self.header :]
        self.cells = [self._column(rows, place) for place in range(len(self.names))]

    def _column(self, rows: Sequence[Sequence[str]], place: int) -> list[str]:
        """The different texts of a column. All of it is looked at: a column that is empty is left out."""
        found = {row[place] for row in rows if place < len(row)}
        return sorted(cell.strip() for cell in found if cell.strip().casefold() not in _NOTHING)

    @property
    def mapping(self) -> TableMapping:
        if not self.header:
            kind: Holds = "claims"
            aims = _UNNAMED.get(min(len(self.names), 3), ("label",))
            aims = (*aims, *(LEFT_OUT,) * (len(self.names) - len(aims)))
        else:
            headings = ["direction" if self._tells_direction(place) else name for place, name in enumerate(self.names)]
            kind = holds(headings)
            aims = tuple(self._all(aims_of(headings, kind), kind))
        dated = [cell for aim, cells in zip(aims, self.cells, strict=True) if _is_dated(aim) for cell in cells]
        return TableMapping(
            file=self.table.file,
            sheet=self.table.sheet,
            encoding=self.table.encoding,
            delimiter=self.table.delimiter,
            header=self.header,
            holds=kind,
            cls=self.table.default,
            relation=self._relation(aims) if kind == "claims" else "",
            dates=order_of(dated),
            separator=self._separator(aims),
            columns=dict(zip(self.names, aims, strict=True)),
        )

    def _tells_direction(self, place: int) -> bool:
        found = {cell.casefold() for cell in self.cells[place]}
        return bool(found & _DIRECTIONS) and all(_DIRECTION.fullmatch(cell) for cell in found)

    def _all(self, aims: list[str], kind: Holds) -> Iterator[str]:
        """The aims, with one for each column that has a heading of its own."""
        if kind == "entities" and "label" not in aims and "id" not in aims:
            aims[0] = "label"
        given = set(aims)
        for place, aim in enumerate(aims):
            found = aim
            if not self.cells[place] or (aim == "weight" and set(map(_number, self.cells[place])) == {"1"}):
                found = LEFT_OUT
            elif not aim:
                found = self._own(self.names[place], kind, given)
            given.add(found)
            yield found

    def _own(self, heading: str, kind: Holds, given: set[str]) -> str:
        """A column of a name that no table has to have: a relation's, or a new one."""
        if kind == "claims":
            stem, known = "qualifiers", [each for each in self.vocabulary.qualifiers.values() if each.value != "entity"]
            same = [each.id for each in known if each.value == "text" and folded(each.id) == folded(heading)]
        else:
            stem = "claim"
            same = [
                each.id
                for each in by_meaning(heading, self.vocabulary)
                if not (each.derived or each.inverted or each.is_observation or each.id == "describedAs")
            ]
        others = {term for term, its in self.stems.items() if its != stem}
        for term in (*same, new_term(heading, self.vocabulary, others)):
            if f"{stem}.{term}" not in given:
                self.stems[term] = stem
                return f"{stem}.{term}"
        return LEFT_OUT

    def _relation(self, aims: Sequence[str]) -> str:
        """What ties are whose rows do not say it; left open where some have a direction and some have not."""
        if "relation" in aims:
            return ""
        found = {
            cell.casefold() for aim, cells in zip(aims, self.cells, strict=True) if aim == "direction" for cell in cells
        }
        if found & UNDIRECTED and found & DIRECTED:
            return ""
        return LINKED_WITH if found & UNDIRECTED else LINKED_TO

    def _separator(self, aims: Sequence[str]) -> str:
        """What parts several values in cells that may hold some."""
        listed = [
            cell
            for aim, cells in zip(aims, self.cells, strict=True)
            if aim.partition(".")[0] in {"aliases", "same_as", "source"}
            for cell in cells
        ]
        if self.table.separator:
            return self.table.separator
        return next((mark for mark in _SEPARATORS if any(mark in cell for cell in listed)), "").strip()


_DIRECTIONS = frozenset({"directed", "undirected", "mutual", "有向", "无向"})
# With the numbers that some programs put before or behind it.
_DIRECTION = re.compile(r"[\dx]*(?:(?:un)?directed|mutual|[有无]向)\d*")

# What a table without a header is, by its columns.
_UNNAMED = {1: ("label",), 2: ("subject", "object"), 3: ("subject", "relation", "object")}


def _header(table: ForeignTable) -> int:
    """The row that names the columns: the first in which several are known, else the first row; 0 for none."""
    rows = table.rows[:_HEADER_WITHIN]
    known = [sum(is_known(cell) for cell in row) for row in rows]
    for number, hits in enumerate(known, 1):
        if hits >= 2:
            return number
    if any(known):
        return 1 + known.index(max(known))
    first = rows[0] if rows else ()
    later = {cell for row in table.rows[1:_LOOKED_AT] for cell in row}
    unnamed = len(first) in {2, 3} or any(cell in later for cell in first if cell)
    return 0 if unnamed or any(is_number(cell) for cell in first) else 1


def _is_dated(aim: str) -> bool:
    return aim in {"start", "end", "at", "claim.bornOn", "claim.diedOn"}


def _number(cell: str) -> str:
    """A number without what says nothing: 1.0 is 1."""
    return f"{float(parse_number(cell)):g}" if is_number(cell) else cell


def is_number(cell: str) -> bool:
    try:
        parse_number(cell)
    except ValueError:
        return False
    return True
