"""From a locator as people write it to the passage that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from guanxi_graph.evidence.folds import folded
from guanxi_graph.evidence.stored import Paragraph, Text

Paragraphs = tuple[Paragraph, ...]

_NUMBERS = r"(?P<first>\d{1,6})(?:\s?[-–—]\s?(?P<last>\d{1,6}))?"
_PARAGRAPH = re.compile(rf"(?:¶¶?|paras?\.?|paragraphs?)\s?{_NUMBERS}", re.IGNORECASE)
_PAGE = re.compile(rf"(?:pp?\.|pages?)\s?{_NUMBERS}", re.IGNORECASE)
_LAST = re.compile(r"last (?:¶|para\.?|paragraph)", re.IGNORECASE)
_SECTION = re.compile(r"(?:§\s?|section (?:on )?)?(?P<words>\S.*)")
_PARTS = re.compile(r"[,;]| and |(?<=[^\s¶])\s+(?=¶+\s?\d)")
_MOST_PAGES = 10_000


class Passage(msgspec.Struct, frozen=True):
    """Paragraphs of a text. ``is_whole`` where the locator names no place that a text without pictures has."""

    paragraphs: Paragraphs
    is_whole: bool = False

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def passage(text: Text, locator: str) -> Passage | None:
    """What the locator names; None when there is no such place in the text.

    Paragraphs (``¶3``, ``¶3-5``, ``¶3, ¶7``, ``last ¶``), pages (``p. 94``, ``pp. 94-95``) where the text has
    pages, both (``p. 94, ¶2``), sections by their heading (``History``, ``§History, ¶2``). Else the whole text.
    """
    around: Paragraphs | None = None
    chosen: list[Paragraph] = []
    for part in _parts(locator):
        found = _around(text, part)
        if found is not None:
            around = found
        else:
            found = _paragraphs(text.paragraphs if around is None else around, part, from_one=around is not None)
            if found is None or text.rule == "excerpt":
                continue
            chosen += found
        if not found:
            return None
    if chosen or around is not None:
        return Passage(tuple(chosen) or around or ())
    return Passage(text.paragraphs, is_whole=True)


def last_paragraph(locator: str) -> int:
    """The highest number of a paragraph of the whole text that the locator names; 0 where it names none."""
    matches = [_PARAGRAPH.fullmatch(part) for part in _parts(locator)]
    return max(map(_last, filter(None, matches)), default=0) if all(matches) else 0


def _parts(locator: str) -> list[str]:
    return list(filter(None, map(str.strip, _PARTS.split(locator))))


def _around(text: Text, part: str) -> Paragraphs | None:
    """The page, the pages or the section that a part of a locator names; None when it names none of the text's."""
    if match := _PAGE.fullmatch(part):
        return _pages(text, match) if text.pages else None
    if _PARAGRAPH.fullmatch(part) or _LAST.fullmatch(part):
        return None
    return tuple(_section(text, part)) or None


def _pages(text: Text, match: re.Match[str]) -> Paragraphs:
    first, last = int(match["first"]), _last(match)
    wanted = {str(number) for number in range(first, min(last, first + _MOST_PAGES) + 1)}
    return tuple(paragraph for paragraph in text.paragraphs if paragraph.page in wanted)


def _section(text: Text, words: str) -> Iterator[Paragraph]:
    """The paragraphs below the heading of these words, up to the next heading."""
    match = _SECTION.fullmatch(words)
    wanted = folded(match["words"]).casefold() if match else ""
    below = False
    for paragraph in text.paragraphs:
        if paragraph.is_heading:
            if below:
                return
            below = folded(paragraph.text).casefold() == wanted
        if below:
            yield paragraph


def _paragraphs(within: Paragraphs, part: str, *, from_one: bool) -> Paragraphs | None:
    """The paragraphs of the numbers that a part of a locator names, none if there are not so many.

    None when it names no paragraphs. They are counted from one within a page or a section.
    """
    counted = [paragraph for paragraph in within if paragraph.number]
    if _LAST.fullmatch(part):
        return tuple(counted[-1:])
    match = _PARAGRAPH.fullmatch(part)
    if match is None:
        return None
    first, last = int(match["first"]), _last(match)
    if last > (len(counted) if from_one else max((each.number for each in counted), default=0)):
        return ()
    numbers = enumerate(counted, 1) if from_one else ((each.number, each) for each in counted)
    return tuple(paragraph for number, paragraph in numbers if first <= number <= last)


def _last(match: re.Match[str]) -> int:
    """The last number of a range; ``94-5`` is short for ``94-95``."""
    first, last = match["first"], match["last"] or match["first"]
    return int(first[: len(first) - len(last)] + last) if len(last) < len(first) else int(last)
