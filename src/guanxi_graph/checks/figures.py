"""Checks for figures of one time that do not go together, and for one figure under two names."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import suppress
from decimal import Decimal

from guanxi_graph.checks.accounts import SETTLE, stated, unsettled
from guanxi_graph.checks.related import by_age, place
from guanxi_graph.dates import Date, apart
from guanxi_graph.kinds import parse_number
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow

# Figures of one month differ much when one is larger by more than a tenth.
_MUCH = Decimal("1.1")
_COMPARED = 8


def figures_differ(draft: Draft) -> Iterator[Problem]:
    """Two figures of one kind and unit: of one date, or much apart within a month, or of what is counted once."""
    seen: dict[Hashable, list[Record[ClaimRow]]] = {}
    for record, relation in stated(draft, lambda relation: relation.is_observation):
        row = record.row
        if row.at is None or row.at.earliest is None or row.distinct:
            continue
        period = row.at.earliest[:1] if relation.once else row.at.earliest[:2]
        earlier = seen.setdefault((relation.id, row.subject, row.unit, row.rank, *period), [])
        for one in earlier:
            old, new = by_age(one, record)
            if one.row.at == row.at and one.row.value != row.value:
                yield unsettled(old, new)
            elif (
                one.row.at
                and _may_be_one_day(one.row.at, row.at, once=relation.once)
                and _is_much(one.row.value, row.value)
            ):
                there = f"{old.row.value} of {old.row.at}, {place(old.span('value'))}"
                message = f"`{relation.id}` of `{row.subject}` is {new.row.value} here, and {there}"
                hint = f"mend one of them, {SETTLE}, or write `distinct: …` with the reason why both are right"
                yield Problem("figures-differ", message, new.span("value"), hint, "warning", old.span("value"))
        if len(earlier) < _COMPARED:
            earlier.append(record)


def same_figure(draft: Draft) -> Iterator[Problem]:
    """One number of one source, subject and day stands under two kinds: one of them counts something else."""
    seen: dict[Hashable, Record[ClaimRow]] = {}
    for record, _ in stated(draft, lambda relation: relation.is_observation):
        row = record.row
        if row.distinct:
            continue
        for source in {cited.source for cited in row.citations}:
            one = seen.setdefault((row.subject, row.value, row.unit, row.at, source), record)
            if one.row.relation != row.relation and not one.row.distinct:
                old, new = by_age(one, record)
                message = f"the same number of `{source}` stands as `{old.row.relation}` at {place(old.span('value'))}"
                hint = "keep the kind that the source counts, or write `distinct: …` with the reason why both are right"
                yield Problem("same-figure", message, new.span("relation"), hint, "warning", old.span("relation"))


def _may_be_one_day(one: Date | None, other: Date | None, *, once: bool) -> bool:
    """Within one month; of what is counted once, wherever the two dates may mean one day."""
    if one is None or other is None:
        return False
    if once:
        return not apart(one, other)
    days = [day for date in (one, other) for day in (date.earliest, date.latest) if day]
    return len(days) == 4 and len({day[:2] for day in days}) == 1


def _is_much(one: str, other: str) -> bool:
    with suppress(ValueError, ArithmeticError):  # reported as no number
        low, high = sorted(abs(Decimal(parse_number(text))) for text in (one, other))
        return high > low * _MUCH
    return False
