"""What was decided of pairs, and the file that keeps it: plain, in git, and undone by taking a line out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from guanxi_graph.dates import Date
from guanxi_graph.joining.candidates import Candidate
from guanxi_graph.model import Kind
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading import Draft
from guanxi_graph.reading.judgement_rows import Judgement, Verdict
from guanxi_graph.writing.revising import revised
from guanxi_graph.writing.slices import inserted
from guanxi_graph.writing.source_file import source_file
from guanxi_graph.writing.yaml_text import Written

JUDGEMENTS = "judgements.yaml"
_HEAD = "# Which records are one thing and which are two, as `guanxi match` was told. Take a line out to undo it.\n"

Key = tuple[Kind, str, str]


class Judged(msgspec.Struct, frozen=True):
    """The verdict on each pair of a map, or of two: the first of a key is of the first map."""

    verdicts: dict[Key, Judgement]

    def __contains__(self, pair: Candidate) -> bool:
        return (pair.kind, pair.one, pair.other) in self.verdicts

    def same(self, kind: Kind) -> Iterator[tuple[str, str]]:
        return ((one, other) for (of, one, other), each in self.verdicts.items() if of == kind and each.are == "same")

    def different(self, kind: Kind) -> frozenset[tuple[str, str]]:
        told = self.verdicts.items()
        return frozenset((one, other) for (of, one, other), each in told if of == kind and each.are == "different")


def judged_of(draft: Draft, other: Draft | None = None) -> Judged:
    """The verdicts of a map on itself; or those of both of two maps on pairs of the two."""
    if other is None:
        rows = (record.row for record in draft.judgements if not record.row.of)
        return Judged({key: row for row in rows for key in (_key(draft, row), _turned(_key(draft, row)))})
    found: dict[Key, Judgement] = {}
    for here, there, turn in ((other, draft, True), (draft, other, False)):
        for row in (record.row for record in here.judgements if record.row.of == there.info.base):
            key = _key(here, row, there)
            found[_turned(key) if turn else key] = row
    return Judged(found)


def same_pairs(draft: Draft, kind: Kind) -> Iterator[tuple[str, str]]:
    """What is judged the same within a map, by its ids now."""
    for row in (record.row for record in draft.judgements):
        if row.are == "same" and not row.of and getattr(row, kind):
            yield now(draft, kind, row.one), now(draft, kind, row.other)


def _key(draft: Draft, row: Judgement, there: Draft | None = None) -> Key:
    kind: Kind = "entity" if row.entity else "source"
    return kind, now(draft, kind, row.one), now(there or draft, kind, row.other)


def _turned(key: Key) -> Key:
    return key[0], key[2], key[1]


def now(draft: Draft, kind: Kind, name: str) -> str:
    """The id that a thing has now."""
    known = draft.entity_by_id if kind == "entity" else draft.source_by_id
    if name in known:
        return name
    return next((each.row.id for each in known.values() if name in each.row.formerly), name)


def judgement(pair: Candidate, are: Verdict, *, by: str, decided: Date, reason: str = "", of: str = "") -> Judgement:
    """What somebody says of a pair. ``of`` is the base of the map that has the other, where it is another map."""
    return Judgement(
        entity=pair.one if pair.kind == "entity" else "",
        source=pair.one if pair.kind == "source" else "",
        other=pair.other,
        of=of,
        are=are,
        by=by,
        decided=decided,
        reason=reason.strip(),
    )


def keep(directory: Path, rows: Iterable[Judgement], seen: str | None = None) -> None:
    """Write more rows into the file. ``seen`` is its digest as it was shown, where it must still be so.

    Raises MapError where it is not, or where they cannot be added; and OSError.
    """
    file = source_file(directory / JUDGEMENTS)
    if seen is not None:
        file.require(seen)
    text = file.text or _HEAD
    for row in rows:
        text = inserted(text, written_of(row), str(file.path)).text
    file.write(text)


def rows_kept(draft: Draft) -> Sequence[Judgement]:
    """The rows of the file, the last one last."""
    path = str(draft.directory / JUDGEMENTS)
    return [each.row for each in draft.judgements if each.file == path]


def take_back(draft: Draft, seen: str | None = None) -> Judgement:
    """Write the file without its last row, which is given. ``seen`` as for ``keep``.

    Raises MapError where there is none, or it cannot be taken out; and OSError.
    """
    file, rows = source_file(draft.directory / JUDGEMENTS), rows_kept(draft)
    if seen is not None:
        file.require(seen)
    if not rows:
        message = f"there is no judgement in {JUDGEMENTS} to undo"
        raise MapError([Problem("not-writable", message, Span(str(file.path)), "decide with `guanxi match`")])
    file.write(revised(file.text, {len(rows) - 1: None}, str(file.path)))
    return rows[-1]


def written_of(row: Judgement) -> dict[str, Written]:
    """A judgement as it stands in the file, without what it does not say."""
    values = {field: getattr(row, field) for field in Judgement.__struct_fields__}
    return {field: str(value) for field, value in values.items() if value}
