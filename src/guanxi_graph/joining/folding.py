"""Records of one id that stand twice in a map's files are made one, and so are claims that then say the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from guanxi_graph.joining.changes_in_files import Changes, Place, places
from guanxi_graph.joining.two_as_one import joined
from guanxi_graph.reading import Draft
from guanxi_graph.reading.claim_ids import minted, said
from guanxi_graph.reading.located import plain
from guanxi_graph.reading.mentions import Thing
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.text import free_name


class Folded(msgspec.Struct, frozen=True):
    """What is to be changed where, the id that each claim gets by its place, and what is to be told."""

    changes: Changes
    claims: Mapping[Place, str]
    told: tuple[str, ...]


class Folding:
    """``rank`` puts the records of the map that gives the ids first; ``before`` tells claims apart as they were."""

    def __init__(
        self, draft: Draft, rank: Callable[[Place], tuple[int, bool]], before: Mapping[Place, Hashable]
    ) -> None:
        self.draft, self.rank, self.before = draft, rank, before
        self.changes: Changes = {}
        self.told: list[str] = []

    def folded(self) -> Folded:
        self._things("entity", self.draft.entities)
        self._things("source", self.draft.sources)
        for records in (self.draft.renamed, self.draft.redactions, self.draft.judgements):
            self._once(records)
        self._settle_renamed()
        claims = self._claims()
        return Folded(self.changes, claims, tuple(self.told))

    def _things(self, thing: Thing, records: Sequence[Record[Any]]) -> None:
        groups: dict[str, list[Place]] = {}
        by_place = dict(places(records))
        for place, record in by_place.items():
            groups.setdefault(record.row.id, []).append(place)
        for name, group in groups.items():
            if len(group) > 1:
                self._join(thing, name, [(place, by_place[place]) for place in self._ordered(group)])

    def _ordered(self, group: Iterable[Place]) -> list[Place]:
        return sorted(group, key=lambda place: (self.rank(place), place))

    def _join(self, thing: Thing, name: str, group: Sequence[tuple[Place, Record[Any]]]) -> None:
        """The first of the group with what the others say; these go."""
        kept, first = group[0]
        written = _written(first)
        record = written
        for place, other in group[1:]:
            found = joined(thing, record, _written(other), self._narrower)
            record = found.record
            self.changes[place] = None
            self.told += [f"{name}: {line}" for line in found.differences]
        if record != written:
            self.changes[kept] = record

    def _narrower(self, one: str, other: str) -> str | None:
        is_a = self.draft.vocabulary.is_a
        return one if is_a(one, [other]) else other if is_a(other, [one]) else None

    def _once(self, records: Sequence[Record[Any]]) -> None:
        """Rows that say the same stand once; what was judged the same and now is one needs no row."""
        seen: set[str] = set()
        by_place = dict(places(records))
        for place in self._ordered(by_place):
            row = by_place[place].row
            told = repr(row)
            is_done = getattr(row, "are", "") == "same" and not row.of and row.one == row.other
            if told in seen or is_done:
                self.changes[place] = None
            seen.add(told)

    def _settle_renamed(self) -> None:
        """An id that is given again, or was given up for another thing before, leads to that one."""
        given: dict[tuple[bool, str], str] = {
            **{(False, name): name for name in self.draft.entity_by_id},
            **{(True, name): name for name in self.draft.source_by_id},
        }
        by_place = dict(places(self.draft.renamed))
        for place in self._ordered(by_place):
            row = by_place[place].row
            old = row.source or row.entity
            led = given.setdefault((bool(row.source), old), row.now)
            if led != row.now and place not in self.changes:
                self.changes[place] = None
                self.told.append(f"{old}: leads to {led}, and no longer to {row.now}")

    def _claims(self) -> dict[Place, str]:
        by_place = dict(places(self.draft.claims))
        groups: dict[Hashable, list[Place]] = {}
        for place in self._ordered(by_place):
            groups.setdefault(self._says(by_place[place].row), []).append(place)
        into = {place: place for place in by_place}
        for group in groups.values():
            alike = _one_of_each(group, self.before)
            if len(alike) > 1:
                first = by_place[alike[0]]
                self._join("claim", first.row.id, [(place, by_place[place]) for place in alike])
                into |= dict.fromkeys(alike, alike[0])
        self._part_ids(by_place, into)
        ids = self._final_ids(by_place, into)
        return {place: ids[kept] for place, kept in into.items()}

    def _says(self, row: ClaimRow) -> Hashable:
        """What a claim says; a symmetric tie has no direction."""
        fields = said(row)
        relation = self.draft.vocabulary.relations.get(row.relation)
        if relation and relation.symmetric and row.object:
            fields["subject"], fields["object"] = sorted((row.subject, row.object))
        return tuple(fields.items())

    def _part_ids(self, by_place: Mapping[Place, Record[ClaimRow]], into: Mapping[Place, Place]) -> None:
        """Two claims that say other things cannot have one written id."""
        taken: dict[str, Place] = {}
        ids = {record.row.id for record in by_place.values()}
        for place in self._ordered(by_place):
            record = by_place[place]
            if into[place] != place or not _has_id(record):
                continue
            if record.row.id in taken:
                free = free_name(record.row.id, ids)
                ids.add(free)
                self.changes[place] = {**(self.changes.get(place) or _written(record)), "id": free}
                self.told.append(f"{record.row.id}: another claim has this id; it is {free} now")
            else:
                taken[record.row.id] = place

    def _final_ids(self, by_place: Mapping[Place, Record[ClaimRow]], into: Mapping[Place, Place]) -> dict[Place, str]:
        kept = [place for place in by_place if into[place] == place]
        rows = []
        for place in kept:
            changed = self.changes.get(place)
            given = (changed or {}).get("id", by_place[place].row.id if _has_id(by_place[place]) else "")
            rows.append(msgspec.structs.replace(by_place[place].row, id=given))
        return dict(zip(kept, minted(rows, self.draft.vocabulary), strict=True))


def _written(record: Record[Any]) -> dict[str, Any]:
    return {name: value for name, value in plain(record.fields).items() if value is not None}


def _has_id(record: Record[ClaimRow]) -> bool:
    return "id" in record.fields.values


def _one_of_each(group: Sequence[Place], before: Mapping[Place, Hashable]) -> list[Place]:
    """One claim of each that said something else before: two that said the same then were meant to be two."""
    first: dict[Hashable, Place] = {}
    for place in group:
        first.setdefault(before.get(place, place), place)
    return list(first.values())
