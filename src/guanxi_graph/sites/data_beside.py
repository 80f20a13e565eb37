"""The data that stand beside a page: the same facts as Turtle and as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

from guanxi_graph.formats.conversion import triples_of
from guanxi_graph.formats.jsonld import Compact, jsonld_context
from guanxi_graph.formats.turtle import header_of, turtle_by_thing
from guanxi_graph.map import Map

CONTEXT = "context.jsonld"
_BATCH = 256
_BETWEEN = "<urn:between>"  # the blocks of a batch


class Beside:
    """Everything that is said of each thing of a map, written once and put together for each page."""

    def __init__(self, gmap: Map) -> None:
        self.header = header_of(gmap.info)
        self.blocks = dict(turtle_by_thing(gmap))
        self.compact = Compact(jsonld_context(gmap.vocabulary, gmap.info.base)["@context"])
        self.order = [thing for thing, block in self.blocks.items() if block]
        self.places = {thing: place for place, thing in enumerate(self.order)}
        self.objects: dict[str, str] = {}

    def turtle(self, things: Iterable[str]) -> bytes:
        return (self.header + "".join(self.blocks[thing] for thing in things if thing in self.blocks)).encode()

    def jsonld(self, things: Iterable[str], up: str) -> bytes:
        """``up`` leads from the page to the top of the site, where the context is."""
        objects = ",\n ".join(filter(None, map(self._objects, things)))
        return f'{{"@context": {json.dumps(up + CONTEXT)}, "@graph": [\n {objects}\n]}}\n'.encode()

    def _objects(self, thing: str) -> str:
        """Those of one thing, as they stand in a list; made once for all the pages that have it."""
        if thing not in self.objects and thing in self.places:
            self._compact(self.places[thing] // _BATCH * _BATCH)
        return self.objects.get(thing, "")

    def _compact(self, start: int) -> None:
        """A batch of things at once, since to begin to parse takes longer than to parse one."""
        batch = self.order[start : start + _BATCH]
        turtle = self.header + f"{_BETWEEN} a {_BETWEEN} .\n".join(self.blocks[thing] for thing in batch)
        parts = groupby(triples_of(turtle.encode()), key=lambda triple: str(triple.subject) == _BETWEEN)
        told = (self.compact.objects(part) for is_between, part in parts if not is_between)
        for thing, objects in zip(batch, told, strict=True):
            self.objects[thing] = ",\n ".join(json.dumps(each, ensure_ascii=False, sort_keys=True) for each in objects)
