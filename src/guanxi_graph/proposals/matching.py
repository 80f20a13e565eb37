"""Where the patterns of the rules stand in a marked sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from guanxi_graph.proposals.marks import Mark, Marked
from guanxi_graph.proposals.phrases import ANY, DATE, FILLER, IMPLIED, STOP, THING, Pattern, Phrase, block
from guanxi_graph.proposals.small_words import Words, alternatives
from guanxi_graph.proposals.written_dates import When

_MARK = re.compile(f"[{ANY}{block(IMPLIED)}]")
_POINTED = re.compile(f"[{ANY}{block(IMPLIED)}{FILLER}{STOP}]")
_FARTHEST = 40
_ENDS = ("subject", "subjects", "object", "objects")


class Match(msgspec.Struct, frozen=True):
    """A rule that a sentence states: the marks in each of its slots, the words of its role, the date beside it.

    ``said`` are its words, and ``stated`` the sentence up to where they end, both without marks.
    """

    phrase: Phrase
    slots: dict[str, tuple[Mark, ...]]
    role: str
    when: When | None
    said: str
    stated: str


def matches(sentence: Marked, patterns: Iterable[Pattern], words: Words) -> Iterator[Match]:
    """What the rules find in the sentence, rule by rule."""
    small = sentence.sentence.lower()
    for pattern in patterns:
        if any(word in small for word in pattern.needed):
            for found in pattern.regex.finditer(sentence.masked):
                if not _is_governed(found, pattern, words) and not _goes_on(found, pattern, words):
                    yield _match(sentence, found, pattern)


def _match(sentence: Marked, found: re.Match[str], pattern: Pattern) -> Match:
    slots = {
        name: tuple(sentence.mark(char) for char in _MARK.findall(text))
        for name, text in found.groupdict().items()
        if text and name != "role"
    }
    stated = _POINTED.sub("", found.string[: found.end()])
    role, when = found.groupdict().get("role") or "", _when(sentence, found, pattern)
    return Match(pattern.phrase, slots, role, when, _POINTED.sub("", found[0]), stated)


def _is_governed(found: re.Match[str], pattern: Pattern, words: Words) -> bool:
    """Whether what begins a clause is no subject: ``the founder of Tencent bought``, ``被腾讯收购``."""
    if not pattern.begins_a_clause:
        return False
    before = found.string[: found.start()]
    named = min(found.start(slot) for slot in _ENDS if found.groupdict().get(slot))
    if pattern.language == "en" and _OBJECT.search(found.string[:named]):
        return True
    spoken = [word for word in words.governed if word.isascii() == (pattern.language == "en")]
    return re.search(rf"(?:{alternatives(spoken)})\s*(?:the\s+|an?\s+)?[“\"'‘]?$", before, re.IGNORECASE) is not None


def _goes_on(found: re.Match[str], pattern: Pattern, words: Words) -> bool:
    """Whether the name at the end is only a part of what is meant: ``Facebook clone Renren``, ``腾讯的对手``."""
    after = found.string[found.end() :]
    if pattern.language == "zh" and after.startswith("的"):
        return True
    ends = (
        found.string[found.end(slot) : found.end()]
        for slot, text in found.groupdict().items()
        if text and slot in _ENDS
    )
    if all(end.strip('”’」》" ') for end in ends):
        return False
    if pattern.language == "zh":
        return re.match(rf"(?:{alternatives(words.qualified)})", after) is not None
    return _GOES_ON.match(after) is not None or words.noun_behind.match(after) is not None


# After a verb a name is no subject: `founded Ferryboat, acquired Lighthouse`.
_OBJECT = re.compile(
    r"(?<![\w-])(?:\w+ed|bought|sold|left|led|ran|took|held|made|met|built|became|hired|won|beat|saw|got)\s+"
    r"(?:the\s+|an?\s+|its\s+)?[“\"'‘]?$"
)
# A date among the words between two commas is not that of the statement around them.
_ASIDE = re.compile(rf",\s*(?![{block(DATE)}]\s*,)[^,]+,")
_GOES_ON = re.compile(
    rf"['’]s?\b|['’]\s|-[a-z]|\s+(?:[a-z][\w-]*\s+){{0,2}}[{block(THING)}]"
    rf"|\s+(?:{STOP}of\s+)?(?:the\s+)?[A-Z{block(THING)}]|\s*&|\s+{STOP}and\s+[A-Z]"
)
_APART = re.compile(r"[,;:，；：]|\b(?:and|but|before|after|when|while|where|who|which|although|until)\b|[并後后]")
_DATE = re.compile(f"[{block(DATE)}]")
# A date that a clause begins with.
_BEGINNING = re.compile(rf"(?:^|[,，;；:：(（]\s*)[{block(IMPLIED)}]?([{block(DATE)}])[,，]?\s*$")


def _when(sentence: Marked, found: re.Match[str], pattern: Pattern) -> When | None:
    """The date within the words that state the claim, right behind them, or right before.

    A Chinese date behind them is that of what follows, unless nothing does; so is one behind an apposition.
    """
    before, after = found.string[: found.start()], found.string[found.end() : found.end() + _FARTHEST]
    inside = _DATE.findall(_ASIDE.sub(",", found[0])) or _behind(after, pattern) or _BEGINNING.findall(before)
    what = sentence.mark(inside[0]).what if inside else None
    return what if isinstance(what, When) else None


def _behind(after: str, pattern: Pattern) -> list[str]:
    if pattern.language == "zh":
        return re.findall(rf"^[(（]?([{block(DATE)}])[）)，。；]", after)
    apart = _APART.search(after)
    adjacent = re.findall(rf"^,?\s*[(（]?([{block(DATE)}])", after)
    if adjacent or pattern.is_apposition:
        return adjacent
    return _DATE.findall(after[: apart.start()] if apart else after)
