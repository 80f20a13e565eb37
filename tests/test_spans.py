"""When a claim held: what its dates tell, within the lives of its ends."""

from __future__ import annotations

import pytest

from guanxi_graph.dates import Day, parse_date
from guanxi_graph.model import Claim
from guanxi_graph.spans import Life, Span, bounded, written_span

TODAY = Day(2020, 6, 1)


def span(*, event: bool = False, **dates: str) -> Span:
    claim = Claim(id="a", subject="a", relation="r", **{name: parse_date(text) for name, text in dates.items()})
    return written_span(claim, event=event)


def shown(found: Span) -> str:
    days = (found.first, found.sure_first, found.sure_last, found.last)
    return " ".join("?" if day is None else str(day) for day in days) + (" .." if found.goes_on else "")


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ({"start": "2003-02", "end": "2005"}, "2003-02-01 2003-02-28 2005-01-01 2005-12-31"),
        ({"start": "2003"}, "2003-01-01 2003-12-31 2003-01-01 ?"),
        ({"end": "2010"}, "? 2010-12-31 2010-01-01 2010-12-31"),  # only an end: it may be as old as you like
        ({"start": "2003", "end": ".."}, "2003-01-01 2003-12-31 ? ? .."),
        ({"at": "1990"}, "1990-01-01 1990-12-31 1990-01-01 1990-12-31"),
        ({"start": "199X", "end": "1995"}, "1990-01-01 1995-12-31 1995-01-01 1995-12-31"),  # it began before it ended
        ({}, "? ? ? ?"),
    ],
)
def test_the_days_that_dates_tell(dates, days):
    assert shown(span(**dates)) == days


def test_an_event_is_over_at_once():
    assert shown(span(start="2003", event=True)) == "2003-01-01 2003-12-31 2003-01-01 2003-12-31"


@pytest.mark.parametrize(
    ("dates", "years"),
    [
        ({"start": "1997", "end": "2001"}, (1997, 2001)),
        ({"start": "1997"}, (1997, 1997)),  # an end that nobody tells is not guessed
        ({"start": "1997", "end": ".."}, (1997, 2020)),
        ({"start": "2018", "end": "2025"}, (2018, 2020)),  # what is planned has not been
        ({"at": "1999-05"}, (1999, 1999)),
        ({"end": "2003"}, (2003, 2003)),
        ({"start": "199X", "end": "1995"}, (1995, 1995)),
        ({"at": "199X"}, None),
        ({"end": ".."}, (2020, 2020)),
        ({}, None),
    ],
)
def test_the_years_in_which_it_surely_held(dates, years):
    assert span(**dates).sure_years(TODAY) == years


def test_a_life_bounds_what_is_told_of_it():
    woolf = Life(Day(1882, 1, 25), Day(1941, 3, 28))
    assert shown(bounded(span(start="1922-12"), woolf)) == "1922-12-01 1922-12-31 1922-12-01 1941-03-28"
    assert shown(bounded(span(), woolf)) == "1882-01-25 ? ? 1941-03-28"
    assert shown(bounded(span(start="1922", end=".."), woolf)) == "1922-01-01 1922-12-31 1941-03-28 1941-03-28"


def test_a_life_that_contradicts_the_dates_changes_nothing():
    life = Life(Day(1950, 1, 1), Day(1980, 12, 31))
    for dates in ({"start": "1998"}, {"end": "1940"}, {"start": "1970", "end": "1990"}, {"at": "1940"}):
        assert bounded(span(**dates), life) == span(**dates)


def test_two_spans_may_meet_unless_one_is_over_before_the_other_begins():
    early, late, undated = span(start="1990", end="1995"), span(start="1996", end=".."), span()
    assert not early.may_meet(late)
    assert not late.may_meet(span(at="1990"))
    assert early.may_meet(undated)
    assert early.may_meet(span(start="1995"))
