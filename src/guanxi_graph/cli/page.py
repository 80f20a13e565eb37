"""The page of a map, composed from the layers: circles from the analyses, stories and places from the map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guanxi_graph.map import Map
    from guanxi_graph.page import Position


def page_of(gmap: Map, source: Path, folder: Path) -> tuple[str, dict[str, Position]]:
    """The page of a map and where each entity stands: what was built before into ``folder`` keeps its place.

    ``source`` is the map's directory or Turtle file.
    """
    from guanxi_graph.analysis.circles import circles_of
    from guanxi_graph.page import POSITIONS_FILE, layout, read_positions, render_page
    from guanxi_graph.reading.stories import load_stories

    circles = [circle.members for circle in circles_of(gmap)]
    positions = layout(gmap, circles, previous=read_positions(folder / POSITIONS_FILE))
    stories = load_stories(source) if source.is_dir() else ()
    return render_page(gmap, circles=circles, stories=stories, positions=positions), positions
