"""Maps drawn in Oligrapher (LittleSis), of all its versions: nodes and edges by their ids, and how they look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guanxi_graph.importers.facts import Facts
from guanxi_graph.importers.foreign_table import ForeignTable

# What a node is, by its address at LittleSis.
_CLASSES = {"/person/": "Person", "/org/": "Organization"}
_BACKWARDS, _BOTH_WAYS = frozenset({"2->1", "left"}), frozenset({"both", ""})


def is_drawing(found: Mapping[str, Any]) -> bool:
    """Whether it has the shape of such a map."""
    edges = found.get("edges")
    return isinstance(edges, Mapping) and all(
        isinstance(each, Mapping) and "node1_id" in each for each in edges.values()
    )


def read_drawing(file: str, found: Mapping[str, Any]) -> list[ForeignTable]:
    """Nodes as things, edges as ties by the words that stand on them; one without an arrow leads both ways."""
    facts = Facts(file, "Organization")
    nodes, edges = found.get("nodes") or {}, found["edges"]
    for line, (key, node) in enumerate(nodes.items(), 1):
        said = _said(node)
        cls = next((cls for part, cls in _CLASSES.items() if part in said.get("url", "")), "")
        name, described, image = (said.get(each, "") for each in ("name", "description", "image"))
        facts.thing(str(node.get("id", key)), line, label=name, cls=cls, description=described, image=image)
    for line, edge in enumerate(edges.values(), 1):
        said = _said(edge)
        ends = [str(edge["node1_id"]), str(edge["node2_id"])]
        arrow = said.get("arrow", "")
        if arrow in _BACKWARDS:
            ends.reverse()
        undirected = "undirected" if arrow in _BOTH_WAYS else ""
        facts.claim(ends[0], said.get("label", ""), line, object=ends[1], Direction=undirected, URL=said.get("url", ""))
    if dashed := sum(bool(_inner(each).get("dash")) for each in edges.values()):
        facts.left["line drawn with dashes: taken as any other"] += dashed
    if captions := found.get("captions"):
        facts.left["captions: left out"] += len(captions)
    return facts.tables


def _said(record: Mapping[str, Any]) -> dict[str, str]:
    """Its texts; older versions tell only whether there is an arrow."""
    both = _inner(record)
    both["arrow"] = "1->2" if both.get("arrow") is True else both.get("arrow") or ""
    return {name: " ".join(value.split()) for name, value in both.items() if isinstance(value, str)}


def _inner(record: Mapping[str, Any]) -> dict[str, Any]:
    """All of a record; older versions have it within ``display``."""
    inner = record.get("display")
    return {**record, **(inner if isinstance(inner, Mapping) else {})}
