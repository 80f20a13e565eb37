"""The triples of a part, and how those of all parts become one file: runs in one order, merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox

from guanxi_graph import collector
from guanxi_graph.bulk.part import Part
from guanxi_graph.bulk.part_map import Frame, claims_at_home, map_of_part
from guanxi_graph.bulk.spill import add_batch, read_batches
from guanxi_graph.formats.turtle import Blocks, blocks_of
from guanxi_graph.formats.written import check_turtle
from guanxi_graph.map import Map
from guanxi_graph.model import Citation
from guanxi_graph.reading import Draft

_A_BATCH = 5_000
_FILE = "guanxi.ttl"


class PartBlocks(msgspec.Struct, kw_only=True, frozen=True):
    """The Turtle of a part, each kind in the order of its file."""

    entities: list[tuple[str, str]]
    citations: list[tuple[Citation, str]]
    claims: list[tuple[str, str]]

    @property
    def text(self) -> str:
        return "".join(block for kind in (self.entities, self.citations, self.claims) for _, block in kind)


@collector.at_rest()
def blocks_of_part(part: Part, frame: Frame) -> PartBlocks:
    """What the part writes: the entities and claims at home in it, and the places in sources that these cite."""
    gmap = map_of_part(part, frame)
    here, ours = set(part.known.entities_at_home(part.number, part.parts)), claims_at_home(part)
    blocks = blocks_of(gmap)
    cited = {each for name in ours for each in gmap.claims[name].citations}
    return PartBlocks(
        entities=[(entity.id, block) for entity, block in blocks.entities if entity.id in here],
        citations=[(each, block) for each, block in blocks.citations if each in cited],
        claims=[(each.id, block) for each, block in blocks.claims if each.id in ours],
    )


def frame_blocks(rest: Draft) -> Blocks:
    """The blocks of a map without its claims, of which the head and the sources are those of the whole."""
    sources = (record.row for record in rest.sources)
    return blocks_of(Map.of(rest.info, rest.vocabulary, entities=(), sources=sources, claims=()))


def lines_of(turtle: str) -> list[bytes]:
    """The triples as N-Triples, sorted by their bytes, each once. Raises MapError for what no parser could read."""
    text = turtle.encode()
    try:  # N-Quads of no named graph are N-Triples, and need not be taken apart and put together here
        written = ox.serialize(ox.parse(text, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_QUADS)
    except SyntaxError:
        check_turtle(text, _FILE)
        raise
    return _once(sorted((written or b"").splitlines(keepends=True)))


def _itself(item: Any) -> Any:
    return item


def _once(lines: list[bytes]) -> list[bytes]:
    return [line for line, _ in groupby(lines)]


class Runs:
    """Sorted runs on the disk, one of each part and kind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers: list[int] = []
        self.items = 0

    def add(self, part: int, blocks: PartBlocks, header: str) -> None:
        """Raises MapError for what no parser could read behind the header."""
        check_turtle((header + blocks.text).encode(), _FILE)
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
            self.items += len(batch)

    def _each(self, kind: str) -> list[Iterator[list[Any]]]:
        return [read_batches(self.folder / f"{part}.{kind}") for part in self.numbers]

    def blocks(self, kind: str) -> Iterator[str]:
        """All blocks of a kind in order. A place that several parts cite stands once, with the most that is said."""
        for batch in _merged(self._each(kind), itemgetter(0)):
            for _, alike in groupby(batch, key=itemgetter(0)):
                yield max((block for _, block in alike), key=len)

    def lines(self) -> Iterator[bytes]:
        """All lines in order, each once."""
        for batch in _merged(self._each("lines")):
            yield from _once(batch)


def _merged(runs: Iterable[Iterator[list[Any]]], key: Callable[[Any], Any] = _itself) -> Iterator[list[Any]]:
    """Sorted runs, none of which has an item twice, as one: many items at a time, those that are alike together.

    Sorting a list of runs takes less than comparing them an item at a time: it notices them.
    """
    left = [(run, batch) for run in runs for batch in islice(run, 1)]
    while left:
        bound = min(key(batch[-1]) for _, batch in left)
        taken, after = [], []
        for run, batch in left:
            cut = bisect_right(batch, bound, key=key)
            taken += batch[:cut]
            if rest := batch[cut:] or next(run, []):
                after.append((run, rest))
        taken.sort(key=key)
        yield taken
        left = after
