"""Days of the Julian calendar in the Gregorian one, by the number of days since 4713 BC.

E. G. Richards, Mapping Time (1998), ch. 25.
"""

from __future__ import annotations


def gregorian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """1700-02-29 of the Julian calendar is 1700-03-11. For years after 4800 BC."""
    return _from_day(_day_number(year, month, day))


def _day_number(year: int, month: int, day: int) -> int:
    back = (14 - month) // 12
    years, months = year + 4800 - back, month + 12 * back - 3
    return day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083


def _from_day(number: int) -> tuple[int, int, int]:
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
