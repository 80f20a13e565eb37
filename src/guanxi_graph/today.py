"""What a map takes for today, when it does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from guanxi_graph.dates import Day
from guanxi_graph.spans import Stated, told_date
from guanxi_graph.vocabulary import Relation

# A day that stands alone, so many years after all others of so many claims, is a slip of the pen.
_FAR_YEARS = 10
_CROWD = 10


def latest_possible_day() -> Day:
    """Tomorrow by the clock, as it is today already somewhere. Only warnings rest on it, never an answer."""
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return Day(tomorrow.year, tomorrow.month, tomorrow.day)


def latest_sure_day(claims: Iterable[Stated], relations: Mapping[str, Relation]) -> Day | None:
    """The latest day on which something had surely begun or happened; None without dates.

    Claims that are set aside should not be among these. A day that lies ten years or more after
    those of ten other claims is far: it says nothing of today.
    """
    return latest_of(Counter(filter(None, sure_days(claims, relations))))


def latest_of(days: Counter[Day]) -> Day | None:
    """The latest day, each with how many claims it is of, that does not stand far from the others."""
    ordered, left = sorted(days), days.total()
    while left > _CROWD and days[ordered[-1]] == 1 and ordered[-1].year - ordered[-2].year >= _FAR_YEARS:
        ordered.pop()
        left -= 1
    return ordered[-1] if ordered else None


def sure_days(claims: Iterable[Stated], relations: Mapping[str, Relation]) -> Iterator[Day | None]:
    """Of each claim the first day that it may mean, None without dates: a vague one moves nothing.

    An end, which may be a plan, counts only where no beginning is told.
    """
    by_value = {name for name, relation in relations.items() if relation.ends and relation.value == "date"}
    for claim in claims:
        date = claim.at or claim.start or claim.end
        if claim.relation in by_value:
            date = told_date(claim, relations[claim.relation])
        yield date.earliest if date else None
