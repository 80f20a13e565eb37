"""The pages of a site as HTML, by Jinja templates. Every link is relative: a site may stand in any folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from guanxi_graph.formats.dossier import Block
from guanxi_graph.iris import Iris, same_as_iri
from guanxi_graph.languages import spoken
from guanxi_graph.licences import licence_iri
from guanxi_graph.map import Map
from guanxi_graph.map.dated import spell
from guanxi_graph.model import label_of
from guanxi_graph.sites.answered import Answered, cells
from guanxi_graph.sites.documents import Page, classes_for
from guanxi_graph.sites.history import Change
from guanxi_graph.sites.words import Words

CHANGES, FEED = "changes.html", "changes.atom"
PLACES = (
    ("index.html", "map"),
    ("things.html", "siteThings"),
    ("sources.html", "sources"),
    ("circles.html", "circles"),
    ("questions.html", "siteSaved"),
)


class Item(NamedTuple):
    """A line of a list: what it leads to, and other words that it is found by."""

    to: str
    name: str
    remark: str = ""
    sought: str = ""


class Html:
    """The templates, filled with what is the same on every page of a map's site."""

    def __init__(self, gmap: Map, address: str = "", card: str = "", *, feed: bool = False) -> None:
        """``address``: where the site will stand; ``card``: that of the picture for previews of links.

        ``feed``: whether the site has one of its changes.
        """
        self.gmap = gmap
        self.language = spoken(gmap.info.languages)[0]
        self.templates = Environment(
            loader=PackageLoader("guanxi_graph.sites", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        words = Words(self.language.tag, gmap.info.languages)
        self.templates.filters["tongues"] = words.text
        self.templates.globals |= {
            "words": self.language,
            "site": label_of(gmap.info.title, self.language.tag),
            "licence": licence_iri(gmap.info.licence),
            "places": (*PLACES, (CHANGES, "siteChanges")) if feed else PLACES,
            "feed": FEED if feed else "",
            "address": address,
            "card": card,
            "told": words.runs,
        }

    def document(self, page: Page) -> bytes:
        name = page.path.rpartition("/")[2]
        beside = [("text/turtle", f"{name}.ttl"), ("application/ld+json", f"{name}.jsonld")] if page.things else []
        return self._filled(
            "document.html",
            page.path,
            title=page.title,
            summary=page.summary,
            beside=beside,
            schema=self._schema(page),
            document=page.document,
            groups=list(_groups(page.document.blocks)),
            marked=set(),
        )

    def list(self, path: str, title: str, groups: Sequence[tuple[str, Sequence[Item]]]) -> bytes:
        return self._filled("list.html", path, title=title, summary=title, groups=groups)

    def answer(self, path: str, answered: Answered) -> bytes:
        rows = cells(answered, self.gmap.info.base)
        summary = answered.description or answered.title
        return self._filled("answer.html", path, title=answered.title, summary=summary, answered=answered, rows=rows)

    def changes(self, template: str, changes: Sequence[Change]) -> bytes:
        """As a page or as a feed, by the template."""
        info, language = self.gmap.info, self.language
        title = language["siteChanges"]
        return self._filled(
            template,
            "changes",
            title=title,
            summary=title,
            changes=changes,
            base=info.base,
            author=", ".join(info.authors) or label_of(info.title, language.tag),
            day=lambda time: spell(time.partition("T")[0], language.texts),
        )

    def _filled(self, template: str, path: str, **values: Any) -> bytes:
        up = "../" * path.count("/")
        filled = {"beside": [], "schema": None, "path": path, "up": up, **values}
        return self.templates.get_template(template).render(filled).encode()

    def _schema(self, page: Page) -> Mapping[str, Any] | None:
        """What search engines read of a page: https://schema.org."""
        if not page.kind:
            return None
        entity = self.gmap.entities[page.path.rpartition("/")[2]]
        links = [same_as_iri(written, self.gmap.vocabulary.identifiers) for written in entity.same_as]
        told = {
            "@context": "https://schema.org",
            "@type": self._classes[entity.cls] or "Thing",
            "@id": Iris(self.gmap.info.base).entity(entity.id),
            "name": label_of(entity.labels, self.language.tag),
            "alternateName": [*entity.names[1:]],
            "description": label_of(entity.description, self.language.tag),
            "sameAs": links,
        }
        return {name: value for name, value in told.items() if value}

    @cached_property
    def _classes(self) -> Mapping[str, str]:
        return classes_for(self.gmap, "schema:")


def _groups(blocks: Sequence[Block]) -> Iterator[tuple[str, list[tuple[Block, list[Block]]]]]:
    """Blocks as HTML nests them: the claims that follow each other are a list, each with its remarks."""
    for is_listed, run in groupby(blocks, key=lambda block: block.kind in {"claim", "remark"}):
        items: list[tuple[Block, list[Block]]] = []
        for block in run:
            if block.kind == "remark" and items:
                items[-1][1].append(block)
            else:
                items.append((block, []))
        yield ("claim" if is_listed else ""), items
