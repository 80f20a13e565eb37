"""When a claim held: days and fractional years out of dates as they were written."""

from __future__ import annotations

from guanxi_graph.dates import Date, Day
from guanxi_graph.graph import Graph, claims_of, sources_of
from guanxi_graph.model import Claim


def first_day(claim: Claim) -> Day | None:
    """The first day on which it may have held, as far as it says."""
    date = claim.start or claim.at or claim.end
    return date.earliest if date else None


def last_day(claim: Claim) -> Day | None:
    """The last day on which it may have held; None when it goes on or nothing is known of an end."""
    date = claim.end or claim.at
    return date.latest if date else None


def has_ended(claim: Claim, as_of: Day) -> bool:
    last = last_day(claim)
    return last is not None and last < as_of


def latest_day(graph: Graph) -> Day | None:
    """The latest day that any claim or source of the map mentions: what the map takes for today."""
    claims = (date for claim in claims_of(graph) for date in (claim.start, claim.end, claim.at) if date)
    published = (source.published for source in sources_of(graph).values() if source.published)
    return max((date.latest for date in (*claims, *published) if date.latest), default=None)


def year(day: Day) -> float:
    """The day as a fractional year; the same day of two years is a whole number of years apart."""
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 372


def middle(date: Date) -> float | None:
    """The middle of what the date may mean, as a fractional year. None for an open end."""
    if date.earliest is None or date.latest is None:
        return None
    return (year(date.earliest) + year(date.latest)) / 2


def known_years(claim: Claim, as_of: Day) -> tuple[int, int] | None:
    """The first and last calendar years in which it surely held: an end that nobody tells is not guessed.

    None when it has no dates. Written ``2005``, an end counts the whole of 2005.
    """
    first = claim.start or claim.at or claim.end
    last = claim.end or claim.at or claim.start
    if first is None or last is None:
        return None
    begin = first.latest or as_of
    end = as_of if last.is_open else last.earliest or as_of
    return begin.year, max(begin.year, min(end.year, as_of.year))


def overlap_years(one: tuple[int, int], other: tuple[int, int]) -> int:
    """max(0, min(end) − max(start) + 1), in calendar years."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]) + 1)


def written_dates(claim: Claim) -> str:
    """The dates as they were written: ``2005-12``, ``2005 – 2009``, ``2005 – ..``; empty without any.

    Only a start says nothing of the end; ``..`` says that it goes on.
    """
    if claim.end is None:
        return str(claim.at or claim.start or "")
    return f"{claim.start or '?'} – {claim.end}"
