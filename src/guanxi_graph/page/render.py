"""The page as one text: the map's document, its opening network, our template around both."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from guanxi_graph import collector
from guanxi_graph.languages import Language, spoken
from guanxi_graph.map import Map
from guanxi_graph.model import Entity, label_of
from guanxi_graph.page.circle_layout import circle_layout
from guanxi_graph.page.core import core
from guanxi_graph.page.document import document
from guanxi_graph.page.layout import Position, layout
from guanxi_graph.page.maker import Page
from guanxi_graph.page.packed import packed
from guanxi_graph.page.preview import preview
from guanxi_graph.page.themed import themed
from guanxi_graph.page.topology import topology
from guanxi_graph.reading.stories import Story


@collector.at_rest()
def render_page(
    gmap: Map,
    *,
    circles: Sequence[Sequence[str]] = (),
    stories: Sequence[Story] = (),
    positions: Mapping[str, Position] | None = None,
    languages: Mapping[str, Language] | None = None,
    portraits: Mapping[str, str] = {},
    card: str = "",
    pages: str = "",
) -> str:
    """The whole page as HTML, the same text for the same map.

    ``circles`` are the ids of the members of each. ``positions`` are those to keep from an earlier
    build: what they name stays, what they leave out is placed. ``languages`` are those that the map brings, by tag.
    ``portraits`` are the pictures that it holds, as ``data:`` addresses by the ids of the entities.
    ``card`` is the name of the picture beside the page that previews of links show. ``pages`` is how the addresses of
    the pages of a site end, which this is the front of; empty where it stands alone.
    """
    info, shape = gmap.info, topology(gmap)
    places = layout(gmap, circles, previous=positions)
    speaks = spoken(info.languages, languages)
    page = Page(
        title=label_of(info.title, *info.languages) or "guanxi-graph",
        preview=preview(info, speaks[0], card),
        theme=themed(info.theme),
        language=speaks[0],
        document=packed(
            document(
                gmap,
                stories=stories,
                circles=circles,
                circle_points=circle_layout(gmap, circles),
                points=[places[name] for name in shape.names],
                languages=speaks,
                portraits=portraits,
            )
        )
        | ({"pages": pages} if pages else {}),
    )
    opening = {shape.names[number] for number in core(shape)}
    page.nodes = [_node(entity, places[entity.id]) for entity in gmap.entities.values() if entity.id in opening]
    page.edges = _edges(gmap, opening)
    return str(page.generate_html())


def _node(entity: Entity, place: Position) -> dict[str, object]:
    return {"id": entity.id, "x": place[0], "y": place[1]}


def _edges(gmap: Map, opening: Container[str]) -> list[dict[str, object]]:
    """One line a pair, named by the numbers of the two as the page's script names it."""
    number = {name: place for place, name in enumerate(gmap.entities)}
    found: dict[str, dict[str, object]] = {}
    for tie in gmap.ties:
        if not tie.denied and tie.subject in opening and tie.object in opening and tie.subject != tie.object:
            low, high = sorted((number[tie.subject], number[tie.object]))
            name = f"{low} {high}"
            found.setdefault(name, {"id": name, "from": tie.subject, "to": tie.object})
    return list(found.values())
