"""Adding a record to a map: the file that it fits in, the text with it, and the problems that it would bring."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from guanxi_graph.model import Entity, Source
from guanxi_graph.problems import MapError, Problem, Span, has_errors
from guanxi_graph.reading import Draft
from guanxi_graph.reading.draft import KINDS
from guanxi_graph.reading.folder import YAML, file_of
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.writing.slices import Inserted, inserted
from guanxi_graph.writing.source_file import SourceFile, source_file
from guanxi_graph.writing.trial import brought, changed
from guanxi_graph.writing.yaml_text import Written

Thing = Literal["claim", "entity", "source"]
ROWS: Mapping[Thing, type[Any]] = {"claim": ClaimRow, "entity": Entity, "source": Source}
_NEW: Mapping[Thing, str] = {"claim": "claims/new.yaml", "entity": "entities.yaml", "source": "sources.yaml"}
# What is added now is spoken of by the next claims.
_FOR_LATER = frozenset({"unused-entity", "unused-source"})


class Addition(msgspec.Struct, frozen=True):
    """A record that can be added, and the problems that it brings; nothing is written yet."""

    file: SourceFile
    added: Inserted
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        return not has_errors(self.problems)

    def write(self) -> None:
        """Raises MapError when the file was changed meanwhile, and OSError."""
        self.file.write(self.added.text)


def addition(draft: Draft, before: Sequence[Problem], record: Mapping[str, Written], path: Path) -> Addition:
    """The record in a file of the map. Raises MapError where it cannot be written there.

    ``before`` are the map's problems as it is.
    """
    file = source_file(path)
    added = inserted(file.text, record, str(path))
    with changed(draft.directory, {path: added.text}) as (_, after):
        problems = [problem for problem in brought(before, after) if problem.code not in _FOR_LATER]
        return Addition(file, added, tuple(problems))


def fitting_file(draft: Draft, thing: Thing, record: Mapping[str, Written]) -> Path:
    """The YAML file where most of the like stands, as seen from where the map is named; else a new one."""
    like, of_kind = _alike(draft, thing, record)
    for records in (like, of_kind):
        files = Counter(file for each in records if (file := each.file).casefold().endswith(tuple(YAML)))
        if files and (records is like or len(files) == 1 or thing == "source"):
            return Path(files.most_common(1)[0][0])
    return draft.directory / _NEW[thing]


def _alike(
    draft: Draft, thing: Thing, record: Mapping[str, Written]
) -> tuple[Sequence[Record[Any]], Sequence[Record[Any]]]:
    """The records that are most like this one, and all of its kind."""
    match thing:
        case "claim":
            return [each for each in draft.claims if each.row.subject == record.get("subject")], draft.claims
        case "entity":
            return [each for each in draft.entities if each.row.cls == record.get("class")], draft.entities
        case "source":
            return [each for each in draft.sources if each.row.kind == record.get("kind", "article")], draft.sources


def named_file(draft: Draft, thing: Thing, given: Path) -> Path:
    """The file that is named, from here or from within the map. Raises MapError where it cannot hold the record."""
    here = os.path.relpath(given, draft.directory)
    inside = os.path.normpath(given) if here.startswith("..") else here
    if inside.startswith(("..", "/")):
        raise _refused(
            given, f"this file is not in the map's folder, {draft.directory}", f"name one such as {_NEW[thing]}"
        )
    path = draft.directory / inside
    file = file_of(path, draft.directory)
    if file.path.suffix.casefold() not in YAML:
        raise _refused(given, "records are added to YAML files only", f"name a .yaml file, such as {_NEW[thing]}")
    if file.role != "records" or KINDS.get(file.kind, Entity) is not ROWS[thing]:
        holds = {"claim": "claims/", "entity": "a file of entities", "source": "sources.yaml or sources/"}[thing]
        message = (
            f"this file of the map does not hold a {thing}"
            if thing != "entity"
            else "this file does not hold an entity"
        )
        raise _refused(given, message, f"name a file in {holds}, such as {_NEW[thing]}")
    return path


def _refused(path: Path, message: str, hint: str) -> MapError:
    return MapError([Problem("not-writable", message, Span(str(path)), hint)])
