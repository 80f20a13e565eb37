"""Does a quote stand in a passage? Exactly once, word by word, or not at all."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence

from guanxi_graph.evidence.folds import folded, is_cjk
from guanxi_graph.evidence.stored import Paragraph

# A shorter quote proves little: so many letters, of which a Chinese character counts for three.
SHORTEST = 12
_OF_HAN = 3

_NUMERALS = "〇一二三四五六七八九十百千万亿萬億两兩零"
# What ends before a place and what begins after it when the place lies within a word or a number.
_JOINTS = tuple(
    (re.compile(f"{before}\\Z"), re.compile(after))
    for before, after in (
        (r"[^\W_\u2e80-\u9fff]", r"[^\W_\u2e80-\u9fff]|[\u0300-\u036f]"),
        (r"\d[.,]", r"\d"),
        (r"\d", r"[.,]\d"),
        (r"\w-", r"[^\W\u2e80-\u9fff]"),
        (r"[^\W\u2e80-\u9fff]", r"-\w"),
        (rf"[{_NUMERALS}\d.]", f"[{_NUMERALS}]"),
    )
)

_NEGATION = re.compile(
    r"(?:\b(?:not|never|no|neither|nor|without|cannot|denie[sd]|denied that|deny)|n't)(?: \w+){0,2} $"
    r"|(?:不|没|没有|沒有|未|并非|並非|非|无|無|否认|否認)[^，。；！？,.;!?\"]{0,2}$",
    re.IGNORECASE,
)


def is_short(quote: str) -> bool:
    """Fewer than twelve letters or digits, or four Chinese characters."""
    letters = [char for char in folded(quote) if char.isalnum()]
    return sum(_OF_HAN if is_cjk(char) else 1 for char in letters) < SHORTEST


def count(quote: str, text: str) -> int:
    """How often the quote stands in the text, as whole words and whole numbers."""
    return sum(1 for _ in _places(folded(quote), folded(text)))


def swallowed(quote: str, text: str) -> str:
    """The denial right before the quote that it leaves out (``has not``), or an empty text."""
    wanted, within = folded(quote), folded(text)
    for start in _places(wanted, within):
        if denied := _NEGATION.search(within[max(0, start - 40) : start]):
            return denied[0].strip()
    return ""


def nearest_paragraph(quote: str, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The paragraph most like the quote, if any is like it at all."""
    wanted = folded(quote).casefold()
    grams = _grams(wanted)
    shared = [(len(grams & _grams(folded(each.text).casefold())), each) for each in paragraphs]
    best, paragraph = max(shared, key=lambda pair: pair[0], default=(0, None))
    return paragraph if grams and best * 2 >= len(grams) else None


def likest(quote: str, paragraph: str) -> str:
    """The words of the paragraph that are most like the quote."""
    matcher = difflib.SequenceMatcher(None, quote, paragraph, autojunk=False)
    block = matcher.find_longest_match()
    start = max(0, block.b - block.a)
    end = min(len(paragraph), start + len(quote))
    while start > 0 and paragraph[start - 1].isalnum() and not is_cjk(paragraph[start]):
        start -= 1
    while end < len(paragraph) and paragraph[end].isalnum() and not is_cjk(paragraph[end]):
        end += 1
    return paragraph[start:end].strip()


def _places(wanted: str, within: str) -> Iterator[int]:
    start = within.find(wanted) if wanted else -1
    while start >= 0:
        if not _cuts(within, start) and not _cuts(within, start + len(wanted)):
            yield start
        start = within.find(wanted, start + 1)


def _cuts(text: str, at: int) -> bool:
    """Whether a place lies within a word or a number: ``120 million``, ``1,200``, ``co-founder``, ``三十万``."""
    around = text[max(0, at - 2) : at], text[at : at + 2]
    return any(before.search(around[0]) and after.match(around[1]) for before, after in _JOINTS)


def _grams(text: str) -> set[str]:
    return {text[index : index + 3] for index in range(max(1, len(text) - 2))}
