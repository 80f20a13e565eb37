"""The index at ``/id/``: all things of a map, or those that are called so, as pages or as JSON."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

import msgspec

from guanxi_graph.formats.dossier import HERE
from guanxi_graph.map import Map, told
from guanxi_graph.map.called import entities_of
from guanxi_graph.sites.templated import Html, Item

_EACH = 100
_LONGEST = 200


class Part(NamedTuple):
    """One page of the ids of what was ``sought``, of ``pages``; page numbers count from 1."""

    sought: str
    page: int
    pages: int
    total: int
    ids: tuple[str, ...]

    def at(self, page: int) -> str:
        """Where another one is, from ``/id/`` on; empty where there is none."""
        asked = {"q": self.sought} if self.sought else {}
        return f"?{urlencode({**asked, 'page': page})}" if 1 <= page <= self.pages else ""


def part(gmap: Map, sought: str, page: str) -> Part | None:
    """None where there is no such page. What was sought is in the order of nearness, all things in that of the map."""
    sought = sought.strip()[:_LONGEST]
    found = [hit.id for hit in entities_of(gmap).find(sought)] if sought else list(gmap.entities)
    number, pages = int(page) if page.isdecimal() and len(page) < 10 else 0, max(1, -(-len(found) // _EACH))
    if not 1 <= number <= pages:
        return None
    return Part(sought, number, pages, len(found), tuple(found[(number - 1) * _EACH : number * _EACH]))


def as_json(html: Html, found: Part, address: str) -> bytes:
    """``address``: that of the index, ending in ``/``."""
    gmap = html.gmap
    things = [
        {
            "id": name,
            "name": told.name_in(gmap, name),
            "names": list(gmap.entities[name].names),
            "class": gmap.entities[name].cls,
            "address": f"{address}{name}",
        }
        for name in found.ids
    ]
    more = {"next": address + found.at(found.page + 1)} if found.page < found.pages else {}
    return msgspec.json.encode(
        {"count": found.total, "page": found.page, "pages": found.pages, **more, "things": things}
    )


def as_page(html: Html, found: Part, _: str) -> bytes:
    marks = ((found.at(found.page - 1), "prev", "previous"), (found.at(found.page + 1), "next", "next"))
    around = [mark for mark in marks if mark[0]]
    items = [_item(html.gmap, name) for name in found.ids]
    return html.found(found.sought, found.total, items, around)


def _item(gmap: Map, name: str) -> Item:
    kind = told.named(gmap, gmap.vocabulary.classes[gmap.entities[name].cls].labels)
    shown = told.name_in(gmap, name)
    others = [each for each in gmap.entities[name].names if each != shown]
    return Item(HERE.entity(name), shown, " · ".join([kind, *others]))
