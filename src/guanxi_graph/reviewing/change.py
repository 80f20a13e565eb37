"""One change of a map's files: what is to be written, what it would bring, and writing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from guanxi_graph.map import Map
from guanxi_graph.map.sound import sound_part
from guanxi_graph.problems import MapError, Problem, has_errors
from guanxi_graph.reading import Draft, read_map
from guanxi_graph.reading.folder import YAML
from guanxi_graph.reading.located import plain
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.redaction import problems_of
from guanxi_graph.together import replacing_together
from guanxi_graph.writing.adding import Thing, fitting_file
from guanxi_graph.writing.letters import line_starts
from guanxi_graph.writing.slices import inserted, replaced, slices_of
from guanxi_graph.writing.source_file import SourceFile, source_file
from guanxi_graph.writing.trial import brought, changed
from guanxi_graph.writing.yaml_text import Written

Fields = Mapping[str, Written]
Addition = tuple[Thing, Fields]


class State(msgspec.Struct, frozen=True, dict=True):
    """A map's files as they were read, and what is wrong with them."""

    draft: Draft
    problems: tuple[Problem, ...]

    @property
    def directory(self) -> Path:
        return self.draft.directory

    @cached_property
    def gmap(self) -> Map:
        """What no error of the map touches. Raises MapError when one touches everything."""
        return sound_part(self.draft, self.problems)


def look(directory: Path) -> State:
    """Raises MapError when there is no map at all."""
    draft = read_map(directory)
    return State(draft, tuple(problems_of(draft)))


class Part(msgspec.Struct, frozen=True):
    """A file as it was read, its new text, and the letters of the record in it with the line that they start on."""

    file: SourceFile
    text: str
    written: str
    line: int


class Change(msgspec.Struct, frozen=True):
    """Files with their new texts, the problems that these would bring, and the map as it would be.

    ``claim`` is the id that the claim would have; empty when the map could not be read with it.
    """

    directory: Path
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    claim: str = ""

    @property
    def is_sound(self) -> bool:
        return not has_errors(self.problems)

    def write(self) -> None:
        """All files or none. Raises MapError when one was changed since it was read, and OSError."""
        with replacing_together(self.directory) as together:
            for part in self.parts:
                with together.replacing(part.file.path) as stream:
                    stream.write(part.file.encoded(part.text))
            for part in self.parts:
                part.file.check()


def added(state: State, *records: Addition) -> Change:
    """These records in the files where they fit. Raises MapError where one cannot be written."""
    parts: dict[Path, Part] = {}
    for thing, record in records:
        path = fitting_file(state.draft, thing, record)
        before = parts.get(path)
        file = before.file if before else source_file(path)
        found = inserted(before.text if before else file.text, record, str(path))
        parts[path] = Part(
            file,
            found.text,
            f"{before.written}\n{found.written}" if before else found.written,
            before.line if before else found.line,
        )
    return tried(state, tuple(parts.values()))


def edited(state: State, claim: str, record: Fields) -> Change:
    """The record of a claim as it should be. Raises KeyError where there is none, MapError where it cannot be."""
    return tried(state, (replacement(state, claim, record),))


def replacement(state: State, claim: str, record: Fields) -> Part:
    """Raises KeyError and MapError."""
    place = place_in({each.row.id: each for each in state.draft.claims}[claim])
    text = replaced(place.file.text, place.number, record, str(place.file.path))
    now = slices_of(text)[place.number]
    return Part(place.file, text, text[now.start : now.end], place.line)


class Place(msgspec.Struct, frozen=True):
    """Where a record stands in its file: the how-manieth it is, from 0, and its letters."""

    file: SourceFile
    number: int
    start: int
    end: int

    @property
    def line(self) -> int:
        return self.file.text.count("\n", 0, self.start) + 1

    @property
    def text(self) -> str:
        return self.file.text[self.start : self.end]


def place_in(record: Record[Any]) -> Place:
    """Raises MapError when the record is not in a YAML file, or not where it was."""
    span = record.span()
    path = Path(span.file)
    if path.suffix.casefold() not in YAML:
        hint = "change it with a spreadsheet or a text editor"
        raise MapError([Problem("not-writable", "only what stands in YAML is changed here", span, hint)])
    file = source_file(path)
    start = line_starts(file.text, span.file)[span.line - 1] + span.column - 1
    for number, each in enumerate(slices_of(file.text)):
        if each.start == start:
            return Place(file, number, each.start, each.end)
    raise MapError([Problem("edited-meanwhile", "the record is not where it was", span, "read it again")])


def tried(state: State, parts: tuple[Part, ...]) -> Change:
    """The change with the problems that it would bring."""
    texts = {part.file.path: part.text for part in parts}
    with changed(state.directory, texts) as (draft, after):
        problems = tuple(brought(state.problems, after))
        before = {record.row.id for record in state.draft.claims}
        fresh = [record.row.id for record in draft.claims if record.row.id not in before]
    return Change(state.directory, parts, problems, fresh[0] if fresh else "")


def written(record: Record[ClaimRow]) -> dict[str, Written]:
    """The fields of a claim as they stand in its file."""
    fields = plain(record.fields)
    return {name: value for name, value in fields.items() if value is not None}


def plain_of(row: msgspec.Struct) -> dict[str, Written]:
    """A record as it is written by hand: without what is as it would be anyway."""
    found: dict[str, Written] = {}
    for field in msgspec.structs.fields(row):
        value = getattr(row, field.name)
        if value != field.default and value not in ("", (), {}, None):
            found[field.encode_name] = _plain(value)
    return found


def _plain(value: object) -> Written:
    if isinstance(value, msgspec.Struct):
        return plain_of(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
