"""Checks for two accounts of one thing that do not agree: two dates of what happens once, two answers to one question.

Both may stay: a rank with its reason says which is to be believed, and ``distinct`` that they tell of two things.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Literal

from guanxi_graph.checks.related import by_age, place, related
from guanxi_graph.dates import Date, apart
from guanxi_graph.model import is_upheld
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.spans import told_date
from guanxi_graph.vocabulary import Relation

Found = tuple[Record[ClaimRow], Relation]
Pair = tuple[Record[ClaimRow], Record[ClaimRow]]

SETTLE = "rank one `preferred` or `deprecated` with a `reason`"
_DISTINCT = "or write `distinct: …` with the reason why they are two"
# Each is compared with so many of its matter that were read before: time grows with the map and no faster.
_COMPARED = 8


def two_dates(draft: Draft) -> Iterator[Problem]:
    """What happens once between two is told with two dates."""
    for relation, one, other in _pairs(draft, once=True):
        ours, theirs = _moment(one.row), _moment(other.row)
        if ours is None or theirs is None or ours == theirs:
            continue
        old, new = by_age(one, other)
        there = f"{_moment(old.row)}, {place(old.span('relation'))}"
        if _apart(ours, theirs):
            message = f"`{relation.id}` happens once between two, and is dated otherwise too: {there}"
            hint = f"mend one of the dates, {SETTLE}, {_DISTINCT}"
        else:
            message = f"this is told twice, here and with the date {there}"
            hint = "make them one claim with the more exact date and the sources of both"
        field = next(name for name in ("at", "start") if getattr(new.row, name))
        yield Problem("two-dates", message, new.span(field), hint, "warning", old.span("relation"))


def two_ends(draft: Draft) -> Iterator[Problem]:
    """A beginning or an end of one tie is told twice."""
    fields: tuple[Literal["start", "end"], ...] = ("start", "end")
    for relation, one, other in _pairs(draft, once=False):
        if one.row.qualifiers != other.row.qualifiers or _follows(one.row, other.row) or _follows(other.row, one.row):
            continue
        for field in fields:
            if _apart(getattr(one.row, field), getattr(other.row, field)):
                old, new = by_age(one, other)
                told = f"{getattr(old.row, field)}, {place(old.span('relation'))}"
                message = f"the {field} of this `{relation.id}` is told otherwise too: {told}"
                hint = f"mend one of the dates, {SETTLE}, {_DISTINCT}"
                yield Problem("two-ends", message, new.span(field), hint, "warning", old.span("relation"))


def two_answers(draft: Draft) -> Iterator[Problem]:
    """A question that has one answer is answered in two ways, and no rank says which is right."""
    matters: dict[tuple[str, str], list[Record[ClaimRow]]] = {}
    for record, relation in stated(draft, lambda relation: relation.functional):
        matters.setdefault((record.row.subject, relation.id), []).append(record)
    for records in matters.values():
        best = [record for record in records if record.row.rank == "preferred"] or records
        for record in best[1:]:
            if _is_other_answer(best[0].row, record.row, draft.vocabulary.relations[record.row.relation]):
                yield unsettled(*by_age(best[0], record))


def _is_other_answer(one: ClaimRow, other: ClaimRow, relation: Relation) -> bool:
    """A more exact date is none."""
    if relation.value == "date":
        return _apart(told_date(one, relation), told_date(other, relation))
    return one.object != other.object or one.value != other.value


def unsettled(old: Record[ClaimRow], new: Record[ClaimRow]) -> Problem:
    row, field = new.row, "object" if new.row.object else "value"
    message = (
        f"two answers to `{row.relation}` of `{row.subject}`, and no rank says which is right: "
        f"{row.object or row.value} here, {old.row.object or old.row.value} at {place(old.span(field))}"
    )
    return Problem("unsettled", message, new.span(field), SETTLE, "warning", old.span(field))


def stated(
    draft: Draft, which: Callable[[Relation], object], among: Iterable[Record[ClaimRow]] | None = None
) -> Iterator[Found]:
    """The claims that are to be believed, or those ``among`` them, of the relations that are asked for."""
    return (found for found in related(draft, which, among) if is_upheld(found[0].row) and not found[0].row.rule)


def _pairs(draft: Draft, *, once: bool) -> Iterator[tuple[Relation, *Pair]]:
    """Two claims that tell of one tie, of equal rank, as far as no qualifier tells them apart."""

    def matters(relation: Relation) -> bool:
        return not relation.functional and (relation.once if once else relation.event) == once

    seen: dict[Hashable, list[Record[ClaimRow]]] = {}
    for record, relation in stated(draft, matters, draft.across.told_again):
        row = record.row
        if row.distinct:
            continue
        ends = (row.subject, row.object)
        earlier = seen.setdefault((relation.id, row.rank, *(sorted(ends) if relation.symmetric else ends)), [])
        yield from ((relation, one, record) for one in earlier if _is_one_tie(one.row, row))
        if len(earlier) < _COMPARED:
            earlier.append(record)


def _is_one_tie(one: ClaimRow, other: ClaimRow) -> bool:
    ours, theirs = one.qualifiers, other.qualifiers
    return all(theirs[name] == value for name, value in ours.items() if name in theirs)


def _follows(one: ClaimRow, other: ClaimRow) -> bool:
    """Whether the second begins when the first has ended, or in its last month or year: twice in a row."""
    if one.end is None or other.start is None or one.end.earliest is None or other.start.earliest is None:
        return False
    return one.end.earliest <= other.start.earliest


def _moment(row: ClaimRow) -> Date | None:
    return row.at or row.start


def _apart(one: Date | None, other: Date | None) -> bool:
    """Whether they cannot mean one day."""
    return one is not None and other is not None and apart(one, other)
