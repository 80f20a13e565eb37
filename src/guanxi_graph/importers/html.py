"""HTML as it stands, each block a paragraph: chapters of books, Markdown, web pages with all that is around."""

from __future__ import annotations

from html.parser import HTMLParser

from guanxi_graph.importers.article import Article, stated
from guanxi_graph.importers.blocks import Blocks
from guanxi_graph.importers.decoding import declared_in_html, decoded

_UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "title"})


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = Blocks()
        self.title: list[str] = []
        self.language = ""
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = told.get("lang") or told.get("xml:lang", "")
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif told.get("epub:type") == "pagebreak" or told.get("role") == "doc-pagebreak":
            self.blocks.page(told.get("title") or told.get("aria-label", ""))
        elif not self._unseen:
            self.blocks.open(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        elif not self._unseen:
            self.blocks.close(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.blocks.text(data)
        elif self._unseen == ["title"]:
            self.title.append(data)


def blocks_of(html: str) -> Article:
    """Every block of the page that a reader sees."""
    page = _Page()
    page.feed(html)
    page.close()
    page.blocks.end()
    about = stated(title="".join(page.title), language=page.language)
    return Article(lines=tuple(page.blocks.lines), about=about)


def read_whole(data: bytes, encoding: str) -> Article:
    html, told = decoded(data, encoding, declared_in_html(data))
    found = blocks_of(html)
    return Article(lines=found.lines, about=found.about, remarks=told)
