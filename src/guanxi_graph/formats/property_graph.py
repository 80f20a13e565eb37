"""The map as Neo4j holds graphs: nodes with labels, relationships with a type, both with properties.

Nodes are entities, sources, and the values that claims give of figures and texts; relationships are claims. There is
no place for a source at a relationship: each has the ids of its ``sources`` as a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from guanxi_graph.formats.flat import Cell, Table, tables
from guanxi_graph.map import Map

Properties: TypeAlias = Mapping[str, Cell | Sequence[str]]


class Node(NamedTuple):
    """``kind`` is Entity, Source or Value; ids are unique among nodes of a kind."""

    kind: str
    labels: tuple[str, ...]
    properties: Properties


class Relationship(NamedTuple):
    """From the entity ``start`` to the node ``end`` of a kind."""

    type: str
    start: str
    end: str
    end_kind: str
    properties: Properties


def property_graph(gmap: Map) -> tuple[list[Node], list[Relationship]]:
    """Nodes in the order of their kinds, relationships in that of the kinds of their ends. Nothing told is left out."""
    flat = {table.name: [_record(table, row) for row in table.rows] for table in tables(gmap)}
    nodes = [_entity(gmap, record) for record in flat["nodes"]]
    nodes += [Node("Source", ("Source",), record) for record in flat["sources"]]
    nodes += [Node("Value", ("Value",), _only(record, _VALUE)) for record in flat["attributes"]]
    ends = [(str(record["target"]), "Entity", record) for record in flat["edges"]]
    ends += [(str(record["id"]), "Value", record) for record in flat["attributes"]]
    return nodes, [_relationship(gmap, *end) for end in ends]


_VALUE = ("id", "value", "number", "unit")


def _record(table: Table, row: Sequence[Cell]) -> dict[str, Cell]:
    cells = zip(table.columns, row, strict=True)
    return {column.name: cell for column, cell in cells if cell is not None and cell != ""}


def _entity(gmap: Map, record: Mapping[str, Cell]) -> Node:
    """Its labels are its class and the classes that this is a kind of."""
    classes = gmap.vocabulary.classes
    narrow = (name for name in gmap.vocabulary.ancestors(str(record["class"])) if not classes[name].abstract)
    return Node("Entity", ("Entity", *narrow), record)


def _relationship(gmap: Map, end: str, kind: str, record: Mapping[str, Cell]) -> Relationship:
    claim = gmap.claims[str(record["id"])]
    told = {name: value for name, value in record.items() if name not in {"source", "target", "node", *_VALUE[1:]}}
    sources = list(dict.fromkeys(cited.source for cited in claim.citations))
    kind_of_tie = f"NOT_{_type(claim.relation)}" if claim.denied else _type(claim.relation)
    return Relationship(kind_of_tie, claim.subject, end, kind, {**told, "sources": sources})


def _only(record: Mapping[str, Cell], names: Sequence[str]) -> dict[str, Cell]:
    return {name: record[name] for name in names if name in record}


def _type(relation: str) -> str:
    """``childOf`` as Neo4j's users write it: ``CHILD_OF``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", relation).upper()
