"""The numbers of a text, in figures and words: ``640 million``, ``170,000``, ``6.4亿``, ``three hundred``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from guanxi_graph.numerals import CHINESE_DIGITS, CHINESE_SCALES, chinese_number

_ENGLISH = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9, "m": 6, "k": 3}
_SCALES = _ENGLISH | CHINESE_SCALES
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_SCALED = rf"(?P<scales>(?:[\s-]?(?:{_SCALE})(?![a-z]))*)"
_FIGURE = re.compile(
    rf"(?<![\d.,])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?){_SCALED}"
    rf"|\b(?P<word>{'|'.join(_WORDS)})\b(?P<after>(?:[\s-](?:hundred|thousand|million|billion)\b)*)"
    rf"|(?P<han>[{''.join((*CHINESE_DIGITS, *CHINESE_SCALES))}]{{1,16}})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")


def numbers(text: str) -> set[Decimal]:
    """Every number that the text says, years among them."""
    return {number for number, _, _ in figures(text)}


def figures(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Every number of the text, with where it begins and ends in it."""
    for match in _FIGURE.finditer(text):
        yield _value(match), *match.span()


def years(text: str) -> set[int]:
    """What may be a year: four digits from 1000 to 2099, in figures or Chinese."""
    positional = {int(number) for number in numbers(text) if number == int(number) and 1000 <= number < 2100}
    return positional | {int(match[0]) for match in _YEAR.finditer(text)}


def _value(match: re.Match[str]) -> Decimal:
    if match["number"]:
        return Decimal(match["number"].replace(",", "")) * _scale(match["scales"])
    if match["word"]:
        return Decimal(_WORDS.index(match["word"].casefold())) * _scale(match["after"])
    return chinese_number(match["han"])


def _scale(words: str) -> int:
    return int(10 ** sum(_SCALES[word.casefold()] for word in re.findall(_SCALE, words, re.IGNORECASE)))
