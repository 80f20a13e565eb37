"""The lists of a site: all things, sources, circles and questions, by which a reader gets to their pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from guanxi_graph.analysis.circles import circles_of
from guanxi_graph.formats.dossier import HERE
from guanxi_graph.map import Map, told
from guanxi_graph.model import Entity
from guanxi_graph.pinyin import readings
from guanxi_graph.sites.answered import Answered
from guanxi_graph.sites.documents import circle_name, circle_path
from guanxi_graph.sites.templated import Html, Item


def lists_of(gmap: Map, html: Html, questions: Sequence[Answered]) -> Iterator[tuple[str, bytes]]:
    words = html.language
    yield "things.html", html.list("things", words["siteThings"], _things(gmap))
    sources = [Item(HERE.source(each.id), each.title, _source(gmap, each.id)) for each in gmap.sources.values()]
    yield "sources.html", html.list("sources", words["sources"], [("", sources)])
    circles = [Item(circle_path(each), circle_name(gmap, each), str(len(each.members))) for each in circles_of(gmap)]
    yield "circles.html", html.list("circles", words["circles"], [("", circles)])
    asked = [Item(f"question/{each.name}", each.title, each.description) for each in questions]
    yield "questions.html", html.list("questions", words["siteSaved"], [("", asked)])


def _things(gmap: Map) -> list[tuple[str, list[Item]]]:
    """By class, the classes in the order of the vocabulary."""
    order = {name: place for place, name in enumerate(gmap.vocabulary.classes)}
    by_class = sorted(gmap.entities.values(), key=lambda entity: order[entity.cls])
    return [
        (told.named(gmap, gmap.vocabulary.classes[name].labels), [_item(gmap, entity) for entity in group])
        for name, group in groupby(by_class, key=lambda entity: entity.cls)
    ]


def _item(gmap: Map, entity: Entity) -> Item:
    """Found by all of its names, and by how Chinese ones are read."""
    name = told.name_in(gmap, entity.id)
    read = [text for each in entity.names for text in (reading.replace(" ", "") for reading in readings(each))]
    others = [each for each in (*entity.names, *read) if each not in name]
    return Item(HERE.entity(entity.id), name, sought=" ".join(dict.fromkeys(others)))


def _source(gmap: Map, name: str) -> str:
    source = gmap.sources[name]
    return ", ".join(filter(None, [", ".join(source.authors[:3]), source.publisher, str(source.published or "")]))
