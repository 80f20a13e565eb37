"""When a claim held: what its dates tell, within the lives of its ends."""

from __future__ import annotations

import pytest

from guanxi_graph.dates import Day, parse_date
from guanxi_graph.model import Claim
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.spans import Life, Span, bounded, lived_span, lives_of, overlap_years, written_span, years_in_common

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
        ({"start": "2005-06", "end": "2005"}, "2005-06-01 2005-06-30 2005-06-01 2005-12-31"),
        ({"start": "[..1890]"}, "? 1890-12-31 ? ?"),
        ({"start": "[1890..]"}, "1890-01-01 ? 1890-01-01 ?"),
        ({"start": "[..1890]", "end": ".."}, "? 1890-12-31 ? ? .."),
        ({"start": "1880", "end": "[..1890]"}, "1880-01-01 1880-12-31 1880-01-01 1890-12-31"),
        ({"start": "1880", "end": "[1890..]"}, "1880-01-01 1880-12-31 1890-01-01 ?"),
        ({"start": "[1890..]", "end": "1900"}, "1890-01-01 1900-12-31 1900-01-01 1900-12-31"),
        ({"start": "[1905..1912]", "end": "[1910..1915]"}, "1905-01-01 1912-12-31 1910-01-01 1915-12-31"),
        ({"at": "[..1890]"}, "? 1890-12-31 ? 1890-12-31"),
        ({"at": "[1890..]"}, "1890-01-01 ? 1890-01-01 ?"),
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
        ({"at": "[..1890]"}, None),
        ({"at": "[1905..1912]"}, None),
        ({"start": "[..1890]"}, None),
        ({"start": "[1890..]"}, None),
        ({"start": "[..1890]", "end": ".."}, (1890, 2020)),
        ({"start": "[1880..1885]", "end": "[1890..]"}, (1885, 1890)),
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
    assert shown(bounded(span(), Life(last=Day(1941, 3, 28)))) == "? ? ? 1941-03-28"
    assert shown(bounded(span(start="1922", end=".."), woolf)) == "1922-01-01 1922-12-31 1941-03-28 1941-03-28"


def test_a_life_is_as_long_as_its_sources_allow():
    """Of two births the earlier counts, of two deaths the later; what tells of no life is passed over."""
    told = [
        ("a", "knows", "b", None),
        ("a", "unheardOf", "b", None),
        ("a", "bornOn", "", parse_date("1950-02")),
        ("a", "bornOn", "", parse_date("1951")),
        ("a", "diedOn", "", parse_date("1980")),
        ("a", "diedOn", "", parse_date("1979")),
        ("b", "bornOn", "", "1960-05-05"),  # as a file's row has it
        ("b", "diedOn", "", "soon"),
        ("c", "bornOn", "", parse_date("[..1890]")),
        ("c", "bornOn", "", parse_date("1888")),  # that goes together
        ("c", "diedOn", "", parse_date("[1940..1945]")),
        ("d", "bornOn", "", parse_date("[..1890]")),
        ("d", "bornOn", "", parse_date("1895")),  # that does not
        ("d", "diedOn", "", parse_date("[1940..]")),
    ]
    claims = [
        Claim(id=str(number), subject=subject, relation=relation, object=end, value=value)
        for number, (subject, relation, end, value) in enumerate(told)
    ]
    assert lives_of(claims, built_in_vocabulary().relations) == {
        "a": Life(Day(1950, 2, 1), Day(1980, 12, 31)),
        "b": Life(first=Day(1960, 5, 5)),
        "c": Life(Day(1888, 1, 1), Day(1945, 12, 31)),
        "d": Life(),
    }


@pytest.mark.parametrize(
    ("relation", "is_bounded"),
    [
        ("friendOf", True),
        ("educatedAt", True),
        ("about", False),  # one may write of the dead
        ("founded", False),  # it tells itself when a life begins
        ("bornOn", False),
        ("acquired", True),
    ],
)
def test_a_tie_is_bounded_by_the_lives_of_both(relation, is_bounded):
    lives = {"a": Life(Day(1950, 1, 1), Day(1980, 12, 31)), "b": Life(first=Day(1960, 5, 5))}
    found = lived_span(span(), built_in_vocabulary().relations[relation], ("a", "b"), lives)
    assert shown(found) == ("1960-05-05 ? ? 1980-12-31" if is_bounded else "? ? ? ?")


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
    assert early.may_meet(span(start="1995-12-31"))
    assert span(start="1995-12-31").may_meet(early)


def test_begun_and_over_by_a_day():
    day, held = Day(1995, 12, 31), span(start="1995-12-31", end="1995-12-31")
    assert held.begun_by(day)
    assert not held.over_by(day)
    assert not held.begun_by(Day(1995, 12, 30))
    assert held.over_by(Day(1996, 1, 1))
    assert span().begun_by(day)
    assert not span().over_by(day)


def test_what_went_on_until_a_death_did_not_go_on_after_it():
    held = bounded(span(start="1922", end=".."), Life(Day(1882, 1, 25), Day(1941, 3, 28)))
    assert held.sure_years(TODAY) == (1922, 1941)
    assert held.sure_years(None) == (1922, 1941)
    assert span(start="1997", end="..").sure_years(None) is None


@pytest.mark.parametrize(
    ("one", "other", "in_common", "overlap"),
    [
        ({"start": "1997", "end": "2001"}, {"start": "1999", "end": "2005"}, (1999, 2001), 3),
        ({"start": "1997", "end": "2001"}, {"start": "2001", "end": "2005"}, (2001, 2001), 1),
        ({"start": "1997", "end": "2001"}, {"start": "2002", "end": "2005"}, None, 0),
        ({"start": "2018", "end": ".."}, {"start": "2019", "end": "2030"}, (2019, 2020), 2),  # both until today
        ({"start": "2019", "end": "2030"}, {"start": "2018", "end": ".."}, (2019, 2020), 2),
        ({"start": "2018", "end": "2030"}, {"start": "2019", "end": "2030"}, (2019, 2020), 2),
        ({"start": "2005", "end": "2010"}, {}, None, None),
        ({}, {"start": "2005", "end": "2010"}, None, None),
    ],
)
def test_the_years_that_two_have_in_common(one, other, in_common, overlap):
    spans = span(**one), span(**other)
    assert years_in_common(*spans, TODAY) == in_common
    assert overlap_years(*spans, TODAY) == overlap
