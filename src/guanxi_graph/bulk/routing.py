"""To which parts of a map a claim goes, so that each part can be judged and written by itself.

Claims are judged beside others: of the same subject, of the same two ends, of the same thing that is owned, of the same
id. Every claim goes to the part of its subject, and to each other part in which it has to be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

from guanxi_graph.reading.records import Record, Written
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.vocabulary import Relation, Vocabulary


def part_of(name: str, parts: int) -> int:
    """The part of a name, the same on every machine."""
    return crc32(name.encode("utf-8", "surrogatepass")) % parts


def parts_of(row: ClaimRow, relation: Relation | None, parts: int, *, written: bool = True) -> set[int]:
    """The parts in which the claim has to be seen; its id need not be minted yet.

    A symmetric tie is judged beside others between the same two; that it can be ``written``, beside all of both ends.
    """
    found = {part_of(row.subject, parts)}
    if relation and row.object and relation.symmetric:
        found.add(part_of(row.object, parts) if written else home_of_tie(row, relation, parts))
    if relation and row.object and relation.holds:
        found.add(part_of(row.object, parts))
    if row.id:
        found.add(part_of(_head(row.id), parts))
    return found


def routed(
    records: Iterable[Record[ClaimRow]], vocabulary: Vocabulary, parts: int, *, written: bool = True
) -> Iterator[tuple[set[int], Written]]:
    """What is written for each claim, with the parts that it goes to."""
    relations = vocabulary.relations
    for record in records:
        yield parts_of(record.row, relations.get(record.row.relation), parts, written=written), record.written


def home(row: ClaimRow, parts: int) -> int:
    """The part that judges the claim itself, and writes it."""
    return part_of(row.subject, parts)


def home_of_tie(row: ClaimRow, relation: Relation | None, parts: int) -> int:
    """The part that judges it beside others between the same two."""
    return part_of(min(row.subject, row.object) if relation and relation.symmetric else row.subject, parts)


def home_of_owned(row: ClaimRow, parts: int) -> int:
    """The part that judges it beside other holdings of the same thing."""
    return part_of(row.object, parts)


def home_of_id(row: ClaimRow, parts: int, *, is_minted: bool) -> int:
    """The part that judges it beside others of its id: a minted one begins with the subject."""
    return part_of(row.subject if is_minted else _head(row.id), parts)


def _head(claim: str) -> str:
    return claim.partition(".")[0]
