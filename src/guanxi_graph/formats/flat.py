"""A map as five flat tables: nodes, edges, attributes, sources and citations.

An edge is a claim between two nodes, an attribute a claim of a node's own; their columns are named as Gephi
and other programs look for them. What is several texts is one, parted by ``; ``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from guanxi_graph.dates import Day
from guanxi_graph.formats.plain import name_of
from guanxi_graph.map import Map
from guanxi_graph.model import Claim, Entity

Cell: TypeAlias = str | int | float | None
Row: TypeAlias = Sequence[Cell]


class Column(NamedTuple):
    """``table`` is the one whose ``id`` it holds, where it does."""

    name: str
    type: type[str] | type[float] | type[bool] = str
    table: str = ""


class Table(NamedTuple):
    """The first column of all but the citations is the ``id``. Nothing told is an empty text, or None for a number."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Row]


def tables(gmap: Map) -> tuple[Table, ...]:
    """In an order in which no row names one of a later table."""
    return _nodes(gmap), _sources(gmap), _edges(gmap), _attributes(gmap), _citations(gmap)


def _nodes(gmap: Map) -> Table:
    tags = sorted({tag for entity in gmap.entities.values() for tag in entity.labels})
    texts = ("id", "label", "class", *(f"label_{tag}" for tag in tags))
    texts = (*texts, "aliases", "description", "same_as", "different_from", "formerly", "first_day", "last_day")
    columns = (*_texts(*texts), Column("living", bool), Column("latitude", float), Column("longitude", float))
    columns = (*columns, *_texts("image", "image_licence", "image_credit", "image_source"))
    return Table("nodes", columns, [_node(gmap, entity, tags) for entity in gmap.entities.values()])


def _node(gmap: Map, entity: Entity, tags: Sequence[str]) -> Row:
    life = gmap.lives.get(entity.id)
    return (
        *(entity.id, name_of(gmap, entity.id), entity.cls, *(entity.labels.get(tag, "") for tag in tags)),
        _joined(alias for names in entity.aliases.values() for alias in names),
        _joined(entity.description.values()),
        *map(_joined, (entity.same_as, entity.different_from, entity.formerly)),
        *(_day(life.first if life else None), _day(life.last if life else None)),
        *(entity.living, *(entity.coordinates or (None, None))),
        *((image.file, image.licence, image.credit, image.source) if (image := entity.image) else ("",) * 4),
    )


def _sources(gmap: Map) -> Table:
    columns = _texts("id", "title", "kind", "authors", "publisher", "published", "url", "archived_url", "language")
    columns = (*columns, Column("lineage", table="sources"), *_texts("reliability", "note"))
    columns = (*columns, *_texts("licence", "different_from", "formerly"))
    rows = [
        (
            *(source.id, source.title, source.kind, _joined(source.authors), source.publisher),
            *(str(source.published or ""), source.url, source.archived_url, source.language, source.lineage),
            *(source.reliability or "", source.note, source.licence),
            *map(_joined, (source.different_from, source.formerly)),
        )
        for source in gmap.sources.values()
    ]
    return Table("sources", columns, rows)


def _edges(gmap: Map) -> Table:
    ends = (Column("source", table="nodes"), Column("target", table="nodes"))
    columns = (Column("id"), *ends, *_texts("relation", "label"), Column("symmetric", bool), *_claim_columns())
    rows = [
        (
            *(claim.id, claim.subject, claim.object, claim.relation, gmap.relation(claim).label("en")),
            *(gmap.relation(claim).symmetric, *_said(gmap, claim)),
        )
        for claim in gmap.ties
    ]
    return Table("edges", columns, rows)


def _attributes(gmap: Map) -> Table:
    columns = (Column("id"), Column("node", table="nodes"), *_texts("relation", "label", "value"))
    columns = (*columns, Column("number", float), Column("unit"), *_claim_columns())
    rows = [
        (
            *(claim.id, claim.subject, claim.relation, gmap.relation(claim).label("en"), str(claim.value)),
            *(_number(claim), claim.unit, *_said(gmap, claim)),
        )
        for claim in gmap.claims.values()
        if not claim.is_tie
    ]
    return Table("attributes", columns, rows)


def _claim_columns() -> tuple[Column, ...]:
    dates = _texts("start", "end", "at", "first_day", "last_day")
    worth = (Column("weight", float), *_texts("rank", "confidence"), Column("denied", bool), Column("plain_fact", bool))
    return (*dates, *worth, *_texts("qualifiers", "cited", "rule", "note"))


def _said(gmap: Map, claim: Claim) -> Row:
    """Dates as they were written, and the days between which it may have held."""
    span = gmap.spans[claim.id]
    return (
        *(str(date or "") for date in (claim.start, claim.end, claim.at)),
        *(_day(span.first), _day(span.last), claim.weight, claim.rank, claim.confidence),
        *(claim.denied, claim.id in gmap.truthy),
        _joined(f"{name}={value}" for name, values in sorted(claim.qualifiers.items()) for value in values),
        _joined(str(cited) for cited in claim.citations),
        claim.rule,
        _joined(filter(None, (claim.reason, claim.note))),
    )


def _citations(gmap: Map) -> Table:
    columns = (Column("claim"), Column("source", table="sources"), *_texts("locator", "quote", "link", "evidence"))
    rows = [
        (claim.id, cited.source, cited.locator, cited.quote, cited.link, gmap.evidence_of(claim.id, cited).state)
        for claim in gmap.claims.values()
        for cited in claim.citations
    ]
    return Table("citations", columns, rows)


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(map(Column, names))


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)


def _day(day: Day | None) -> str:
    return "" if day is None else str(day)


def _number(claim: Claim) -> float | None:
    return float(claim.value) if isinstance(claim.value, int | Decimal) else None
