"""SPARQL over a map: questions in, whole answers out, whatever the question.

Oxigraph answers; it runs in a worker process that is killed when a query takes too long.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guanxi_graph.query.engine import Engine
    from guanxi_graph.query.limits import Limits, QueryError
    from guanxi_graph.query.messages import Answer, Data, File
    from guanxi_graph.query.saved import SavedQuery, saved_queries

# Imported when it is first asked for: a worker process is there sooner without what this side needs.
_HOMES = {
    "Answer": "messages",
    "Data": "messages",
    "Engine": "engine",
    "File": "messages",
    "Limits": "limits",
    "QueryError": "limits",
    "SavedQuery": "saved",
    "saved_queries": "saved",
}

__all__ = ["Answer", "Data", "Engine", "File", "Limits", "QueryError", "SavedQuery", "saved_queries"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
