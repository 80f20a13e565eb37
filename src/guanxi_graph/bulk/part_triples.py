"""The triples of a part, and how those of all parts become one file: runs in one order, merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox

from guanxi_graph.bulk.part import Part
from guanxi_graph.bulk.part_map import Frame, claims_at_home, entities_at_home, map_of_part
from guanxi_graph.bulk.spill import add_batch, read_batches
from guanxi_graph.formats.conversion import converted
from guanxi_graph.formats.turtle import Blocks, blocks_of
from guanxi_graph.formats.written import check_turtle
from guanxi_graph.map import Map
from guanxi_graph.model import Citation
from guanxi_graph.reading import Draft

_A_BATCH = 5_000


class PartBlocks(msgspec.Struct, kw_only=True, frozen=True):
    """The Turtle of a part, each kind in the order of its file."""

    entities: list[tuple[str, str]]
    citations: list[tuple[Citation, str]]
    claims: list[tuple[str, str]]

    @property
    def text(self) -> str:
        return "".join(block for kind in (self.entities, self.citations, self.claims) for _, block in kind)


def blocks_of_part(part: Part, frame: Frame) -> PartBlocks:
    """What the part writes: the entities and claims at home in it, and the places in sources that these cite.

    Raises MapError for what no parser could read.
    """
    gmap = map_of_part(part, frame)
    here, ours = set(entities_at_home(part)), claims_at_home(part)
    blocks = blocks_of(gmap)
    cited = {each for name in ours for each in gmap.claims[name].citations}
    found = PartBlocks(
        entities=[(entity.id, block) for entity, block in blocks.entities if entity.id in here],
        citations=[(each, block) for each, block in blocks.citations if each in cited],
        claims=[(each.id, block) for each, block in blocks.claims if each.id in ours],
    )
    check_turtle((frame.header + found.text).encode(), "guanxi.ttl")
    return found


def frame_blocks(rest: Draft) -> Blocks:
    """The blocks of a map without its claims, of which the head and the sources are those of the whole."""
    sources = (record.row for record in rest.sources)
    return blocks_of(Map.of(rest.info, rest.vocabulary, entities=(), sources=sources, claims=()))


def lines_of(turtle: str) -> list[bytes]:
    """The triples as N-Triples, sorted by their bytes, each once."""
    written = converted([turtle.encode()], ox.RdfFormat.N_TRIPLES.media_type)
    return sorted(set(written.splitlines(keepends=True)))


class Runs:
    """Sorted runs on the disk, one of each part and kind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers: list[int] = []

    def add(self, part: int, blocks: PartBlocks) -> None:
        self.numbers.append(part)
        self._add(part, "entities", blocks.entities)
        self._add(part, "citations", blocks.citations)
        self._add(part, "claims", blocks.claims)

    def add_lines(self, part: int, lines: list[bytes]) -> None:
        self.numbers.append(part)
        self._add(part, "lines", lines)

    def _add(self, part: int, kind: str, run: Iterable[object]) -> None:
        left = iter(run)
        while batch := list(islice(left, _A_BATCH)):
            add_batch(self.folder / f"{part}.{kind}", batch)

    def _each(self, kind: str) -> list[Iterator[Any]]:
        paths = [self.folder / f"{part}.{kind}" for part in self.numbers]
        return [(item for batch in read_batches(path) for item in batch) for path in paths]

    def blocks(self, kind: str) -> Iterator[str]:
        """All blocks of a kind in order. A place that several parts cite stands once, with the most that is said."""
        for _, alike in groupby(merge(*self._each(kind), key=itemgetter(0)), key=itemgetter(0)):
            yield max((block for _, block in alike), key=len)

    def lines(self) -> Iterator[bytes]:
        """All lines in order, each once."""
        for line, _ in groupby(merge(*self._each("lines"))):
            yield line
