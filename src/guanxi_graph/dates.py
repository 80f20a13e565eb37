"""Dates as they were written: EDTF level 1 and its sets, with the earliest and latest day derived from it.

Extended Date/Time Format (ISO 8601-2:2019, annex A; Library of Congress specification, level 1):
years, months, days, seasons, ``~`` approximate, ``?`` uncertain, ``%`` both, ``X`` unspecified
digits, negative and long years. Of level 2 one of a set: ``[..1890]`` by then, ``[1890..]`` then or
later, ``[1905..1912]`` some time between, ``[1905,1907]`` either. Start and end are fields of a claim,
so an interval is not a date here: ``..`` alone is an open end (it still holds), and an absent end is
an unknown one.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import Final, NamedTuple, final


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar, astronomical years (206 BC is -205)."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


@final
class Date:
    """A written date. ``earliest`` and ``latest`` are the days that it may mean; None where nobody says.

    The open end has neither; ``[..1890]`` has no earliest day and ``[1890..]`` no latest.

    Two dates are equal when they were written alike. A plain class rather than a struct, so that
    files and schemas hold it as the text that was written.
    """

    __slots__ = ("earliest", "latest", "text")

    def __init__(self, text: str, earliest: Day | None = None, latest: Day | None = None) -> None:
        self.text: Final = text
        self.earliest: Final = earliest
        self.latest: Final = latest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Date) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"parse_date({self.text!r})"

    def __str__(self) -> str:
        return self.text

    @property
    def is_set(self) -> bool:
        """Whether it is one of a set, of which only bounds are told."""
        return self.text.startswith("[")

    @property
    def is_open(self) -> bool:
        return self.text == ".."


OPEN = Date("..")
_NEVER = Day(1_000_000_000, 1, 1)

_CALENDAR = re.compile(
    r"(?P<year>-?\d{4}|-?\d{3}X|-?\d{2}XX|Y-?[1-9]\d{4,8})"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?P<qualifier>[?~%]?)",
    re.ASCII,
)
_END = r"(?:-?\d{3}[\dX][^/]*|Y[^/]*|\.\.|)"
_INTERVAL = re.compile(f"{_END}/{_END}", re.ASCII)
_SEASON = re.compile(r"(?P<year>-?\d{4})-(?P<season>2[1-4])(?P<qualifier>[?~%]?)", re.ASCII)
# Northern meteorological seasons; winter is counted from the December of its year.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_HOW = 'write 2005, 2005-12 or 2005-12-08; add ~ for about, ? for uncertain; 200X for a decade; "[..2005]" for by then'
_PLAIN = r"-?\d{4}(?:-\d\d(?:-\d\d)?)?"
_MEMBER = rf"{_PLAIN}(?:\.\.{_PLAIN})?"
_SET = re.compile(
    rf"\[(?:\.\.{_PLAIN}(?:,{_MEMBER})*|(?:{_MEMBER},)*{_PLAIN}\.\.(?:{_PLAIN})?|{_MEMBER}(?:,{_MEMBER})+)\]", re.ASCII
)
_SETS = (
    'write "[..1890]" for by then, "[1890..]" for then or later, "[1905..1912]" for some time between, '
    '"[1905,1907]" for either'
)


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Date:
    """Read one date. Raises ValueError that says what is wrong and what to write."""
    if text == "..":
        return OPEN
    if text.startswith("["):
        return _one_of(text)
    if _INTERVAL.fullmatch(text):
        raise ValueError(f"`{text}` is an interval; write its two ends as `start` and `end`{_some_time_in(text)}")
    if season := _SEASON.fullmatch(text):
        year = int(season["year"])
        first, last = _SEASON_MONTHS[int(season["season"])]
        return Date(text, Day(year, first, 1), Day(year, last, _days_in(year, last)))
    match = _CALENDAR.fullmatch(text)
    if match is None:
        raise ValueError(f"`{text}` is not a date; {_HOW}")
    first_year, last_year = _years(match["year"])
    earliest, latest = _span(text, first_year, last_year, match["month"], match["day"])
    return Date(text, earliest, latest)


def _some_time_in(interval: str) -> str:
    """How to write one date of the interval, where it is a right one."""
    within = "..".join("" if end == ".." else end for end in interval.split("/"))
    with suppress(ValueError):
        return f', or "{_one_of(f"[{within}]")}" for some time in it'
    return ""


def _one_of(text: str) -> Date:
    """A set, of which one date is meant. A side that ``..`` leaves out has no bound."""
    if not _SET.fullmatch(text):
        raise ValueError(f"`{text}` is not a date; {_SETS}")
    members = [member.split("..") for member in text[1:-1].split(",")]
    for first, last in (member for member in members if len(member) == 2 and all(member)):
        if len(first.lstrip("-")) != len(last.lstrip("-")):
            raise ValueError(f"`{text}` has ends that are not alike; write both as years, as months or as days")
        if standing(parse_date(first)) > standing(parse_date(last)):
            raise ValueError(f'`{text}` runs backwards; write "[{last}..{first}]"')
    dates = [parse_date(side) for member in members for side in member if side]
    earliest = min(day for date in dates if (day := date.earliest)) if members[0][0] else None
    latest = max(day for date in dates if (day := date.latest)) if members[-1][-1] else None
    return Date(text, earliest, latest)


def _years(text: str) -> tuple[int, int]:
    """The years that a written year may mean; `-19XX` runs from -1999 to -1900."""
    digits = text.removeprefix("Y")
    ends = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    return min(ends), max(ends)


def _span(text: str, first_year: int, last_year: int, month: str | None, day: str | None) -> tuple[Day, Day]:
    first_month, last_month = (1, 12) if month in (None, "XX") else (int(month), int(month))
    if not 1 <= first_month <= 12:
        raise ValueError(f"`{text}` has month {month}; months run from 01 to 12")
    if day in (None, "XX"):
        last_day = _days_in(last_year, last_month)
        return Day(first_year, first_month, 1), Day(last_year, last_month, last_day)
    number = int(day)
    months = range(first_month, last_month + 1)
    first = _first_with(number, range(first_year, last_year + 1), months)
    last = _first_with(number, range(last_year, first_year - 1, -1), months[::-1])
    if first is None or last is None:
        longest = max(_days_in(year, each) for year in range(first_year, last_year + 1)[:9] for each in months)
        raise ValueError(f"`{text}` has day {day}; that month has {longest} days")
    return first, last


def _first_with(day: int, years: range, months: range) -> Day | None:
    """The first of these months that has the day. Any nine years in a row hold a leap year."""
    possible = (Day(year, month, day) for year in years[:9] for month in months if 1 <= day <= _days_in(year, month))
    return next(possible, None)


def _days_in(year: int, month: int) -> int:
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def year(day: Day) -> float:
    """The day as a fractional year; the same day of two years is a whole number of years apart."""
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 372


def middle(date: Date) -> float | None:
    """The middle of what the date may mean, as a fractional year; its bound where it has one. None for an open end."""
    ends = [year(day) for day in (date.earliest, date.latest) if day is not None]
    return sum(ends) / len(ends) if ends else None


def apart(*dates: Date) -> bool:
    """Whether they cannot all mean one day."""
    firsts = [date.earliest for date in dates if date.earliest]
    lasts = [date.latest for date in dates if date.latest]
    return bool(firsts and lasts) and max(firsts) > min(lasts)


def standing(date: Date | None) -> Day:
    """The day by which the date is put in order: its first, else that by which it was. What has neither comes last."""
    return (date and (date.earliest or date.latest)) or _NEVER
