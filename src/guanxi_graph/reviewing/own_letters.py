"""A record of a map, or a whole file, as it stands there, and other words in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading.folder import look_into
from guanxi_graph.reading.records import Record
from guanxi_graph.reviewing.change import Change, Part, State, place_in, tried
from guanxi_graph.writing.adding import Thing
from guanxi_graph.writing.slices import slices_of
from guanxi_graph.writing.source_file import SourceFile, source_file
from guanxi_graph.writing.yaml_text import plain_of

# What can be shown and written: a record of a kind, or a file by its path in the map's folder.
Letters = Literal[Thing, "file"]


class Shown(msgspec.Struct, frozen=True):
    """A record's own letters and where they stand. ``digest`` is the file's, so that nobody else's edit is lost."""

    file: str
    line: int
    text: str
    digest: str


def shown(state: State, thing: Letters, name: str) -> Shown:
    """Raises KeyError when there is no such record or file, MapError when a record is not in a YAML file."""
    if thing == "file":
        file = _file(state, name)
        return Shown(str(file.path), 1, file.text, file.digest)
    place = place_in(records_of(state, thing)[name])
    return Shown(str(place.file.path), place.line, place.text, place.file.digest)


def rewritten(state: State, thing: Letters, name: str, text: str, digest: str) -> Change:
    """The record or file in other words. Raises KeyError and MapError; the file's other records stay what they are."""
    if thing == "file":
        file = _file(state, name)
        file.require(digest)
        return tried(state, (Part(file, text, text, 1),))
    place = place_in(records_of(state, thing)[name])
    place.file.require(digest)
    whole = place.file.text[: place.start] + text.strip() + place.file.text[place.end :]
    if not _is_one_record(place.file.text, whole, place.number):
        message = "this is not one record: it must be the fields of one, indented as they were"
        raise MapError([Problem("not-a-record", message, Span(str(place.file.path), place.line), "mend it")])
    start = slices_of(whole)[place.number]
    return tried(state, (Part(place.file, whole, whole[start.start : start.end], place.line),))


def _file(state: State, name: str) -> SourceFile:
    """A file that the map is made of. Raises KeyError when there is none of that name, MapError when it is no text."""
    paths = (file.path for file in look_into(state.directory).files if file.role not in {"query", "other"})
    return source_file({str(path.relative_to(state.directory)): path for path in paths}[name])


def _is_one_record(old: str, new: str, number: int) -> bool:
    before, after = plain_of(old, ""), _plain(new)
    if not isinstance(before, list) or not isinstance(after, list) or len(before) != len(after):
        return False
    return isinstance(after[number], dict) and [*before[:number], *before[number + 1 :]] == [
        *after[:number],
        *after[number + 1 :],
    ]


def _plain(text: str) -> object:
    try:
        return plain_of(text, "")
    except MapError:
        return None


def records_of(state: State, thing: Thing) -> Mapping[str, Record[Any]]:
    if thing == "claim":
        return {record.row.id: record for record in state.draft.claims}
    return state.draft.entity_by_id if thing == "entity" else state.draft.source_by_id
