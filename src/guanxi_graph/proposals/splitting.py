"""The sentences of a paragraph, English and Chinese, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

# After these a full stop ends no sentence, unless a word follows that begins one.
_SHORT = (
    r"(?:Inc|Co|Ltd|Corp|Mr|Mrs|Ms|Dr|St|No|Jr|Sr|vs|approx|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|U\.S|U\.K)"
)
_BEGINS = (
    r"(?:The|In|On|At|As|He|She|It|They|This|That|His|Her|Its|Their|But|And|After|Before|When|While|By|For|A|An)\b"
)
# The mark of a footnote, as an encyclopedia has them.
_NOTE = r"\s?\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\]"
_NOTES = re.compile(_NOTE)
_END = re.compile(
    rf"[。！？!?；]+[”’」』）)\"]*(?:{_NOTE})*"
    rf"|(?<!\b[A-Z])(?:(?<=\w\w)|(?<=[)\]”\"’%\d]))\.+[”’\")]*(?:{_NOTE})*(?=\s+[“\"‘(]?[A-Z0-9\u4e00-\u9fff]|\s*$)"
)
_ABBREVIATED = re.compile(rf"\b{_SHORT}\.$")
_NEXT = re.compile(rf"\s+{_BEGINS}")


def sentences(paragraph: str) -> Iterator[tuple[int, str]]:
    """Each sentence with the place where it begins."""
    start = 0
    for match in _END.finditer(paragraph):
        if _ABBREVIATED.search(paragraph[start : match.end()]) and not _NEXT.match(paragraph, match.end()):
            continue
        yield from _trimmed(paragraph, start, match.end())
        start = match.end()
    yield from _trimmed(paragraph, start, len(paragraph))


def without_notes(sentence: str) -> str:
    """The sentence as it is read aloud: no mark of a footnote stands between its words."""
    return _NOTES.sub("", sentence)


def _trimmed(paragraph: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    text = paragraph[start:end]
    if stripped := text.strip():
        yield start + text.index(stripped[0]), stripped
