"""The lists of a map: all things, sources, circles and questions, by which a reader gets to their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias

from guanxi_graph.formats.dossier import HERE
from guanxi_graph.map import Map, told
from guanxi_graph.model import Entity, Source
from guanxi_graph.pinyin import readings
from guanxi_graph.query import SavedQuery
from guanxi_graph.sites.documents import circle_name, circle_path
from guanxi_graph.sites.templated import TITLES, Html, Item

Questions: TypeAlias = Iterable[SavedQuery]
Groups: TypeAlias = Sequence[tuple[str, Sequence[Item]]]


def list_at(path: str, gmap: Map, html: Html, questions: Questions) -> bytes:
    """The page of one of the ``LISTS``."""
    return html.list(path, html.language[TITLES[path]], LISTS[path](gmap, questions))


def question_path(name: str) -> str:
    return f"question/{name}"


def _things(gmap: Map, _: Questions) -> Groups:
    """By class, the classes in the order of the vocabulary."""
    order = {name: place for place, name in enumerate(gmap.vocabulary.classes)}
    by_class = sorted(gmap.entities.values(), key=lambda entity: order[entity.cls])
    return [
        (told.named(gmap, gmap.vocabulary.classes[name].labels), [_thing(gmap, entity) for entity in group])
        for name, group in groupby(by_class, key=lambda entity: entity.cls)
    ]


def _thing(gmap: Map, entity: Entity) -> Item:
    """Found by all of its names, and by how Chinese ones are read."""
    name = told.name_in(gmap, entity.id)
    read = [text for each in entity.names for text in (reading.replace(" ", "") for reading in readings(each))]
    others = [each for each in (*entity.names, *read) if each not in name]
    return Item(HERE.entity(entity.id), name, sought=" ".join(dict.fromkeys(others)))


def _sources(gmap: Map, _: Questions) -> Groups:
    return [("", [Item(HERE.source(each.id), each.title, _imprint(each)) for each in gmap.sources.values()])]


def _imprint(source: Source) -> str:
    return ", ".join(filter(None, [", ".join(source.authors[:3]), source.publisher, str(source.published or "")]))


def _circles(gmap: Map, _: Questions) -> Groups:
    from guanxi_graph.analysis.circles import circles_of

    return [
        ("", [Item(circle_path(each), circle_name(gmap, each), str(len(each.members))) for each in circles_of(gmap)])
    ]


def _questions(_: Map, questions: Questions) -> Groups:
    return [("", [Item(question_path(each.name), each.title, each.description) for each in questions])]


# What each holds, by its path.
LISTS: Mapping[str, Callable[[Map, Questions], Groups]] = {
    "things": _things,
    "sources": _sources,
    "circles": _circles,
    "questions": _questions,
}
