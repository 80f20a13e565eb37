"""Paragraphs out of a tree of elements, whatever kind of tree: HTML as it stands, or what was picked out of it."""

from __future__ import annotations

from guanxi_graph.evidence.stored import HEADING, PAGE

# What begins and ends a paragraph: HTML's names, and TEI's as trafilatura uses them.
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div"}
    | {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "item", "legend"}
    | {"li", "list", "main", "nav", "ol", "option", "p", "pre", "quote", "row", "section", "select", "summary"}
    | {"table", "tbody", "textarea", "tfoot", "thead", "title", "tr", "ul"}
)
_CELLS = frozenset({"td", "th", "cell"})
_BREAKS = frozenset({"br", "lb"})


class Blocks:
    """Told of what opens, what stands there, and what closes; ``lines`` are the paragraphs."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._words: list[str] = []
        self._heading = False
        self._page = ""

    def open(self, tag: str) -> None:
        if tag in _HEADINGS or tag in _BLOCKS:
            self.end()
            self._heading = tag in _HEADINGS
        elif tag in _CELLS and "".join(self._words).strip():
            self._words.append(" | ")
        elif tag in _BREAKS:
            self._words.append(" ")

    def close(self, tag: str) -> None:
        if tag in _HEADINGS or tag in _BLOCKS:
            self.end()
            self._heading = False

    def text(self, text: str) -> None:
        self._words.append(text)

    def page(self, label: str) -> None:
        """A new page begins; a paragraph that goes on over the edge stays whole, on the page where it began."""
        self._page = label
        if not "".join(self._words).strip():
            self.end()

    def end(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words.clear()
        if words:
            self.lines.append(f"{HEADING}{words}" if self._heading else paragraph(words))
        if self._page:
            self.lines.append(f"{PAGE}{self._page}")
            self._page = ""


def paragraph(words: str) -> str:
    """The words as a paragraph, also where they begin as a heading does in the stored form."""
    return words if not words.startswith(HEADING) else f"\N{WORD JOINER}{words}"
