"""The page of a map, composed from the layers: strengths from the analyses, stories and places from the map."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guanxi_graph.graph import Graph

Position = tuple[float, float]


def page_of(graph: Graph, source: Path, positions: Mapping[str, Position]) -> str:
    """The page of the graph; ``source`` is the map's directory or Turtle file."""
    from guanxi_graph.analysis.periods import latest_day
    from guanxi_graph.analysis.strength import claim_strengths
    from guanxi_graph.graph import info_of
    from guanxi_graph.page import render_page
    from guanxi_graph.reading.stories import load_stories

    today = latest_day(graph)
    strengths = claim_strengths(graph, info_of(graph).analysis, today, affiliations=True) if today else None
    stories = load_stories(source) if source.is_dir() else ()
    return render_page(graph, strengths=strengths, stories=stories, positions=positions)


def places(graph: Graph, folder: Path) -> dict[str, Position]:
    """Where each entity stands: what was built before into the folder keeps its place."""
    from guanxi_graph.page import POSITIONS_FILE, layout, read_positions

    return layout(graph, previous=read_positions(folder / POSITIONS_FILE))
