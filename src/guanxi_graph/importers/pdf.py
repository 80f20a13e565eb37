"""A PDF's text, page by page with the pages' labels, as pypdf reads it."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from guanxi_graph.evidence.stored import PAGE
from guanxi_graph.importers.article import Article, UnreadableError, stated
from guanxi_graph.importers.blocks import paragraph
from guanxi_graph.importers.plain_text import joined

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 5_000
_MOST_LETTERS = 16 * 1024 * 1024
_END = re.compile(r"[.!?:;。！？：；…][\"'”’」』）)\]]*\Z")
# A line is the last of its paragraph when it ends a sentence and leaves so much of the page's width free.
_SHORT = 0.85


def read(data: bytes, encoding: str) -> Article:  # noqa: ARG001 - a PDF says what its letters are
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    document = PdfReader(io.BytesIO(data))
    if document.is_encrypted and not document.decrypt(""):
        raise UnreadableError("it is protected by a password", "save it without one, from a program that opens it")
    if len(document.pages) > MOST_PAGES:
        raise UnreadableError(f"it has more than {MOST_PAGES:,} pages", "cut out the chapter that is cited")
    pages = list(_pages(document))
    if not any(text.strip() for _, text in pages):
        raise UnreadableError("its pages are pictures, without text", "let a program for OCR read it first")
    said = document.metadata
    about = stated(title=said.title, authors=re.split(r"[;；]", said.author or "")) if said else {}
    remark = "paragraphs of a PDF are guessed from its lines: cite by page (p. 94), or by page and paragraph"
    return Article(lines=tuple(_lines(pages)), about=about, remarks=(remark,))


def _pages(document: PdfReader) -> Iterator[tuple[str, str]]:
    letters = 0
    for label, page in zip(document.page_labels, document.pages, strict=False):
        text = page.extract_text()
        letters += len(text)
        if letters > _MOST_LETTERS:
            raise UnreadableError("it holds more text than a book", "cut out the chapter that is cited")
        yield label, text


def _lines(pages: Sequence[tuple[str, str]]) -> Iterator[str]:
    hyphened = set(re.findall(r"\w+-\w+", " ".join(text for _, text in pages)))
    for label, text in pages:
        yield f"{PAGE}{label}"
        yield from map(paragraph, _paragraphs(text.split("\n"), hyphened))


def _paragraphs(lines: Sequence[str], hyphened: set[str]) -> Iterator[str]:
    width = max(map(len, lines), default=0)
    kept: list[str] = []
    for line in map(str.strip, lines):
        if line:
            kept.append(line)
        if kept and (not line or (len(line) < _SHORT * width and _END.search(line))):
            yield joined(_mended(kept, hyphened))
            kept = []
    if kept:
        yield joined(_mended(kept, hyphened))


def _mended(lines: Sequence[str], hyphened: set[str]) -> list[str]:
    """The lines with words whole that were parted at a line's end; a hyphen stays where the word has it elsewhere."""
    mended = [lines[0]]
    for line in lines[1:]:
        before = re.search(r"(\w+)[-\xad]\Z", mended[-1])
        after = re.match(r"[^\W\d_]+", line)
        if before and after and after[0][0].islower():
            hyphen = "-" if f"{before[1]}-{after[0]}" in hyphened else ""
            mended[-1] = mended[-1][:-1] + hyphen + line
        else:
            mended.append(line)
    return mended
