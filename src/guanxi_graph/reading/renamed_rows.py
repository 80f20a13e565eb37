"""``renamed.yaml`` as ``guanxi rename`` writes it: ids that were given up, and what they are called now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from guanxi_graph.model import Entity, Source
from guanxi_graph.reading.records import Record

RowT = TypeVar("RowT", Entity, Source)


class Renamed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The former id of an entity or of a source, and the id that it has now."""

    entity: Annotated[str, Meta(description="The id that an entity had.")] = ""
    source: Annotated[str, Meta(description="The id that a source had.")] = ""
    now: Annotated[str, Meta(description="The id that it has.")]


def with_former_ids(records: Iterable[Record[RowT]], former: Iterable[tuple[str, str]]) -> list[Record[RowT]]:
    """The records, each with the ids that it had; these come as pairs of an old and a new one."""
    by_id: dict[str, list[str]] = {}
    for old, now in former:
        by_id.setdefault(now, []).append(old)
    return [_with(record, by_id[record.row.id]) if record.row.id in by_id else record for record in records]


def _with(record: Record[RowT], former: Iterable[str]) -> Record[RowT]:
    row = msgspec.structs.replace(record.row, formerly=(*record.row.formerly, *former))
    return Record(row, record.fields)
