"""The numbers of a text, in figures and words: ``640 million``, ``170,000``, ``6.4亿``, ``three hundred``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_ENGLISH = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "bn": 9, "m": 6, "k": 3}
_CHINESE = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
_SCALES = _ENGLISH | _CHINESE
_MYRIAD = 4
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DIGITS = {char: number for number, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_SCALED = rf"(?P<scales>(?:[\s-]?(?:{_SCALE})(?![a-z]))*)"
_FIGURE = re.compile(
    rf"(?<![\d.,])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?){_SCALED}"
    rf"|\b(?P<word>{'|'.join(_WORDS)})\b(?P<after>(?:[\s-](?:hundred|thousand|million|billion)\b)*)"
    rf"|(?P<han>[{''.join(_DIGITS)}十百千万萬亿億]{{1,16}})",
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


def chinese_number(text: str) -> Decimal:
    """The value of a Chinese numeral, positional (``二〇〇五``) or with units (``三百二十万``)."""
    if all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif (power := _SCALES[char]) >= _MYRIAD:
            total = (total + section + digit or 1) * 10**power
            section = digit = 0
        else:
            section += (digit or 1) * 10**power
            digit = 0
    return Decimal(total + section + digit)
