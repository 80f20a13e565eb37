"""A web page: its article without menus and advertisements, as trafilatura picks it out."""

from __future__ import annotations

import logging
import re

from guanxi_graph.importers.article import Article, stated
from guanxi_graph.importers.blocks import Blocks
from guanxi_graph.importers.decoding import declared_in_html, decoded
from guanxi_graph.importers.html import blocks_of

# Browsers write where a page was saved from as its first comment.
_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_XML = re.compile(r"\s*<\?xml[^>]*\?>")


def read(data: bytes, encoding: str) -> Article:
    html, told = decoded(data, encoding, declared_in_html(data))
    return article_of(html, told)


def article_of(html: str, remarks: tuple[str, ...] = (), url: str = "") -> Article:
    """The article of a page. All of the page where none is found. Raises ImportError without trafilatura."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    whole = blocks_of(html)
    saved = _SAVED.search(html[:4096])
    found = bare_extraction(
        _XML.sub("", html, count=1),
        url=url or (saved[1] if saved else None),
        favor_recall=True,
        include_comments=False,
        with_metadata=True,
        # A date that stands somewhere on the page may be anybody's.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return Article(lines=whole.lines, about=whole.about, remarks=(*remarks, "no article is found: all is kept"))
    about = stated(
        title=found.title,
        authors=(found.author or "").split(";"),
        publisher=found.sitename if found.sitename != found.hostname else "",
        published=found.date,
        url=found.url or url,
        licence=found.license,
    )
    lines = _lines(found.body)
    return Article(lines=lines, about={**whole.about, **about}, remarks=(*remarks, *_left_out(lines, whole.lines)))


def _lines(body: object) -> tuple[str, ...]:
    from lxml.etree import iterwalk

    blocks = Blocks()
    for event, element in iterwalk(body, events=("start", "end")):
        if event == "start":
            blocks.open(element.tag)
            blocks.text(element.text or "")
        else:
            blocks.close(element.tag)
            blocks.text(element.tail or "")
    blocks.end()
    return tuple(blocks.lines)


def _left_out(lines: tuple[str, ...], whole: tuple[str, ...]) -> tuple[str, ...]:
    kept, all_of_it = (sum(map(len, each)) for each in (lines, whole))
    if kept >= all_of_it:
        return ()
    share = f"{kept / all_of_it:.0%}"
    return (f"{share} of the page's letters are kept, the rest taken for menus and the like; -f html-whole keeps all",)
