"""GEXF 1.3 with dates, for Gephi's timeline (https://gexf.net).

Our own writer: that of networkx stamps the file with the day, and gives an edge no days of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from guanxi_graph.dates import Day
from guanxi_graph.formats.plain import plain_claim, plain_node
from guanxi_graph.map import Map
from guanxi_graph.model import label_of, plain_number
from guanxi_graph.spans import NO_LIFE

_NAMESPACE = "http://gexf.net/1.3"


def to_gexf(gmap: Map) -> bytes:
    """Nodes last as long as they lived, edges as long as they may have held; an edge's ``kind`` is its relation.

    All edges are directed, since no reader but Gephi takes a file with both kinds.
    """
    root = ET.Element("gexf", {"xmlns": _NAMESPACE, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "guanxi-graph"
    ET.SubElement(meta, "description").text = label_of(gmap.info.title, *gmap.info.languages)
    dynamic = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "directed", **dynamic})
    nodes = {name: plain_node(gmap, name) for name in gmap.entities}
    ties = {claim.id: plain_claim(gmap, claim) for claim in gmap.ties}
    node_columns = _declared(graph, "node", nodes.values())
    weights = {claim.id: {"weight": plain_number(claim.weight)} if claim.weight else {} for claim in gmap.ties}
    tie_columns = _declared(graph, "edge", ties.values())
    listed = ET.SubElement(graph, "nodes")
    for name, values in nodes.items():
        life = gmap.lives.get(name, NO_LIFE)
        node = ET.SubElement(listed, "node", {"id": name, "label": values["label"], **_lasting(life.first, life.last)})
        _add_values(node, values, node_columns)
    listed = ET.SubElement(graph, "edges")
    for claim in gmap.ties:
        values, span = ties[claim.id], gmap.spans[claim.id]
        ends = {"source": claim.subject, "target": claim.object}
        said = {"label": values["label"], "kind": claim.relation, **weights[claim.id]}
        edge = ET.SubElement(listed, "edge", {"id": claim.id, **ends, **said, **_lasting(span.first, span.last)})
        _add_values(edge, values, tie_columns)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _declared(graph: ET.Element, of: str, records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The attributes that any record has, each with its number, but for what GEXF has a place for."""
    names = sorted({name for record in records for name in record} - {"label", "weight"})
    columns = {name: str(number) for number, name in enumerate(names)}
    attributes = ET.SubElement(graph, "attributes", {"class": of, "mode": "static"})
    for name, number in columns.items():
        ET.SubElement(attributes, "attribute", {"id": number, "title": name, "type": "string"})
    return columns


def _add_values(thing: ET.Element, values: Mapping[str, Any], columns: Mapping[str, str]) -> None:
    told = ET.SubElement(thing, "attvalues")
    for name, value in values.items():
        if name in columns and value != "":
            ET.SubElement(told, "attvalue", {"for": columns[name], "value": str(value)})


def _lasting(first: Day | None, last: Day | None) -> dict[str, str]:
    """The days as Gephi's attributes, both counted in; none where they contradict each other, which it refuses."""
    if first is not None and last is not None and first > last:
        return {}
    days = {"start": first, "end": last}
    return {name: str(day) for name, day in days.items() if day is not None}
