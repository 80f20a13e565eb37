"""The text of a source as it is stored: paragraphs that have numbers, headings and pages.

The file is UTF-8, one paragraph a line, an empty line between two. A line that begins with ``# `` is a
heading; one that begins with a form feed opens the page whose label follows. Paragraphs are counted
from 1 in their order. Whether headings are counted among them is said for each source, as people
count both ways; of an excerpt nothing is counted, as its paragraphs are not the source's.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

import msgspec

from guanxi_graph.reading.folder import TEXTS

HEADING = "# "
PAGE = "\f"

Rule = Literal["headings counted", "headings not counted", "excerpt"]
RULES: tuple[Rule, ...] = get_args(Rule)
DEFAULT_RULE: Rule = "headings not counted"


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph or a heading. ``number`` is 0 where it is not counted."""

    text: str
    number: int = 0
    page: str = ""
    is_heading: bool = False


class Text(msgspec.Struct, frozen=True):
    """A source's text. ``digest`` is that of what is stored, whatever the rule."""

    source: str
    rule: Rule
    digest: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def count(self) -> int:
        """How many paragraphs are counted."""
        return max((paragraph.number for paragraph in self.paragraphs), default=0)

    @property
    def pages(self) -> tuple[str, ...]:
        """The labels of its pages, in their order; none where the text has no pages."""
        return tuple(dict.fromkeys(paragraph.page for paragraph in self.paragraphs if paragraph.page))


def read_text(directory: Path, source: str, rule: Rule = DEFAULT_RULE) -> Text | None:
    """The stored text of a source of the map in the directory, or None. Raises OSError and UnicodeDecodeError."""
    path = text_path(directory, source)
    return parse_text(path.read_text("utf-8"), source, rule) if path.is_file() else None


def text_path(directory: Path, source: str) -> Path:
    return directory / TEXTS / f"{source}.txt"


def parse_text(stored: str, source: str, rule: Rule = DEFAULT_RULE) -> Text:
    return Text(source, rule, digest(stored), tuple(_paragraphs(stored, rule)))


def digest(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def normalised(lines: Iterator[str]) -> str:
    """The text to store of paragraphs, headings and page marks: each on its line, spaces run together, NFC."""
    kept = []
    for line in lines:
        page = line.startswith(PAGE)
        words = " ".join(unicodedata.normalize("NFC", line).split())
        if page:
            kept.append(PAGE + words)
        elif words and words != HEADING.strip():
            kept.append(words)
    return "\n\n".join(kept) + "\n"


def _paragraphs(stored: str, rule: Rule) -> Iterator[Paragraph]:
    number, page = 0, ""
    for line in stored.split("\n"):
        if line.startswith(PAGE):
            page = line.removeprefix(PAGE).strip()
        elif line.strip():
            is_heading = line.startswith(HEADING)
            counted = rule != "excerpt" and not (is_heading and rule == "headings not counted")
            number += counted
            yield Paragraph(line.removeprefix(HEADING).strip(), number if counted else 0, page, is_heading)
