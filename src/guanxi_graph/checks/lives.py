"""Checks of what cannot be: ties of those who were not yet born or already dead, or not yet or no longer there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from guanxi_graph.checks.related import related
from guanxi_graph.model import is_upheld
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.spans import Life, lives_of, written_span
from guanxi_graph.today import latest_possible_day, sure_days
from guanxi_graph.vocabulary import Relation

Bound = Literal["first", "last"]


class _Told(NamedTuple):
    """The life of an entity, and the claims that tell of its ends."""

    life: Life
    claims: list[Record[ClaimRow]]

    def says(self, bound: Bound, draft: Draft) -> str:
        """The claim that sets the bound, with its place."""
        for record in self.claims:
            told = lives_of([record.row], draft.vocabulary.relations).values()
            if any(getattr(life, bound) == getattr(self.life, bound) for life in told):
                row, span = record.row, record.span("relation")
                date = row.value or row.at or row.start
                return f"`{row.relation}` {date}, {span.file}:{span.line}"
        return ""


def before_or_after_life(draft: Draft) -> Iterator[Problem]:
    """Ties, shared bases and foundings need those who are in them to be there."""
    lives = _lives(draft)
    for record, relation in related(draft) if lives else ():
        if not is_upheld(record.row) or (relation.strength == "X" and not (relation.begins or relation.ends)):
            continue
        ends = (end for end in ("subject", "object") if end not in (relation.begins, relation.ends))
        for name in dict.fromkeys(getattr(record.row, end) for end in ends):
            if name in lives:
                yield from _problems(record, relation, name, lives[name], draft)


def contradictory_life(draft: Draft) -> Iterator[Problem]:
    """The living have no end, and nothing ends before it begins."""
    lives = _lives(draft)
    for name, entity in draft.entity_by_id.items() if lives else ():
        told = lives.get(name)
        if told is None or told.life.last is None:
            continue
        says = told.says("last", draft)
        if entity.row.living:
            message = f"`{name}` is marked as living, and has died ({says})"
            yield Problem("impossible-life", message, entity.span("living"), "mend one of the two", "warning")
        if told.life.first is not None and told.life.first > told.life.last:
            message = f"`{name}` ends ({says}) before its beginning ({told.says('first', draft)})"
            yield Problem("impossible-life", message, entity.span("id"), "mend one of the two dates", "warning")


def _lives(draft: Draft) -> dict[str, _Told]:
    """The life of each entity, as far as claims tell that are not set aside.

    None of what is no entity: its name is to be mended first.
    """
    tellers = {name: records for name, records in draft.together.tellers.items() if name in draft.entity_by_id}
    lives = lives_of((record.row for records in tellers.values() for record in records), draft.vocabulary.relations)
    return {name: _Told(lives[name], records) for name, records in tellers.items()}


def _problems(record: Record[ClaimRow], relation: Relation, name: str, told: _Told, draft: Draft) -> Iterator[Problem]:
    span, life = written_span(record.row, event=relation.event), told.life
    begun = [day for day in (span.sure_first, span.last) if day is not None]
    over = [day for day in (span.first, span.sure_last) if day is not None]
    if life.first is not None and begun and min(begun) < life.first:
        says = told.says("first", draft)
        yield _problem(record, "start", f"this is before the birth or founding of `{name}` ({says})")
    elif life.last is not None and over and max(over) > life.last:
        yield _problem(record, "end", f"this is after the death or end of `{name}` ({told.says('last', draft)})")
    elif life.last is not None and span.goes_on:
        yield _problem(record, "end", f"this goes on after the death or end of `{name}` ({told.says('last', draft)})")


def _problem(record: Record[ClaimRow], nearest: Literal["start", "end"], message: str) -> Problem:
    """At the date that is nearest to the mistake."""
    fields = ("at", nearest, "start", "end")
    field = next(field for field in fields if getattr(record.row, field) is not None)
    hint = "mend one of the two dates, or set the wrong claim aside with `rank: deprecated`"
    return Problem("impossible-life", message, record.span(field), hint, "warning")


def after_today(draft: Draft) -> Iterator[Problem]:
    """What begins after the day that the map takes for today is a plan or a slip of the pen."""
    as_of = draft.info.as_of
    today = as_of.latest if as_of else draft.together.latest_sure_day
    tomorrow = latest_possible_day()
    latest = today if as_of or today is None else min(today, tomorrow)
    if latest is None or max(draft.together.sure_days, default=latest) <= latest:
        return
    days = sure_days(draft.across.rows, draft.vocabulary.relations)
    for record, day in zip(draft.claims, days, strict=True):
        if day and day > latest and is_upheld(record.row):
            field = next(name for name in ("at", "start", "end", "value") if getattr(record.row, name))
            told = f"the day that the map takes for today, {today}" if today and day > today else "today"
            message = f"this is after {told}"
            hint = "mend the date, or write `as_of` in map.toml"
            yield Problem("after-today", message, record.span(field), hint, "warning")
