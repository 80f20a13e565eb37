"""Dates keep what was written and give the days that it may mean."""

from __future__ import annotations

import re

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.dates import OPEN, Date, Day, apart, middle, parse_date, standing, year

MEANT = {
    "2005": ("2005-01-01", "2005-12-31"),
    "2005-12": ("2005-12-01", "2005-12-31"),
    "2005-12-08": ("2005-12-08", "2005-12-08"),
    "2004-02": ("2004-02-01", "2004-02-29"),
    "1900-02": ("1900-02-01", "1900-02-28"),
    "1998~": ("1998-01-01", "1998-12-31"),
    "2005?": ("2005-01-01", "2005-12-31"),
    "2004-06-11%": ("2004-06-11", "2004-06-11"),
    "199X": ("1990-01-01", "1999-12-31"),
    "19XX": ("1900-01-01", "1999-12-31"),
    "2004-XX": ("2004-01-01", "2004-12-31"),
    "1985-04-XX": ("1985-04-01", "1985-04-30"),
    "2001-21": ("2001-03-01", "2001-05-31"),
    "-0205-21": ("-0205-03-01", "-0205-05-31"),
    "201X-02-29": ("2012-02-29", "2016-02-29"),
    "2003-XX-31": ("2003-01-31", "2003-12-31"),
    "190X-02-29": ("1904-02-29", "1908-02-29"),
    "-19XX": ("-1999-01-01", "-1900-12-31"),
    "2003-24": ("2003-12-01", "2003-12-31"),
    "0000": ("0000-01-01", "0000-12-31"),  # 1 BC
    "-0205": ("-0205-01-01", "-0205-12-31"),
    "2000-02": ("2000-02-01", "2000-02-29"),
    "2100-02": ("2100-02-01", "2100-02-28"),
    "2003-XX-29": ("2003-01-29", "2003-12-29"),
    "-190X-02-29": ("-1908-02-29", "-1904-02-29"),
    "2001-22": ("2001-06-01", "2001-08-31"),
    "2001-23": ("2001-09-01", "2001-11-30"),
    "Y-17000": ("-17000-01-01", "-17000-12-31"),
    "Y17000": ("17000-01-01", "17000-12-31"),
    "0220": ("0220-01-01", "0220-12-31"),
    "[..1890]": ("None", "1890-12-31"),
    "[..1890-05]": ("None", "1890-05-31"),
    "[1890..]": ("1890-01-01", "None"),
    "[1905..1912]": ("1905-01-01", "1912-12-31"),
    "[1905-03..1905-04]": ("1905-03-01", "1905-04-30"),
    "[1905-03-01..1905-04-02]": ("1905-03-01", "1905-04-02"),
    "[-0205..-0200]": ("-0205-01-01", "-0200-12-31"),
    "[1905,1907]": ("1905-01-01", "1907-12-31"),
    "[1907,1905-05]": ("1905-05-01", "1907-12-31"),
    "[1667,1668,1670..1672]": ("1667-01-01", "1672-12-31"),
    "[..1890,1895]": ("None", "1895-12-31"),
    "[1890,1895..]": ("1890-01-01", "None"),
}


@pytest.mark.parametrize(("text", "days"), MEANT.items())
def test_the_days_that_a_date_may_mean(text, days):
    date = parse_date(text)
    assert (str(date), str(date.earliest), str(date.latest)) == (text, *days)


@pytest.mark.parametrize(
    "text",
    ["", "no", "2005-13", "2005-00", "2005-01-00", "2005-02-30", "1900-02-29", "201X-02-30", "05-12-2005", "circa 1998", "1998/2000", "20055", "２００５", "2005-12-08T10:00", "2005 ", "[", "[]", "[..]", "[1890]", "[..1890..]", "[..1890,1895..]", "[1890..,1895]", "[1,2]", "[..1890~]", "[..189X]", "[1905..1907..1909]", "[1905, 1907]", "[1905..1912]~"],
)  # fmt: skip
def test_what_is_not_a_date(text):
    with pytest.raises(ValueError, match=r".; ."):  # what is wrong; what to write
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2005-13", "`2005-13` has month 13; months run from 01 to 12"),
        ("2003-02-29", "`2003-02-29` has day 29; that month has 28 days"),  # 2004 has one
        ("2005-02-29", "`2005-02-29` has day 29; that month has 28 days"),
        ("2003-02-30", "`2003-02-30` has day 30; that month has 28 days"),
        ("190X-02-30", "`190X-02-30` has day 30; that month has 29 days"),
        ("2005-06-31", "`2005-06-31` has day 31; that month has 30 days"),
        ("2005-12-00", "`2005-12-00` has day 00; that month has 31 days"),
        ("2005-XX-32", "`2005-XX-32` has day 32; that month has 31 days"),
        ("1998/2000", '`1998/2000` is an interval; write its two ends as `start` and `end`, or "[1998..2000]" for some time in it'),
        ("1985/..", '`1985/..` is an interval; write its two ends as `start` and `end`, or "[1985..]" for some time in it'),
        ("1990/1985", "`1990/1985` is an interval; write its two ends as `start` and `end`"),
        ("1985~/1990", "`1985~/1990` is an interval; write its two ends as `start` and `end`"),
        ("circa 1998", '`circa 1998` is not a date; write 2005, 2005-12 or 2005-12-08; add ~ for about, ? for uncertain; 200X for a decade; "[..2005]" for by then'),
        ("[1912..1905]", '`[1912..1905]` runs backwards; write "[1905..1912]"'),
        ("[1905-03..1912]", "`[1905-03..1912]` has ends that are not alike; write both as years, as months or as days"),
        ("[..1890-13]", "`1890-13` has month 13; months run from 01 to 12"),
        ("[1890]", '`[1890]` is not a date; write "[..1890]" for by then, "[1890..]" for then or later, "[1905..1912]" for some time between, "[1905,1907]" for either'),
        ("[..1890,1895..]", '`[..1890,1895..]` is not a date; write "[..1890]" for by then, "[1890..]" for then or later, "[1905..1912]" for some time between, "[1905,1907]" for either'),
    ],
)  # fmt: skip
def test_what_is_said_of_it(text, said):
    with pytest.raises(ValueError, match="^" + re.escape(said) + "$"):
        parse_date(text)


def test_dates_are_equal_when_they_were_written_alike():
    assert parse_date("2005-12") == Date("2005-12")
    assert parse_date("2005-12") != parse_date("2005-12~")
    assert parse_date("2005") != "2005"
    assert len({parse_date("2005"), Date("2005"), parse_date("2006")}) == 2
    assert repr(parse_date("199X")) == "parse_date('199X')"


def test_days_as_fractions_of_a_year():
    assert year(Day(2005, 1, 1)) == 2005
    assert year(Day(2005, 7, 1)) == 2005.5
    assert year(Day(2005, 12, 31)) == pytest.approx(2005 + 11 / 12 + 30 / 372, abs=1e-9)
    assert middle(parse_date("2005-01-01")) == 2005
    assert middle(parse_date("200X")) == pytest.approx((2000 + year(Day(2009, 12, 31))) / 2)
    assert middle(OPEN) is None
    assert middle(parse_date("[..1890-01-01]")) == middle(parse_date("[1890..]")) == 1890


def test_dates_in_order_of_time():
    mixed = ["..", "1906", "[1905..1912]", "[..1880]", "[1890-02..]", "1890"]
    ordered = ["[..1880]", "1890", "[1890-02..]", "[1905..1912]", "1906", ".."]
    assert sorted(mixed, key=lambda text: standing(parse_date(text))) == ordered


@pytest.mark.parametrize(
    ("texts", "cannot"),
    [
        (["1890", "[..1890]"], False),
        (["1890", "[..1889]"], True),
        (["1890", "[1891..]"], True),
        (["[..1890]", "[1890..]"], False),
        (["[..1890]", "[1891..]"], True),
        (["[1905..1912]", "1908-05", "190X"], False),
        (["1905", "[1905..1912]", "1906"], True),
        (["..", "1890"], False),
        ([], False),
    ],
)
def test_dates_that_cannot_be_one(texts, cannot):
    assert apart(*map(parse_date, texts)) is cannot


def test_open_and_unknown_ends_differ():
    assert parse_date("..") is OPEN
    assert OPEN.is_open
    assert OPEN.earliest is None
    assert not parse_date("2005").is_open


years = st.integers(-9999, 9999).map(lambda year: f"{'-' * (year < 0)}{abs(year):04d}")
months = st.integers(1, 12).map("{:02d}".format)
days = st.integers(1, 28).map("{:02d}".format)
marks = st.sampled_from(["", "~", "?", "%"])
written = st.one_of(
    st.tuples(years, marks).map("".join),
    st.tuples(years, months, marks).map(lambda d: f"{d[0]}-{d[1]}{d[2]}"),
    st.tuples(years, months, days, marks).map(lambda d: f"{d[0]}-{d[1]}-{d[2]}{d[3]}"),
)
ordered = st.lists(st.dates(), min_size=2, max_size=5, unique=True).map(sorted)
sets = st.builds(
    lambda days, first, last: f"[{'..' * (first and not last)}{','.join(map(str, days))}{'..' * last}]",
    ordered,
    st.booleans(),
    st.booleans(),
) | ordered.map(lambda days: f"[{days[0]}..{days[1]}]")


def _day(theirs):
    """Theirs as ours: no bound is infinite there."""
    return Day(*theirs[:3]) if hasattr(theirs, "tm_year") else None


@given(written | sets)
def test_bounds_agree_with_the_edtf_library(text):
    theirs = edtf.parse_edtf(text)
    ours = parse_date(text)
    assert ours.earliest == _day(theirs.lower_strict())
    assert ours.latest == _day(theirs.upper_strict())


@given(st.text(max_size=12) | st.text("[]0189-.,", max_size=14))
def test_any_text_is_a_date_or_a_value_error(text):
    try:
        date = parse_date(text)
    except ValueError as error:
        assert "; " in str(error)
    else:
        assert date.is_open or None in (date.earliest, date.latest) or date.earliest <= date.latest
