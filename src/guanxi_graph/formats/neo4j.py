"""The map as CSV for ``neo4j-admin database import``, with the command that imports it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guanxi_graph.formats.property_graph import Node, Properties, Relationship, property_graph
from guanxi_graph.map import Map

_COMMAND = """\
#!/bin/sh
# Makes a database of these files. Stop Neo4j, and run this in their folder.
neo4j-admin database import full neo4j --overwrite-destination --multiline-fields=true \\
"""
_KINDS = ("Entity", "Source", "Value")


def neo4j_files(gmap: Map) -> dict[str, bytes]:
    """A file for each kind of node and of relationship, and ``import.sh``. No cell is defused: Neo4j runs none."""
    nodes, relationships = property_graph(gmap)
    files = {}
    for kind in _KINDS:
        files[f"nodes-{kind.lower()}.csv"] = _node_file(kind, [node for node in nodes if node.kind == kind])
    for kind in ("Entity", "Value"):
        to_kind = [each for each in relationships if each.end_kind == kind]
        files[f"edges-{kind.lower()}.csv"] = _relationship_file(kind, to_kind)
    options = [f"  --{'nodes' if name.startswith('nodes') else 'relationships'}={name}" for name in files]
    return {**files, "import.sh": (_COMMAND + " \\\n".join(options) + "\n").encode()}


def _node_file(kind: str, nodes: Sequence[Node]) -> bytes:
    columns = _columns(node.properties for node in nodes)
    header = [f"id:ID({kind})" if name == "id" else f"{name}{type_}" for name, type_ in columns.items()]
    rows = [[";".join(node.labels), *_cells(node.properties, columns)] for node in nodes]
    return _written([":LABEL", *header], rows)


def _relationship_file(kind: str, relationships: Sequence[Relationship]) -> bytes:
    columns = _columns(each.properties for each in relationships)
    header = [":TYPE", ":START_ID(Entity)", f":END_ID({kind})", *(name + type_ for name, type_ in columns.items())]
    rows = [[each.type, each.start, each.end, *_cells(each.properties, columns)] for each in relationships]
    return _written(header, rows)


def _columns(records: Iterable[Properties]) -> dict[str, str]:
    """The properties that any record has, in their order, each with its type as a header says it."""
    columns = {"id": ""}
    for record in records:
        columns |= {name: _type(value) for name, value in record.items()}
    return columns


def _type(value: Any) -> str:
    if isinstance(value, bool):
        return ":boolean"
    if isinstance(value, float):
        return ":double"
    return ":string[]" if isinstance(value, list) else ""


def _cells(properties: Properties, columns: Mapping[str, str]) -> list[str]:
    return [_cell(properties.get(name)) for name in columns]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else str(value)


def _written(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows([header, *rows])
    return stream.getvalue().encode()
