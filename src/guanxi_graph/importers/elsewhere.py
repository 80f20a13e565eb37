"""What a map has that an import is brought into, without what an earlier run of the import wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from guanxi_graph.model import Entity
from guanxi_graph.reading import Draft
from guanxi_graph.reading.claim_ids import said
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import parse_citation
from guanxi_graph.vocabulary import Vocabulary

# What a claim says, by the names of its fields.
Said = tuple[tuple[str, str], ...]


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """Entities by their ids, the ids of sources; what claims say, with the sources that say so.

    ``now`` are the ids that things have since they were merged or renamed, by those that they were given.
    """

    entities: Mapping[str, Entity] = {}
    sources: frozenset[str] = frozenset()
    claims: Mapping[Said, frozenset[str]] = {}
    now: Mapping[tuple[str, str], str] = {}


def elsewhere(draft: Draft, name: str) -> Elsewhere:
    """What stands in other files than those that the import of this name writes: name.csv, name.2.csv."""
    claims: dict[Said, frozenset[str]] = {}
    for record in _others(draft.claims, "claims", name):
        says = in_one_direction(said(record.row), draft.vocabulary)
        claims[says] = claims.get(says, frozenset()).union(parse_citation(cited).source for cited in record.row.sources)
    things = (("entity", draft.entities), ("source", draft.sources))
    return Elsewhere(
        entities={record.row.id: record.row for record in _others(draft.entities, "entities", name)},
        sources=frozenset(record.row.id for record in _others(draft.sources, "sources", name)),
        claims=claims,
        now={
            (kind, old): record.row.id for kind, records in things for record in records for old in record.row.formerly
        },
    )


def in_one_direction(says: Mapping[str, str], vocabulary: Vocabulary) -> Said:
    """What is said, in an order of its own; of a symmetric tie whichever end comes first."""
    relation = vocabulary.relations.get(says["relation"])
    if relation and relation.symmetric and "object" in says and says["subject"] > says["object"]:
        says = {**says, "subject": says["object"], "object": says["subject"]}
    return tuple(sorted(says.items()))


def _others(records: list[Record[Any]], kind: str, name: str) -> Iterator[Record[Any]]:
    return (record for record in records if not _is_ours(Path(record.file), kind, name))


def _is_ours(path: Path, kind: str, name: str) -> bool:
    return path.parent.name == kind and path.name.partition(".")[0] == name
