"""Rows of events with several roles: a letter with sender, recipients and who is mentioned, a post, a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from guanxi_graph.importers.gathered import Place, Thing, Tie
from guanxi_graph.importers.table_rows import Column, Row
from guanxi_graph.importers.thing_rows import ThingRows

_EVENT = "Event"


class EventRows(ThingRows):
    """A table whose rows are events. Each role is a tie to the event, of the day or the time that the row tells.

    The ties are of the table's relation, with the role beside it; where it has none the role is the word for one.
    """

    @cached_property
    def _roles(self) -> Sequence[Column]:
        return self.rows.told("role")

    def take(self, row: Row) -> None:
        if event := self.thing(row):
            event.parent, event.default = _EVENT, event.default or _EVENT
            self.found.ties += self._taking_part(event, row)

    def _taking_part(self, event: Thing, row: Row) -> Iterator[Tie]:
        relation, notes = self.settings.relation, list[str]()
        start, end, at = (self._when(name, row, notes) for name in ("start", "end", "at"))
        for column, text in row.said(self._roles):
            for each in self.parts(text):
                yield Tie(
                    subject=self._who(each, row.place),
                    object=event.key,
                    relation=relation,
                    word="" if relation else column.name,
                    qualifiers={"role": (column.name,)} if relation else {},
                    start=start,
                    end=end,
                    at=at,
                    notes=notes,
                    cited=self.cited(row),
                    place=row.place,
                )

    def _when(self, name: str, row: Row, notes: list[str]) -> str:
        """The date of that name; one that cannot be read, or says more, stands in the note."""
        text = row.get(name)
        read = self.date(text) if text else ""
        if text and (not read or self.says_more(text)):
            notes.append(f"{name}: {text}")
        if read is None:
            row.left.append(f"has a date that cannot be read, kept in the note: `{name}`")
        return read or ""

    def _who(self, text: str, place: Place) -> str:
        """The key of who is meant: by an id, or by a name that only one has; else of a new one."""
        called = self.found.called(text)
        key = next(iter(called)) if text not in self.found.things and len(called) == 1 else text
        if key not in self.found.things:
            self.found.add(Thing(key=key, names={"": text}, place=place))
        return key
