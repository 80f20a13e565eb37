"""A year, a month or a day as people and programs write it, in the form that a map keeps.

``1905年3月`` is ``1905-03``, ``24 MAY 1819`` is ``1819-05-24``. What could mean two days (``03/04/1905``) means none,
unless it is known which part comes first. A day of another calendar becomes the Gregorian one, a month its days.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Literal

from guanxi_graph.calendars import CalendarName, gregorian
from guanxi_graph.dates import Day, parse_date
from guanxi_graph.numerals import CHINESE_DIGITS, chinese_number

# Which part comes first where all are numbers: 24/05/1819 is "dmy".
Order = Literal["", "dmy", "mdy"]

ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name[:length]: number for number, name in enumerate(ENGLISH_MONTHS, 1) for length in range(3, len(name) + 1)}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
# As GEDCOM writes them; a French month is known by its first four letters.
_MONTHS_OF = {
    "french": ["vend", "brum", "frim", "nivo", "pluv", "vent", "germ", "flor", "prai", "mess", "ther", "fruc", "comp"],
    "hebrew": ["tsh", "csh", "ksl", "tvt", "shv", "adr", "ads", "nsn", "iyr", "svn", "tmz", "aav", "ell"],
}
_OWN_MONTHS = re.compile(r"(?:(?:(\d{1,2})(?:er)? )?([^\W\d]+)\.? )?(?:an )?(\d{1,4}|[ivx]+)", re.IGNORECASE)
_ROMAN = ("", *["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv"])
_WIDE = str.maketrans("０１２３４５６７８９／－．", "0123456789/-.")
NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def spelled_day(text: str, order: Order = "", calendar: CalendarName = "") -> str | None:
    """The date in EDTF, or None where it is none that can be told for sure. ``calendar`` is the one of the text."""
    plain = text.translate(_WIDE)
    found = _of_own_months(plain, calendar) if calendar in _MONTHS_OF else ""
    if not found and (calendar not in _MONTHS_OF or not re.search(r"[^\W\d]", plain)):
        found = _bare(plain, order)
    if calendar:
        return _converted(found, calendar)
    return found if is_date(found) else None


def is_date(text: str) -> bool:
    if not text or text == "..":
        return False
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def month_number(name: str) -> int:
    """``Sept.`` is 9; 0 where it is no English month."""
    return _MONTHS.get(name.lower().rstrip("."), 0)


def _bare(text: str, order: Order) -> str:
    """Where it is only written in another way; empty where it is not known how."""
    for pattern, form in _FORMS.items():
        if match := re.fullmatch(pattern, text, re.IGNORECASE):
            return form(match)
    if match := NUMBERS.fullmatch(text):
        first, second, year = match.groups()
        if "." in text or order == "dmy" or (int(first) > 12 and not order):
            return _joined(year, second, first)
        if order == "mdy" or int(second) > 12:
            return _joined(year, first, second)
    return ""


def _of_own_months(text: str, calendar: CalendarName) -> str:
    """``12 vendémiaire an III`` as 0003-01-12 of its calendar."""
    match = _OWN_MONTHS.fullmatch(text)
    if match is None:
        return ""
    day, name, year = match.groups()
    names = _MONTHS_OF[calendar]
    length = len(names[0])
    month = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()[:length]
    if name and month not in names:
        return ""
    number = year if year.isdigit() else str(_ROMAN.index(year.lower())) if year.lower() in _ROMAN else "0"
    return _joined(number, names.index(month) + 1 if name else "", day or "")


def _converted(found: str, calendar: CalendarName) -> str | None:
    """The Gregorian date; a year of the Julian calendar is kept as the year."""
    if calendar == "julian" and not re.search(r"\d-\d", found):
        return found if is_date(found) else None
    parts = re.fullmatch(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?", found)
    if parts is None:
        return None
    try:
        first, last = gregorian(calendar, *(int(part or 0) for part in parts.groups()))
    except ValueError:
        return None
    return str(Day(*first)) if first == last else f"[{Day(*first)}..{Day(*last)}]"


def _joined(year: str, month: str | int = "", day: str | int = "") -> str:
    """The parts as far as they are told: Wikidata writes those that are not known as zeros."""
    number = int(year)
    parts = [f"{'-' if number < 0 else ''}{abs(number):04d}"]
    for part in (month, day):
        if not part or not int(part):
            break
        parts.append(f"{int(part):02d}")
    return "-".join(parts)


def _named(year: str, month: str, day: str = "") -> str:
    number = month_number(month)
    return _joined(year, number, day) if number else ""


def _chinese(year: str, month: str | None, day: str | None) -> str:
    return _joined(*(number if (number := _number(part or "")) else "" for part in (year, month, day)))


def _number(text: str) -> str:
    return text if text.isdecimal() or not text else str(chinese_number(text))


def _before_christ(year: str) -> str:
    """206 BC is the year -205: there is a year 0 between."""
    number = int(year) - 1
    return f"-{number:04d}" if number else "0000"


_HAN = "".join(CHINESE_DIGITS)
_HAN_PART = rf"(\d{{1,2}}|[{_HAN}十]{{1,3}})"
# How a day of a calendar is written, each with what it is in EDTF.
_FORMS: Mapping[str, Callable[[re.Match[str]], str]] = {
    r"\+?(\d{3,4})(?:\.0+)?": lambda m: _joined(m[1]),
    r"(?:the )?(\d{3})0s|(\d{3})0年代": lambda m: f"{m[1] or m[2]}X",
    r"(?:the )?(\d{1,2})(?:st|nd|rd|th) (?:century|cent\.?|c\.)": lambda m: f"{int(m[1]) - 1:02d}XX",
    rf"{_HAN_PART}世[纪紀]": lambda m: f"{int(_number(m[1])) - 1:02d}XX",
    r"\+?(-?\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?": (
        lambda m: _joined(m[1], m[2], m[3] or "")
    ),
    r"(\d{4})(\d\d)(\d\d)": lambda m: _joined(m[1], m[2], m[3]),
    rf"(\d{{3,4}}|[{_HAN}]{{3,4}}) ?年(?: ?{_HAN_PART} ?月份?)?(?: ?{_HAN_PART} ?[日号號])?": (
        lambda m: _chinese(m[1], m[2], m[3])
    ),
    r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+\.?),? (\d{3,4})": lambda m: _named(m[3], m[2], m[1]),
    r"([a-z]+\.?) (\d{1,2})(?:st|nd|rd|th)?(?:, ?| )(\d{3,4})": lambda m: _named(m[3], m[1], m[2]),
    rf"(?:the )?({'|'.join(SEASONS)})(?: of)?,? (\d{{4}})": lambda m: f"{m[2]}-{SEASONS[m[1].lower()]}",
    r"([a-z]+\.?)(?: of)?,? (\d{3,4})": lambda m: _named(m[2], m[1]),
    r"(\d{1,4}) ?(?:bce|b\.?c\.?)": lambda m: _before_christ(m[1]),
    r"公元前(\d{1,4})年?": lambda m: _before_christ(m[1]),
}
