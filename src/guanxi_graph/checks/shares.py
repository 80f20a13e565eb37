"""The check that nobody is owned to more than the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import Decimal
from typing import NamedTuple

from guanxi_graph.checks.accounts import stated
from guanxi_graph.checks.related import place
from guanxi_graph.dates import Day
from guanxi_graph.kinds import parse_number
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.vocabulary import SHARE

_WHOLE = 100
_FOREVER = Day(999_999_999, 12, 31)


class _Stake(NamedTuple):
    first: Day
    last: Day
    share: Decimal
    record: Record[ClaimRow]


def over_the_whole(draft: Draft) -> Iterator[Problem]:
    """The shares of one thing that are held on one day, the largest of each owner, are more than 100 %."""
    held: dict[str, list[_Stake]] = {}
    for record, _ in stated(draft, lambda relation: relation.holds):
        if record.row.qualifiers.get(SHARE) and not record.row.distinct:
            held.setdefault(record.row.object, []).extend(_stakes(record))
    for owned, stakes in held.items():
        if sum(stake.share for stake in stakes) > _WHOLE and (found := _overfull(sorted(stakes, key=_first))):
            day, total, latest, other = found
            by = f"by `{latest.row.subject}` here, and others, such as `{other.row.subject}` at"
            message = f"`{owned}` is held to {total.normalize():f} % on {day}: {by} {place(other.span('relation'))}"
            hint = "mend a share or a date; or set one aside with `rank: deprecated` and a `reason`"
            span = latest.span("qualifiers", SHARE)
            yield Problem("shares-over-100", message, span, hint, "warning", other.span("relation"))


def _first(stake: _Stake) -> Day:
    return stake.first


def _stakes(record: Record[ClaimRow]) -> Iterator[_Stake]:
    """From when to when a share is held, as narrowly as the dates tell; nothing of what has none."""
    row = record.row
    begun = row.at or row.start
    if begun is None or begun.earliest is None or begun.latest is None:
        return
    first, last = begun.earliest, begun.latest
    if row.end is not None:
        first, last = begun.latest, _FOREVER if row.end.is_open else row.end.earliest or begun.latest
    with suppress(ValueError, ArithmeticError, TypeError):  # reported as no number, or as several
        yield _Stake(first, max(first, last), Decimal(parse_number(*row.qualifiers[SHARE])), record)


def _overfull(stakes: Iterable[_Stake]) -> tuple[Day, Decimal, Record[ClaimRow], Record[ClaimRow]] | None:
    """The first day on which the shares are more than the whole, and the two claims with the latest stakes."""
    open_: dict[str, _Stake] = {}
    for stake in stakes:
        open_ = {owner: each for owner, each in open_.items() if each.last >= stake.first}
        owner = stake.record.row.subject
        if owner not in open_ or open_[owner].share < stake.share:
            open_[owner] = stake
        total = sum((each.share for each in open_.values()), Decimal(0))
        others = [each for name, each in open_.items() if name != owner]
        if total > _WHOLE and others:
            return stake.first, total, stake.record, others[-1].record
    return None
