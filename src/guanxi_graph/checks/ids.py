"""What entities, sources and claims share: ids that are readable and stand once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from guanxi_graph.model import Entity, Source
from guanxi_graph.problems import Problem
from guanxi_graph.reading.records import Record
from guanxi_graph.text import SLUG, slug

RowT = TypeVar("RowT", Entity, Source)


def not_slugs(records: Iterable[Record[RowT]]) -> Iterator[Problem]:
    for record in records:
        name = record.row.id
        if not SLUG.fullmatch(name):
            better = slug(name)
            hint = f"write `{better}`" if better else "write its name in pinyin or English, for example `ma-huateng`"
            message = f"the id `{name}` is not a slug: small letters, digits and single hyphens"
            yield Problem("bad-id", message, record.span("id"), hint)


def repeated(records: Iterable[Record[RowT]], what: str) -> Iterator[Problem]:
    first: dict[str, Record[RowT]] = {}
    for record in records:
        name = record.row.id
        if name in first:
            span = first[name].span("id")
            message = f"there is already {what} `{name}`, at {span.file}:{span.line}"
            yield Problem("duplicate-id", message, record.span("id"), "choose another id, or merge the two")
        first.setdefault(name, record)
