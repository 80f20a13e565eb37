"""The triples of a part, and those of what is in no part."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import msgspec
import pyoxigraph as ox

from guanxi_graph import collector
from guanxi_graph.bulk.part import Part
from guanxi_graph.bulk.part_map import claims_at_home
from guanxi_graph.formats.turtle import blocks_of
from guanxi_graph.formats.written import check_turtle
from guanxi_graph.map import Map
from guanxi_graph.model import Citation
from guanxi_graph.reading import Draft


class PartBlocks(msgspec.Struct, kw_only=True, frozen=True):
    """The Turtle of a part, each kind in the order of its file."""

    entities: list[tuple[str, str]]
    citations: list[tuple[Citation, str]]
    claims: list[tuple[str, str]]

    @property
    def text(self) -> str:
        return "".join(block for kind in (self.entities, self.citations, self.claims) for _, block in kind)


@collector.at_rest()
def blocks_of_part(part: Part, gmap: Map) -> PartBlocks:
    """What the part, as a map, writes: the entities and claims at home in it, and the places that these cite."""
    here, ours = set(part.known.entities_at_home(part.number, part.parts)), claims_at_home(part)
    cited = {each for name in ours for each in gmap.claims[name].citations}
    blocks = blocks_of(gmap)
    return PartBlocks(
        entities=[(entity.id, block) for entity, block in blocks.entities if entity.id in here],
        citations=[(each, block) for each, block in blocks.citations if each in cited],
        claims=[(each.id, block) for each, block in blocks.claims if each.id in ours],
    )


def frame_texts(rest: Draft) -> tuple[Iterator[str], Iterator[str]]:
    """What of a map is no claim, entity or place: the head, and the sources."""
    sources = (record.row for record in rest.sources)
    blocks = blocks_of(Map.of(rest.info, rest.vocabulary, entities=(), sources=sources, claims=()))
    return blocks.head, (block for _, block in blocks.sources)


def lines_of(turtle: str) -> list[bytes]:
    """The triples as N-Triples, sorted by their bytes, each once. Raises MapError for what no parser could read."""
    text = turtle.encode()
    try:  # N-Quads of no named graph are N-Triples, and need not be taken apart and put together here
        written = ox.serialize(ox.parse(text, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_QUADS)
    except SyntaxError:
        check_turtle(text, "guanxi.nt")
        raise
    return [line for line, _ in groupby(sorted((written or b"").splitlines(keepends=True)))]
