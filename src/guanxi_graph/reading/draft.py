"""A map as it was written: every record of every file, with what is wrong with their shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from guanxi_graph import collector
from guanxi_graph.languages import Language
from guanxi_graph.model import Citation, Entity, MapInfo, Source
from guanxi_graph.namesakes import tied_to
from guanxi_graph.problems import MapError, Problem, Span, has_errors
from guanxi_graph.progress import done
from guanxi_graph.reading.across import Across, Shape
from guanxi_graph.reading.claim_ids import identify
from guanxi_graph.reading.csv import CsvRows
from guanxi_graph.reading.folder import (
    INFO_FILE,
    JSON_LINES,
    NOT_RECORDS,
    PARQUET,
    YAML,
    File,
    Folder,
    look_into,
    require_map,
)
from guanxi_graph.reading.info import LONGEST_INFO, no_info, parse_info
from guanxi_graph.reading.json_lines import JsonLine, JsonLines
from guanxi_graph.reading.judgement_rows import Judgement, parted, with_others
from guanxi_graph.reading.language_file import read_language
from guanxi_graph.reading.located import Fields, Located
from guanxi_graph.reading.parquet_rows import ParquetRows
from guanxi_graph.reading.plain_yaml import YamlRecord
from guanxi_graph.reading.records import Record, Told, typed
from guanxi_graph.reading.redaction_rows import Redaction
from guanxi_graph.reading.renamed_rows import Renamed, with_former_ids
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.stories import Story, read_story
from guanxi_graph.reading.taken_together import Together, taken_together
from guanxi_graph.reading.text_lines import are_plain
from guanxi_graph.reading.utf8 import MAX_LINED, WHOLE, Cut, read_utf8, stretches
from guanxi_graph.reading.vocabulary_file import Terms, built_in_vocabulary, parse_vocabulary
from guanxi_graph.reading.yaml_records import parse_records
from guanxi_graph.text import is_plain
from guanxi_graph.vocabulary import Term, Vocabulary

RowT = TypeVar("RowT")

__all__ = [
    "NOT_RECORDS",
    "Counts",
    "Draft",
    "read_map",
    "read_some",
    "read_vocabulary",
    "read_without_claims",
    "records_of",
]

# A folder, or a file of that name, says what its records are; all others hold entities.
KINDS: dict[str, type[Any]] = {
    "claims": ClaimRow,
    "sources": Source,
    "entities": Entity,
    "redactions": Redaction,
    "renamed": Renamed,
    "judgements": Judgement,
}
_OF_LINES = (JsonLine, YamlRecord)


class Counts(NamedTuple):
    """How many records a map has."""

    entities: int
    claims: int
    sources: int


class Draft(msgspec.Struct, kw_only=True, dict=True):
    """Everything that a map's files say, before it is checked.

    ``unread`` holds the kinds of which a file or a row could not be read, and ``misread`` the ids of
    records that had to be left out: what refers to them may be right. ``plain`` names files of lines, or of YAML,
    that hold no letter which is hidden or not composed.
    """

    directory: Path
    vocabulary: Vocabulary
    settings: Record[MapInfo]
    terms: Terms = Terms()
    entities: list[Record[Entity]] = []
    sources: list[Record[Source]] = []
    claims: list[Record[ClaimRow]] = []
    redactions: list[Record[Redaction]] = []
    renamed: list[Record[Renamed]] = []
    judgements: list[Record[Judgement]] = []
    stories: list[Record[Story]] = []
    languages: list[Record[Language]] = []
    queries: list[Path] = []
    problems: list[Problem] = []
    unread: set[type[Any]] = set()
    misread: set[str] = set()
    plain: set[str] = set()
    told: Together | None = None

    @property
    def info(self) -> MapInfo:
        return self.settings.row

    @property
    def counts(self) -> Counts:
        return Counts(len(self.entities), len(self.claims), len(self.sources))

    @cached_property
    def across(self) -> Across:
        """What its claims say, a field at a time."""
        return Across(self.claims)

    @cached_property
    def together(self) -> Together:
        """What all claims tell together; a draft of a part of them is ``told`` it."""
        return self.told or taken_together(self.across, self.vocabulary)

    @cached_property
    def tied(self) -> Mapping[str, set[str]]:
        """Whom each entity is tied to, by all claims that are upheld; those who were ``asked`` for, of a part."""
        if self.told:
            return self.told.tied
        return tied_to((row.subject, row.object) for row in self.across.upheld if row.object)

    @cached_property
    def entity_by_id(self) -> dict[str, Record[Entity]]:
        return {record.row.id: record for record in self.entities}

    @cached_property
    def entities_by_name(self) -> dict[str, set[str]]:
        """The ids of those that have a label or an alias, by its casefolded text."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for record in self.entities:
            for text in record.row.names:
                found[text.casefold()].add(record.row.id)
        return dict(found)

    @cached_property
    def source_by_id(self) -> dict[str, Record[Source]]:
        return {record.row.id: record for record in self.sources}

    @cached_property
    def classes(self) -> dict[str, str]:
        """The class of each entity."""
        return {name: record.row.cls for name, record in self.entity_by_id.items()}

    def class_of(self, entity: str) -> str:
        """The entity's class, or an empty text when there is no such entity."""
        return self.classes.get(entity, "")

    @cached_property
    def shapes(self) -> list[Shape]:
        """Those of its claims, each once."""
        return [Shape(*each) for each in set(self.across.shapes(self.classes))]

    @cached_property
    def quoting(self) -> list[Record[ClaimRow]]:
        """The claims with a citation that is written by name, which may have a quote and a link."""
        if Citation not in map(type, self.across.cited):
            return []
        return [record for record in self.claims if Citation in map(type, record.row.sources)]

    @property
    def records(self) -> Iterator[Record[Any]]:
        """All that are written for readers of the map."""
        yield self.settings
        yield from self.terms.records()
        yield from chain(self.entities, self.sources, self.claims, self.stories, self.languages, self.judgements)

    @cached_property
    def not_plain(self) -> list[Record[Any]]:
        """The records that may hold letters which are hidden or not composed: a large map has lines without any."""
        return [
            record
            for record in self.records
            if not (isinstance(record.written, _OF_LINES) and record.written.file in self.plain)
            and (isinstance(record.written, Fields) or not is_plain(record.written.letters))
        ]


def read_map(directory: Path) -> Draft:
    """Read all files of a map. What is wrong with one of them does not hide what is wrong with others.

    Raises MapError when there is no map at all.
    """
    return _drafted(directory, _look_into_map(directory))


def read_without_claims(directory: Path) -> tuple[Draft, tuple[File, ...]]:
    """Like ``read_map``, but for the claims, and the files in which these stand: see ``records_of``."""
    folder = _look_into_map(directory)
    aside = tuple(file for file in folder.of("records") if _kind(file.kind) is ClaimRow)
    rest = tuple(file for file in folder.files if file not in aside)
    return _drafted(directory, msgspec.structs.replace(folder, files=rest)), aside


def read_some(directory: Path) -> Draft:
    """Like ``read_map``, of some files of a map, among which there need not be records."""
    return _drafted(directory, look_into(directory))


def _drafted(directory: Path, folder: Folder) -> Draft:
    draft = _empty(directory)
    draft.problems += folder.problems
    draft.unread |= {_kind(name) for name in folder.lost}
    with collector.at_rest():
        _read_all(folder, draft)
        identify(draft.claims, draft.vocabulary)
    return draft


def _read_all(folder: Folder, draft: Draft) -> None:
    for file in folder.of("info"):
        _read_info(file, draft)
    for file in folder.of("vocabulary"):
        _read_terms(file, draft)
    for file in folder.of("records"):
        _read_records(file, draft)
    for file in folder.of("story"):
        _read_told(file, draft, draft.stories, read_story)
    for file in folder.of("language"):
        _read_told(file, draft, draft.languages, read_language)
    if draft.renamed:
        former = [record.row for record in draft.renamed]
        draft.entities = with_former_ids(draft.entities, ((row.entity, row.now) for row in former if row.entity))
        draft.sources = with_former_ids(draft.sources, ((row.source, row.now) for row in former if row.source))
    if draft.judgements:
        judged = [record.row for record in draft.judgements]
        draft.entities = with_others(draft.entities, parted(judged, "entity"))
        draft.sources = with_others(draft.sources, parted(judged, "source"))
    draft.queries = [file.path for file in folder.of("query")]


def read_vocabulary(directory: Path) -> Vocabulary:
    """The vocabulary of a map: the package's, and what the map adds. Raises MapError."""
    draft = _empty(directory)
    for file in _look_into_map(directory).of("vocabulary"):
        _read_terms(file, draft)
    if has_errors(draft.problems):
        raise MapError(draft.problems)
    return draft.vocabulary


def _empty(directory: Path) -> Draft:
    return Draft(directory=directory, vocabulary=built_in_vocabulary(), settings=no_info(str(directory / INFO_FILE)))


def _look_into_map(directory: Path) -> Folder:
    """The files of a map. Raises MapError where there is none."""
    require_map(directory)
    folder = look_into(directory)
    if not folder.problems and not any(folder.of("records")):
        hint = "add people.yaml, sources.yaml and claims/…, or start with `guanxi init DIR`"
        raise MapError([Problem("no-map", "there are no records in this folder", Span(str(directory)), hint)])
    return folder


def _kind(name: str) -> type[Any]:
    return Term if name == "vocabulary" else KINDS.get(name, Entity)


def _read_records(file: File, draft: Draft) -> None:
    kind = _kind(file.kind)
    target: dict[type[Any], list[Record[Any]]] = {
        Entity: draft.entities,
        Source: draft.sources,
        ClaimRow: draft.claims,
        Redaction: draft.redactions,
        Renamed: draft.renamed,
        Judgement: draft.judgements,
    }
    for records in records_of(file, draft):
        target[kind] += records


def records_of(file: File, draft: Draft, cut: Cut = WHOLE) -> Iterator[list[Record[Any]]]:
    """The sound records of a file, many at a time; what is wrong with the others is added to the draft's problems.

    Only files of lines can be ``cut``.
    """
    kind = _kind(file.kind)
    try:
        for items, problems in _items(file.path, kind, cut, draft.plain):
            misread: set[str] = set()
            records, found = typed(items, kind, misread)
            draft.problems += problems + found
            if problems:
                draft.unread.add(kind)
            if misread:
                draft.misread |= misread - {getattr(record.row, "id", "") for record in records}
            yield records
            done("reading", 0, len(records) if kind is ClaimRow else 0)
    except MapError as error:
        draft.problems += error.problems
        draft.unread.add(kind)


def _items(
    path: Path, kind: type[Any], cut: Cut, plain: set[str]
) -> Iterator[tuple[Iterable[Located | Told], list[Problem]]]:
    """Records, and a list that has what is wrong with the file's shape when these are read.

    Raises MapError, as reading them may, where nothing more of the file can be read.
    """
    name, suffix = str(path), path.suffix.casefold()
    if suffix in JSON_LINES:
        all_plain = True
        for first, data in stretches(path, name, cut=cut):
            lines = JsonLines(data, name, kind, first)
            all_plain = all_plain and lines.is_plain
            yield lines, lines.problems
        if all_plain:
            plain.add(name)
    elif suffix in PARQUET:
        yield from ((rows, []) for rows in ParquetRows(path, kind))
    elif suffix in YAML:
        text = read_utf8(path, name)
        if are_plain(text.encode()):
            plain.add(name)
        yield parse_records(text, name, kind)
    else:
        rows = CsvRows(read_utf8(path, name, MAX_LINED), name, kind)
        yield rows, rows.problems


def _read_terms(file: File, draft: Draft) -> None:
    name = str(file.path)
    try:
        draft.vocabulary, draft.terms, problems = parse_vocabulary(read_utf8(file.path, name), name, draft.vocabulary)
        draft.problems += problems
    except MapError as error:
        draft.problems += error.problems
        draft.unread.add(Term)


def _read_info(file: File, draft: Draft) -> None:
    name = str(file.path)
    try:
        draft.settings, problems = parse_info(read_utf8(file.path, name, LONGEST_INFO), name)
        draft.problems += problems
    except MapError as error:
        draft.problems += error.problems


def _read_told(
    file: File, draft: Draft, into: list[Record[RowT]], read: Callable[[Path], tuple[list[Record[RowT]], list[Problem]]]
) -> None:
    try:
        records, problems = read(file.path)
    except MapError as error:
        draft.problems += error.problems
        return
    into += records
    draft.problems += problems
