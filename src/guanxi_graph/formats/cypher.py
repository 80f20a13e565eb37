"""The map as a Cypher script, for any Neo4j that cannot be stopped. Run twice, it changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from guanxi_graph.formats.property_graph import Node, Relationship, property_graph
from guanxi_graph.map import Map

_AT_ONCE = 200  # rows in a statement
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def to_cypher(gmap: Map) -> bytes:
    """Statements for ``cypher-shell``, a line each."""
    nodes, relationships = property_graph(gmap)
    lines = [
        f"CREATE CONSTRAINT {kind.lower()}_id IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE;\n"
        for kind in dict.fromkeys(node.kind for node in nodes)
    ]
    for labels, alike in groupby(sorted(nodes, key=_labels), _labels):
        lines += [_nodes(labels, rows) for rows in _parts(list(alike))]
    for (type_, kind), same in groupby(sorted(relationships, key=_type), _type):
        lines += [_relationships(type_, kind, rows) for rows in _parts(list(same))]
    return "".join(lines).encode()


def _labels(node: Node) -> tuple[str, ...]:
    return node.labels


def _type(each: Relationship) -> tuple[str, str]:
    return each.type, each.end_kind


def _parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE))


def _nodes(labels: Sequence[str], rows: Sequence[Node]) -> str:
    told = _written([node.properties for node in rows])
    return f"UNWIND {told} AS row MERGE (n:{labels[0]} {{id: row.id}}) SET n += row, n:{':'.join(labels)};\n"


def _relationships(type_: str, kind: str, rows: Sequence[Relationship]) -> str:
    told = _written([{"start": each.start, "end": each.end, "said": each.properties} for each in rows])
    ends = f"MATCH (a:Entity {{id: row.start}}) MATCH (b:{kind} {{id: row.end}})"
    return f"UNWIND {told} AS row {ends} MERGE (a)-[r:{type_} {{id: row.said.id}}]->(b) SET r += row.said;\n"


def _written(value: Any) -> str:
    """A literal: a list, a map, a text, a number."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"`{name}`: {_written(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.1f}"
    return _text(value) if isinstance(value, str) else repr(value)


def _text(text: str) -> str:
    """Neo4j reads a backslash with ``u`` before anything else, whatever stands before it: the two may never meet."""
    escaped = re.sub(r'[\\"\n\r\t]', lambda match: _ESCAPES[match[0]], text)
    return '"' + escaped.replace("\\\\u", '\\\\" + "u') + '"'
