"""What stands between the head and the foot of a document's page, as HTML: in Python, as a large site has 100,000."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from guanxi_graph.formats.dossier import Block
from guanxi_graph.languages import Language
from guanxi_graph.sites.documents import Page
from guanxi_graph.sites.words import Words

_TAGS = {"title": "h1", "heading": "h2"}


def body_of(page: Page, words: Words, texts: Language) -> Markup:
    """Each word of the document is escaped by ``words``."""
    body = _Body(page, words, texts)
    return Markup("".join([*body.blocks(), *body.notes()]))  # noqa: S704


class _Body:
    def __init__(self, page: Page, words: Words, texts: Language) -> None:
        self.page, self.words, self.texts = page, words, texts
        self.up = "../" * page.path.count("/")
        self.marked: set[int] = set()  # the footnotes that it has led to so far

    def blocks(self) -> Iterator[str]:
        for is_list, items in _groups(self.page.document.blocks):
            if is_list:
                yield "<ul>\n"
                for block, remarks in items:
                    yield f"<li>{self._told(block)}{self._more(block)}\n"
                    if remarks:
                        yield "<ul>\n"
                        yield from [f"<li>{self._told(remark)}\n" for remark in remarks]
                        yield "</ul>\n"
                yield "</ul>\n"
            else:
                for block, _ in items:
                    tag = _TAGS.get(block.kind, "p")
                    yield f"<{tag}>{self._told(block)}</{tag}>\n"

    def notes(self) -> Iterator[str]:
        document = self.page.document
        if document.notes:
            back = f'aria-label="{self.words.text(self.texts["back"])}">↑</a>'
            yield f"<h2>{self.words.text(document.notes_title)}</h2>\n<ol>\n"
            for number, runs in document.notes.items():
                told = self.words.runs(runs, self.up, self.marked)
                yield f'<li id="note-{number}">{told} <a href="#back-{number}" {back}\n'
            yield "</ol>\n"

    def _told(self, block: Block) -> str:
        return self.words.runs(block.runs, self.up, self.marked)

    def _more(self, block: Block) -> str:
        """To the page of the claim, from others."""
        if not block.about or block.about == self.page.path:
            return ""
        label = self.words.text(self.texts["siteClaim"])
        return f' <a class="more" href="{self.words.href(block.about, self.up)}" aria-label="{label}">#</a>'


def _groups(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[tuple[Block, list[Block]]]]]:
    """Blocks as HTML nests them: the claims that follow each other are a list, each with its remarks."""
    for is_listed, run in groupby(blocks, key=lambda block: block.kind in {"claim", "remark"}):
        items: list[tuple[Block, list[Block]]] = []
        for block in run:
            if block.kind == "remark" and items:
                items[-1][1].append(block)
            else:
                items.append((block, []))
        yield is_listed, items
