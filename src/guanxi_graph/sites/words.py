"""The runs of a document as HTML, escaped piece by piece. In Python, as a large site has a million of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from markupsafe import Markup

from guanxi_graph.formats.dossier import Run, Runs
from guanxi_graph.names import has_han
from guanxi_graph.text import primary_language

_TAGS = {"strong": "strong", "emphasis": "em", "struck": "s", "code": "code"}
_CHARACTER = "[\u3007\u3400-\u9fff\U00020000-\U0003ffff]"
_BETWEEN = "[\u00b7\u3000-\u303f\u30fb\uff00-\uff65]"
# Chinese characters, with the marks between them.
_HAN = re.compile(f"({_CHARACTER}(?:{_BETWEEN}*{_CHARACTER})*)")


class Words:
    """Of the pages in one language of a map that has these."""

    def __init__(self, language: str, languages: Sequence[str], ending: str) -> None:
        """``ending``: what the address of a page has behind its path."""
        self._ending = ending
        tags = [tag for tag in languages if primary_language(tag) == "zh"]
        self._chinese = "" if primary_language(language) == "zh" or not tags else tags[0]
        self.text = lru_cache(maxsize=65536)(self._text)

    def _text(self, text: str) -> Markup:
        """A text in which what is Chinese is marked so, for readers aloud and for its glyphs, on a page that is not."""
        if not self._chinese or not has_han(text):
            return Markup(escape(text))  # noqa: S704
        parts = (
            f'<span lang="{self._chinese}">{part}</span>' if has_han(part) else escape(part)
            for part in _HAN.split(text)
        )
        return Markup("".join(parts))  # noqa: S704

    def runs(self, runs: Runs, up: str, marked: set[int]) -> str:
        """As HTML. ``up`` leads to the top of the site; ``marked`` are the notes that the page has led to so far."""
        return "".join(self._each(runs, up, marked))

    def href(self, to: str, up: str) -> str:
        return f"{up}{escape(to)}{self._ending}"

    def _each(self, runs: Runs, up: str, marked: set[int]) -> Iterable[str]:
        for run in runs:
            if run.note:
                back = "" if run.note in marked else f' id="back-{run.note}"'
                marked.add(run.note)
                yield f'<sup><a{back} href="#note-{run.note}">{run.note}</a></sup>'
            else:
                tag = _TAGS.get(run.style)
                text = self._linked(run, up)
                yield f"<{tag}>{text}</{tag}>" if tag else text

    def _linked(self, run: Run, up: str) -> str:
        text = self.text(run.text)
        if run.to:
            return f'<a href="{self.href(run.to, up)}">{text}</a>'
        return f'<a href="{escape(run.text)}" rel="external">{text}</a>' if run.style == "link" else text
