"""Rows of ties: their ends, found by id or by name, their dates, qualifiers and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from guanxi_graph.importers.cell_values import UNDIRECTED, is_direction, plain_value
from guanxi_graph.importers.gathered import Place, Thing, Tie
from guanxi_graph.importers.row_reader import RowReader
from guanxi_graph.importers.table_rows import Column, Row
from guanxi_graph.model import HEAVIEST
from guanxi_graph.spelled_dates import spelled_period

_SUBJECT = ("subject", "subject.label", "subject.class")
_OBJECT = ("object", "object.label", "object.class")


class TieRows(RowReader):
    """A table whose rows are ties."""

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
        word, notes = row.get("relation"), list(self._noted(row)) if self._notes else []
        dates: dict[str, str] = {}
        for column, text in row.said(self._dates):
            read = self._dated(column, text, row.place)
            dates |= read
            if not read or self.says_more(text):
                notes.append(f"{column.heading}: {text}")
        tie = Tie(
            subject=subject,
            object=object_,
            value=row.get("value"),
            weight=self._weight(row, notes),
            word=word,
            relation="" if word else self.settings.relation,
            undirected=row.get("direction").casefold() in UNDIRECTED,
            confidence=row.get("confidence").casefold(),
            rank=row.get("rank").casefold(),
            qualifiers=self._qualifiers(row, notes) if self._qualified else {},
            notes=notes,
            cited=self.cited(row),
            place=row.place,
            **dates,
        )
        if tie.value:
            word = tie.word or tie.relation
            self.read_value(tie, self.vocabulary.relations.get(self.relations.get(word, word)), word)
        self.found.ties.append(tie)

    def _dated(self, column: Column, text: str, place: Place) -> dict[str, str]:
        """The date by its aim; of what lasted from one day to another both ends."""
        if read := self.date(text):
            return {column.aim: read}
        period = spelled_period(text, self.settings.dates, self.settings.calendar) if column.aim == "at" else ("", "")
        if not any(period):
            self.found.leave(f"has a date that cannot be read, kept in the note: `{column.heading}`", place)
        return {name: date for name, date in zip(("start", "end"), period, strict=True) if date}

    def _noted(self, row: Row) -> Iterator[str]:
        for column, text in row.said(self._notes):
            if column.aim == "note":
                yield text
            elif not is_direction(text):
                yield f"{column.heading}: {text}"

    def _end(self, row: Row, aims: tuple[str, str, str]) -> str | None:
        """The key of an end: by the id that the tables gave it, else by its name, else a new one."""
        text, label, word = map(row.get, aims)
        key = text or label
        if not key:
            self.found.leave(f"has no {aims[0]}", row.place)
            return None
        found = self.found.things.get(key)
        if found is None:
            called = self.found.called(key)
            if len(called) > 1:
                self.found.leave(f"names an end that {len(called)} are called: `{key}`", row.place)
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

    def _weight(self, row: Row, notes: list[str]) -> str:
        """A number above 0; anything else stands in the note."""
        text = row.get("weight")
        read = plain_value(text, "number") if text else None
        if read and 0 < float(read) <= HEAVIEST:
            return read
        if text:
            notes.append(f"weight: {text}")
            self.found.leave("has a weight that is no number above 0: it stands in the note", row.place)
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
                self.found.leave(f"has a value that cannot be read, kept in the note: `{column.heading}`", row.place)
            if read:
                found[column.name] = tuple(read)
        return found

    def _qualifier(self, text: str, kind: str) -> str | None:
        return self.date(text) if kind == "date" else plain_value(text, kind)
