"""Networks in GraphML, GML and Pajek's format, which networkx reads, as two tables: things and ties."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guanxi_graph.encodings import encoding_of
from guanxi_graph.importers.foreign_table import ForeignTable, How, table_of, unreadable
from guanxi_graph.importers.plain_xml import plain_xml

if TYPE_CHECKING:
    import networkx as nx

# How a network is drawn says nothing of it.
DRAWN = frozenset(
    {"x", "y", "z", "r", "g", "b", "a", "size", "color", "colour", "shape", "graphics", "viz", "ic", "bc"}
)


def read_graphml(path: Path, _: How) -> list[ForeignTable]:
    """Raises MapError and OSError, like the others."""
    import networkx as nx

    data = plain_xml(path)
    return _tables(path, lambda: nx.read_graphml(io.BytesIO(data)))


def read_gml(path: Path, _: How) -> list[ForeignTable]:
    import networkx as nx

    text = _text(path)
    return _tables(path, lambda: nx.parse_gml(text, label="id"))


def read_pajek(path: Path, _: How) -> list[ForeignTable]:
    import networkx as nx

    text = _text(path)
    return _tables(path, lambda: nx.parse_pajek(text))


def _text(path: Path) -> str:
    data = path.read_bytes()
    return data.decode(encoding_of(data), "replace")


def _tables(path: Path, read: Callable[[], nx.Graph[Any]]) -> list[ForeignTable]:
    try:
        graph = read()
    # What it raises for a wrong file is of many kinds: KeyError, ValueError, StopIteration, its own.
    except Exception as error:
        message = f"networkx cannot read it: {error or type(error).__name__}"
        raise unreadable(str(path), message, "export it anew, or as tables of nodes and edges") from error
    nodes = [{"Id": str(node), **_told(attributes)} for node, attributes in graph.nodes(data=True)]
    direction = {} if graph.is_directed() else {"Direction": "undirected"}
    ties = [
        {"Source": str(source), "Target": str(target), **direction, **_told(attributes)}
        for source, target, attributes in graph.edges(data=True)
    ]
    found = (table_of(path.name, "nodes", nodes), table_of(path.name, "edges", ties))
    return [table for table in found if len(table.rows) > 1]


def _told(attributes: Mapping[str, Any]) -> dict[str, str]:
    """What an element says, but for how it is drawn; lists in one text."""
    return dict(_named(name, value) for name, value in attributes.items() if name.casefold() not in DRAWN)


def _named(name: str, value: Any) -> tuple[str, str]:
    named = f"{name} (own)" if name in {"Id", "Source", "Target", "Direction"} else name
    return named, "; ".join(_texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        yield from (text for each in value for text in _texts(each))
    elif isinstance(value, Mapping):
        yield from (f"{name}: {text}" for name, each in value.items() for text in _texts(each))
    elif isinstance(value, bool):
        yield str(value).lower()
    else:
        yield f"{value:g}" if isinstance(value, float) else str(value)
