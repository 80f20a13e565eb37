"""The data that stand beside a page: the same facts as Turtle and as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable

from guanxi_graph.formats.jsonld import Compact, jsonld_context
from guanxi_graph.formats.turtle import header_of, turtle_by_thing
from guanxi_graph.map import Map

CONTEXT = "context.jsonld"


class Beside:
    """Everything that is said of each thing of a map, written once and put together for each page."""

    def __init__(self, gmap: Map) -> None:
        self.header = header_of(gmap)
        self.blocks = dict(turtle_by_thing(gmap))
        self.compact = Compact(jsonld_context(gmap.vocabulary, gmap.info.base)["@context"])
        self.objects: dict[str, str] = {}

    def turtle(self, things: Iterable[str]) -> bytes:
        return (self.header + "".join(self.blocks[thing] for thing in things if thing in self.blocks)).encode()

    def jsonld(self, things: Iterable[str], up: str) -> bytes:
        """``up`` leads from the page to the top of the site, where the context is."""
        objects = ",\n ".join(filter(None, map(self._objects, things)))
        return f'{{"@context": {json.dumps(up + CONTEXT)}, "@graph": [\n {objects}\n]}}\n'.encode()

    def _objects(self, thing: str) -> str:
        """Those of one thing, as they stand in a list; made once for all the pages that have it."""
        if thing not in self.objects:
            block = self.blocks.get(thing, "")
            told = self.compact.objects((self.header + block).encode()) if block else []
            self.objects[thing] = ",\n ".join(json.dumps(each, ensure_ascii=False, sort_keys=True) for each in told)
        return self.objects[thing]
