"""How what all parts write becomes one file: sorted runs that wait on the disk, merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from guanxi_graph.bulk.part import Part
from guanxi_graph.bulk.part_triples import blocks_of_part, frame_texts, lines_of
from guanxi_graph.bulk.spill import add_batch, read_batches
from guanxi_graph.formats.turtle import header_of
from guanxi_graph.formats.written import check_turtle
from guanxi_graph.map import Map
from guanxi_graph.reading import Draft

_A_BATCH = 5_000


class Runs:
    """In a folder: a file of each part and kind. ``items`` counts what was written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.items = 0

    def add(self, part: Part, gmap: Map) -> None:
        """What the part, which is this map, writes. Raises MapError for what no parser can read."""
        raise NotImplementedError

    def merged(self, rest: Draft) -> Iterator[bytes]:
        """The file of all parts and of the rest."""
        raise NotImplementedError

    def write(self, name: str, kind: str, run: Iterable[object]) -> None:
        """What is in order already, nothing of it twice."""
        left = iter(run)
        while batch := list(islice(left, _A_BATCH)):
            add_batch(self.folder / f"{name}.{kind}", batch)
            self.items += len(batch)

    def in_order(self, kind: str, key: Callable[[Any], Any]) -> Iterator[list[Any]]:
        """All of a kind, many at a time, those that are alike together.

        Sorting a list of runs takes less than comparing them an item at a time: it notices them.
        """
        runs = [read_batches(path) for path in sorted(self.folder.glob(f"*.{kind}"))]
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


class TurtleRuns(Runs):
    """Blocks of Turtle, in the order of a map in one piece."""

    def add(self, part: Part, gmap: Map) -> None:
        blocks = blocks_of_part(part, gmap)
        check_turtle((header_of(gmap.info) + blocks.text).encode(), "guanxi.ttl")
        for kind, run in (("entities", blocks.entities), ("citations", blocks.citations), ("claims", blocks.claims)):
            self.write(str(part.number), kind, run)

    def merged(self, rest: Draft) -> Iterator[bytes]:
        head, sources = frame_texts(rest)
        kinds = (head, self._blocks("entities"), sources, self._blocks("citations"), self._blocks("claims"))
        return (block.encode() for kind in kinds for block in kind)

    def _blocks(self, kind: str) -> Iterator[str]:
        """A place that several parts cite stands once, with the most that is said."""
        for batch in self.in_order(kind, itemgetter(0)):
            for _, alike in groupby(batch, itemgetter(0)):
                yield max((block for _, block in alike), key=len)


class LineRuns(Runs):
    """Lines of N-Triples, by their bytes, each once."""

    def add(self, part: Part, gmap: Map) -> None:
        self.write(str(part.number), "lines", lines_of(header_of(gmap.info) + blocks_of_part(part, gmap).text))

    def merged(self, rest: Draft) -> Iterator[bytes]:
        self.write("frame", "lines", lines_of("".join(chain.from_iterable(frame_texts(rest)))))
        return (line for batch in self.in_order("lines", bytes) for line, _ in groupby(batch))
