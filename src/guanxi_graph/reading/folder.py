"""Which files of a map's folder are read, and a word on each that is not.

Links are followed, suffixes may be in capitals. Hidden files are nobody's business.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from guanxi_graph.problems import MapError, Problem, Severity, Span

INFO_FILE = "map.toml"
VOCABULARY_FILE = "vocabulary.yaml"
LOCK_FILE = "texts.lock"
PHRASES_FILE = "phrases.yaml"
STORIES = "stories"
LANGUAGES = "languages"
QUERIES = "queries"
TEXTS = "texts"
PROPOSALS = "proposals"
EXPORT = "export"
IMPORTS = "imports"
NOT_RECORDS = frozenset({EXPORT, IMPORTS, LANGUAGES, PROPOSALS, QUERIES, STORIES, TEXTS})

# What the map's own commands keep beside it.
_NOT_OURS = frozenset({EXPORT, IMPORTS, PROPOSALS})

YAML = frozenset({".yaml", ".yml"})
JSON_LINES = frozenset({".jsonl", ".ndjson"})
PARQUET = frozenset({".parquet"})
_SUFFIXES = YAML | JSON_LINES | PARQUET | {".csv"}
# What people keep data in; a file of these that is left out must not look as if it were in.
_FOREIGN = frozenset(
    {".tsv", ".tab", ".json", ".sqlite", ".db"}
    | {".xls", ".xlsx", ".xlsm", ".ods", ".numbers", ".gexf", ".graphml", ".ged"}
)
# Of these, what `guanxi import` reads and nobody writes by hand.
_IMPORTED = frozenset({".xls", ".xlsx", ".xlsm", ".ods", ".gexf", ".graphml", ".ged"})
_TABBED = frozenset({".tsv", ".tab"})
_RENAMED = (".yaml.txt", ".yml.txt", ".csv.txt", ".jsonl.txt", ".toml.txt", ".rq.txt")
# Beside those in capitals (LICENSE).
_NO_DATA = frozenset({"makefile", "justfile", "dockerfile"})

Role = Literal["info", "vocabulary", "records", "story", "language", "query", "phrases", "other"]

_SETTINGS: dict[str, Role] = {INFO_FILE: "info", PHRASES_FILE: "phrases"}
_SETTINGS |= {VOCABULARY_FILE: "vocabulary", "vocabulary.yml": "vocabulary"}
_TOLD: dict[str, Role] = {STORIES: "story", LANGUAGES: "language"}


class File(msgspec.Struct, frozen=True):
    """A file of a map. ``kind`` is the name of its folder, or its own, without suffix and in small letters."""

    path: Path
    role: Role
    kind: str


class Folder(msgspec.Struct, frozen=True):
    """What stands in a map's folder, in a fixed order, and what cannot be read of it.

    ``lost`` names the kinds of which something cannot be read.
    """

    files: tuple[File, ...]
    problems: tuple[Problem, ...]
    lost: frozenset[str]

    def of(self, role: Role) -> Iterator[File]:
        return (file for file in self.files if file.role == role)


def require_map(directory: Path) -> None:
    """Raises MapError where there is no map, before anything below is looked for."""
    hint = "name the folder of a map with `-m`, or start a new map with `guanxi init DIR`"
    if directory.is_file():
        message = "this is a file; a map is the folder that it stands in, or was built from"
        hint = "name the folder, or read Turtle with the same checks by `guanxi build FILE -o DIR`"
        raise MapError([Problem("no-map", message, Span(str(directory)), hint)])
    if not directory.is_dir():
        raise MapError([Problem("no-map", "there is no such folder", Span(str(directory)), hint)])
    if not any(name.casefold() == INFO_FILE for name in _names(directory)):
        message = f"there is no {INFO_FILE} here, so this is not a map"
        hint = f'{hint}; a map\'s {INFO_FILE} has at least `title = {{en = "…"}}`'
        raise MapError([Problem("no-map", message, Span(str(directory)), hint)])


def _names(directory: Path) -> Iterator[str]:
    try:
        yield from (path.name for path in directory.iterdir())
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        raise MapError([Problem("no-map", message, Span(str(directory)), "mend its permissions")]) from error


def look_into(directory: Path) -> Folder:
    """Every visible file of the folder and of those in it, except what is built."""
    files: list[File] = []
    problems: list[Problem] = []
    lost: set[str] = set()
    for found in _entries(directory, directory, ()):
        if isinstance(found, Path):
            file = file_of(found, directory)
            files.append(file)
            problems += _left_out(file)
        else:
            path, problem = found
            problems.append(problem)
            lost.add(_kind(path.relative_to(directory).parts))
    return Folder(tuple(files), tuple(problems), frozenset(lost))


def _entries(top: Path, directory: Path, around: tuple[tuple[int, int], ...]) -> Iterator[Path | tuple[Path, Problem]]:
    """The files below a folder, and each entry that is neither a file nor a folder with its problem."""
    try:
        own = directory.stat()
        paths = sorted(directory.iterdir())
    except OSError as error:
        yield directory, _unreadable(directory, f"the folder cannot be read: {error.strerror}")
        return
    identity = (own.st_dev, own.st_ino)
    if identity in around:
        yield directory, _unreadable(directory, "this link leads back to a folder that it stands in")
        return
    for path in paths:
        if path.name.startswith(".") or (directory == top and path.name in _NOT_OURS):
            continue
        try:
            mode = path.stat().st_mode
        except OSError as error:
            is_link = os.path.islink(path)  # noqa: PTH114 - which does not raise where the folder cannot be entered
            reason = "this link leads nowhere" if is_link else f"it cannot be read: {error.strerror}"
            yield path, _unreadable(path, reason)
            continue
        if stat.S_ISDIR(mode):
            yield from _entries(top, path, (*around, identity))
        elif stat.S_ISREG(mode):
            yield path
        else:
            yield path, _unreadable(path, "this is not a file but a device, a socket or a pipe")


def _unreadable(path: Path, message: str) -> Problem:
    return Problem("unreadable-file", message, Span(str(path)), "mend it, or remove it from the map's folder")


def file_of(path: Path, directory: Path) -> File:
    """What a file of the folder is, or would be."""
    parts = path.relative_to(directory).parts
    return File(path, _role(path, parts), _kind(parts))


def _kind(parts: tuple[str, ...]) -> str:
    return Path(parts[0]).stem.casefold() if parts else ""


def _role(path: Path, parts: tuple[str, ...]) -> Role:
    name, suffix = path.name.casefold(), path.suffix.casefold()
    if len(parts) == 1 and name in _SETTINGS:
        return _SETTINGS[name]
    if len(parts) == 2 and parts[0] == QUERIES and path.suffix == ".rq":
        return "query"
    if suffix not in _SUFFIXES:
        return "other"
    if len(parts) > 1 and parts[0] in _TOLD:
        return _TOLD[parts[0]] if len(parts) == 2 and suffix in YAML else "other"
    return "other" if len(parts) > 1 and parts[0] in NOT_RECORDS else "records"


def _left_out(file: File) -> Iterator[Problem]:
    """A word on a file that may have been meant as a part of the map."""
    name, suffix = file.path.name.casefold(), file.path.suffix.casefold()
    if file.role != "other" or (file.kind == "schema" and suffix == ".json"):
        return
    holds_back = file.kind.partition(".")[0] == "redactions" and not name.endswith("~")
    named = suffix in _FOREIGN or suffix in _SUFFIXES or suffix == ".rq" or name.endswith(_RENAMED)
    data = named or not (suffix or file.path.name.isupper() or name in _NO_DATA)
    if data or holds_back:
        severity: Severity = "error" if holds_back else "warning"
        hint = "write it as YAML, CSV or JSON Lines in the map's folder, or move it elsewhere"
        if suffix in _TABBED:
            hint = f"name it {file.path.stem}.csv: tabs may part its columns"
        elif suffix in _IMPORTED:
            hint = f"bring it in with `guanxi import {file.path.name} -o DIR`, or move it elsewhere"
        yield Problem(
            "not-read", "this file is not read, so it is not part of the map", Span(str(file.path)), hint, severity
        )
