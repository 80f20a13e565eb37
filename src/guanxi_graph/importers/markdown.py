"""Markdown (CommonMark with tables), with what a head between ``---`` says of it."""

from __future__ import annotations

import re

from guanxi_graph.importers.article import Article, stated
from guanxi_graph.importers.decoding import decoded
from guanxi_graph.importers.html import blocks_of

_HEAD = re.compile(r"---[ \t]*\r?\n(?P<head>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>[A-Za-z]+):[ \t]*(?P<value>\S.*)$", re.MULTILINE)


def read(data: bytes, encoding: str) -> Article:
    from markdown_it import MarkdownIt

    text, told = decoded(data, encoding)
    head = _HEAD.match(text)
    said = {
        each["name"].lower(): each["value"].strip(" \t\r\"'") for each in _FIELD.finditer(head["head"] if head else "")
    }
    html = MarkdownIt("commonmark").enable("table").render(text[head.end() :] if head else text)
    lines = blocks_of(html).lines
    first = next((line for line in lines if line.startswith("# ")), "# ")
    about = stated(
        title=said.get("title") or first[2:],
        authors=[said.get("author", "")],
        published=said.get("date"),
        url=said.get("url"),
        language=said.get("language") or said.get("lang"),
    )
    return Article(lines=lines, about=about, remarks=told)
