"""Giving a thing another id: in every file of a map that means it, and so that the old id still leads to it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from guanxi_graph.evidence import Lock
from guanxi_graph.evidence.lock import lock_text
from guanxi_graph.model import Kind
from guanxi_graph.problems import MapError, Problem, Span, has_errors
from guanxi_graph.reading import Draft
from guanxi_graph.reading.folder import EXPORT, LOCK_FILE
from guanxi_graph.reading.mentions import Mention, meant, mentions
from guanxi_graph.reading.records import Record
from guanxi_graph.text import SLUG, nearest, slug
from guanxi_graph.together import replacing_together
from guanxi_graph.writing.imported_files import IMPORTED, imported_text, still_imported
from guanxi_graph.writing.letters import Letters, with_letters
from guanxi_graph.writing.moved_lock import moved_lock
from guanxi_graph.writing.slices import inserted
from guanxi_graph.writing.source_file import SourceFile, source_file
from guanxi_graph.writing.trial import brought, changed

RENAMED = "renamed.yaml"
POSITIONS = Path(EXPORT) / "positions.json"
_HEAD = "# Ids that were given up, and what they are called now: old addresses lead on. Written by `guanxi rename`.\n"


class Change(msgspec.Struct, frozen=True):
    """A file as it is, its new text, and at how many places they differ."""

    file: SourceFile
    text: str
    count: int


class Renaming(msgspec.Struct, frozen=True):
    """What a renaming changes; nothing is written yet. ``claims`` are the new ids of claims by their old ones.

    ``letters`` are the places where an old text stands for which a new one does; the table of former ids has one more
    row besides, unless the id is one that the thing had before.
    """

    directory: Path
    changes: tuple[Change, ...]
    claims: Mapping[str, str]
    letters: tuple[Letters, ...]

    @property
    def table(self) -> Change | None:
        return next((change for change in self.changes if change.file.path.name == RENAMED), None)

    def write(self) -> None:
        """Write all files or none.

        Raises MapError when one was changed meanwhile, and OSError. When a file cannot be put in its place after
        others were, the next command on the map does it.
        """
        with replacing_together(self.directory) as together:
            for change in self.changes:
                with together.replacing(change.file.path) as stream:
                    stream.write(change.file.encoded(change.text))
            for change in self.changes:
                change.file.check()


def kind_of(draft: Draft, old: str, *, source: bool = False) -> Kind:
    """What the id is of. Raises LookupError that says what to write instead."""
    is_entity, is_source = old in draft.entity_by_id, old in draft.source_by_id
    if is_source and (source or not is_entity):
        return "source"
    if is_entity and not source:
        return "entity"
    if any(record.row.id == old for record in draft.claims):
        raise LookupError(f"`{old}` is a claim: its id comes from what it says, or stands in its file")
    close = nearest(old, draft.source_by_id if source else [*draft.entity_by_id, *draft.source_by_id])
    what = "source" if source else "entity or source"
    raise LookupError(f"there is no {what} `{old}`" + (f"; did you mean `{close}`?" if close else ""))


def require_free(draft: Draft, kind: Kind, new: str, old: str) -> None:
    """Raises ValueError when the id cannot be given."""
    if not SLUG.fullmatch(new):
        better = f", such as {slug(new)}" if slug(new) else ""
        raise ValueError(f"`{new}` cannot be an id: it has small letters, digits and single hyphens{better}")
    records = draft.entity_by_id if kind == "entity" else draft.source_by_id
    if new in records:
        span = records[new].span("id")
        raise ValueError(f"there is {kind} `{new}` already, at {span.file}:{span.line}")
    before = next((name for name, record in records.items() if new in record.row.formerly and name != old), None)
    if before:
        raise ValueError(f"`{new}` is the former id of `{before}`, and still leads there")


def renaming(draft: Draft, before: Sequence[Problem], kind: Kind, old: str, new: str) -> Renaming:
    """All that gives an entity or a source its new id. ``before`` are the map's problems as it is.

    Raises MapError where a file could not be read, or the map would not be what it was.
    """
    if has_errors(draft.problems):
        raise MapError(draft.problems)
    files = _Files(draft.directory)
    found = list(mentions(draft))
    letters = [(each.span, old, new) for each in found if (each.thing, each.id) == (kind, old)]
    with changed(draft.directory, files.texts(letters)) as (after, _):
        claims = _moved(draft, after)
    letters += [(each.span, each.id, claims[each.id]) for each in found if _follows(each, claims)]
    turned = [(span, new, old) for span in _given_up(draft, kind, new)]
    letters += turned
    texts = files.texts(letters)
    if not turned:
        texts |= files.one_more(texts, {kind: old, "now": new})
    with changed(draft.directory, texts) as (after, problems):
        _require_same(before, problems)
        lock = moved_lock([(draft, {(kind, old): new}, claims)], after).lock
    texts |= files.positions(kind, old, new)
    texts |= files.lock(lock)
    texts |= files.imported(texts)
    counts = Counter(span.file for span, *_ in letters)
    changes = (Change(files.file(path), text, counts.get(str(path), 1)) for path, text in sorted(texts.items()))
    return Renaming(draft.directory, tuple(changes), claims, tuple(letters))


def _given_up(draft: Draft, kind: Kind, new: str) -> Iterator[Span]:
    """Where the new id stands as a former one of the same thing: there the two change places."""
    records: list[Record[Any]] = [*(draft.entities if kind == "entity" else draft.sources)]
    for record, field in (*((each, kind) for each in draft.renamed), *((each, "formerly") for each in records)):
        yield from (each.span for each in meant(record.fields, ((field, kind),)) if each.id == new)


def _moved(before: Draft, after: Draft) -> dict[str, str]:
    pairs = zip(before.claims, after.claims, strict=True)
    return {old.row.id: new.row.id for old, new in pairs if old.row.id != new.row.id}


def _follows(mention: Mention, claims: Mapping[str, str]) -> bool:
    return mention.thing == "claim" and mention.id in claims


def _require_same(before: Sequence[Problem], after: Sequence[Problem]) -> None:
    """Ids are a part of messages, so problems are compared by their codes."""
    known, now = Counter(each.code for each in before), Counter(each.code for each in after)
    if now - known:
        fresh = [each for each in brought(before, after) if each.code in now - known]
        raise MapError([msgspec.structs.replace(each, severity="error") for each in fresh])


class _Files:
    """The files of a map that a renaming touches, each as it was first read."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.read: dict[Path, SourceFile] = {}

    def file(self, path: Path) -> SourceFile:
        if path not in self.read:
            self.read[path] = source_file(path)
        return self.read[path]

    def texts(self, letters: Iterable[Letters]) -> dict[Path, str]:
        by_file: dict[Path, list[Letters]] = {}
        for each in letters:
            by_file.setdefault(Path(each[0].file), []).append(each)
        return {path: with_letters(self.file(path).text, edits) for path, edits in by_file.items()}

    def one_more(self, texts: Mapping[Path, str], row: Mapping[str, str]) -> dict[Path, str]:
        """The table of former ids with one more."""
        path = self.directory / RENAMED
        text = texts.get(path) or self.file(path).text or _HEAD
        return {path: inserted(text, row, str(path)).text}

    def lock(self, lock: Lock) -> dict[Path, str]:
        """What was verified, so that it stays so."""
        path = self.directory / LOCK_FILE
        text = lock_text(lock)
        return {path: text} if lock and text != self.file(path).text else {}

    def imported(self, texts: Mapping[Path, str]) -> dict[Path, str]:
        """What imports wrote, as renamed: they may write it again."""
        path = self.directory / IMPORTED
        places = {str(each.relative_to(self.directory)): text for each, text in texts.items()}
        text = imported_text(still_imported(self.directory, places))
        return {path: text} if text != self.file(path).text else {}

    def positions(self, kind: Kind, old: str, new: str) -> dict[Path, str]:
        """Where the page draws it, so that it stays there."""
        path = self.directory / POSITIONS
        text = self.file(path).text if kind == "entity" and path.exists() else ""
        moved = text.replace(f"\n{json.dumps(old)}:", f"\n{json.dumps(new)}:", 1)
        return {path: moved} if moved != text else {}
