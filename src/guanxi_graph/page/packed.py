"""The document as it stands in the page: shorter by what it says already. The page's script puts that back as it reads.

A claim's id mostly is its subject, relation and object: dots stand for them. A source's reference repeats its fields:
their names do. A column that is mostly full is a list and not a mapping. A tenth of a packed page is saved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

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


def packed(document: Plain) -> Plain:
    entities, claims = document["entities"], document["claims"]
    relations = [relation["id"] for relation in document["relations"]]
    size = len(entities["id"])
    described = {tag: _column(told, size) for tag, told in entities["description"].items()}
    return document | {
        "sources": [_source(source) for source in document["sources"]],
        "entities": entities | {"description": described},
        "claims": _columns(claims) | {"id": _short_ids(claims, entities["id"], relations)},
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


def _columns(columns: Mapping[str, Any]) -> Plain:
    size = len(columns["id"])
    return {name: _column(told, size) if isinstance(told, dict) else told for name, told in columns.items()}


def _column(told: Mapping[str, Any], size: int) -> Any:
    return [told.get(str(place)) for place in range(size)] if len(told) > size / 2 else told
