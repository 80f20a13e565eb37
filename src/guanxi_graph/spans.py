"""When a claim held: the days on which it may have held, and those on which it surely did.

Written dates are vague (2005, 199X) and often only one end is told, so a span has four days. The
births and deaths of both ends bound it: no tie of a person is older or outlives him.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

from guanxi_graph.dates import Date, Day, apart, parse_date
from guanxi_graph.vocabulary import Relation


class Dated(Protocol):
    """What a span is made from: a claim of the model, or a row of a file."""

    @property
    def start(self) -> Date | None: ...
    @property
    def end(self) -> Date | None: ...
    @property
    def at(self) -> Date | None: ...


class Stated(Dated, Protocol):
    """A claim of the model or a row of a file, with what it says."""

    @property
    def subject(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def value(self) -> object: ...
    @property
    def object(self) -> str: ...


class Span(NamedTuple):
    """It may hold from ``first`` to ``last``, and surely from ``sure_first`` to ``sure_last``.

    None where nothing is told. ``sure_first`` comes after ``sure_last`` when the dates are too vague for
    any day to be sure. ``goes_on`` says that it is known to hold still.
    """

    first: Day | None = None
    sure_first: Day | None = None
    sure_last: Day | None = None
    last: Day | None = None
    goes_on: bool = False

    @property
    def standing(self) -> Day | None:
        """The day by which it is put in order: the first, else that by which it had begun."""
        return self.first or self.sure_first

    def begun_by(self, day: Day) -> bool:
        """Whether it may have begun by the day."""
        return self.first is None or self.first <= day

    def over_by(self, day: Day) -> bool:
        """Whether it had ended before the day, whatever the dates mean."""
        return self.last is not None and self.last < day

    def may_meet(self, other: Span) -> bool:
        """Whether both may have held on one day."""
        return not (_after(self.first, other.last) or _after(other.first, self.last))

    def sure_years(self, today: Day | None) -> tuple[int, int] | None:
        """The first and last calendar year in which it surely held; None when no year is sure.

        Written ``2005``, an end counts the whole of 2005. What goes on holds until ``today``.
        """
        first, last = self.sure_first, self.sure_last
        if self.goes_on and today is not None:
            last = today
            first = today if first is None else first
        if first is None or last is None:
            return None
        if today is not None:
            last = min(last, max(today, first))
        return (first.year, last.year) if first.year <= last.year else None


def years_in_common(one: Span, other: Span, today: Day | None) -> tuple[int, int] | None:
    """The first and last calendar year in which both surely held; None when no year is sure."""
    spans = one.sure_years(today), other.sure_years(today)
    if spans[0] is None or spans[1] is None:
        return None
    first, last = max(spans[0][0], spans[1][0]), min(spans[0][1], spans[1][1])
    return (first, last) if first <= last else None


def overlap_years(one: Span, other: Span, today: Day | None) -> int | None:
    """max(0, min(end) − max(start) + 1), in calendar years; None where the dates do not tell."""
    spans = one.sure_years(today), other.sure_years(today)
    if spans[0] is None or spans[1] is None:
        return None
    return max(0, min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0]) + 1)


class Life(NamedTuple):
    """The days between which a person lived or a thing was there, as widely as the dates allow."""

    first: Day | None = None
    last: Day | None = None


NO_LIFE = Life()


def written_span(claim: Dated, *, event: bool) -> Span:
    """The span that the claim's own dates tell. An event is over at once; so is what is said ``at`` a time."""
    start, end = claim.start, claim.end
    moment = claim.at or (start if event and end is None else None)
    if moment is not None:
        return Span(moment.earliest, moment.latest, moment.earliest, moment.latest)
    first, sure_first = (start.earliest, start.latest) if start else (None, None)
    if end is None:
        return Span(first, sure_first, first, None)  # it held at least on the day it began
    if end.is_open:
        return Span(first, sure_first, None, None, goes_on=True)
    # It began before it ended: each end bounds what the other may mean.
    return Span(first, _earlier(sure_first, end.latest), _later(first, end.earliest), end.latest)


def bounded(span: Span, life: Life) -> Span:
    """The span within a life; as it was where the two contradict each other."""
    first, last = _later(span.first, life.first), _earlier(span.last, life.last)
    if any(_after(*pair) for pair in ((first, last), (first, span.sure_first), (span.sure_last, last))):
        return span
    if span.goes_on and life.last is not None:
        return Span(first, span.sure_first, life.last, last)
    return span._replace(first=first, last=last)


def lives_of(claims: Iterable[Stated], relations: Mapping[str, Relation]) -> dict[str, Life]:
    """The life of each entity whose beginning or end some claim tells; claims set aside should not be among these.

    Accounts that differ bound it as widely as all of them do.
    """
    begun: dict[str, list[Date]] = {}
    ended: dict[str, list[Date]] = {}
    for claim in claims:
        relation = relations.get(claim.relation)
        if relation is None or not (relation.begins or relation.ends) or (date := told_date(claim, relation)) is None:
            continue
        ends = {"subject": claim.subject, "object": claim.object}
        if relation.begins:
            begun.setdefault(ends[relation.begins], []).append(date)
        if relation.ends:
            ended.setdefault(ends[relation.ends], []).append(date)
    return {name: _life(begun.get(name, ()), ended.get(name, ())) for name in dict.fromkeys((*begun, *ended))}


def _life(begun: Sequence[Date], ended: Sequence[Date]) -> Life:
    """An account without a bound (``[..1890]``) takes it from one that it contradicts; with others it agrees."""
    firsts = [date.earliest for date in begun if date.earliest]
    lasts = [date.latest for date in ended if date.latest]
    return Life(
        None if len(firsts) < len(begun) and apart(*begun) else min(firsts, default=None),
        None if len(lasts) < len(ended) and apart(*ended) else max(lasts, default=None),
    )


def told_date(claim: Stated, relation: Relation) -> Date | None:
    """The day that the claim is about: its value where that is a date (as text, in a file's row)."""
    if relation.value != "date":
        return claim.at or claim.start
    with suppress(ValueError):
        return claim.value if isinstance(claim.value, Date) else parse_date(str(claim.value))
    return None


def lived_span(span: Span, relation: Relation, ends: Iterable[str], lives: Mapping[str, Life]) -> Span:
    """The span of a claim of this relation between these ends, within the lives of both.

    Only ties and shared bases need both to be there: a book about the dead is no mistake.
    """
    if relation.strength == "X" or relation.begins or relation.ends:
        return span
    for end in ends:
        if end in lives:
            span = bounded(span, lives[end])
    return span


def _after(one: Day | None, other: Day | None) -> bool:
    return one is not None and other is not None and one > other


def _later(one: Day | None, other: Day | None) -> Day | None:
    if one is None or other is None:
        return one or other
    return max(one, other)


def _earlier(one: Day | None, other: Day | None) -> Day | None:
    if one is None or other is None:
        return one or other
    return min(one, other)
