"""The JSON Schema of a map's files, made from the model, so that editors complete and check."""

from __future__ import annotations

from typing import Any

import msgspec

from guanxi_graph.dates import Date
from guanxi_graph.model import Entity, Source
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.vocabulary import Vocabulary

KINDS: dict[str, type[Any]] = {"entities": Entity, "sources": Source, "claims": ClaimRow}
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_DATE = {
    "type": ["string", "integer"],
    "description": "EDTF: 2005, 2005-12, 2005-12-08, 1998~ (about), 2005? (uncertain), 199X (a decade), "
    "[..1890] (by then), [1890..] (then or later), [1905..1912] (some time between).",
}


def file_schema(kind: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """The schema of a file of entities, sources or claims. Raises KeyError for another kind."""
    row = KINDS[kind]
    (schema,), definitions = msgspec.json.schema_components([row], schema_hook=_hook, ref_template="#/$defs/{name}")
    fields = definitions[row.__name__]["properties"]
    if row is Entity:
        fields["class"]["enum"] = [name for name, cls in vocabulary.classes.items() if not cls.abstract]
        fields["aliases"]["additionalProperties"] = _LISTED
    if row is ClaimRow:
        stated = (r for r in vocabulary.relations.values() if not r.inverted)
        fields["relation"]["enum"] = [relation.id for relation in stated]
        fields["qualifiers"]["properties"] = {
            name: _LISTED if term.kind.several else {"type": _LOOSE} for name, term in vocabulary.qualifiers.items()
        }
        fields["qualifiers"]["additionalProperties"] = False
        fields["value"]["type"] = _LOOSE
    return {
        "$schema": DIALECT,
        "title": f"guanxi-graph {kind}",
        "type": "array",
        "items": schema,
        "$defs": definitions,
    }


# An editor's YAML reader takes 2005 for a number; ours takes every scalar as text.
_LOOSE = ["string", "number"]
_LISTED = {"type": [*_LOOSE, "array"], "items": {"type": _LOOSE}}


def _hook(kind: type[Any]) -> dict[str, Any]:
    if kind is Date:
        return dict(_DATE)
    raise NotImplementedError(kind)
