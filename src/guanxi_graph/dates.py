"""Dates as they were written: EDTF level 1, with the earliest and latest day derived from it.

Extended Date/Time Format (ISO 8601-2:2019, annex A; Library of Congress specification, level 1):
years, months, days, seasons, ``~`` approximate, ``?`` uncertain, ``%`` both, ``X`` unspecified
digits, negative and long years. Start and end are fields of a claim, so an interval is not a date
here: ``..`` alone is an open end (it still holds), and an absent end is an unknown one.
"""

from __future__ import annotations

import re
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
    """A written date. ``earliest`` and ``latest`` are the days that it may mean; None when open.

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
    def is_open(self) -> bool:
        return self.text == ".."


OPEN = Date("..")

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
_HOW = "write 2005, 2005-12 or 2005-12-08; add ~ for about, ? for uncertain; 200X for a decade"


@lru_cache(maxsize=65536)
def parse_date(text: str) -> Date:
    """Read one EDTF level 1 date. Raises ValueError that says what is wrong and what to write."""
    if text == "..":
        return OPEN
    if _INTERVAL.fullmatch(text):
        raise ValueError(f"`{text}` is an interval; write its two ends as `start` and `end`")
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
    """The middle of what the date may mean, as a fractional year. None for an open end."""
    if date.earliest is None or date.latest is None:
        return None
    return (year(date.earliest) + year(date.latest)) / 2
