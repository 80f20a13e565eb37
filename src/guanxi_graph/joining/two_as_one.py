"""Two records as one: what both say is kept, and where they differ it is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from guanxi_graph.reading.mentions import Thing
from guanxi_graph.reading.rows import parse_citation

Plain = Mapping[str, Any]

# Records that can tell in a note what another says in place of theirs.
_NOTED = frozenset({"source", "claim"})


class Joined(msgspec.Struct, frozen=True):
    """The record of both, and what they differ in: each a line, of both accounts."""

    record: dict[str, Any]
    differences: tuple[str, ...]


def joined(thing: Thing, one: Plain, other: Plain, narrower: Callable[[str, str], str | None]) -> Joined:
    """One record of two, with the first's id. Where both cannot stand the first's stands, and a note tells the other.

    ``narrower`` gives the more special of two classes, None where neither is a kind of the other.
    """
    record, told, noted = dict(one), [], []
    for field, value in other.items():
        mine: Any = record.get(field)
        if field == "id" or mine == value or _is_empty(value):
            continue
        if _is_empty(mine):
            record[field] = value
        elif how := _HOW.get(field):
            told += how(record, field, value)
        elif field == "class" and (special := narrower(mine, value)):
            record[field] = special
            told.append(f"class: {mine}, and {value}; {special} stands")
        else:
            told.append(f"{field}: {_shown(mine)}, and {_shown(value)}; the first stands")
            noted.append(f"{field} elsewhere: {_shown(value)}")
    if noted and thing in _NOTED:
        record["note"] = _both(record.get("note", ""), "; ".join(noted))
    return Joined(_without_itself(record), tuple(told))


def _is_empty(value: object) -> bool:
    return value in (None, "", [], {})


def _united(record: dict[str, Any], field: str, value: Any) -> list[str]:
    mine = _listed(record[field])
    record[field] = [*mine, *(each for each in _listed(value) if each not in mine)]
    return []


def _with_texts(record: dict[str, Any], field: str, value: str) -> list[str]:
    record[field] = _both(record[field], value)
    return [f"{field}: both stand"]


def _with_descriptions(record: dict[str, Any], field: str, value: Mapping[str, str]) -> list[str]:
    mine = record[field]
    both = {tag: _both(text, value.get(tag, "")) for tag, text in mine.items()}
    record[field] = {**both, **{tag: text for tag, text in value.items() if tag not in mine}}
    return [f"{field} ({tag}): both stand" for tag in mine if value.get(tag, mine[tag]) != mine[tag]]


def _with_names(record: dict[str, Any], field: str, labels: Mapping[str, str]) -> list[str]:
    """A second name in a language becomes an alias."""
    mine = record[field]
    record[field] = {**mine, **{tag: text for tag, text in labels.items() if tag not in mine}}
    seconds = {tag: [text] for tag, text in labels.items() if mine.get(tag, text) != text}
    if seconds:
        _with_aliases(record, "aliases", seconds)
    return [f"name ({tag}): {mine[tag]}, and {names[0]}, which is an alias now" for tag, names in seconds.items()]


def _with_aliases(record: dict[str, Any], field: str, aliases: Mapping[str, Any]) -> list[str]:
    mine = {tag: _listed(names) for tag, names in (record.get(field) or {}).items()}
    for tag, names in aliases.items():
        had = mine.get(tag, [])
        label = record["labels"].get(tag)
        mine[tag] = [*had, *(name for name in _listed(names) if name not in had and name != label)]
    record[field] = {tag: names for tag, names in mine.items() if names}
    if not record[field]:
        del record[field]
    return []


def _with_sources(record: dict[str, Any], field: str, value: Any) -> list[str]:
    record[field] = _cited(_listed(record[field]), _listed(value))
    return []


_HOW: Mapping[str, Callable[[dict[str, Any], str, Any], list[str]]] = {
    "labels": _with_names,
    "aliases": _with_aliases,
    "description": _with_descriptions,
    "sources": _with_sources,
    **dict.fromkeys(("same_as", "different_from", "formerly", "premises"), _united),
    **dict.fromkeys(("note", "reason", "distinct"), _with_texts),
}


def _cited(mine: list[Any], others: list[Any]) -> list[Any]:
    known = {_citation(each) for each in mine}
    return [*mine, *(each for each in others if _citation(each) not in known)]


def _citation(written: Any) -> tuple[str, ...]:
    if isinstance(written, str):
        cited = parse_citation(written)
        return cited.source, cited.locator, cited.quote, cited.link
    return tuple(written.get(name) or "" for name in ("source", "locator", "quote", "link"))


def _without_itself(record: dict[str, Any]) -> dict[str, Any]:
    for field in ("different_from", "formerly"):
        if field in record:
            record[field] = [each for each in _listed(record[field]) if each != record["id"]]
            if not record[field]:
                del record[field]
    return record


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _both(one: str, other: str) -> str:
    return one if not other or other in one else f"{one}; {other}" if one else other


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
