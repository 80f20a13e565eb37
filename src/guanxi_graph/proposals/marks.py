"""What is marked in a sentence before rules are tried on it: names, what stands for them, dates and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from guanxi_graph.evidence.numbers import figures
from guanxi_graph.proposals.phrases import DATE, FILLER, IMPLIED, MONEY, NUMBER, PERCENT, PRONOUN, STOP, THING
from guanxi_graph.proposals.small_words import Words
from guanxi_graph.proposals.written_dates import When, written_dates

_MOST = 255


class Thing(msgspec.Struct, frozen=True):
    """A name: of known things by their ids, or a new one. ``short`` where it is a part of a name.

    It is ``unclear`` where it may be the name of a known thing, or of another.
    """

    name: str
    ids: tuple[str, ...] = ()
    short: bool = False
    other: str = ""
    unclear: bool = False


class Pronoun(msgspec.Struct, frozen=True):
    """What stands for a thing of one of the classes; ``implied`` where nothing is written at all."""

    classes: tuple[str, ...] = ()
    implied: bool = False


class Figure(msgspec.Struct, frozen=True):
    """A number; of money with its currency, a share with ``%``."""

    value: Decimal
    unit: str = ""


Payload = Thing | Pronoun | When | Figure


class Mark(msgspec.Struct, frozen=True):
    """Where something stands in a sentence, from ``start`` to before ``end``."""

    start: int
    end: int
    what: Payload
    possessive: bool = False


class Marked(msgspec.Struct, frozen=True):
    """A sentence, and the same with one character for each of its marks."""

    sentence: str
    marks: tuple[Mark, ...]
    masked: str

    def mark(self, char: str) -> Mark:
        return self.marks[ord(char) & _MOST]

    @property
    def things(self) -> Iterator[Mark]:
        return (mark for mark in self.marks if isinstance(mark.what, Thing))


_SIGNS = {
    "USD": ("US$", "$", "USD", "dollars", "US dollars", "美元"),
    "HKD": ("HK$", "HKD", "港元", "港币"),
    "CNY": ("¥", "￥", "RMB", "CNY", "yuan", "renminbi", "元", "元人民币", "人民币"),
    "EUR": ("€", "euros", "欧元"),
    "GBP": ("£",),
    "JPY": ("日元",),
}
_CURRENCIES = {sign: currency for currency, signs in _SIGNS.items() for sign in signs}
_BEFORE = re.compile(r"(?P<unit>US\$|HK\$|RMB|CNY|USD|HKD|人民币|[$¥￥€£]) ?$")
_AFTER = re.compile(
    r" ?(?P<unit>US dollars|dollars|yuan|renminbi|RMB|euros|美元|元人民币|港元|港币|日元|欧元|元|人民币"
    r"|%|％|per ?cent\b|percent\b)"
)
_HEDGE = re.compile(
    r"(?:\b(?:about|around|over|more than|some|nearly|almost|approximately|roughly|at least|up to|an estimated"
    r"|as many as)|"
    r"大约|约|超过|逾|近|接近|达到?|突破|高达|至少)\s?$",
    re.IGNORECASE,
)


def marked(sentence: str, names: Iterable[Mark], words: Words) -> Marked:
    """The sentence with all its marks; of two that overlap the earlier kind holds: dates, names, figures, pronouns."""
    kept: list[Mark] = []
    _keep(kept, (Mark(start, end, when) for when, start, end in written_dates(sentence)))
    _keep(kept, names)
    _keep(kept, _figures(sentence))
    _keep(kept, _pronouns(sentence, words))
    _keep(kept, _implied(sentence, kept))
    marks = tuple(sorted(kept, key=lambda mark: (mark.start, mark.end))[:_MOST])
    return _masked(sentence, marks, words)


def _keep(kept: list[Mark], more: Iterable[Mark]) -> None:
    for mark in more:
        if all(mark.end <= other.start or mark.start >= other.end for other in kept):
            kept.append(mark)


def _figures(sentence: str) -> Iterator[Mark]:
    for value, first, last in figures(sentence):
        before, after = _BEFORE.search(sentence[:first]), _AFTER.match(sentence, last)
        is_share = after is not None and after["unit"][:3] in {"%", "％", "per"}
        currency = _CURRENCIES[before["unit"]] if before else _CURRENCIES.get(after["unit"], "") if after else ""
        start, end = before.start() if before else first, after.end() if after else last
        hedge = _HEDGE.search(sentence[:start])
        yield Mark(hedge.start() if hedge else start, end, Figure(value, "%" if is_share else currency))


def _pronouns(sentence: str, words: Words) -> Iterator[Mark]:
    for listed, possessive in ((words.possessives, True), (words.pronouns, False)):
        for classes, forms in listed.items():
            for form in forms:
                pattern = rf"\b{form}\b(?!-| of\b| and\b)" if form.isascii() else form
                for match in re.finditer(pattern, sentence, re.IGNORECASE):
                    yield Mark(*match.span(), Pronoun(tuple(classes.split())), possessive)


_IMPLIED = re.compile(
    r"(?:\b(?:and|then|before|but)|, (?:later|and then)) (?=[a-z])"
    r"|(?<=，)|(?<=[并並而后後])(?=[^，]{0,2}[\u4e00-\u9fff])"
)


def _implied(sentence: str, kept: list[Mark]) -> Iterator[Mark]:
    """Where a verb may follow without its subject: after ``and``, after a Chinese comma."""
    starts = {mark.start for mark in kept if isinstance(mark.what, Thing | Pronoun)}
    if sentence and sentence[0] >= "\u2e80" and 0 not in starts:
        yield Mark(0, 0, Pronoun(implied=True))
    for match in _IMPLIED.finditer(sentence):
        if match.end() not in starts and match.end() < len(sentence):
            yield Mark(match.end(), match.end(), Pronoun(implied=True))


def _masked(sentence: str, marks: tuple[Mark, ...], words: Words) -> Marked:
    pieces: list[str] = []
    at = 0
    for index, mark in enumerate(marks):
        pieces.append(_pointed(sentence[at : mark.start], words))
        owned = "'s" if mark.possessive and sentence[mark.start].isascii() else ""
        pieces.append(chr(ord(_kind(mark.what)) + index) + owned)
        at = mark.end
    return Marked(sentence, marks, "".join([*pieces, _pointed(sentence[at:], words)]))


_PRIVATE = re.compile("[\ue000-\uf8ff]")


def _pointed(text: str, words: Words) -> str:
    """With small words pointed out, and nothing in it that looks like a mark."""
    plain = _PRIVATE.sub("\ufffd", text)
    stopped = words.stopping.sub(rf"{STOP}\g<0>", plain)
    return words.filling.sub(lambda match: re.sub(r"(?<!\w)(?=\w)", FILLER, match[0]), stopped)


def _kind(what: Payload) -> str:
    match what:
        case Thing():
            return THING
        case Pronoun(implied=implied):
            return IMPLIED if implied else PRONOUN
        case Figure(unit=unit):
            return PERCENT if unit == "%" else MONEY if unit else NUMBER
    return DATE
