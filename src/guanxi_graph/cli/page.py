"""The page of a map, composed from the layers: circles from the analyses, stories and places from the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guanxi_graph.languages import Language
    from guanxi_graph.map import Map
    from guanxi_graph.page import Position
    from guanxi_graph.reading.stories import Story


def read_whole(source: Path) -> tuple[Map, Sequence[Story], Mapping[str, Language]]:
    """The checked map of a directory with its stories and languages, or of a Turtle file, which has none.

    Raises like ``load``.
    """
    from guanxi_graph.opening import load
    from guanxi_graph.reading.language_file import load_languages
    from guanxi_graph.reading.stories import load_stories

    gmap = load(source)
    return (gmap, load_stories(source), load_languages(source)) if source.is_dir() else (gmap, (), {})


def page_of(
    gmap: Map, stories: Sequence[Story], languages: Mapping[str, Language], folder: Path
) -> tuple[str, dict[str, Position]]:
    """The page of a map and where each entity stands: what was built before into ``folder`` keeps its place.

    ``languages`` are those that the map brings.
    """
    from guanxi_graph.analysis.circles import circles_of
    from guanxi_graph.page import POSITIONS_FILE, layout, read_positions, render_page

    circles = [circle.members for circle in circles_of(gmap)]
    positions = layout(gmap, circles, previous=read_positions(folder / POSITIONS_FILE))
    html = render_page(gmap, circles=circles, stories=stories, positions=positions, languages=languages)
    return html, positions
