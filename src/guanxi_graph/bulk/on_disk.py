"""One process, whatever the number of claims: it keeps entities and sources in memory, claims on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import msgspec

from guanxi_graph import collector
from guanxi_graph.bulk.part import BYTES_A_PART, Known, Part
from guanxi_graph.bulk.part_checks import OF_A_PART, OF_THINGS, are_errors, found_in_part, found_in_rest
from guanxi_graph.bulk.part_map import Frame, map_of_part
from guanxi_graph.bulk.routing import routed
from guanxi_graph.bulk.runs import LineRuns, Runs, TurtleRuns
from guanxi_graph.bulk.sizes import size_of
from guanxi_graph.bulk.spill import Spill
from guanxi_graph.bulk.telling import Telling
from guanxi_graph.checks import Found, add_found, told
from guanxi_graph.evidence import read_lock
from guanxi_graph.problems import MapError, Problem, has_errors
from guanxi_graph.progress import begun, done
from guanxi_graph.reading.draft import Counts, Draft, read_without_claims, records_of
from guanxi_graph.reading.folder import File
from guanxi_graph.reading.records import Record, retyped
from guanxi_graph.reading.rows import ClaimRow

# Blocks or lines, of which what compresses them would rather have many at once.
_A_WRITE = 1_000


class Sorted(msgspec.Struct, kw_only=True):
    """A map whose claims wait on the disk: all else as a draft, and what the claims have told so far."""

    rest: Draft
    spill: Spill
    parts: int
    told: Telling

    @property
    def counts(self) -> Counts:
        return self.rest.counts._replace(claims=self.told.claims)

    def each_part(self) -> Iterator[Part]:
        """The parts one by one, each asked for what it tells the rest."""
        known = Known.of(self.rest)
        for number in range(self.parts):
            with collector.at_rest():
                rows = retyped(self.spill.of(number), ClaimRow)
                part = Part(number=number, parts=self.parts, written=rows, known=known)
                self.told.add_part(part)
            yield part


@contextmanager
def claims_sorted(directory: Path, parts: int = 0, *, written: bool = True) -> Iterator[Sorted]:
    """The map, its claims sorted into ``parts``, to be ``written`` or judged alone. Raises MapError.

    By 0 into as many as their files ask for.
    """
    rest, files = read_without_claims(directory)
    parts = parts or 1 + size_of(file.path for file in files) // BYTES_A_PART
    told = Telling.of(rest)
    with Spill(parts) as spill:
        with collector.at_rest():
            for records in _batches(files, rest):
                told.add(records)
                for goes_to, line in routed(records, rest.vocabulary, parts, written=written):
                    spill.add(goes_to, line)
        told.tell(rest)
        yield Sorted(rest=rest, spill=spill, parts=parts, told=told)


def check_on_disk(directory: Path, *, drafting: bool = False, parts: int = 0) -> tuple[Counts, list[Problem]]:
    """How many records there are, and every problem, as of a map in one piece. Raises MapError."""
    with claims_sorted(directory, parts, written=False) as split:
        begun("checking", split.parts * OF_A_PART + len(OF_THINGS), split.told.claims)
        found: Found = {}
        for part in split.each_part():
            add_found(found, found_in_part(part, drafting=drafting))
        add_found(found, found_in_rest(split.rest, split.told.derived))
        return split.counts, told(split.rest.problems, found)


def write_on_disk(directory: Path, stream: BinaryIO, *, lines: bool = False, parts: int = 0) -> Draft:
    """Write a map's Turtle, the same to the byte as of a map in one piece; or N-Triples, sorted, a triple a line.

    Returns the map but for its claims. Raises MapError with every problem that was found, before anything is written.
    """
    with claims_sorted(directory, parts) as split:
        frame = Frame.of(split.rest, read_lock(directory))
        runs: Runs = (LineRuns if lines else TurtleRuns)(split.spill.folder)
        found: Found = {}
        # Writing a part takes about as long as its checks.
        begun("checking", split.parts * 2 * OF_A_PART + len(OF_THINGS), split.told.claims)
        for part in split.each_part():
            add_found(found, found_in_part(part))
            if not are_errors(found):
                runs.add(part, map_of_part(part, frame))
            done("checking", OF_A_PART)
        add_found(found, found_in_rest(split.rest, split.told.derived))
        if has_errors(problems := told(split.rest.problems, found)):
            raise MapError(problems)
        begun("writing", runs.items, split.told.claims)
        written = runs.merged(split.rest)
        while batch := b"".join(islice(written, _A_WRITE)):
            stream.write(batch)
            done("writing", _A_WRITE)
        return split.rest


def _batches(files: Iterable[File], rest: Draft) -> Iterator[list[Record[ClaimRow]]]:
    for file in files:
        yield from records_of(file, rest)
