"""A source as a reader is told of it: one line, in one place for the terminal, the page and RDF.

Author and date, title, who published it, as most styles have it; names as the map writes them. A Chinese title
stands in 《》 with Chinese punctuation.
"""

from __future__ import annotations

import re

from guanxi_graph.model import Source
from guanxi_graph.text import primary_language

_HAN = re.compile("[\u3400-\u9fff]")
_MANY = 3


def reference(source: Source, *, address: bool = True) -> str:
    """``Rebecca A. Fannin (2008). Silicon Dragon. McGraw-Hill. https://…``; without the address on demand."""
    url = source.url if address else ""
    chinese = primary_language(source.language) == "zh" and _HAN.search(source.title) is not None
    return _chinese(source, url) if chinese else _western(source, url)


def _western(source: Source, url: str) -> str:
    names = source.authors if len(source.authors) <= _MANY else (*source.authors[:1], "et al.")
    who = ", ".join(names[:-1]) + (" et al." if len(source.authors) > _MANY else "")
    if len(source.authors) <= _MANY:
        who = " & ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    when = f"({_day(source)})" if source.published else ""
    first, *rest = [who, source.title] if who else [source.title]
    parts = [" ".join(filter(None, (first, when))), *rest, source.publisher]
    return " ".join([*map(_stopped, filter(None, parts)), *filter(None, [url])])


def _chinese(source: Source, url: str) -> str:
    who = "、".join(source.authors[:_MANY]) + ("等" if len(source.authors) > _MANY else "")
    title = source.title if source.title.startswith("《") else f"《{source.title}》"
    told = "，".join(filter(None, (f"{who}：{title}" if who else title, source.publisher, _day(source))))
    return f"{told}。{url}"


def _day(source: Source) -> str:
    """The date for a reader: ``c. 1345`` for ``1345~``."""
    text = str(source.published or "")
    return f"c. {text[:-1]}" if text.endswith(("~", "%")) else text


def _stopped(part: str) -> str:
    return part if part.endswith((".", "?", "!", "…", "。", "？", "！")) else f"{part}."
