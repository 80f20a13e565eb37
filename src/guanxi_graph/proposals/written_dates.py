"""The dates of a sentence, in English and Chinese: ``in December 2005``, ``4 March 2012``, ``2005年12月``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from guanxi_graph.dates import Date, parse_date
from guanxi_graph.spelled_dates import within
from guanxi_graph.spelled_days import ENGLISH_MONTHS, SEASONS, is_date, spelled_day

Mode = Literal["at", "since", "until", "by", "range", "between"]

_MONTH = "|".join(f"{name[:3].title()}(?:{name[3:]}|t)?\\.?" for name in ENGLISH_MONTHS)
_YEAR = r"(?:1[0-9]|20)\d\d"
_ENGLISH = (
    rf"(?P<date>\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH}),? {_YEAR}"
    rf"|(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?, ?{_YEAR}"
    rf"|(?:{_MONTH})(?: of)?,? {_YEAR}"
    rf"|(?:the )?(?:{'|'.join(SEASONS)})(?: of)? {_YEAR}"
    r"|(?:the )?(?:1[0-9]|20)\d0s"
    rf"|{_YEAR}-\d\d(?:-\d\d)?(?!\d|-\d)"
    rf"|(?P<year>{_YEAR})(?![\d,.%]*\d|%| ?(?:million|billion|users|people|employees|yuan|dollars)))"
)
_CHINESE_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_CHINESE = (
    r"(?P<date>(?:1[0-9]|20)\d0年代|(?:(?:1[0-9]|20)\d\d|[一二][〇零○一二三四五六七八九]{3}) ?年"
    rf"(?: ?{_CHINESE_NUMBER} ?月(?:份| ?{_CHINESE_NUMBER} ?[日号號])?)?)"
)
_BEFORE = (
    r"(?:\b(?P<before>[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Bb]efore|[Aa]s of|[Ss]ince|[Ff]rom|[Uu]ntil|[Tt]ill|[Uu]p to|[Dd]uring"
    r"|[Aa]round|[Bb]etween|[Ee]ver since)"
    r" )?(?:(?:the )?(?:early|late|mid|end of|beginning of|start of|about|around|circa)[ -]?(?:in )?)?"
)
_TO = r"(?: ?(?:–|—|-|~|to|and|until|till) ?)"
_ENGLISH_DATE = re.compile(rf"{_BEFORE}{_ENGLISH}")
_ENGLISH_END = re.compile(rf"{_TO}{_ENGLISH}")
_CHINESE_DATE = re.compile(
    rf"(?P<before>[自从從至到截至]{{0,2}}){_CHINESE}(?:[初底末中]|上半年|下半年|前后|春|夏|秋|冬)?(?P<after>以来|起|至今|之前)?"
)
_CHINESE_END = re.compile(rf" ?(?:至|到|[-–—－~]+) ?{_CHINESE}")
_MODES: Mapping[str, Mode] = {
    "since": "since",
    "ever since": "since",
    "from": "since",
    "until": "until",
    "till": "until",
    "by": "by",
    "before": "by",
}
_BARE = (
    "in",
    "on",
    "by",
    "before",
    "as of",
    "since",
    "from",
    "until",
    "during",
    "around",
    "between",
    "at",
    "till",
    "up to",
)


class When(msgspec.Struct, frozen=True):
    """A date as a sentence says it: of a range both ends."""

    mode: Mode
    date: Date
    end: Date | None = None

    @property
    def once(self) -> Date:
        """The date of what happened once: that day, by then, or some time between the two."""
        bounded = self.mode in {"by", "until", "between"}
        found = within(str(self.date) if self.end else "", str(self.end or self.date)) if bounded else ""
        return parse_date(found) if is_date(found) else self.date


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
            between = (match["before"] or "").lower() == "between"
            yield When("between" if between else "range", date, end), start, at
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
    found = spelled_day(match["date"])
    return parse_date(found) if found else None
