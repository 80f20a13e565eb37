"""One process, whatever the number of claims: it keeps entities and sources in memory, claims on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from guanxi_graph import collector
from guanxi_graph.bulk.part import Claims, Known, Part
from guanxi_graph.bulk.part_checks import (
    OF_IDS,
    OF_OWNED,
    OF_SUBJECTS,
    OF_THINGS,
    OF_TIES,
    counted,
    problems_of_part,
    problems_of_rest,
)
from guanxi_graph.bulk.part_map import Frame
from guanxi_graph.bulk.part_triples import Runs, blocks_of_part, frame_blocks, lines_of
from guanxi_graph.bulk.routing import parts_of
from guanxi_graph.bulk.sizes import unpacked
from guanxi_graph.bulk.spill import Spill
from guanxi_graph.checks.twins import read_as_others
from guanxi_graph.evidence import read_lock
from guanxi_graph.problems import MapError, Problem, has_errors
from guanxi_graph.progress import begun, done
from guanxi_graph.reading.draft import Draft, read_without_claims, records_of
from guanxi_graph.reading.folder import File
from guanxi_graph.reading.records import Record, retyped
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.taken_together import Together

# Bytes of claims to a part: some hundred megabytes when they are read and written.
_BYTES_A_PART = 8 << 20
# Blocks or lines, of which what compresses them would rather have many at once.
_A_WRITE = 1_000
# Checks of a part; writing it takes about as long.
_OF_A_PART = sum(map(len, (OF_SUBJECTS, OF_TIES, OF_OWNED, OF_IDS)))


class Counts(NamedTuple):
    """How many records a map has."""

    entities: int
    claims: int
    sources: int


class Sorted(msgspec.Struct, kw_only=True):
    """A map whose claims wait on the disk: all else as a draft, which is told what they tell together."""

    rest: Draft
    spill: Spill
    parts: int
    claims: int
    wanted: set[str]
    derived: Claims = []

    @property
    def counts(self) -> Counts:
        return Counts(len(self.rest.entities), self.claims, len(self.rest.sources))

    def each_part(self) -> Iterator[Part]:
        """The parts one by one, each taking into account what it tells the rest."""
        known, told = Known.of(self.rest), self.rest.together
        for number in range(self.parts):
            with collector.at_rest():
                rows = retyped(self.spill.of(number), ClaimRow)
                part = Part(number=number, parts=self.parts, written=rows, known=known)
                told.claim_ids.update(self.wanted.intersection(record.row.id for record in part.of_subjects))
                told.add_ties(part.of_subjects)
            self.derived += [record for record in part.of_subjects if record.row.rule or record.row.premises]
            yield part


@contextmanager
def claims_sorted(directory: Path, parts: int = 0) -> Iterator[Sorted]:
    """The map, its claims sorted into ``parts``; by 0 into as many as their files ask for. Raises MapError."""
    rest, files = read_without_claims(directory)
    parts = parts or 1 + sum(unpacked(file.path) for file in files) // _BYTES_A_PART
    told = Together(vocabulary=rest.vocabulary, asked=read_as_others(rest))
    wanted = _named(rest)
    number = 0
    with Spill(parts) as spill:
        with collector.at_rest():
            for records in _batches(files, rest):
                told.add(records)
                told.add_ties(records)
                _sort(records, rest, spill)
                wanted.update(name for record in records for name in record.row.premises)
                number += len(records)
        # How much a common acquaintance says depends on how many he has.
        told.asked = {other for others in told.tied.values() for other in others} - told.asked
        rest.told = told
        yield Sorted(rest=rest, spill=spill, parts=parts, claims=number, wanted=wanted)


def check_on_disk(directory: Path, *, drafting: bool = False, parts: int = 0) -> tuple[Counts, list[Problem]]:
    """How many records there are, and every problem, as of a map in one piece. Raises MapError."""
    with claims_sorted(directory, parts) as split:
        begun("checking", split.parts * _OF_A_PART + len(OF_THINGS), split.claims)
        found = [problem for part in split.each_part() for problem in problems_of_part(part, drafting=drafting)]
        return split.counts, counted([*found, *problems_of_rest(split.rest, split.derived, drafting=drafting)])


def write_on_disk(directory: Path, stream: BinaryIO, *, lines: bool = False, parts: int = 0) -> Draft:
    """Write a map's Turtle, the same to the byte as of a map in one piece; or N-Triples, sorted, a triple a line.

    Returns the map but for its claims. Raises MapError with every problem that was found, before anything is written.
    """
    with claims_sorted(directory, parts) as split:
        frame, runs = Frame.of(split.rest, read_lock(directory)), Runs(split.spill.folder)
        problems: list[Problem] = []
        begun("checking", split.parts * 2 * _OF_A_PART + len(OF_THINGS), split.claims)
        for part in split.each_part():
            problems += problems_of_part(part)
            if not has_errors(problems):
                blocks = blocks_of_part(part, frame)
                if lines:
                    runs.add_lines(part.number, lines_of(frame.header + blocks.text))
                else:
                    runs.add(part.number, blocks, frame.header)
            done("checking", _OF_A_PART)
        problems += problems_of_rest(split.rest, split.derived)
        if has_errors(problems):
            raise MapError(counted(problems))
        written = _lines(split, runs) if lines else _turtle(split, runs)
        begun("writing", runs.items, split.claims)
        while batch := b"".join(islice(written, _A_WRITE)):
            stream.write(batch)
            done("writing", _A_WRITE)
        return split.rest


def _turtle(split: Sorted, runs: Runs) -> Iterator[bytes]:
    whole = frame_blocks(split.rest)
    sources = (block for _, block in whole.sources)
    kinds = (whole.head, runs.blocks("entities"), sources, runs.blocks("citations"), runs.blocks("claims"))
    return (block.encode() for kind in kinds for block in kind)


def _lines(split: Sorted, runs: Runs) -> Iterator[bytes]:
    whole = frame_blocks(split.rest)
    text = "".join(chain(whole.head, (block for _, block in whole.sources)))
    runs.add_lines(split.parts, lines_of(text))
    return runs.lines()


def _batches(files: Iterable[File], rest: Draft) -> Iterator[list[Record[ClaimRow]]]:
    for file in files:
        yield from records_of(file, rest)


def _sort(records: Claims, rest: Draft, spill: Spill) -> None:
    relations = rest.vocabulary.relations
    for record in records:
        spill.add(parts_of(record.row, relations.get(record.row.relation), spill.parts), record.written)


def _named(rest: Draft) -> set[str]:
    """The ids of claims that the rest of the map asks for."""
    chosen = {step.select for story in rest.stories for step in story.row.steps}
    return chosen | {record.row.claim for record in rest.redactions}
