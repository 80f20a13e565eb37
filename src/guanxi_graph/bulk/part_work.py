"""What is done with a part of a map in the process that it was sent to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import msgspec

from guanxi_graph.bulk.part import Known, Part
from guanxi_graph.bulk.part_checks import are_errors, found_in_part
from guanxi_graph.bulk.part_map import Frame, map_of_part
from guanxi_graph.bulk.part_ties import Tie, ties_of
from guanxi_graph.bulk.part_triples import blocks_of_part, lines_of
from guanxi_graph.bulk.sent_along import Thing, with_things
from guanxi_graph.bulk.telling import Telling
from guanxi_graph.checks import Found
from guanxi_graph.files import replacing
from guanxi_graph.formats.turtle import header_of
from guanxi_graph.model import Entity
from guanxi_graph.reading.draft import Draft
from guanxi_graph.reading.records import Record, Written, retyped
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.taken_together import Together

# How claims travel from a piece to a part: the piece's number, and what was written for each.
Load = tuple[int, list[Written]]


class PartTold(NamedTuple):
    """What a part tells when it is judged and written, but for its ties."""

    telling: Telling
    found: Found
    relations: Counter[str]


class Work(msgspec.Struct, kw_only=True, frozen=True):
    """What is done with each part, wherever it is; ``rest`` has no entities, of which each part is sent its own."""

    rest: Draft
    meant: list[Record[Entity]]
    frame: Frame
    parts: int
    folder: Path | None
    drafting: bool
    wanted: frozenset[str]
    asked: frozenset[str]

    def do(self, number: int, sent_there: Iterable[tuple[int, Load | Thing]]) -> Iterator[PartTold | Tie]:
        """Judge the part and, if nothing is wrong with it, write it and tell its ties."""
        loads, things = [], []
        for _, each in sent_there:
            if isinstance(each, Thing):
                things.append(each)
            else:
                loads.append(each)
        loads.sort(key=itemgetter(0))
        written = [each for _, load in loads for each in load]
        known = Known.of(with_things(self.rest, things, self.meant))
        part = Part(number=number, parts=self.parts, written=retyped(written, ClaimRow), known=known)
        vocabulary = self.rest.vocabulary
        telling = Telling(together=Together(vocabulary=vocabulary, asked=set(self.asked)), wanted=set(self.wanted))
        telling.add_part(part)
        found = found_in_part(part, drafting=self.drafting)
        relations = Counter(record.row.relation for record in part.of_subjects)
        if are_errors(found):
            yield PartTold(telling, found, relations)
            return
        lives = {thing.name: thing.life for thing in things if thing.life}
        gmap = map_of_part(part, msgspec.structs.replace(self.frame, lives=lives))
        yield PartTold(telling, found, relations)
        if self.folder:
            write_lines(self.folder / f"part-{number:05}.nt", header_of(gmap.info) + blocks_of_part(part, gmap).text)
        yield from ties_of(part, gmap)


def write_lines(path: Path, turtle: str) -> None:
    with replacing(path) as stream:
        stream.writelines(lines_of(turtle))
