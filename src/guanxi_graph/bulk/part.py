"""A part of a map: claims that are judged together, and what must be known of all others."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import msgspec

from guanxi_graph.bulk.routing import home_of_id, home_of_owned, home_of_tie, part_of
from guanxi_graph.model import Entity, Source
from guanxi_graph.reading import Draft
from guanxi_graph.reading.across import Across
from guanxi_graph.reading.claim_ids import identified
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.vocabulary import Relation

Claims = list[Record[ClaimRow]]
# Bytes of claims to a part: some hundred megabytes when they are read and written.
BYTES_A_PART = 8 << 20


class Known(msgspec.Struct, kw_only=True, frozen=True, dict=True):
    """What a part knows of the rest: the draft of all but the claims, and the entities and sources by id."""

    rest: Draft
    entities: dict[str, Record[Entity]]
    sources: dict[str, Record[Source]]

    @classmethod
    def of(cls, rest: Draft) -> Known:
        return cls(rest=rest, entities=rest.entity_by_id, sources=rest.source_by_id)

    @cached_property
    def _at_home(self) -> dict[int, list[list[str]]]:
        """By the number of parts."""
        return {}

    def entities_at_home(self, part: int, parts: int) -> list[str]:
        """The ids of the entities that the part writes; who asks of one part will ask of the others."""
        if parts not in self._at_home:
            found: list[list[str]] = [[] for _ in range(parts)]
            for name in self.entities:
                found[part_of(name, parts)].append(name)
            self._at_home[parts] = found
        return self._at_home[parts][part]

    def draft(self, claims: Claims) -> Draft:
        """A draft of these claims alone, judged by all that is known."""
        rest = self.rest
        draft = Draft(
            directory=rest.directory,
            vocabulary=rest.vocabulary,
            settings=rest.settings,
            claims=claims,
            unread=rest.unread,
            misread=rest.misread,
            plain=rest.plain,
            told=rest.together,
        )
        # Known to all parts, and judged in none.
        vars(draft).update(entity_by_id=self.entities, source_by_id=self.sources)
        vars(draft).update(entities_by_name=rest.entities_by_name, classes=rest.classes)
        return draft


class Part(msgspec.Struct, kw_only=True, frozen=True, dict=True):
    """The claims that came to the part ``number`` of ``parts``, in the order in which they were read."""

    number: int
    parts: int
    written: Claims
    known: Known

    def relation(self, row: ClaimRow) -> Relation | None:
        return self.known.rest.vocabulary.relations.get(row.relation)

    @cached_property
    def claims(self) -> Claims:
        """Each with its id."""
        return identified(self.written, self.known.rest.vocabulary)

    @cached_property
    def across(self) -> Across:
        """What its claims say, a field at a time."""
        return Across(self.claims)

    @cached_property
    def of_subjects(self) -> Claims:
        """Those whose subjects are at home here, with all others about them."""
        here = {name for name in set(self.across.each("subject")) if part_of(name, self.parts) == self.number}
        return [record for record in self.claims if record.row.subject in here]

    @property
    def of_ties(self) -> Claims:
        """Those between two whose ties are at home here, as far as another is between the same."""
        return [
            record
            for record in self.across.told_again
            if home_of_tie(record.row, self.relation(record.row), self.parts) == self.number
        ]

    @property
    def of_owned(self) -> Claims:
        """The holdings of what is at home here, all of them."""
        return [record for record in self._holdings() if home_of_owned(record.row, self.parts) == self.number]

    @property
    def of_ids(self) -> Claims:
        """Those whose ids are at home here, as far as another has the same."""
        written = {id(record) for record in self.written if record.row.id}
        return [
            record
            for record in self.across.of_one_id
            if home_of_id(record.row, self.parts, is_minted=id(record) not in written) == self.number
        ]

    def _holdings(self) -> Iterator[Record[ClaimRow]]:
        relations = self.known.rest.vocabulary.relations
        holding = {name for name in self.across.relations & relations.keys() if relations[name].holds}
        return (record for record in self.claims if record.row.relation in holding and record.row.object)
