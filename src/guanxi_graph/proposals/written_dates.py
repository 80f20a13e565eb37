"""The dates of a sentence, in English and Chinese: ``in December 2005``, ``4 March 2012``, ``2005年12月``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from guanxi_graph.dates import Date, parse_date
from guanxi_graph.evidence.numbers import chinese_number
from guanxi_graph.spelled_dates import ENGLISH_MONTHS, month_number

Mode = Literal["at", "since", "until", "range"]

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTH = "|".join(f"{name[:3].title()}(?:{name[3:]}|t)?\\.?" for name in ENGLISH_MONTHS)
_SEASON = "|".join(_SEASONS)
_YEAR = r"(?:1[0-9]|20)\d\d"
_ENGLISH = (
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH}),? (?P<y1>{_YEAR})"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?, ?(?P<y2>{_YEAR})"
    rf"|(?P<m3>{_MONTH})(?: of)?,? (?P<y3>{_YEAR})"
    rf"|(?:the )?(?P<s4>{_SEASON})(?: of)? (?P<y4>{_YEAR})"
    r"|(?:the )?(?P<decade>(?:1[0-9]|20)\d)0s"
    rf"|(?P<iso>{_YEAR}-\d\d(?:-\d\d)?)(?!\d|-\d)"
    rf"|(?P<year>{_YEAR})(?![\d,.%]*\d|%| ?(?:million|billion|users|people|employees|yuan|dollars))"
)
_HAN_YEAR = r"(?:(?:1[0-9]|20)\d\d|[一二][〇零○一二三四五六七八九]{3})"
_CHINESE = (
    r"(?P<d10>(?:1[0-9]|20)\d)0年代"
    rf"|(?P<y>{_HAN_YEAR}) ?年(?: ?(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}) ?月"
    r"(?:份| ?(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日号號])?)?"
)
_BEFORE = (
    r"(?:\b(?P<before>[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Aa]s of|[Ss]ince|[Ff]rom|[Uu]ntil|[Tt]ill|[Uu]p to|[Dd]uring|[Aa]round"
    r"|[Bb]etween|[Ee]ver since)"
    r" )?(?:(?:the )?(?:early|late|mid|end of|beginning of|start of|about|around|circa)[ -]?(?:in )?)?"
)
_TO = r"(?: ?(?:–|—|-|~|to|and|until|till) ?)"
_ENGLISH_DATE = re.compile(rf"{_BEFORE}(?:{_ENGLISH})")
_ENGLISH_END = re.compile(rf"{_TO}(?:{_ENGLISH})")
_CHINESE_DATE = re.compile(
    rf"(?P<before>[自从從至到截至]{{0,2}})(?:{_CHINESE})(?:[初底末中]|上半年|下半年|前后|春|夏|秋|冬)?(?P<after>以来|起|至今|之前)?"
)
_CHINESE_END = re.compile(rf" ?(?:至|到|[-–—－~]+) ?(?:{_CHINESE})")
_MODES: Mapping[str, Mode] = {
    "since": "since",
    "ever since": "since",
    "from": "since",
    "until": "until",
    "till": "until",
}
_BARE = ("in", "on", "by", "as of", "since", "from", "until", "during", "around", "between", "at", "till", "up to")


class When(msgspec.Struct, frozen=True):
    """A date as a sentence says it: of a range both ends."""

    mode: Mode
    date: Date
    end: Date | None = None


def written_dates(sentence: str) -> Iterator[tuple[When, int, int]]:
    """Every date of the sentence, with where it begins and ends in it, the preposition included."""
    found = [*_found(sentence, _CHINESE_DATE, _CHINESE_END), *_found(sentence, _ENGLISH_DATE, _ENGLISH_END)]
    after = 0
    for when, start, end in sorted(found, key=lambda each: (each[1], -each[2])):
        if start >= after:
            yield when, start, end
            after = end


def _found(sentence: str, pattern: re.Pattern[str], ending: re.Pattern[str]) -> Iterator[tuple[When, int, int]]:
    at = 0
    while match := pattern.search(sentence, at):
        at = match.end()
        start, date = match.start(), _date(match)
        if date is None or not _is_meant(sentence, match):
            continue
        last = ending.match(sentence, match.end())
        if last and (end := _date(last)) and _is_range(match):
            at = last.end()
            yield When("range", date, end), start, at
        else:
            yield When(_mode(match), date), start, at


def _is_range(match: re.Match[str]) -> bool:
    """``in 2005 and 2006`` is none, ``between 2005 and 2006`` is."""
    joined = match.string[match.end() : match.end() + 4].strip().startswith(("and", "to"))
    return not joined or (match["before"] or "").lower() in {"from", "between"}


def _is_meant(sentence: str, match: re.Match[str]) -> bool:
    """A number of four digits is a year after a preposition, in brackets, or where an apposition ends."""
    if not match.groupdict().get("year"):
        return not sentence[: match.start()][-1:].isdigit()
    before = sentence[: match.start()]
    if (match["before"] or "").lower() in _BARE:
        return True
    return (
        before.rstrip()[-1:] in {"(", "（", ","}
        or before == ""
        or bool(re.search(r"\b(?:and|or|early|late|mid-?) ?$", before))
    )


def _mode(match: re.Match[str]) -> Mode:
    before = (match["before"] or "").lower()
    after = match.groupdict().get("after") or ""
    if before in _MODES:
        return _MODES[before]
    if after in {"以来", "起", "至今"} or before in {"自", "从", "從", "自从"}:
        return "since"
    return "until" if before in {"至", "到"} or after == "之前" else "at"


def _date(match: re.Match[str]) -> Date | None:
    found = {name: text for name, text in match.groupdict().items() if text}
    try:
        return parse_date(_edtf(found))
    except ValueError:
        return None


def _edtf(found: Mapping[str, str]) -> str:
    if decade := found.get("decade") or found.get("d10"):
        return f"{decade}X"
    if "iso" in found or "year" in found:
        return found.get("iso") or found["year"]
    if "s4" in found:
        return f"{found['y4']}-{_SEASONS[found['s4'].lower()]}"
    for each in ("", "1", "2", "3"):
        if f"y{each}" in found:
            parts = (_year(found[f"y{each}"]), _month(found.get(f"m{each}", "")), _number(found.get(f"d{each}", "")))
            return "-".join(f"{part:02d}" for part in parts if part)
    raise ValueError("no date")


def _year(text: str) -> int:
    return _number(text.replace("○", "〇"))


def _month(text: str) -> int:
    return month_number(text[:3]) or _number(text)


def _number(text: str) -> int:
    """``12``, ``十二``, ``二十一``, ``二〇〇五``; 0 where nothing is said."""
    return int(text or 0) if text.isdecimal() or not text else int(chinese_number(text))
