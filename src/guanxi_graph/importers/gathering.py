"""From tables and a mapping to what they say: cells cleaned, dates read, ends found by id or by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from guanxi_graph.importers.foreign_table import ForeignTable
from guanxi_graph.importers.gathered import Cited, Gathered, Place, Thing, Tie
from guanxi_graph.importers.headings import LEFT_OUT
from guanxi_graph.importers.mapping import Placed, TableMapping, columns_found
from guanxi_graph.kinds import parse_money, parse_number
from guanxi_graph.spelled_dates import says_more, spelled_date, spelled_period
from guanxi_graph.text import hidden_character, is_iri
from guanxi_graph.vocabulary import Relation, Vocabulary

UNDIRECTED = frozenset({"undirected", "mutual", "false", "无向"})
DIRECTED = frozenset({"directed", "true", "有向"})
_TRUE, _FALSE = frozenset({"true", "yes", "1", "是"}), frozenset({"false", "no", "0", "否"})
_ADDRESS = re.compile(r"https?://\S+")
_DATES = ("start", "end", "at")
# What few tables tell is asked only of the rows of those that do.
_NOTED, _CITED = frozenset({"note", "direction"}), frozenset({"source", "locator", "url", "quote", "link"})


def gathered(tables: Sequence[ForeignTable], placed: Placed, vocabulary: Vocabulary) -> Gathered:
    """All that the tables say, things first, so that ties find them. Raises MapError for columns that are not there.

    The tables are those of the mapping, in its order.
    """
    found = Gathered()
    for kind in ("entities", "claims"):
        for number, (table, settings) in enumerate(zip(tables, placed.mapping.tables, strict=True)):
            if settings.holds == kind:
                reader = _Reader(table, placed, number, vocabulary, found)
                reader.read()
                found.listed = found.listed or kind == "entities"
                found.rows[table.name] = reader.count
    return found


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


class Row:
    """The cells of a row that say something: what their columns are for, the headings, the texts."""

    __slots__ = ("by_aim", "cells", "place")

    def __init__(self, cells: Sequence[tuple[str, str, str]], place: Place) -> None:
        self.place, self.cells = place, cells
        self.by_aim = {aim: text for aim, _, text in reversed(cells)}

    def get(self, aim: str) -> str:
        return self.by_aim.get(aim, "")

    def under(self, stem: str) -> Iterator[tuple[str, str, str]]:
        """What follows the dot, heading and text of the cells of an aim with a dot."""
        for aim, heading, text in self.cells:
            if aim.startswith(f"{stem}."):
                yield aim.partition(".")[2], heading, text


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


class _Reader:
    def __init__(
        self, table: ForeignTable, placed: Placed, number: int, vocabulary: Vocabulary, found: Gathered
    ) -> None:
        self.table, self.found, self.vocabulary = table, found, vocabulary
        self.settings: TableMapping = placed.mapping.tables[number]
        self.relations = placed.mapping.relations
        header = header_of(table, self.settings.header)
        columns = columns_found(placed, number, header)
        self.aims = [
            (self.settings.columns[name], name, place)
            for name, place in columns.items()
            if self.settings.columns[name] != LEFT_OUT
        ]
        self.told = frozenset(aim.partition(".")[0] for aim, _, _ in self.aims)
        self.width, self.count = len(header), 0
        self.order, self.calendar = self.settings.dates, self.settings.calendar
        self.nil = placed.mapping.nil

    def read(self) -> None:
        take: Callable[[Row], None] = self._entity if self.settings.holds == "entities" else self._claim
        place = Place(self.table.name, 0)
        unseen = "held a character that cannot be seen: it was taken out"
        cleaned = _Cleaned(self.nil, lambda: self.found.leave(unseen, place))
        for index in range(self.settings.header, len(self.table.rows)):
            cells = self.table.rows[index]
            place = Place(place.table, self.table.line(index))
            if any(cell.strip() for cell in cells[self.width :]):
                self.found.leave("has more cells than the header: those were left out", place)
            if len(cells) < self.width:
                cells = [*cells, *[""] * (self.width - len(cells))]
            take(Row([(aim, name, text) for aim, name, at in self.aims if (text := cleaned[cells[at]])], place))
            self.count += 1

    def _entity(self, row: Row) -> None:
        names = {tag: text for tag, _, text in row.under("label")}
        label = row.get("label") or next(iter(names.values()), "") or row.get("id")
        key = row.get("id") or label
        if not key:
            self.found.leave("has neither an id nor a name", row.place)
            return
        if not any(names.values()) or row.get("label"):
            names[""] = label
        thing = self.found.add(
            Thing(
                key=key,
                place=row.place,
                names=names,
                word=row.get("class"),
                default=self.settings.cls,
                aliases=[
                    each
                    for aim, _, text in row.cells
                    if aim.partition(".")[0] == "aliases"
                    for each in self._parts(text)
                ],
                description=row.get("description"),
                same_as=list(self._identifiers(row)),
                coordinates=self._coordinates(row),
                living=_truth(row.get("living")),
            )
        )
        if row.get("living") and not thing.living:
            self.found.leave("says neither yes nor no to whether somebody lives: it was left out", row.place)
        for relation, heading, text in row.under("claim"):
            self._about(thing, relation, heading, text, row)

    def _about(self, thing: Thing, name: str, heading: str, text: str, row: Row) -> None:
        """A claim that an entity's own row makes of it. What cannot be read stands as it is written."""
        relation = self.vocabulary.relations.get(name)
        tie = Tie(subject=thing.key, relation=name, place=row.place, cited=self._cited(row))
        if relation is not None and relation.range:
            tie.object = self._named(text, relation, row.place)
        else:
            tie.value = text
            self._read_value(tie, relation, heading)
        self.found.ties.append(tie)

    def _read_value(self, tie: Tie, relation: Relation | None, heading: str) -> None:
        if relation is not None and relation.value == "date":
            read = spelled_date(tie.value, self.order, self.calendar)
            self.found.date(tie, heading, read, says_more=self._says_more(tie.value))

    def _named(self, text: str, relation: Relation, place: Place) -> str:
        """The key of what is called so and may stand at the end of the relation."""
        fitting = [
            key for key in self.found.called(text) if self.vocabulary.is_a(self.found.things[key].cls, relation.range)
        ]
        if len(fitting) == 1:
            return fitting[0]
        cls = relation.range[0]
        return self.found.add(Thing(key=f"{cls} {text}", names={"": text}, cls=cls, place=place)).key

    def _claim(self, row: Row) -> None:
        subject, object_ = self._end(row, "subject"), "" if row.get("value") else self._end(row, "object")
        if subject is None or object_ is None:
            return
        word, notes = row.get("relation"), list(self._notes(row)) if self.told & _NOTED else []
        dates: dict[str, str] = {}
        for aim, heading, text in row.cells:
            if aim in _DATES:
                read = self._dated(aim, heading, text, row.place)
                dates |= read
                if not read or self._says_more(text):
                    notes.append(f"{heading}: {text}")
        tie = Tie(
            subject=subject,
            object=object_,
            value=row.get("value"),
            word=word,
            relation="" if word else self.settings.relation,
            undirected=row.get("direction").casefold() in UNDIRECTED,
            confidence=row.get("confidence").casefold(),
            rank=row.get("rank").casefold(),
            qualifiers=self._qualifiers(row, notes) if "qualifiers" in self.told else {},
            notes=notes,
            cited=self._cited(row) if self.told & _CITED else (),
            place=row.place,
            **dates,
        )
        if tie.value:
            word = tie.word or tie.relation
            self._read_value(tie, self.vocabulary.relations.get(self.relations.get(word, word)), word)
        self.found.ties.append(tie)

    def _dated(self, aim: str, heading: str, text: str, place: Place) -> dict[str, str]:
        """The date by its aim; of what lasted from one day to another both ends."""
        if read := spelled_date(text, self.order, self.calendar):
            return {aim: read}
        start, end = spelled_period(text, self.order, self.calendar) if aim == "at" else ("", "")
        if not (start or end):
            self.found.leave(f"has a date that cannot be read, kept in the note: `{heading}`", place)
        return {name: date for name, date in (("start", start), ("end", end)) if date}

    def _says_more(self, text: str) -> bool:
        return bool(self.calendar) or says_more(text)

    def _notes(self, row: Row) -> Iterator[str]:
        """Remarks, and a direction that is none."""
        yield from (text for aim, _, text in row.cells if aim == "note")
        for aim, heading, text in row.cells:
            if aim == "direction" and not _is_direction(text):
                yield f"{heading}: {text}"

    def _end(self, row: Row, aim: str) -> str | None:
        """The key of an end: by the id that the tables gave it, else by its name, else a new one."""
        text, label, word = row.get(aim), row.get(f"{aim}.label"), row.get(f"{aim}.class")
        key = text or label
        if not key:
            self.found.leave(f"has no {aim}", row.place)
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

    def _qualifiers(self, row: Row, notes: list[str]) -> Mapping[str, tuple[str, ...]]:
        """Those that are of their kind; the others stand in the note."""
        found: dict[str, tuple[str, ...]] = {}
        for name, heading, text in row.under("qualifiers"):
            term = self.vocabulary.qualifiers.get(name)
            kind = term.value if term else "text"
            parts = self._parts(text) if term is None or term.kind.several else [text]
            read = [each for part in parts if (each := self._qualifier(part, kind)) is not None]
            if len(read) < len(parts) or (kind == "date" and self._says_more(text)):
                notes.append(f"{heading}: {text}")
            if len(read) < len(parts):
                self.found.leave(f"has a value that cannot be read, kept in the note: `{heading}`", row.place)
            if read:
                found[name] = tuple(read)
        return found

    def _qualifier(self, text: str, kind: str) -> str | None:
        return spelled_date(text, self.order, self.calendar) if kind == "date" else _qualifier(text, kind)

    def _cited(self, row: Row) -> list[Cited]:
        locator, quote, address, link = map(row.get, ("locator", "quote", "url", "link"))
        texts = self._parts(source) if (source := row.get("source")) else [""]
        if not (locator or quote or address or link or texts != [""]):
            return []
        if address and not _is_address(address):
            locator, address = " ".join(filter(None, (locator, address))), ""
        if link and not _is_address(link):
            self.found.leave("has a link that is no web address: it was left out", row.place)
            link = ""
        return [
            Cited("", text, locator, quote, link) if _is_address(text) else Cited(text, address, locator, quote, link)
            for text in texts
        ]

    def _parts(self, text: str) -> list[str]:
        parts = text.split(self.settings.separator.strip()) if self.settings.separator else [text]
        return [part.strip() for part in parts if part.strip()]

    def _identifiers(self, row: Row) -> Iterator[str]:
        """Those of their scheme's form; what is none is left, and told."""
        for scheme, heading, text in row.under("same_as"):
            known = self.vocabulary.identifiers.get(scheme)
            for part in self._parts(text):
                bare = part.rstrip("/").rpartition("/")[2] if _ADDRESS.fullmatch(part) and scheme != "doi" else part
                if known is None or not re.fullmatch(known.pattern, bare, re.ASCII):
                    self.found.leave(f"has no identifier of {scheme} in `{heading}`: it was left out", row.place)
                else:
                    yield f"{scheme}:{bare}"

    def _coordinates(self, row: Row) -> tuple[str, str] | None:
        written = row.get("latitude"), row.get("longitude")
        if not any(written):
            return None
        try:
            latitude, longitude = float(written[0]), float(written[1])
        except ValueError:
            latitude = longitude = 999.0
        if abs(latitude) > 90 or abs(longitude) > 180:
            self.found.leave("has coordinates that are not degrees: they were left out", row.place)
            return None
        return str(latitude), str(longitude)


def _qualifier(text: str, kind: str) -> str | None:
    """The text as its kind; None where it is not."""
    if kind == "money":
        return text if _is_money(text) else None
    if kind == "number":
        try:
            return str(parse_number(text.replace(",", "").removesuffix("%").strip()))
        except ValueError:
            return None
    return text if kind == "text" else None


def _is_address(text: str) -> bool:
    """What is no address by the rules is a title, or a place in a source."""
    return bool(text) and _ADDRESS.fullmatch(text) is not None and is_iri(text)


def _is_money(text: str) -> bool:
    try:
        parse_money(text)
    except ValueError:
        return False
    return True


def _is_direction(text: str) -> bool:
    return text.casefold() in UNDIRECTED | DIRECTED


def _truth(text: str) -> str:
    folded = text.casefold()
    return "true" if folded in _TRUE else "false" if folded in _FALSE else ""
