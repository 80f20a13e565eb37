"""Entities or sources of one map made one, in its own files: all of them are written, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from guanxi_graph.evidence import Lock, read_lock
from guanxi_graph.evidence.lock import lock_text
from guanxi_graph.joining.changes_in_files import Place, places
from guanxi_graph.joining.merging import Part, merged
from guanxi_graph.problems import MapError, Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.folder import LOCK_FILE
from guanxi_graph.reading.located import plain
from guanxi_graph.reading.mentions import Thing
from guanxi_graph.together import replacing_together
from guanxi_graph.writing.imported_files import IMPORTED, imported_text, still_imported
from guanxi_graph.writing.moved_lock import Ids, left_texts
from guanxi_graph.writing.source_file import SourceFile, source_file
from guanxi_graph.writing.trial import brought, changed


class Merging(msgspec.Struct, frozen=True):
    """What a merging changes; nothing is written yet. ``claims`` are the new ids of claims by their old ones."""

    directory: Path
    files: tuple[tuple[SourceFile, str], ...]
    lock: Lock | None
    claims: Mapping[str, str]
    told: tuple[str, ...]

    def write(self) -> None:
        """Write all files or none. Raises MapError when one was changed meanwhile, and OSError."""
        with replacing_together(self.directory) as together:
            for file, text in self.files:
                with together.replacing(file.path) as stream:
                    stream.write(file.encoded(text))
            if self.lock is not None:
                together.write_text(self.directory / LOCK_FILE, lock_text(self.lock))
            for file, _ in self.files:
                file.check()


def merging(draft: Draft, before: Sequence[Problem], ids: Ids) -> Merging:
    """All that makes each thing of ``ids`` one with the thing whose id it gets. ``before`` are the map's problems.

    Raises ValueError where two are no one thing; MapError where a file cannot be changed, or the map would have errors.
    """
    for (thing, gone), kept in ids.items():
        require_one(draft, thing, kept, gone)
        _require_not_apart(draft, thing, gone, {kept, *(name for (_, name), to in ids.items() if to == kept)})
    former = [{thing: gone, "now": kept} for (thing, gone), kept in ids.items()]
    found = merged([Part(draft, ids, revisions=_settled(draft, ids))], former)
    originals = {place: source_file(draft.directory / place) for place in found.texts}
    files = {place: (file, found.texts[place]) for place, file in originals.items() if file.text != found.texts[place]}
    files |= _imported(draft.directory, files)
    with changed(draft.directory, {file.path: text for file, text in files.values()}) as (_, after):
        _require_sound(before, after)
    lock = found.lock.lock if found.lock.lock != read_lock(draft.directory) else None
    ordered = tuple(files[place] for place in sorted(files))
    told = (*found.told, *left_texts(draft, ids))
    return Merging(draft.directory, ordered, lock, found.claims[0], told)


def _imported(directory: Path, files: Mapping[Path, tuple[SourceFile, str]]) -> dict[Path, tuple[SourceFile, str]]:
    """What imports wrote, as merged: they may write it again."""
    file = source_file(directory / IMPORTED)
    text = imported_text(still_imported(directory, {str(place): text for place, (_, text) in files.items()}))
    return {Path(IMPORTED): (file, text)} if text != file.text else {}


def _settled(draft: Draft, ids: Ids) -> dict[Place, dict[str, Any] | None]:
    """Judgements that are carried out stay as they are: one of the ids is a former one now."""
    found: dict[Place, dict[str, Any] | None] = {}
    for place, record in places(draft.judgements):
        row = record.row
        thing: Thing = "entity" if row.entity else "source"
        ends = {ids.get((thing, name), name) for name in (row.one, row.other)}
        if row.are == "same" and not row.of and len(ends) == 1:
            found[place] = plain(record.fields)
    return found


def require_one(draft: Draft, thing: Thing, kept: str, gone: str) -> None:
    """Raises ValueError, with what to do instead, where the two cannot be one."""
    known = draft.entity_by_id if thing == "entity" else draft.source_by_id
    one, other = known[kept].row, known[gone].row
    if kept == gone:
        raise ValueError(f"`{kept}` is one {thing} already")
    if gone in one.different_from or kept in other.different_from:
        raise ValueError(f"the map says that `{kept}` and `{gone}` are different; take that out first")
    if thing == "entity" and not _fit(draft, draft.class_of(kept), draft.class_of(gone)):
        classes = f"{draft.class_of(kept)}, and {draft.class_of(gone)}"
        raise ValueError(f"`{kept}` and `{gone}` are of different classes: {classes}; mend one first")


def _require_not_apart(draft: Draft, thing: Thing, name: str, group: set[str]) -> None:
    """Raises ValueError where one of several that become one is said to be different from another."""
    known = draft.entity_by_id if thing == "entity" else draft.source_by_id
    for other in sorted(group.intersection(known[name].row.different_from)):
        raise ValueError(f"the map says that `{name}` and `{other}` are different; take that out first")


def _fit(draft: Draft, one: str, other: str) -> bool:
    return draft.vocabulary.is_a(one, [other]) or draft.vocabulary.is_a(other, [one])


def joined_ids(thing: Thing, pairs: Iterable[tuple[str, str]]) -> dict[tuple[Thing, str], str]:
    """Of pairs that are one thing, which id each gives up for which: the first that was named stays."""
    root: dict[str, str] = {}

    def found(name: str) -> str:
        while name in root:
            name = root[name]
        return name

    for one, other in pairs:
        kept, gone = found(one), found(other)
        if kept != gone:
            root[gone] = kept
    return {(thing, name): found(name) for name in root}


def _require_sound(before: Sequence[Problem], after: Sequence[Problem]) -> None:
    """Ids are a part of messages, so errors are compared by their codes."""
    known = Counter(each.code for each in before if each.severity == "error")
    now = Counter(each.code for each in after if each.severity == "error")
    if fresh := now - known:
        raise MapError([each for each in brought(before, after) if each.code in fresh and each.severity == "error"])
