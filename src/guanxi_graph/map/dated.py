"""Dates as they were written (EDTF), in the words of a language; the page's script says the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import reduce

from guanxi_graph.languages import Language
from guanxi_graph.model import Claim

Texts = Mapping[str, str]

_MARKS = {"~": "date_about", "?": "date_perhaps", "%": "date_perhaps_about"}
_PARTS = re.compile(r"(?P<year>Y?-?[\dX]+)(?:-(?P<month>[\dX]{2}))?(?:-(?P<day>[\dX]{2}))?")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SEASONS = 20


def when(claim: Claim, language: Language, *, event: bool) -> str:
    """When it holds: ``from December 2005 to 2007``; empty when nothing is said. An ``event`` was when it began."""
    at, start, end = (str(date or "") for date in (claim.at, claim.start, claim.end))
    texts = language.texts
    if at:
        return _phrase("at", at, texts)
    if end == "..":
        return _phrase("since", start, texts) if start else texts["when_still"]
    if start and end and (_is_bounded(start) or _is_bounded(end)):
        return _phrase("from", start, texts) + texts["comma"] + _phrase("until", end, texts)
    if start and end:
        return _filled(texts["when_between"], start=spell(start, texts), end=spell(end, texts))
    if end:
        return _phrase("until", end, texts)
    return _phrase("at" if event or not claim.is_tie else "from", start, texts) if start else ""


def spell(text: str, texts: Texts) -> str:
    """``about December 2005`` for ``2005-12~``."""
    if _is_set(text):
        each = (_member(member, texts) for member in _members(text))
        return reduce(lambda one, other: _filled(texts["date_or"], one=one, other=other), each)
    mark = _MARKS.get(text[-1:])
    return _filled(texts[mark], date=_words(text[:-1], texts)) if mark else _words(text, texts)


def _phrase(how: str, written: str, texts: Texts) -> str:
    """With the language's own words for such a date, where it has them: ``on`` a day, ``in`` a year."""
    pattern = texts.get(f"when_{how}_{_kind(written)}") or texts[f"when_{how}"]
    return _filled(pattern, date=spell(written, texts))


def _member(text: str, texts: Texts) -> str:
    first, dots, last = text.partition("..")
    if not dots:
        return spell(first, texts)
    key = "date_between" if first and last else "date_later" if first else "date_by"
    pattern = texts.get(f"{key}_{_kind(first or last)}") or texts[key]
    start, end = spell(first, texts), spell(last, texts)
    return _filled(pattern, start=start, end=end, date=start or end)


def _words(text: str, texts: Texts) -> str:
    written, month, day = _parts(text)
    year = _year(written, texts)
    if month in {"", "XX"}:
        return year
    number = int(month)
    if number > _SEASONS:
        return _filled(texts["date_season"], season=texts[f"season_{number - _SEASONS}"], year=year)
    named = {"month": texts[f"month_{number}"], "year": year}
    if day in {"", "XX"}:
        return _filled(texts["date_month"], **named)
    return _filled(texts["date_day"], **named, day=str(int(day)))


def _year(written: str, texts: Texts) -> str:
    digits = written.replace("Y", "")
    if re.fullmatch(r"-?\d+", digits):
        number = int(digits)
        return _filled(texts["year"], n=str(number)) if number > 0 else _filled(texts["year_bc"], n=str(1 - number))
    head = digits.replace("X", "")
    if _span_of(digits) == "decade":
        return _filled(texts["decade"], n=f"{head}0")
    return _filled(texts["century"], n=f"{head}00", c=str(int(head) + 1)) if _span_of(digits) else digits


def _kind(written: str) -> str:
    if _is_set(written):
        return "bounded" if _is_bounded(written) else _kind(_members(written)[0])
    if written[-1:] in _MARKS:
        return "marked"
    year, month, day = _parts(written)
    if month.isdigit() and int(month) > _SEASONS:
        return "season"
    return "day" if day.isdigit() else _span_of(year)


def _span_of(digits: str) -> str:
    if re.fullmatch(r"\d{3}X", digits):
        return "decade"
    return "century" if re.fullmatch(r"\d{2}XX", digits) else ""


def _parts(text: str) -> tuple[str, str, str]:
    match = _PARTS.fullmatch(text)
    return (match["year"], match["month"] or "", match["day"] or "") if match else (text, "", "")


def _is_set(text: str) -> bool:
    return text.startswith("[")


def _is_bounded(text: str) -> bool:
    return _is_set(text) and ".." in text


def _members(text: str) -> list[str]:
    return text[1:-1].split(",")


def _filled(pattern: str, **values: str) -> str:
    """A name that runs from right to left must not turn the words around it."""
    isolated = {name: f"\u2068{text}\u2069" if _FROM_RIGHT.search(text) else text for name, text in values.items()}
    return re.sub(r"\{(\w+)\}", lambda match: isolated.get(match[1], ""), pattern)
