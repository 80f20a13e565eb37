"""Columns for a table whose rows were matched: the facts of each thing, as the protocol writes values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guanxi_graph.dates import Date
from guanxi_graph.map import Map
from guanxi_graph.model import Value
from guanxi_graph.serve.reconcile.properties import leads_to_things, term_name, values_of
from guanxi_graph.serve.reconcile.wanted import Extension


def extended(gmap: Map, asked: Extension) -> dict[str, Any]:
    """The answer to an extension: what each property is, and a row for each thing."""
    return {
        "meta": [_meta(gmap, column.id) for column in asked.properties],
        "rows": {
            name: {
                column.id: _cells(gmap, name, column.id)[: column.settings.limit or None] for column in asked.properties
            }
            for name in asked.ids
        },
    }


def _meta(gmap: Map, name: str) -> dict[str, Any]:
    relation = gmap.vocabulary.relations.get(name)
    classes = relation.range if relation else ()
    told: dict[str, Any] = {"id": name, "name": term_name(gmap, name)}
    if len(classes) == 1:
        told["type"] = {"id": classes[0], "name": term_name(gmap, classes[0])}
    return told


def _cells(gmap: Map, entity: str, name: str) -> list[dict[str, Any]]:
    values = values_of(gmap, entity, name) if entity in gmap.entities else ()
    if leads_to_things(gmap, name):
        return [{"id": str(each), "name": gmap.entities[str(each)].label(*gmap.info.languages)} for each in values]
    return [_cell(each) for each in values]


def _cell(value: Value) -> dict[str, Any]:
    """A date that is not one day stays as it is written: no day is made up."""
    match value:
        case Date():
            is_day = value.earliest is not None and str(value.earliest) == value.text
            return {"date": f"{value.text}T00:00:00+00:00"} if is_day else {"str": value.text}
        case int():
            return {"int": value}
        case Decimal():
            return {"float": float(value)}
    return {"str": value}
