"""Plain text. Empty lines part paragraphs; where lines are long, or no line is empty, each line is one.

Form feeds part pages, which are counted, unless each is followed by its label. A line that begins with ``# `` is
a heading, so that a text that was stored reads as itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanxi_graph.evidence.folds import is_cjk
from guanxi_graph.evidence.stored import HEADING, PAGE
from guanxi_graph.importers.article import Article, stated
from guanxi_graph.importers.decoding import decoded

# Lines that are no longer were wrapped by hand or by a program.
_WRAPPED = 100
_LABEL = re.compile(r"[ \t]*([\w.-]{1,12})[ \t]*\n")
_LONGEST_TITLE = 150


def read(data: bytes, encoding: str) -> Article:
    text, told = decoded(data, encoding)
    lines = tuple(lines_of(re.sub(r"\r\n?|[\x85\u2028\u2029]", "\n", text)))
    first = next((line for line in lines if not line.startswith(PAGE)), "").removeprefix(HEADING)
    about = stated(title=first) if len(first) <= _LONGEST_TITLE else {}
    return Article(lines=lines, about=about, remarks=told)


def lines_of(text: str) -> Iterator[str]:
    """The paragraphs, headings and page marks of a text."""
    first, *others = text.split(PAGE)
    labels = [_LABEL.match(page) for page in others]
    if others and not all(labels):
        others, labels = [first, *others], []
    else:
        yield from _paragraphs(first)
    for number, page in enumerate(others, 1):
        label = labels[number - 1] if labels else None
        if label or page.strip():
            yield f"{PAGE}{label[1] if label else number}"
        yield from _paragraphs(page[label.end() :] if label else page)


def _paragraphs(page: str) -> Iterator[str]:
    lines = page.strip("\n").split("\n")
    wrapped = max(map(len, lines)) <= _WRAPPED and any(not line.strip() for line in lines)
    paragraph: list[str] = []
    for line in map(str.strip, [*lines, ""]):
        if line.startswith(HEADING) or not (line and wrapped):
            if paragraph:
                yield joined(paragraph)
            paragraph = []
            if line:
                yield line
        else:
            paragraph.append(line)


def joined(lines: list[str]) -> str:
    """Lines of one paragraph as one: between Chinese characters there is no space."""
    text = lines[0]
    for line in lines[1:]:
        text += line if is_cjk(text[-1]) and is_cjk(line[0]) else f" {line}"
    return text
