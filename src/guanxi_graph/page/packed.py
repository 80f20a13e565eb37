"""The document as it stands in the page: shorter by what it says already. The page's script puts that back as it reads.

A claim's id mostly is its subject, relation and object: dots stand for them. A source's reference repeats its fields:
their names do. The ends of a link mostly are those of its first claim. A column that is mostly full is a list and not a
mapping, a list of one thing is the thing, and where values recur each is written once and numbered. Of the page of a
large map more than half is saved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

Plain = dict[str, Any]

# Of a source, what the page shows.
_SHOWN = (
    "id",
    "title",
    "authors",
    "publisher",
    "published",
    "url",
    "archived_url",
    "language",
    "lineage",
    "reliability",
)
_REPEATED = ("title", "publisher", "published")
_FIELD = re.compile(rf"\{{({'|'.join(_REPEATED)})\}}")
# Of an entity, what many have alike or few have at all.
_COLUMNS = ("class", "aliases", "same", "readings")


def packed(document: Plain) -> Plain:
    entities, claims = document["entities"], document["claims"]
    relations = [relation["id"] for relation in document["relations"]]
    size = len(entities["id"])
    described = {tag: _column(told, size) for tag, told in entities["description"].items()}
    ids = _short_ids(claims, entities["id"], relations)
    told = {**claims, "id": ids}
    return document | {
        "sources": [_source(source) for source in document["sources"]],
        "entities": entities | {name: _column(entities[name], size) for name in _COLUMNS} | {"description": described},
        "claims": {name: _column(column, len(ids)) for name, column in told.items()}
        | {"citations": [_citation(citation) for citation in claims["citations"]]},
        "links": _links(document["links"], claims),
    }


def _citation(citation: Sequence[Any]) -> Sequence[Any]:
    """Source and place, and what is quoted and linked where anything is."""
    return citation if any(citation[2:]) else citation[:2]


def _links(links: Plain, claims: Plain) -> Plain:
    first = ([claims["subject"][told[0]], claims["object"][told[0]]] for told in links["claims"])
    rows = zip(links["ends"], first, strict=True)
    ends = {str(place): told for place, (told, known) in enumerate(rows) if told != sorted(known)}
    size = len(links["claims"])
    return links | {
        "ends": ends,
        "strength": _column(links["strength"], size),
        "claims": _column(links["claims"], size),
    }


def _source(source: Mapping[str, Any]) -> Plain:
    shown = {name: source[name] for name in _SHOWN if name in source}
    pattern = source["reference"]
    for name in _REPEATED:
        if name in source:
            pattern = pattern.replace(source[name], f"{{{name}}}", 1)
    filled = _FIELD.sub(lambda field: source.get(field[1], field[0]), pattern)
    return shown | ({"pattern": pattern} if filled == source["reference"] else {"reference": source["reference"]})


def _short_ids(claims: Mapping[str, Any], entities: Sequence[str], relations: Sequence[str]) -> list[str]:
    """``.`` for the subject and relation that an id begins with, ``..`` for the object too: ``...2014`` with a year."""
    rows = zip(claims["id"], claims["subject"], claims["relation"], claims["object"], strict=True)
    return [
        _short(name, f"{entities[subject]}.{relations[relation]}.", entities[other] if other >= 0 else "")
        for name, subject, relation, other in rows
    ]


def _short(name: str, start: str, other: str) -> str:
    if not name.startswith(start):
        return name
    rest = name.removeprefix(start)
    return f"..{rest.removeprefix(other)}" if other and rest.startswith(other) else f".{rest}"


def _column(told: Mapping[str, Any] | Sequence[Any], size: int) -> Any:
    """As a list where it is mostly full; a mapping from places stays one where it is not."""
    if isinstance(told, Mapping):
        if len(told) <= size / 2:
            return {place: _bare(value) for place, value in told.items()}
        told = [told.get(str(place)) for place in range(size)]
    return _numbered([_bare(value) for value in told])


def _bare(value: Any) -> Any:
    """A list of one thing as the thing."""
    alone = isinstance(value, (list, tuple)) and len(value) == 1 and not isinstance(value[0], (list, tuple))
    return value[0] if alone else value


def _numbered(column: list[Any]) -> Any:
    """Each value once, the most frequent first, and which of them stands where; the column where that is no shorter."""
    written = [msgspec.json.encode(value) for value in column]
    known = Counter(written)
    if len(known) == 1:
        return {"values": column[:1], "size": len(column)}
    number = {text: place for place, (text, _) in enumerate(known.most_common())}
    value = dict(zip(written, column, strict=True))
    places = [number[text] for text in written]
    length = sum(len(text) + 1 for text in number) + sum(len(str(place)) for place in places)
    shorter = length < sum(map(len, written))
    return {"values": [value[text] for text in number], "places": places} if shorter else column
