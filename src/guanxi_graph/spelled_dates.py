"""Dates as people and programs write them, put into the form that a map keeps.

``circa 1890`` is ``1890~``, ``1905年3月`` is ``1905-03``, ``24 MAY 1819`` is ``1819-05-24``. What could mean two days
(``03/04/1905``) means none, unless it is known which part comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal

from guanxi_graph.dates import parse_date

# Which part comes first where all are numbers: 24/05/1819 is "dmy".
Order = Literal["", "dmy", "mdy"]

ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name[:length]: number for number, name in enumerate(ENGLISH_MONTHS, 1) for length in range(3, len(name) + 1)}
_NUMERALS = str.maketrans("〇零○一二三四五六七八九０１２３４５６７８９／－．", "0001234567890123456789/-.")
_ABOUT = re.compile(r"(?:circa|ca?\.?|about|abt\.?|around|approx\.?|est\.?|cal\.?|~|约|大约|約)\s*(.+)", re.IGNORECASE)
_ABOUT_AFTER = re.compile(r"(.+?)\s*(?:\(?(?:circa|ca?\.|approx\.?)\)?|左右|前后|前後)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:before|bef\.?|by|until|not after|ante)\s+(.+)", re.IGNORECASE)
_AFTER = re.compile(r"(?:after|aft\.?|since|not before|post)\s+(.+)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|bet\.?)\s+(.+?)\s+(?:and|&)\s+(.+)", re.IGNORECASE)
_RANGE = re.compile(r"(\d{3,4})\s*[-–—/]\s*(\d{4})")
_BRACKETED = re.compile(r"[(\[（]\s*(.+?)\s*[)\]）]")


@lru_cache(maxsize=65536)
def spelled_date(text: str, order: Order = "") -> str | None:
    """The date in EDTF, or None where it is none that can be told for sure."""
    plain = " ".join(text.split())
    if _is_date(plain):
        return plain
    return _marked(plain, order) or _bare(plain.translate(_NUMERALS) if not plain.isascii() else plain, order)


def how_to_write(text: str, usual: str) -> str:
    """What to write instead of a date that is none: the one that is meant, where that is sure, else as usual.

    A date in brackets needs quotes in YAML, which takes it for a list.
    """
    meant = spelled_date(text)
    if not meant or meant in usual:
        return usual
    return f'write `"{meant}"`' if meant.startswith("[") else f"write `{meant}`"


def order_of(texts: list[str]) -> Order:
    """Which part comes first in a column of dates: what is over 12 is no month."""
    parts = [found for text in texts if (found := _NUMBERS.fullmatch(text.strip()))]
    if any(int(found[1]) > 12 for found in parts):
        return "dmy"
    return "mdy" if any(int(found[2]) > 12 for found in parts) else ""


def _marked(text: str, order: Order) -> str | None:
    """Where words say how sure it is."""
    for pattern, form in _MARKS.items():
        if match := pattern.fullmatch(text):
            parts = [spelled_date(part, order) for part in match.groups()]
            found = form(*(part for part in parts if part)) if all(parts) else ""
            return found if _is_date(found) else None
    return None


def _about(date: str) -> str:
    return date if date[-1] in "~%" else date[:-1] + "%" if date.endswith("?") else date + "~"


def _perhaps(date: str) -> str:
    return date if date[-1] in "?%" else date[:-1] + "%" if date.endswith("~") else date + "?"


_MARKS: Mapping[re.Pattern[str], Callable[..., str]] = {
    _ABOUT: _about,
    _ABOUT_AFTER: _about,
    _BRACKETED: _perhaps,
    _BEFORE: lambda date: f"[..{date}]",
    _AFTER: lambda date: f"[{date}..]",
    _BETWEEN: lambda first, last: f"[{first}..{last}]",
    _RANGE: lambda first, last: f"[{first}..{last}]",
}

_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def _bare(text: str, order: Order) -> str | None:
    """Where it is only written in another way. What no calendar has is none."""
    for pattern, form in _FORMS.items():
        if match := re.fullmatch(pattern, text, re.IGNORECASE):
            found = form(match)
            return found if found and _is_date(found) else None
    if match := _NUMBERS.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        if "." in text or order == "dmy" or (first > 12 and not order):
            return _valid(year, second, first)
        if order == "mdy" or second > 12:
            return _valid(year, first, second)
    return None


def _valid(year: int, month: int, day: int) -> str | None:
    found = f"{year:04d}-{month:02d}-{day:02d}"
    return found if _is_date(found) else None


def _joined(year: str, month: str | int = "", day: str | int = "") -> str:
    """The parts as far as they are told: Wikidata writes those that are not known as zeros."""
    parts = [f"{int(year):04d}"]
    for part in (month, day):
        if not part or not int(part):
            break
        parts.append(f"{int(part):02d}")
    return "-".join(parts)


def month_number(name: str) -> int:
    """``Sept.`` is 9; 0 where it is no English month."""
    return _MONTHS.get(name.lower().rstrip("."), 0)


def _named(year: str, month: str, day: str = "") -> str:
    number = month_number(month)
    return _joined(year, number, day) if number else ""


# How a calendar day is written, each with what it is in EDTF.
_FORMS: Mapping[str, Callable[[re.Match[str]], str]] = {
    r"\+?(\d{3,4})(?:\.0+)?": lambda m: _joined(m[1]),
    r"(\d{3})(\d)s|(\d{3})(\d)年代": lambda m: f"{m[1] or m[3]}X" if (m[2] or m[4]) == "0" else "",
    r"(\d{1,2})(?:st|nd|rd|th) (?:century|cent\.?|c\.)|(\d{1,2})世纪|(\d{1,2})世紀": (
        lambda m: f"{int(m[1] or m[2] or m[3]) - 1:02d}XX"
    ),
    r"\+?(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?": (
        lambda m: _joined(m[1], m[2], m[3] or "")
    ),
    r"(\d{4})(\d\d)(\d\d)": lambda m: _joined(m[1], m[2], m[3]),
    r"(\d{3,4})年(?:(\d{1,2})月)?(?:(\d{1,2})[日号號])?": lambda m: _joined(m[1], m[2] or "", m[3] or ""),
    r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]+\.?),? (\d{3,4})": lambda m: _named(m[3], m[2], m[1]),
    r"([a-z]+\.?) (\d{1,2})(?:st|nd|rd|th)?,? (\d{3,4})": lambda m: _named(m[3], m[1], m[2]),
    r"([a-z]+\.?),? (\d{3,4})": lambda m: _named(m[2], m[1]),
    r"(\d{1,4}) ?(?:bce|b\.?c\.?)": lambda m: _before_christ(m[1]),
    r"公元前(\d{1,4})年?": lambda m: _before_christ(m[1]),
}


def _before_christ(year: str) -> str:
    """206 BC is the year -205: there is a year 0 between."""
    number = int(year) - 1
    return f"-{number:04d}" if number else "0000"


def _is_date(text: str) -> bool:
    if not text or text == "..":
        return False
    try:
        parse_date(text)
    except ValueError:
        return False
    return True
