"""Days of the Julian, the French republican and the Hebrew calendar in the Gregorian one.

By the number of days since 4713 BC: E. G. Richards, Mapping Time (1998), ch. 25; the Hebrew new year after
E. M. Reingold and N. Dershowitz, Calendrical Calculations (4th ed. 2018), ch. 8. Own code: the library for it brings
one under the LGPL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

CalendarName = Literal["", "julian", "french", "hebrew"]
YearMonthDay = tuple[int, int, int]


class _Calendar(NamedTuple):
    """The number of the first day of a year, the lengths of its months, and the years that it was in use."""

    new_year: Callable[[int], int]
    months: Callable[[int], Sequence[int]]
    years: range


def gregorian(calendar: str, year: int, month: int = 0, day: int = 0) -> tuple[YearMonthDay, YearMonthDay]:
    """The first and the last day of what is told: 1700-02-29 of the Julian calendar is 1700-03-11.

    Raises ValueError for a day that the calendar does not have. Years are astronomical; months are counted from
    January, Vendémiaire or Tishri, Adar II (of leap years) among them.
    """
    kept = _CALENDARS[calendar]
    if year not in kept.years:
        raise ValueError(f"the calendar has no year {year}")
    lengths, first = kept.months(year), kept.new_year(year)
    if not month:
        return _from_number(first), _from_number(first + sum(lengths) - 1)
    if not (1 <= month <= len(lengths) and (day or 1) <= lengths[month - 1]):
        raise ValueError(f"the year {year} of the calendar has no such month or day")
    first += [0, *accumulate(lengths)][month - 1]
    if day:
        return _from_number(first + day - 1), _from_number(first + day - 1)
    return _from_number(first), _from_number(first + lengths[month - 1] - 1)


def _from_number(number: int) -> YearMonthDay:
    rest = number + 32044
    centuries = (4 * rest + 3) // 146097
    rest -= 146097 * centuries // 4
    years = (4 * rest + 3) // 1461
    rest -= 1461 * years // 4
    months = (5 * rest + 2) // 153
    return (
        100 * centuries + years - 4800 + months // 10,
        months + 3 - 12 * (months // 10),
        rest - (153 * months + 2) // 5 + 1,
    )


def _julian_months(year: int) -> Sequence[int]:
    return 31, 28 + (year % 4 == 0), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31


def _french_months(year: int) -> Sequence[int]:
    """Twelve of thirty days, and the days that complete the year: six in the years 3, 7 and 11."""
    return (30,) * 12 + (5 + (year % 4 == 3),)


def _hebrew_months(year: int) -> Sequence[int]:
    length = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    heshvan, kislev = 29 + (length % 10 == 5), 30 - (length % 10 == 3)
    adars = (30, 29) if length > 380 else (29, 0)
    return 30, heshvan, kislev, 29, 30, *adars, 30, 29, 30, 29, 30, 29


def _hebrew_new_year(year: int) -> int:
    before, now, after = (_hebrew_days(each) for each in (year - 1, year, year + 1))
    late = 2 if after - now == 356 else now - before == 382
    return 347998 + now + late


def _hebrew_days(year: int) -> int:
    """The days from the first new year to the new moon of this one, which falls on no Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + (3 * (days + 1) % 7 < 3)


_CALENDARS: Mapping[str, _Calendar] = {
    "julian": _Calendar(lambda year: 1721424 + 365 * (year - 1) + (year - 1) // 4, _julian_months, range(-4711, 9999)),
    "french": _Calendar(lambda year: 2375475 + 365 * year + year // 4, _french_months, range(1, 15)),
    "hebrew": _Calendar(_hebrew_new_year, _hebrew_months, range(1, 10000)),
}
