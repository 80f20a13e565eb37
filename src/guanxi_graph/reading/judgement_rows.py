"""``judgements.yaml``: whether two records mean one thing, as somebody decided it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta

from guanxi_graph.dates import Date
from guanxi_graph.model import Entity, EntityId, Kind, Source, SourceId
from guanxi_graph.reading.records import Record

Verdict = Literal["same", "different"]
RowT = TypeVar("RowT", Entity, Source)


class Judgement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two entities, or two sources, are the same or different. ``of`` is the base of another map that has the other."""

    entity: EntityId = ""
    source: SourceId = ""
    other: Annotated[str, Meta(description="The id of the other.")]
    of: Annotated[str, Meta(description="Where the other is in another map: that map's base.")] = ""
    are: Verdict
    by: Annotated[str, Meta(description="Who decided.")] = ""
    decided: Annotated[Date | None, Meta(description="When.")] = None
    reason: str = ""

    @property
    def one(self) -> str:
        return self.entity or self.source


def with_others(records: Iterable[Record[RowT]], pairs: Iterable[tuple[str, str]]) -> list[Record[RowT]]:
    """The records, each of a pair with the other's id in ``different_from``, as far as they are there."""
    records = list(records)
    known = {record.row.id for record in records}
    apart: dict[str, set[str]] = {}
    for one, other in pairs:
        if one in known and other in known:
            apart.setdefault(one, set()).add(other)
    return [_with(record, apart[record.row.id]) if record.row.id in apart else record for record in records]


def parted(judgements: Iterable[Judgement], kind: Kind) -> Iterator[tuple[str, str]]:
    """The entities or sources of the map itself that are different."""
    for each in judgements:
        if each.are == "different" and not each.of and getattr(each, kind):
            yield each.one, each.other


def _with(record: Record[RowT], others: set[str]) -> Record[RowT]:
    row = msgspec.structs.replace(record.row, different_from=(*record.row.different_from, *others))
    return Record(row, record.fields)
