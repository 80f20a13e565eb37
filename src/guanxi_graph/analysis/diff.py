"""What is different between two states of one map: entities, sources and claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from guanxi_graph.graph import Graph, claims_of, entities_of, sources_of
from guanxi_graph.model import Claim

What = Literal["claim", "entity", "source"]


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


def diff(before: Graph, after: Graph) -> tuple[Difference, ...]:
    """Claims, then entities, then sources; added, removed, changed."""
    parts: tuple[tuple[What, Mapping[str, Any], Mapping[str, Any]], ...] = (
        ("claim", {c.id: c for c in claims_of(before)}, {c.id: c for c in claims_of(after)}),
        ("entity", {e.id: e for e in entities_of(before)}, {e.id: e for e in entities_of(after)}),
        ("source", sources_of(before), sources_of(after)),
    )
    return tuple(each for what, old, new in parts for each in _differences(what, old, new))


def _differences(what: What, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    added = [_difference(what, "added", new[name]) for name in sorted(new.keys() - old.keys())]
    removed = [_difference(what, "removed", old[name]) for name in sorted(old.keys() - new.keys())]
    changed = [
        _difference(what, "changed", new[name], _fields(old[name], new[name]))
        for name in sorted(old.keys() & new.keys())
        if old[name] != new[name]
    ]
    return added + removed + changed


def _difference(
    what: What, how: Literal["added", "removed", "changed"], record: Any, fields: tuple[FieldChange, ...] = ()
) -> Difference:
    return Difference(
        what=what, how=how, id=record.id, fields=fields, claim=record if isinstance(record, Claim) else None
    )


def _fields(old: Any, new: Any) -> tuple[FieldChange, ...]:
    changes = []
    for field in msgspec.structs.fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
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
