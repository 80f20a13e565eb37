"""What a reader of articles finds in a file: its paragraphs in their order, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from guanxi_graph.dates import parse_date
from guanxi_graph.licences import is_identifier
from guanxi_graph.text import LANGUAGE_TAG, hidden_character, is_web_address

_DAY = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*)?")


class UnreadableError(Exception):
    """A file that cannot be read as what it should be: why, and what to do instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """``lines`` are as ``evidence.stored.normalised`` takes them: paragraphs, headings, page marks.

    ``about`` has fields of a source, as the file states them. ``remarks`` are what people must know.
    """

    lines: tuple[str, ...]
    about: Mapping[str, Any] = {}
    remarks: tuple[str, ...] = ()


def stated(
    *,
    title: str | None = "",
    authors: Iterable[str] = (),
    publisher: str | None = "",
    published: str | None = "",
    url: str | None = "",
    language: str | None = "",
    licence: str | None = "",
) -> dict[str, Any]:
    """The fields of a source that a file states, without those that a source cannot have."""
    names = dict.fromkeys(filter(None, map(_line, authors)))
    web = url if url and is_web_address(url) else ""
    tag = (language or "").replace("_", "-").strip()
    right = (licence or "").strip()
    fields = {
        "title": _line(title),
        "authors": list(names),
        "publisher": _line(publisher),
        "published": _day(published or ""),
        "url": web,
        "language": tag if LANGUAGE_TAG.fullmatch(tag) else "",
        "licence": right if is_identifier(right) or is_web_address(right) else "",
    }
    return {name: value for name, value in fields.items() if value}


def _line(text: str | None) -> str:
    words = " ".join((text or "").split())
    while hidden := hidden_character(words):
        words = words.replace(hidden, "")
    return words


def _day(text: str) -> str:
    match = _DAY.fullmatch(text.strip())
    try:
        return str(parse_date(match[1])) if match else ""
    except ValueError:
        return ""
