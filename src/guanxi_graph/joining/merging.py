"""The files of one map, or of two, with some things called by one id, and what is then there twice made one."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from guanxi_graph.joining.changes_in_files import Place, places, with_changes
from guanxi_graph.joining.folding import Folding
from guanxi_graph.problems import MapError, has_errors
from guanxi_graph.reading import Draft, read_map
from guanxi_graph.reading.claim_ids import said
from guanxi_graph.reading.folder import look_into
from guanxi_graph.reading.mentions import mentions
from guanxi_graph.writing.imported_files import imported_files
from guanxi_graph.writing.letters import Letters, with_letters
from guanxi_graph.writing.moved_lock import Ids, Locked, moved_lock
from guanxi_graph.writing.revising import appended, revised
from guanxi_graph.writing.source_file import source_file

RENAMED = Path("renamed.yaml")
_HEAD = "# Ids that were given up, and what they are called now: old addresses lead on.\n"


class Part(msgspec.Struct, frozen=True):
    """A map that goes into the result: what is called otherwise there, and where its files go.

    ``revisions`` are records in other words, by their file and number; ``said`` the texts of files that are not taken
    as they are. In saved queries the first of ``bases`` becomes the second.
    """

    draft: Draft
    ids: Ids = {}
    places: Mapping[Path, Path] = {}
    revisions: Mapping[Place, dict[str, Any] | None] = {}
    said: Mapping[Path, str] = {}
    bases: tuple[str, str] = ("", "")

    @property
    def files(self) -> dict[Path, Path]:
        """Where each file that is read goes."""
        read = (file.path for file in look_into(self.draft.directory).files if file.role != "other")
        whole = {path: self.places.get(path, path.relative_to(self.draft.directory)) for path in read}
        return {path: place for path, place in whole.items() if place != Path()}


class Merged(msgspec.Struct, frozen=True):
    """The files by their places, the new ids of each part's claims, the lock, and what is to be told."""

    texts: Mapping[Path, str]
    claims: tuple[Mapping[str, str], ...]
    lock: Locked
    told: tuple[str, ...]


def merged(parts: Sequence[Part], former: Sequence[Mapping[str, str]] = ()) -> Merged:
    """All files of the parts as those of one map. ``former`` are rows for the table of ids that were given up.

    Raises MapError where a file cannot be read or changed, and OSError.
    """
    for part in parts:
        if has_errors(part.draft.problems):
            raise MapError(part.draft.problems)
    claims: tuple[Mapping[str, str], ...] = tuple({} for _ in parts)
    once = _once(parts, claims, former)
    if any(_means(part, moved) for part, moved in zip(parts, once.claims, strict=True)):
        return _once(parts, once.claims, former)
    return once


def _means(part: Part, moved: Mapping[str, str]) -> bool:
    return any(each.thing == "claim" and each.id in moved for each in mentions(part.draft))


def _once(parts: Sequence[Part], moved: Sequence[Mapping[str, str]], former: Sequence[Mapping[str, str]]) -> Merged:
    laid: dict[Path, str] = {}
    for part, claims in zip(parts, moved, strict=True):
        laid |= _laid(part, claims)
    if former:
        laid[RENAMED] = appended(laid.get(RENAMED, _HEAD), former, str(RENAMED))
    with TemporaryDirectory(prefix="guanxi-merge-") as place:
        folder = Path(place)
        _write(folder, laid)
        draft = read_map(folder)
        if has_errors(draft.problems):
            raise MapError(draft.problems)
        owners = {str(folder / to): number for number, part in enumerate(parts) for to in part.files.values()}
        originals = [_originals(part, folder) for part in parts]
        before: dict[Place, Hashable] = {
            where: (number, tuple(said(row).items()))
            for number, found in enumerate(originals)
            for where, row in found.items()
        }
        given_up = {place for part in parts for place in _given_up(part, folder)}
        folded = Folding(draft, lambda place: (owners.get(place[0], 0), place in given_up), before).folded()
        texts = with_changes(laid, folder, draft, folded.changes, _imported(parts))
        _write(folder, {to: text for to, text in texts.items() if laid.get(to) != text})
        after = read_map(folder)
    new = tuple(
        {row.id: folded.claims[where] for where, row in found.items() if folded.claims[where] != row.id}
        for found in originals
    )
    lock = moved_lock([(part.draft, part.ids, ids) for part, ids in zip(parts, new, strict=True)], after)
    return Merged(texts, new, lock, folded.told)


def _imported(parts: Sequence[Part]) -> set[str]:
    """Where files go that imports wrote."""
    digests = {part.draft.directory: imported_files(part.draft.directory) for part in parts}
    return {
        str(to)
        for part in parts
        for path, to in part.files.items()
        if str(path.relative_to(part.draft.directory)) in digests[part.draft.directory]
    }


def _laid(part: Part, claims: Mapping[str, str]) -> dict[Path, str]:
    """The part's files with the new ids in them."""
    by_file: dict[Path, list[Letters]] = {}
    for each in mentions(part.draft):
        new = claims.get(each.id) if each.thing == "claim" else part.ids.get((each.thing, each.id))
        if new and new != each.id:
            by_file.setdefault(Path(each.span.file), []).append((each.span, each.id, new))
    texts = {}
    for path, place in part.files.items():
        text = part.said.get(path)
        text = with_letters(source_file(path).text if text is None else text, by_file.get(path, ()))
        own = {number: record for (file, number), record in part.revisions.items() if file == str(path)}
        text = text.replace(*part.bases) if path.suffix == ".rq" and part.bases[0] else text
        texts[place] = revised(text, own, str(path)) if own else text
    return texts


def _originals(part: Part, folder: Path) -> dict[Place, Any]:
    """The part's claims as they were, by where they stand now."""
    to = {str(path): str(folder / place) for path, place in part.files.items()}
    return {(to[file], number): record.row for (file, number), record in places(part.draft.claims)}


def _given_up(part: Part, folder: Path) -> Iterator[Place]:
    """Where things are written down that get another id."""
    to = {str(path): str(folder / place) for path, place in part.files.items()}
    for thing, records in (("entity", part.draft.entities), ("source", part.draft.sources)):
        for (file, number), record in places(records):
            if (thing, record.row.id) in part.ids:
                yield to[file], number


def _write(folder: Path, texts: Mapping[Path, str]) -> None:
    for place, text in texts.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, "utf-8", newline="")
