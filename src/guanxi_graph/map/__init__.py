"""The one object in the middle: a ``Map``, checked, frozen, and agreed upon by all who ask it.

``load`` reads one from files. Everything that a map can be asked twice (when a claim held, which
claims are truthy, what contradicts what, how strong a tie is) is answered here, once.

Each name is imported when it is first asked for: a query of a store that stands ready needs no map.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from guanxi_graph.map.kept import kept  # at once, as its module has its name

if TYPE_CHECKING:
    from guanxi_graph.map.graph import Graph
    from guanxi_graph.map.guanxi_map import Left, Map
    from guanxi_graph.map.loading import from_draft, load

_HOMES = {
    "Graph": "graph",
    "Left": "guanxi_map",
    "Map": "guanxi_map",
    "from_draft": "loading",
    "load": "loading",
}

__all__ = ["Graph", "Left", "Map", "from_draft", "kept", "load"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
