"""The page of a map, composed from the layers: strengths from the analyses, stories and places from the map."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guanxi_graph.graph import Graph

POSITIONS = "positions.json"

Position = tuple[float, float]


def page_of(graph: Graph, source: Path, positions: Mapping[str, Position]) -> str:
    """The page of the graph; ``source`` is the map's directory or Turtle file."""
    from guanxi_graph.analysis.periods import latest_day
    from guanxi_graph.analysis.strength import claim_strengths
    from guanxi_graph.graph import info_of
    from guanxi_graph.page import render_page
    from guanxi_graph.reading.stories import load_stories

    today = latest_day(graph)
    strengths = claim_strengths(graph, info_of(graph).analysis, today) if today else None
    stories = load_stories(source) if source.is_dir() else ()
    return render_page(graph, strengths=strengths, stories=stories, positions=positions)


def places(graph: Graph, folder: Path) -> dict[str, Position]:
    """Where each entity stands: what was built before into the folder keeps its place."""
    from guanxi_graph.page import layout

    return layout(graph, previous=_previous(folder / POSITIONS))


def written(positions: Mapping[str, Position]) -> str:
    """The places as a text that changes by a line for a change of one."""
    lines = [f"{json.dumps(name)}: {json.dumps(list(place))}" for name, place in sorted(positions.items())]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _previous(path: Path) -> dict[str, Position]:
    """The places that were kept; none where the file cannot be read, as they can be computed anew."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Position])
    except (OSError, msgspec.DecodeError):
        return {}
