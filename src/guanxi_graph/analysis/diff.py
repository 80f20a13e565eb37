"""What is different between two states of one map: claims, entities, sources, vocabulary and settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol

import msgspec

from guanxi_graph.map import Map
from guanxi_graph.map.told import name_in, sentence
from guanxi_graph.model import Claim, Entity, MapInfo, Parameters, Source
from guanxi_graph.vocabulary import Vocabulary

What = Literal["claim", "entity", "source", "term", "map"]


class State(Protocol):
    """What is compared: a map, or some records of one, by id."""

    @property
    def info(self) -> MapInfo: ...
    @property
    def vocabulary(self) -> Vocabulary: ...
    @property
    def claims(self) -> Mapping[str, Claim]: ...
    @property
    def entities(self) -> Mapping[str, Entity]: ...
    @property
    def sources(self) -> Mapping[str, Source]: ...


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field whose text changed; empty when it was not there."""

    field: str
    before: str
    after: str


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One record that was added, removed or changed; ``claim`` is what it says now, or said."""

    what: What
    how: Literal["added", "removed", "changed"]
    id: str
    fields: tuple[FieldChange, ...] = ()
    claim: Claim | None = None


def diff(before: State, after: State) -> tuple[Difference, ...]:
    """Claims, entities, sources, terms, then what the map says of itself; added, removed, changed."""
    parts: tuple[tuple[What, Mapping[str, Any], Mapping[str, Any]], ...] = (
        ("claim", before.claims, after.claims),
        ("entity", before.entities, after.entities),
        ("source", before.sources, after.sources),
        ("term", _terms(before), _terms(after)),
        ("map", _settings(before), _settings(after)),
    )
    return tuple(each for what, old, new in parts for each in _differences(what, old, new))


def in_words(each: Difference, gmap: Map) -> str:
    """What it is, and what changed of it."""
    return "; ".join(filter(None, [named(each, gmap), changed(each)]))


def named(each: Difference, gmap: Map) -> str:
    """What it is, in words; a term and a file of settings are named by their ids."""
    if each.claim:
        cited = ", ".join(map(str, each.claim.citations))
        return f"{sentence(gmap, each.claim)} [{cited}]" if cited else sentence(gmap, each.claim)
    if each.what == "entity":
        return name_in(gmap, each.id)
    return gmap.sources[each.id].title if each.what == "source" else each.id


def changed(each: Difference) -> str:
    """What changed of it, field by field."""
    return "; ".join(f"{field.field}: {field.before or '–'} → {field.after or '–'}" for field in each.fields)


def _terms(gmap: State) -> Mapping[str, Any]:
    return {term.id: term for term in gmap.vocabulary.terms()} | dict(gmap.vocabulary.identifiers)


class _Tables(msgspec.Struct, frozen=True):
    """What a vocabulary has beside its terms."""

    prefixes: Mapping[str, str]
    strengths: Mapping[str, float]


def _settings(gmap: State) -> Mapping[str, Any]:
    tables = _Tables(gmap.vocabulary.prefixes, gmap.vocabulary.strengths)
    return {"map.toml": gmap.info, "vocabulary.yaml": tables}


def _differences(what: What, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    added = [_difference(what, "added", name, new[name]) for name in sorted(new.keys() - old.keys())]
    removed = [_difference(what, "removed", name, old[name]) for name in sorted(old.keys() - new.keys())]
    changed = [
        _difference(what, "changed", name, new[name], _fields(old[name], new[name]))
        for name in sorted(old.keys() & new.keys())
        if old[name] != new[name]
    ]
    return added + removed + changed


def _difference(
    what: What,
    how: Literal["added", "removed", "changed"],
    name: str,
    record: Any,
    fields: tuple[FieldChange, ...] = (),
) -> Difference:
    return Difference(what=what, how=how, id=name, fields=fields, claim=record if isinstance(record, Claim) else None)


def _fields(old: Any, new: Any) -> tuple[FieldChange, ...]:
    changes: list[FieldChange] = []
    for field in msgspec.structs.fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if isinstance(before, Parameters) and isinstance(after, Parameters):
            changes += _fields(before, after)
        elif before != after:
            changes.append(FieldChange(field=field.encode_name, before=_written(before), after=_written(after)))
    return tuple(changes)


def _written(value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_written(each)}" for name, each in value.items())
    return str(value)
