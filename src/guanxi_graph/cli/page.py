"""The page of a map, composed from the layers: circles from the analyses, stories and places from the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from guanxi_graph.languages import Language
    from guanxi_graph.map import Map
    from guanxi_graph.page import Position
    from guanxi_graph.reading.stories import Story


class Told(NamedTuple):
    """What the page says and shows beside the map: its pictures are addresses by the ids of the entities."""

    stories: Sequence[Story] = ()
    languages: Mapping[str, Language] = {}
    portraits: Mapping[str, str] = {}


def read_whole(source: Path) -> tuple[Map, Told]:
    """The checked map of a directory with what is told beside it, or of a Turtle file, where there is nothing.

    Raises like ``load``.
    """
    from guanxi_graph.opening import load

    gmap = load(source)
    return gmap, told_beside(gmap, source, source) if source.is_dir() else Told()


def told_beside(gmap: Map, texts: Path, directory: Path) -> Told:
    """Stories and languages from the folder ``texts``, pictures from the map's ``directory``. Raises like ``load``."""
    from guanxi_graph.reading.language_file import load_languages
    from guanxi_graph.reading.portraits import portraits
    from guanxi_graph.reading.stories import load_stories

    return Told(load_stories(texts), load_languages(texts), portraits(gmap.entities.values(), directory))


class Page(NamedTuple):
    """The page, where each entity stands on it, and the card that previews of links show, or why there is none."""

    html: str
    positions: Mapping[str, Position]
    card: bytes = b""
    no_card: str = ""


def page_of(
    gmap: Map,
    told: Told,
    folder: Path,
    *,
    with_card: bool = False,
    pages: str = "",
) -> Page:
    """The page of a map: what was built before into ``folder`` keeps its place; ``pages`` as in ``render_page``."""
    from guanxi_graph.analysis.circles import circles_of
    from guanxi_graph.page import CARD_FILE, POSITIONS_FILE, layout, read_positions, render_page

    circles = [circle.members for circle in circles_of(gmap)]
    positions = layout(gmap, circles, previous=read_positions(folder / POSITIONS_FILE))
    card, no_card = _card(gmap, positions) if with_card else (b"", "")
    html = render_page(
        gmap,
        circles=circles,
        positions=positions,
        **told._asdict(),
        card=CARD_FILE if card else "",
        pages=pages,
    )
    return Page(html, positions, card, no_card)


def _card(gmap: Map, positions: Mapping[str, Position]) -> tuple[bytes, str]:
    """The card as PNG; else nothing, and what it takes."""
    from guanxi_graph.formats import to_png
    from guanxi_graph.page import card

    try:
        return to_png(card.card(gmap, positions), width=card.WIDTH), ""
    except (ImportError, OverflowError) as lacking:
        return b"", f"no {card.CARD_FILE}, which previews of links show: {lacking}"
