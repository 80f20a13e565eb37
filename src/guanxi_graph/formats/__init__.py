"""Files that a graph is written to and read from."""

from __future__ import annotations

from pathlib import Path

from guanxi_graph.graph import Graph


def from_turtle(path: Path) -> Graph:
    """The graph of a Turtle file."""
    raise NotImplementedError(path)
