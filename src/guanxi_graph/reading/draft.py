"""A map as it was written: every record of every file, with what is wrong with their shape."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from guanxi_graph.model import Entity, MapInfo, Source
from guanxi_graph.problems import MapError, Problem, Span, has_errors
from guanxi_graph.reading.csv import parse_csv
from guanxi_graph.reading.info import INFO_FILE, parse_info
from guanxi_graph.reading.located import Items, Located
from guanxi_graph.reading.records import Record, typed
from guanxi_graph.reading.redactions import Redaction
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.terms import FILE_NAME, built_in_vocabulary, parse_vocabulary
from guanxi_graph.reading.yaml import parse_yaml, read_utf8
from guanxi_graph.vocabulary import Vocabulary

# A folder, or a file of that name, says what its records are; all others hold entities.
KINDS: dict[str, type[Any]] = {"claims": ClaimRow, "sources": Source, "entities": Entity, "redactions": Redaction}
NOT_RECORDS = frozenset({"export", "queries", "stories"})
_SUFFIXES = frozenset({".yaml", ".yml", ".csv"})
_LISTS = frozenset({"same_as", "authors", "sources", "premises", "aliases"})


class Draft(msgspec.Struct, kw_only=True, dict=True):
    """Everything that a map's files say, before it is checked."""

    directory: Path
    vocabulary: Vocabulary
    info: MapInfo = MapInfo()
    entities: list[Record[Entity]] = []
    sources: list[Record[Source]] = []
    claims: list[Record[ClaimRow]] = []
    redactions: list[Record[Redaction]] = []
    problems: list[Problem] = []

    @cached_property
    def entity_by_id(self) -> dict[str, Record[Entity]]:
        return {record.row.id: record for record in self.entities}

    @cached_property
    def source_by_id(self) -> dict[str, Record[Source]]:
        return {record.row.id: record for record in self.sources}

    def class_of(self, entity: str) -> str:
        """The entity's class, or an empty text when there is no such entity."""
        record = self.entity_by_id.get(entity)
        return record.row.cls if record else ""


def read_map(directory: Path) -> Draft:
    """Read all files of a map. What is wrong with one of them does not hide what is wrong with others.

    Raises MapError when there is no map at all.
    """
    if not directory.is_dir():
        hint = "name the folder that holds map.toml, or start a new map with `guanxi init DIR`"
        raise MapError([Problem("no-map", "there is no such folder", Span(str(directory)), hint)])
    draft = Draft(directory=directory, vocabulary=built_in_vocabulary())
    _read_info(draft)
    _read_terms(draft)
    files = list(record_files(directory))
    if not files:
        hint = "add people.yaml, sources.yaml and claims/…, or start with `guanxi init DIR`"
        raise MapError([Problem("no-map", "there are no records in this folder", Span(str(directory)), hint)])
    for path, kind in files:
        _read_records(path, kind, draft)
    return draft


def record_files(directory: Path) -> Iterator[tuple[Path, type[Any]]]:
    """The files that hold records, in a fixed order, each with what its records are."""
    for path in sorted(directory.rglob("*")):
        parts = path.relative_to(directory).with_suffix("").parts
        hidden = any(part.startswith(".") for part in parts)
        if hidden or path.suffix not in _SUFFIXES or not path.is_file():
            continue
        if parts[0] in NOT_RECORDS or path.name == FILE_NAME:
            continue
        yield path, KINDS.get(parts[0], Entity)


def _read_records(path: Path, kind: type[Any], draft: Draft) -> None:
    name = str(path)
    try:
        text = read_utf8(path, name)
        items, problems = _items(text, name, path.suffix)
    except MapError as error:
        draft.problems += error.problems
        return
    records, found = typed(items, kind)
    draft.problems += problems + found
    target: dict[type[Any], list[Record[Any]]] = {
        Entity: draft.entities,
        Source: draft.sources,
        ClaimRow: draft.claims,
        Redaction: draft.redactions,
    }
    target[kind] += records


def _items(text: str, name: str, suffix: str) -> tuple[list[Located], list[Problem]]:
    if suffix == ".csv":
        rows, problems = parse_csv(text, name, _LISTS)
        return list(rows), problems
    root = parse_yaml(text, name)
    if root is None:
        return [], []
    if not isinstance(root, Items):
        return [], [Problem("not-a-list", "the file must be a list", root.span, "start each record with `- `")]
    return list(root.values), []


def read_vocabulary(directory: Path) -> Vocabulary:
    """The vocabulary of a map: the package's, and what the map adds. Raises MapError."""
    draft = Draft(directory=directory, vocabulary=built_in_vocabulary())
    _read_terms(draft)
    if has_errors(draft.problems):
        raise MapError(draft.problems)
    return draft.vocabulary


def _read_terms(draft: Draft) -> None:
    path = draft.directory / FILE_NAME
    if not path.exists():
        return
    try:
        text = read_utf8(path, str(path))
        draft.vocabulary, problems = parse_vocabulary(text, str(path), draft.vocabulary)
        draft.problems += problems
    except MapError as error:
        draft.problems += error.problems


def _read_info(draft: Draft) -> None:
    path = draft.directory / INFO_FILE
    name = str(path)
    if not path.exists():
        hint = 'write `title = {en = "…"}` into it'
        draft.problems.append(Problem("no-map-toml", f"the map has no {INFO_FILE}", Span(name), hint, "warning"))
        return
    try:
        text = read_utf8(path, name)
        draft.info = parse_info(text, name)
    except MapError as error:
        draft.problems += error.problems
