"""Many processes on many machines, by Apache Spark: the parts of a map are shuffled, judged and written side by side.

Sources are sent to all of them, entities to where claims name them; claims are in memory nowhere as a whole. All
machines must see the map's folder and the one that is written to, under the same names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from networkx.utils import UnionFind

from guanxi_graph.bulk.part import BYTES_A_PART, Claims
from guanxi_graph.bulk.part_checks import found_in_rest
from guanxi_graph.bulk.part_map import Frame
from guanxi_graph.bulk.part_ties import Tie, link_strength
from guanxi_graph.bulk.part_triples import frame_texts
from guanxi_graph.bulk.part_work import Load, PartTold, Work, write_lines
from guanxi_graph.bulk.pieces import Piece, numbered, pieces_of, records_in
from guanxi_graph.bulk.routing import routed
from guanxi_graph.bulk.sent_along import (
    Asked,
    Met,
    Thing,
    asked_by,
    meant,
    met,
    sent,
    things_of,
    unknown,
    unused,
    without_entities,
)
from guanxi_graph.bulk.sizes import size_of
from guanxi_graph.bulk.telling import Telling
from guanxi_graph.checks import add_found, told
from guanxi_graph.evidence import read_lock
from guanxi_graph.problems import Problem, has_errors
from guanxi_graph.reading.draft import Counts, Draft, read_without_claims
from guanxi_graph.reading.records import Written
from guanxi_graph.reading.taken_together import Together
from guanxi_graph.reading.utf8 import lines_in

if TYPE_CHECKING:
    from pyspark import RDD, SparkContext

_BYTES_A_PIECE = 8 << 20
_Asking = tuple[str, set[int]]
Ends = tuple[str, str]


class _PieceTold(NamedTuple):
    """What a piece tells when it is read."""

    telling: Telling
    problems: list[Problem]
    unread: set[type]
    misread: set[str]


class Outcome(msgspec.Struct, kw_only=True):
    """What Spark makes of a map. The last three are worked out when they are asked for, and are of all ties.

    ``unweighed`` are ties that rest on other claims and on no source of their own: these may be in another part, so
    ``links`` are wrong where there are any.

    ``degrees`` is how many ties an entity has, one to itself counting twice, ``components`` the first
    entity of the component in which it is, ``links`` T by the ends of a link in order.
    """

    rest: Draft
    claims: int
    problems: list[Problem]
    relations: Counter[str]
    unweighed: Claims
    ties: RDD[Tie]

    @property
    def degrees(self) -> RDD[tuple[str, int]]:
        return self.ties.flatMap(_ends_of).reduceByKey(add)

    @property
    def counts(self) -> Counts:
        return self.rest.counts._replace(claims=self.claims)

    @property
    def components(self) -> dict[str, str]:
        """As large as there are entities with a tie, and made where this is asked."""
        joined = self.ties.mapPartitions(_joined).treeReduce(_all_joined)
        first = ((min(members), members) for members in joined.to_sets())
        return {member: name for name, members in first for member in members}

    @property
    def links(self) -> RDD[tuple[Ends, float]]:
        linked = self.ties.filter(lambda tie: tie.strength > 0).map(lambda tie: (tie.ends, tie))
        return linked.groupByKey().mapValues(link_strength)


def run_on_spark(
    spark: SparkContext, directory: Path, folder: Path | None = None, *, drafting: bool = False, parts: int = 0
) -> Outcome:
    """Check a map, and write it where a ``folder`` is named and no error is found.

    The folder, which must be there, gets sorted N-Triples: ``frame.nt`` of all that is no claim or entity, and
    ``part-00000.nt`` and so on. What two parts say stands in both. Raises MapError.
    """
    from pyspark import StorageLevel

    rest, files = read_without_claims(directory)
    told, size = Telling.of(rest), size_of(file.path for file in files)
    # Each process that works has several of both, so that none waits long for the last.
    several = 4 * spark.defaultParallelism
    pieces = pieces_of(files, min(_BYTES_A_PIECE, 1 + size // several))
    parts = parts or max(several, size // BYTES_A_PART)
    pieces = numbered(pieces, _spread(spark, pieces).map(_lines).collect())
    light, asked = _light(rest), frozenset(told.together.asked)
    read = _spread(spark, pieces).flatMap(lambda piece: _read(piece, light, asked, parts))
    read = read.persist(StorageLevel.DISK_ONLY)
    _tell(read, told, rest)
    frame = Frame.of(rest, read_lock(directory))
    names = _met(read, spark.parallelize(things_of(rest, frame.lives), parts), parts).persist(StorageLevel.DISK_ONLY)
    told.together.used = rest.entity_by_id.keys() - unused(names)
    work = Work(
        rest=without_entities(rest),
        meant=meant(unknown(names), rest),
        frame=msgspec.structs.replace(frame, lives={}),
        parts=parts,
        folder=folder,
        drafting=drafting,
        wanted=frozenset(told.wanted),
        asked=frozenset(told.together.asked),
    )
    to_all, light = spark.broadcast(work), _light(rest)
    loads = _spread(spark, pieces).flatMap(lambda piece: _loads(piece, light, parts))
    things = names.flatMap(lambda each: sent(each, parts))
    # By a lambda, so that what is sent is looked up where it is used.
    do = lambda part, there: to_all.value.do(part, there)  # noqa: E731, PLW0108
    sent_there = loads.partitionBy(parts, int).union(things.partitionBy(parts, int))
    done = sent_there.mapPartitionsWithIndex(do).persist(StorageLevel.DISK_ONLY)
    outcome = _outcome(done, told, rest)
    if folder and not has_errors(outcome.problems):
        write_lines(folder / "frame.nt", "".join(chain.from_iterable(frame_texts(rest))))
    return outcome


def _spread(spark: SparkContext, pieces: Sequence[Piece]) -> RDD[Piece]:
    """Small files share a task."""
    tasks = max(4 * spark.defaultParallelism, len(pieces) // 8)
    return spark.parallelize(pieces, max(1, min(len(pieces), tasks)))


def _lines(piece: Piece) -> int:
    return lines_in(piece.file.path, piece.cut) if piece.is_cut else 0


def _light(rest: Draft) -> Draft:
    """As much of the rest as a claim needs to be read."""
    return Draft(directory=rest.directory, vocabulary=rest.vocabulary, settings=rest.settings)


def _read(piece: Piece, light: Draft, asked: frozenset[str], parts: int) -> Iterator[_PieceTold | _Asking]:
    """What the claims of a piece tell, and what they ask for."""
    draft, asking = _light(light), Asked()
    telling = Telling(together=Together(vocabulary=light.vocabulary, asked=set(asked)))
    for records in records_in(piece, draft):
        telling.add(records)
        asked_by(records, light.vocabulary, parts, asking)
    telling.together.used.clear()  # which is found where names meet
    yield _PieceTold(telling, draft.problems, draft.unread, draft.misread)
    yield from asking.items()


def _tell(read: RDD[_PieceTold | _Asking], told: Telling, rest: Draft) -> None:
    """Let the rest know what all claims tell together."""
    tellings = read.flatMap(lambda each: [each] if isinstance(each, _PieceTold) else []).collect()
    for each in tellings:
        rest.problems += each.problems
        rest.unread |= each.unread
        rest.misread |= each.misread
    told.add_all(each.telling for each in tellings)
    told.tell(rest)


def _met(read: RDD[_PieceTold | _Asking], things: RDD[tuple[str, Thing]], parts: int) -> RDD[Met]:
    return met(read.flatMap(lambda each: [] if isinstance(each, _PieceTold) else [each]), things, parts)


def _loads(piece: Piece, light: Draft, parts: int) -> Iterator[tuple[int, Load]]:
    """What goes to each part."""
    loads: dict[int, list[Written]] = {}
    for records in records_in(piece, _light(light)):
        for goes_to, written in routed(records, light.vocabulary, parts):
            for part in goes_to:
                loads.setdefault(part, []).append(written)
    return ((part, (piece.number, load)) for part, load in loads.items())


def _outcome(done: RDD[PartTold | Tie], telling: Telling, rest: Draft) -> Outcome:
    parts = done.flatMap(lambda each: [each] if isinstance(each, PartTold) else []).collect()
    telling.add_all(part.telling for part in parts)
    found = found_in_rest(rest, telling.derived)
    for part in parts:
        add_found(found, part.found)
    return Outcome(
        rest=rest,
        claims=telling.claims,
        problems=told(rest.problems, found),
        relations=sum((part.relations for part in parts), Counter[str]()),
        unweighed=[each for each in telling.derived if each.row.object and each.row.premises and not each.row.sources],
        ties=done.flatMap(lambda each: [] if isinstance(each, PartTold) else [each]),
    )


def _joined(ties: Iterable[Tie]) -> Iterator[UnionFind[str]]:
    """Of all ties only what they join, which is no larger than there are entities."""
    found: UnionFind[str] = UnionFind()
    for tie in ties:
        found.union(tie.subject, tie.object)
    yield found


def _all_joined(one: UnionFind[str], other: UnionFind[str]) -> UnionFind[str]:
    for members in other.to_sets():
        one.union(*members)
    return one


def _ends_of(tie: Tie) -> Iterator[tuple[str, int]]:
    return ((end, 1) for end in (tie.subject, tie.object))
