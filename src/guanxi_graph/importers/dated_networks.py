"""Networks in GEXF 1.1, 1.2 and 1.3, with their dates, as two tables: things and ties.

Own code, as networkx reads no 1.3. A tie that held several times is a row each time. How it is drawn is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from guanxi_graph.importers.foreign_table import ForeignTable, How, table_of, unreadable
from guanxi_graph.importers.plain_xml import parsed_xml

Span = tuple[str, str]
# The ends of a spell, closed or open.
_STARTS, _ENDS = ("start", "startopen"), ("end", "endopen")


def read_gexf(path: Path, _: How) -> list[ForeignTable]:
    """Raises MapError with the place, and OSError."""
    root = parsed_xml(path)
    graph = next((each for each in root if _name(each) == "graph"), None)
    if graph is None:
        raise unreadable(str(path), "there is no <graph> in it", "is it GEXF? Export it anew")
    titles = dict(_titles(graph))
    nodes = [row for each in graph.iter() if _name(each) == "node" for row in _rows(each, titles["node"])]
    undirected = {"undirected": "undirected"}
    default = graph.get("defaultedgetype", "undirected")
    ties = []
    for each in graph.iter():
        if _name(each) == "edge":
            kind = each.get("type") or default
            ties += [{**row, "Direction": undirected.get(kind, kind)} for row in _rows(each, titles["edge"])]
    found = (table_of(path.name, "nodes", nodes), table_of(path.name, "edges", ties))
    return [table for table in found if len(table.rows) > 1]


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _titles(graph: ET.Element) -> Iterator[tuple[str, Mapping[str, tuple[str, str]]]]:
    """For nodes and for edges: what each attribute is called, and what it is where nothing else is said."""
    for kind in ("node", "edge"):
        declared = [each for each in graph if _name(each) == "attributes" and each.get("class") == kind]
        yield (
            kind,
            {
                each.get("id", ""): (each.get("title", each.get("id", "")), _default(each))
                for group in declared
                for each in group
            },
        )


def _default(attribute: ET.Element) -> str:
    return next((each.text or "" for each in attribute if _name(each) == "default"), "")


_FIELDS = {"id": "Id", "source": "Source", "target": "Target", "label": "Label", "kind": "Kind", "weight": "Weight"}


def _rows(element: ET.Element, titles: Mapping[str, tuple[str, str]]) -> Iterator[dict[str, str]]:
    """A row for each time that it was there; one where no time is told. The id of a tie is Gephi's own count."""
    is_edge = _name(element) == "edge"
    row = {
        title: text
        for field, title in _FIELDS.items()
        if (text := element.get(field)) and not (is_edge and field == "id")
    }
    row |= {title: text for title, text in titles.values() if text}
    for title, texts in _values(element, titles).items():
        row[f"{title} (own)" if title in row and title in _FIELDS.values() else title] = "; ".join(texts)
    for start, end in _spells(element) or [("", "")]:
        yield {**row, **{name: text for name, text in (("Start", start), ("End", end)) if text}}


def _values(element: ET.Element, titles: Mapping[str, tuple[str, str]]) -> Mapping[str, list[str]]:
    """The values by title; one that held for a time says so."""
    found: dict[str, list[str]] = {}
    for group in element:
        for each in group if _name(group) == "attvalues" else ():
            name = each.get("for") or each.get("id") or ""
            start, end = _span(each)
            when = f" ({start}–{end})" if start or end else ""
            if text := each.get("value"):
                found.setdefault(titles.get(name, (name, ""))[0], []).append(text + when)
    return found


def _spells(element: ET.Element) -> list[Span]:
    spells = [_span(each) for group in element if _name(group) in {"spells", "slices"} for each in group]
    return [each for each in (spells or [_span(element)]) if any(each)]


def _span(element: ET.Element) -> Span:
    start, end = (next(filter(None, map(element.get, names)), "") for names in (_STARTS, _ENDS))
    return _finite(start), _finite(end)


def _finite(text: str) -> str:
    """Gephi writes what has no end as infinite."""
    return "" if text.lower().lstrip("-+") in {"infinity", "inf"} else text
