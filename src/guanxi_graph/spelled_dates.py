"""Dates as people and programs write them, put into the form that a map keeps, with how sure they are.

``circa 1890`` is ``1890~``, ``before 1890`` is ``[..1890]``, as some count the year in. A calendar is known where it
is told: ``@#DJULIAN@ 29 FEB 1700``, ``12 vendémiaire an III``. Reign years (康熙三年) are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from guanxi_graph.calendars import CalendarName
from guanxi_graph.dates import Day, parse_date
from guanxi_graph.spelled_days import NUMBERS, Order, is_date, month_number, spelled_day

_ABOUT = re.compile(r"(?:circa|ca?\.?|about|abt\.?|around|approx\.?|est\.?|cal\.?|~|约|大约|約)\s*(.+)", re.IGNORECASE)
_ABOUT_AFTER = re.compile(r"(.+?)\s*(?:\(?(?:circa|ca?\.|approx\.?)\)?|左右|前后|前後)", re.IGNORECASE)
_INTERPRETED = re.compile(r"int\.? (.+?) \(.*\)", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[（]\s*(.+?)\s*[)\]）]")
_BEFORE = re.compile(r"(?:before|bef\.?|by|until|not after|ante)\s+(.+)|(.+?)(?:以前|之前|或更早)", re.IGNORECASE)
_AFTER = re.compile(r"(?:after|aft\.?|since|not before|post)\s+(.+)|(.+?)(?:以后|以後|之后|之後|或更晚)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|bet\.?)\s+(.+?)\s+(?:and|&)\s+(.+)|(.+?)[至到](.+?)之间", re.IGNORECASE)
_RANGE = re.compile(r"(\d{3,4})\s*[-–—/]\s*(\d{4})")
_PERIOD = re.compile(r"(?:from (?P<start>.+?))?(?:(?:^| )to (?P<end>.+))?", re.IGNORECASE)
# GEDCOM names a calendar before each date, in version 7 without the signs.
_CALENDAR = re.compile(
    r"(?:@#D(julian|french r|hebrew|gregorian)@|(julian|french_r|hebrew|gregorian)\b) ?(.+)", re.IGNORECASE
)
_OTHER_CALENDAR = re.compile(r"@#D(?:julian|french r|hebrew)@|\b(?:julian|french_r|hebrew)\b", re.IGNORECASE)
_NAMES: Mapping[str, CalendarName] = {"j": "julian", "f": "french", "h": "hebrew", "g": ""}
_REPUBLICAN = re.compile(r"(?:\d{1,2}(?:er)? )?\w{4,}\.? an (?:\d{1,2}|[ivx]+)", re.IGNORECASE)
_LONGEST = 200  # with the phrase that GEDCOM has beside some
# 11 FEB 1699/00: in the old style the year began in March.
_DUAL = re.compile(r"(?:(.+) )?(\d{3,4})/(\d\d|\d{4})")


@lru_cache(maxsize=65536)
def spelled_date(text: str, order: Order = "", calendar: CalendarName = "") -> str | None:
    """The date in EDTF, or None where it is none that can be told for sure. ``calendar`` is the one of the text."""
    plain = " ".join(text.split())
    if len(plain) > _LONGEST:
        return None
    if match := _CALENDAR.fullmatch(plain):
        return spelled_date(match[3], order, _NAMES[(match[1] or match[2])[0].lower()])
    if not calendar and is_date(plain):
        return plain
    if _REPUBLICAN.fullmatch(plain):
        calendar = "french"
    return _marked(plain, order, calendar) or _dual(plain, order, calendar) or spelled_day(plain, order, calendar)


def spelled_period(text: str, order: Order = "", calendar: CalendarName = "") -> tuple[str, str]:
    """The start and the end of ``FROM 1905 TO 1912``, each empty where it is not told."""
    match = _PERIOD.fullmatch(" ".join(text.split()))
    sides = [spelled_date(side, order, calendar) if side else "" for side in match.groups()] if match else ["", ""]
    return (sides[0] or "", sides[1] or "") if None not in sides else ("", "")


@lru_cache(maxsize=65536)
def says_more(text: str) -> bool:
    """Whether the words say what the date does not: another calendar, an old style, a range that may be a period."""
    plain = " ".join(text.split())
    known = (_REPUBLICAN, _DUAL, _RANGE, _INTERPRETED)
    return _OTHER_CALENDAR.search(plain) is not None or any(each.fullmatch(plain) for each in known)


def how_to_write(text: str, usual: str) -> str:
    """What to write instead of a date that is none: the one that is meant, where that is sure, else as usual.

    A date in brackets needs quotes in YAML, which takes it for a list.
    """
    meant = spelled_date(text)
    if not meant or f'"{meant}"' in usual:
        return usual
    return f'write `"{meant}"`' if meant.startswith("[") else f"write `{meant}`"


def order_of(texts: list[str]) -> Order:
    """Which part comes first in a column of dates: what is over 12 is no month."""
    parts = [found for text in texts if (found := NUMBERS.fullmatch(text.strip()))]
    if any(int(found[1]) > 12 for found in parts):
        return "dmy"
    return "mdy" if any(int(found[2]) > 12 for found in parts) else ""


def _marked(text: str, order: Order, calendar: CalendarName) -> str | None:
    """Where words say how sure it is."""
    for pattern, form in _MARKS.items():
        if match := pattern.fullmatch(text):
            parts = [spelled_date(part, order, calendar) for part in match.groups() if part]
            found = form(*(part for part in parts if part)) if all(parts) else ""
            return found if is_date(found) else None
    return None


def _about(date: str) -> str:
    return date if date[-1] in "~%" else date[:-1] + "%" if date.endswith("?") else date + "~"


def _perhaps(date: str) -> str:
    return date if date[-1] in "?%" else date[:-1] + "%" if date.endswith("~") else date + "?"


def within(first: str, last: str) -> str:
    """``[first..last]``, or a side of it, both as exact as the more exact; empty of doubtful ones."""
    if any(date[-1] in "?~%" for date in (first, last) if date):
        return ""
    exact = max(_exactness(date) for date in (first, last) if date)
    start = _cut(parse_date(first).earliest, exact) if first else ""
    end = _cut(parse_date(last).latest, exact) if last else ""
    return f"[{start}..{end}]" if (start or not first) and (end or not last) else ""


def _exactness(date: str) -> int:
    """1 of a year or a decade, 2 of a month or a season, 3 of a day."""
    told = re.match(r"\[?(?:\.\.)?-?[\dX]{4}((?:-\d\d)*)", date)
    return 1 + told[1].count("-") if told else 1


def _cut(day: Day | None, exact: int) -> str:
    text = str(day or "")
    return text[: len(text) - 3 * (3 - exact)]


_MARKS: Mapping[re.Pattern[str], Callable[..., str]] = {
    _ABOUT: _about,
    _ABOUT_AFTER: _about,
    _INTERPRETED: _perhaps,
    _BRACKETED: _perhaps,
    _BEFORE: lambda date: within("", date),
    _AFTER: lambda date: within(date, ""),
    _BETWEEN: within,
    _RANGE: within,
}


def _dual(text: str, order: Order, calendar: CalendarName) -> str | None:
    """The later of two years in a row, in the months before the old new year; else either of them."""
    match = _DUAL.fullmatch(text)
    years = (int(match[2]), int(match[2]) + 1) if match else (0, 0)
    if match is None or f"{years[1]:04d}"[-len(match[3]) :] != match[3]:
        return None
    if not match[1]:
        return None if 1 <= int(match[3]) <= 12 else within(*(f"{year:04d}" for year in years))
    first, last = (spelled_date(f"{match[1]} {year:04d}", order, calendar) for year in years)
    if month_number(match[1].split()[-1]) in (1, 2, 3):
        return last
    return found if is_date(found := f"[{first},{last}]") else None
