"""Rows of ties: their ends, found by id or by name, their dates, qualifiers and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property

from guanxi_graph.importers.cell_values import UNDIRECTED, is_direction, plain_value, truth
from guanxi_graph.importers.gathered import Thing, Tie
from guanxi_graph.importers.row_reader import RowReader
from guanxi_graph.importers.table_rows import Column, Row
from guanxi_graph.model import HEAVIEST
from guanxi_graph.spelled_dates import spelled_period

_SUBJECT = ("subject", "subject.label", "subject.class")
_OBJECT = ("object", "object.label", "object.class")


class TieRows(RowReader):
    """A table whose rows are ties."""

    @cached_property
    def _read(self) -> dict[Sequence[str], tuple[Tie, Sequence[str]]]:
        """What was read of rows besides their ends, and what was left of it, by the texts that say it."""
        return {}

    @cached_property
    def _ends(self) -> dict[tuple[str, ...], str]:
        """The keys of ends that were found before, by what rows say of them."""
        return {}

    @cached_property
    def _places_besides(self) -> Sequence[int]:
        return [column.place for column in self.rows.columns if column.stem not in {"subject", "object"}]

    @cached_property
    def _dates(self) -> Sequence[Column]:
        return self.rows.told("start", "end", "at")

    @cached_property
    def _notes(self) -> Sequence[Column]:
        """Remarks first, then a direction that is none."""
        return [*self.rows.told("note"), *self.rows.told("direction")]

    @cached_property
    def _qualified(self) -> Sequence[Column]:
        return self.rows.told("qualifiers")

    def take(self, row: Row) -> None:
        subject, object_ = self._end(row, _SUBJECT), "" if row.get("value") else self._end(row, _OBJECT)
        if subject is None or object_ is None:
            return
        tie = copy(self._besides(row))
        tie.subject, tie.object, tie.place = subject, object_, row.place
        if tie.value:
            word = tie.word or tie.relation
            self.read_value(tie, self.vocabulary.relations.get(self.relations.get(word, word)), word)
        self.found.ties.append(tie)

    def _besides(self, row: Row) -> Tie:
        """All of the tie but its ends, which is read once for rows that say the same there."""
        key = tuple([row.texts[at] for at in self._places_besides])
        if key not in self._read:
            tie = self._without_ends(row)
            self._read[key] = tie, tuple(row.left)
        else:
            row.left += self._read[key][1]
        return self._read[key][0]

    def _without_ends(self, row: Row) -> Tie:
        word, notes = row.get("relation"), list(self._noted(row))
        dates: dict[str, str] = {}
        for column, text in row.said(self._dates):
            read = self._dated(column, text, row)
            dates |= read
            if not read or self.says_more(text):
                notes.append(f"{column.heading}: {text}")
        return Tie(
            subject="",
            value=row.get("value"),
            weight=self._weight(row, notes),
            word=word,
            relation="" if word else self.settings.relation,
            undirected=row.get("direction").casefold() in UNDIRECTED,
            confidence=row.get("confidence").casefold(),
            rank=row.get("rank").casefold(),
            denied=self._denied(row, notes),
            qualifiers=self._qualifiers(row, notes) if self._qualified else {},
            notes=notes,
            cited=self.cited(row),
            place=row.place,
            **dates,
        )

    def _dated(self, column: Column, text: str, row: Row) -> dict[str, str]:
        """The date by its aim; of what lasted from one day to another both ends."""
        if read := self.date(text):
            return {column.aim: read}
        period = spelled_period(text, self.settings.dates, self.settings.calendar) if column.aim == "at" else ("", "")
        if not any(period):
            row.left.append(f"has a date that cannot be read, kept in the note: `{column.heading}`")
        return {name: date for name, date in zip(("start", "end"), period, strict=True) if date}

    def _noted(self, row: Row) -> Iterator[str]:
        for column, text in row.said(self._notes):
            if column.aim == "note":
                yield text
            elif not is_direction(text):
                yield f"{column.heading}: {text}"

    def _end(self, row: Row, aims: tuple[str, str, str]) -> str | None:
        """The key of an end. What rows say of one that is known by it does not change who it is."""
        said = tuple(map(row.get, aims))
        if said not in self._ends:
            key = self._found_end(row, aims[0], *said)
            if key is None or key not in said:
                return key
            self._ends[said] = key
        return self._ends[said]

    def _found_end(self, row: Row, aim: str, text: str, label: str, word: str) -> str | None:
        """By the id that the tables gave it, else by its name, else a new one."""
        key = text or label
        if not key:
            row.left.append(f"has no {aim}")
            return None
        found = self.found.things.get(key)
        if found is None:
            called = self.found.called(key)
            if len(called) > 1:
                row.left.append(f"names an end that {len(called)} are called: `{key}`")
                return None
            key = next(iter(called), key)
        known = found or self.found.things.get(key)
        if known is None:
            self.found.made.append(row.place)
        elif not word and (not label or label in known.names.values()):
            return key
        names = {"": label} if label else {} if key in self.found.things else {"": key}
        self.found.add(Thing(key=key, names=names, word=word, default=self.settings.cls, place=row.place))
        return key

    def _denied(self, row: Row, notes: list[str]) -> str:
        """Whether the source says that it is not so. What says neither stands in the note."""
        text = row.get("denied")
        read = truth(text)
        if text and not read:
            notes.append(f"denied: {text}")
            row.left.append("says neither yes nor no to whether it is denied: it stands in the note")
        return read if read == "true" else ""

    def _weight(self, row: Row, notes: list[str]) -> str:
        """A number above 0; anything else stands in the note."""
        text = row.get("weight")
        read = plain_value(text, "number") if text else None
        if read and 0 < float(read) <= HEAVIEST:
            return read
        if text:
            notes.append(f"weight: {text}")
            row.left.append("has a weight that is no number above 0: it stands in the note")
        return ""

    def _qualifiers(self, row: Row, notes: list[str]) -> Mapping[str, tuple[str, ...]]:
        """Those that are of their kind; the others stand in the note."""
        found: dict[str, tuple[str, ...]] = {}
        for column, text in row.said(self._qualified):
            term = self.vocabulary.qualifiers.get(column.name)
            kind = term.value if term else "text"
            parts = self.parts(text) if term is None or term.kind.several else [text]
            read = [each for part in parts if (each := self._qualifier(part, kind)) is not None]
            if len(read) < len(parts) or (kind == "date" and self.says_more(text)):
                notes.append(f"{column.heading}: {text}")
            if len(read) < len(parts):
                row.left.append(f"has a value that cannot be read, kept in the note: `{column.heading}`")
            if read:
                found[column.name] = tuple(read)
        return found

    def _qualifier(self, text: str, kind: str) -> str | None:
        return self.date(text) if kind == "date" else plain_value(text, kind)
