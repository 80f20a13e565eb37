"""Files → records. ``read_map`` reads a map's directory; nothing here knows of graphs.

Its names are imported when they are first asked for: who looks only which files there are reads none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guanxi_graph.reading.draft import Draft, read_map

__all__ = ["Draft", "read_map"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.draft"), name)
