"""Two maps as one, in a new folder: the first gives ids, settings and the meaning of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from guanxi_graph.evidence import Lock
from guanxi_graph.evidence.lock import lock_text
from guanxi_graph.evidence.stored import text_path
from guanxi_graph.joining.changes_in_files import Place, places
from guanxi_graph.joining.imports_of_both import imports_of_both
from guanxi_graph.joining.judging import judged_of, written_of
from guanxi_graph.joining.merging import Merged, Part, merged
from guanxi_graph.joining.pairing import paired
from guanxi_graph.joining.settings_of_both import info_of_both, vocabulary_of_both
from guanxi_graph.map.loading import from_draft
from guanxi_graph.model import Kind
from guanxi_graph.problems import MapError, Problem, has_errors
from guanxi_graph.reading import Draft
from guanxi_graph.reading.folder import IMPORTS, INFO_FILE, LOCK_FILE, NOT_RECORDS, PROPOSALS, look_into
from guanxi_graph.redaction import problems_of
from guanxi_graph.text import free_name
from guanxi_graph.together import replacing_together
from guanxi_graph.writing.moved_lock import Ids
from guanxi_graph.writing.source_file import source_file

# Of these a map has one, or one of a name; others go into the folder of their kind.
_ALONE = frozenset({"info", "vocabulary", "phrases", "language"})


class TwoMaps(msgspec.Struct, frozen=True):
    """The files of the new map by their places, and what was done, in words. Nothing is written yet."""

    texts: Mapping[Path, str]
    lock: Lock
    copies: Mapping[Path, Path]
    told: tuple[str, ...]

    def write(self, folder: Path) -> None:
        """All files or none. Raises OSError."""
        with replacing_together(folder) as together:
            for place, source in self.copies.items():
                if place not in self.texts:
                    with together.replacing(folder / place) as stream:
                        stream.write(source.read_bytes())
            for place, text in self.texts.items():
                together.write_text(folder / place, text)
            if self.lock:
                together.write_text(folder / LOCK_FILE, lock_text(self.lock))


def joining(one: Draft, two: Draft) -> TwoMaps:
    """The map of both. Raises MapError when one of them has errors."""
    for draft in (one, two):
        if has_errors(problems := problems_of(draft)):
            raise MapError(problems)
    if clashing := list(_pictures_of_one_name(one, two)):
        raise MapError(clashing)
    pairing = paired(_whole(one), _whole(two), judged_of(one, two))
    told = [*pairing.told]
    if two.info.base != one.info.base:
        told.append(f"{INFO_FILE}: what had addresses below {two.info.base} has them below {one.info.base} now")
    first = Part(
        one,
        said=dict(_settings(one, two, told)),
        revisions=_judgements(one, two, pairing.ids, is_second=False),
    )
    second = Part(
        two,
        pairing.ids,
        places=dict(_places(one, two, told)),
        bases=(two.info.base, one.info.base),
        revisions=_judgements(two, one, pairing.ids, is_second=True),
    )
    former = [
        {thing: name, "now": new}
        for (thing, name), new in pairing.ids.items()
        if name not in (one.entity_by_id if thing == "entity" else one.source_by_id)
    ]
    found = merged([first, second], former)
    told += found.told
    told += [
        f"{name}: another text was stored for it in the second map; `guanxi verify` looks anew"
        for name in found.lock.differing
    ]
    imports = imports_of_both(first, second, found.texts, told)
    copies = dict(_copies(one, two, pairing.ids, found, told))
    texts = {place: text for place, text in {**found.texts, **imports}.items() if text.strip()}
    return TwoMaps(texts, found.lock.lock, copies, tuple(told))


def _whole(draft: Draft) -> Any:
    """The map with what it holds back: that is joined too."""
    return from_draft(msgspec.structs.replace(draft, redactions=[])) if draft.redactions else from_draft(draft)


def _settings(one: Draft, two: Draft, told: list[str]) -> Iterator[tuple[Path, str]]:
    """map.toml and the vocabulary of the first, with what only the second has."""
    info = one.directory / INFO_FILE
    yield info, info_of_both(one, two, told)
    for (path, text), (_, other) in zip(_texts(one, "vocabulary"), _texts(two, "vocabulary"), strict=False):
        yield path, vocabulary_of_both(text, other, told)


def _texts(draft: Draft, role: str) -> Iterator[tuple[Path, str]]:
    for file in look_into(draft.directory).files:
        if file.role == role:
            yield file.path, source_file(file.path).text


def _places(one: Draft, two: Draft, told: list[str]) -> Iterator[tuple[Path, Path]]:
    """Where the second map's files go: to their own places where these are free, else beside under another name."""
    ours, theirs = (
        {file.path.relative_to(map_.directory) for file in look_into(map_.directory).files} for map_ in (one, two)
    )
    taken = {str(place.with_suffix("")) for place in ours | theirs}
    for file in look_into(two.directory).files:
        place = file.path.relative_to(two.directory)
        if file.role == "info" or (file.role in _ALONE and place in ours):
            if file.role in {"phrases", "language"} and not _is_copy(file.path, one.directory / place):
                told.append(f"{file.path}: left out, as the first map has {place}")
            yield file.path, Path()
        elif place in ours:
            folder = place.parent if place.parent != Path() else _folder_of(place.stem.casefold())
            free = free_name(str(folder / place.stem), {*taken, str(folder / place.stem)})
            taken.add(free)
            yield file.path, Path(f"{free}{place.suffix}")


def _folder_of(kind: str) -> Path:
    """The folder of the records that a file of this name holds."""
    return Path("entities" if kind in NOT_RECORDS else kind)


def _is_copy(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()


def _judgements(here: Draft, there: Draft, ids: Ids, *, is_second: bool) -> dict[Place, dict[str, Any] | None]:
    """What one map said of things of the other, said within the map of both: the first map's thing, then the second's.

    What was the same keeps its old id, which leads to the one that it has now.
    """
    found: dict[Place, dict[str, Any] | None] = {}
    for place, record in places(here.judgements):
        row = record.row
        if row.of == there.info.base:
            kind: Kind = "source" if row.source else "entity"
            one, other = (row.other, row.one) if is_second else (row.one, row.other)
            other = ids.get((kind, other), other) if row.are == "different" else other
            found[place] = dict(written_of(msgspec.structs.replace(row, **{kind: one}, other=other, of="")))
    return found


def _pictures_of_one_name(one: Draft, two: Draft) -> Iterator[Problem]:
    """Pictures that differ, at one place in both maps: nobody may be shown with another's face."""
    first, second = (
        {image.file: record for record in draft.entities if (image := record.row.image) and image.is_local}
        for draft in (one, two)
    )
    for file in sorted(first.keys() & second.keys()):
        if not _is_copy(two.directory / file, one.directory / file):
            message = f"the other map has another picture at `{file}`"
            hint = "give the file another name here, and write that"
            yield Problem("no-image", message, second[file].span("image", "file"), hint)


def _copies(one: Draft, two: Draft, ids: Ids, found: Merged, told: list[str]) -> Iterator[tuple[Path, Path]]:
    """Stored texts, and files that are no records; of the second map only what the first has not."""
    taken: set[Path] = set(found.texts)
    for draft, names in ((one, {}), (two, ids)):
        for file in look_into(draft.directory).files:
            place = file.path.relative_to(draft.directory)
            if file.role != "other" or place == Path(LOCK_FILE):
                continue
            if place.parts[0] == "texts":
                place = text_path(Path(), names.get(("source", place.stem), place.stem))
            if place not in taken:
                taken.add(place)
                yield place, file.path
            elif not _is_copy(file.path, one.directory / place):
                told.append(f"{file.path}: left out, as there is {place} already")
    own = sorted(path for name in (IMPORTS, PROPOSALS) for path in (one.directory / name).rglob("*") if path.is_file())
    yield from ((path.relative_to(one.directory), path) for path in own)
    if (two.directory / PROPOSALS).is_dir():
        told.append(f"{two.directory / PROPOSALS}: left out; it is the workshop of that map alone")
