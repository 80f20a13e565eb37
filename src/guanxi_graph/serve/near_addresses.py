"""What may have been meant by an address that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from guanxi_graph.formats.dossier import HERE
from guanxi_graph.map import Map, told
from guanxi_graph.map.called import claims_near, things_of
from guanxi_graph.media_types import RDF_SUFFIXES
from guanxi_graph.search import Hit
from guanxi_graph.text import nearest

_MOST = 5
_LONGEST = 200
# What may stand at the end of an address that was right without it.
_ENDINGS = (*RDF_SUFFIXES, ".html", ".json", ".csv", ".xml")


class Near(NamedTuple):
    """A path of the server, without the slash before it, and what is there."""

    path: str
    name: str


def named_by(path: str) -> str:
    """The last part of a path as a text, without an ending such as ``.html``."""
    name = unquote(path.rstrip("/").rpartition("/")[2])[:_LONGEST]
    return next((name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)), name)


def near_addresses(gmap: Map, path: str, pages: Sequence[str]) -> list[Near]:
    """The nearest first. ``path`` has no slash before it; ``pages`` are the server's own, like it."""
    kind, name = path.rpartition("/")[0], named_by(path)
    if kind == "id/claim":
        return [Near(HERE.claim(each), told.sentence(gmap, gmap.claims[each])) for each in claims_near(gmap, name)]
    found = [hit for hit in _called(gmap, name, is_thing=kind.startswith("id")) if hit.what != "address"]
    if kind in {"id/source", "id/cite"}:
        found.sort(key=lambda hit: hit.kind != "source")
    return list(dict.fromkeys((*_own(path, pages), *(_thing(gmap, hit) for hit in found))))[:_MOST]


def _called(gmap: Map, name: str, *, is_thing: bool) -> Iterable[Hit]:
    """Where nothing is called so, what is like it, if a thing was asked for: others ask for what no map has."""
    things = things_of(gmap)
    return things.find(name) or (things.near(name) if is_thing else ())


def _own(path: str, pages: Sequence[str]) -> Iterator[Near]:
    close = None if path.startswith("id/") else nearest(path.removesuffix("/"), pages)
    if close:
        yield Near(close, close)


def _thing(gmap: Map, hit: Hit) -> Near:
    if hit.kind == "source":
        return Near(HERE.source(hit.id), gmap.sources[hit.id].title)
    return Near(HERE.entity(hit.id), told.name_in(gmap, hit.id))
