"""The pages of a map as HTML, by Jinja templates. Every link is relative: they may stand in any folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from guanxi_graph.formats.dossier import HERE
from guanxi_graph.languages import Language
from guanxi_graph.licences import licence_iri
from guanxi_graph.map import Map
from guanxi_graph.map.dated import spell
from guanxi_graph.model import label_of
from guanxi_graph.sites.answered import Answered, cells
from guanxi_graph.sites.document_body import body_of
from guanxi_graph.sites.documents import Page
from guanxi_graph.sites.glossary import Glossary, prefixes
from guanxi_graph.sites.history import Change
from guanxi_graph.sites.schema_org import SchemaOrg
from guanxi_graph.sites.words import Words

ASSETS = {"site.css": "text/css", "find.js": "text/javascript"}  # with their media types
CHANGES, FEED = "changes.html", "changes.atom"
VOCABULARY = "ns"  # as the IRIs of terms have it
# The lists of a map by their paths, each with a key of the interface's texts.
TITLES = {"things": "siteThings", "sources": "sources", "circles": "circles", "questions": "siteSaved"}


class Where(NamedTuple):
    """How the pages are reached: what an address has behind the path of a page, and where all of them lead."""

    ending: str
    places: Sequence[tuple[str, str]]


def led_to(front: str, ending: str, *more: tuple[str, str]) -> Where:
    """``front`` is where the map's own page is; ``more`` comes between the lists and the vocabulary."""
    lists = ((f"{path}{ending}", title) for path, title in TITLES.items())
    return Where(ending, ((front, "map"), *lists, *more, (f"{VOCABULARY}{ending}", "siteVocabulary")))


FILES = led_to("index.html", ".html")


class Item(NamedTuple):
    """A line of a list: what it leads to, and other words that it is found by."""

    to: str
    name: str
    remark: str = ""
    sought: str = ""


class Html:
    """The templates, filled with what is the same on every page of a map."""

    def __init__(
        self,
        gmap: Map,
        language: Language,
        where: Where = FILES,
        portraits: Mapping[str, str] = {},
        **more: str,
    ) -> None:
        """``portraits``: the addresses of pictures by the ids of their entities.

        ``more``: the ``address`` where they will stand, that of the ``card`` for previews, and of the ``feed``.
        """
        self.gmap, self.language, self.where = gmap, language, where
        self.portraits = {HERE.entity(name): (gmap.entities[name], address) for name, address in portraits.items()}
        self.schema = SchemaOrg(gmap, language.tag)
        self.templates = Environment(
            loader=PackageLoader("guanxi_graph.sites", "templates"),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.words = Words(language.tag, gmap.info.languages, where.ending)
        self.templates.filters["tongues"] = self.words.text
        self.templates.globals |= {
            "words": language,
            "site": label_of(gmap.info.title, language.tag),
            "licence": licence_iri(gmap.info.licence),
            "licence_iri": licence_iri,
            "places": where.places,
            "nav": cache(self._nav),
            "ending": where.ending,
            "address": "",
            "card": "",
            "feed": "",
            **more,
        }

    def document(self, page: Page, edit: str = "") -> bytes:
        """``edit``: where its record is edited, if anywhere."""
        name = page.path.rpartition("/")[2]
        beside = [("text/turtle", f"{name}.ttl"), ("application/ld+json", f"{name}.jsonld")] if page.things else []
        return self._filled(
            "document.html",
            page.path,
            title=page.title,
            summary=page.summary,
            beside=beside,
            edit=edit,
            schema=self.schema.of(page.path),
            portrait=self.portraits.get(page.path),
            body=body_of(page, self.words, self.language),
        )

    def list(self, path: str, title: str, groups: Sequence[tuple[str, Sequence[Item]]]) -> bytes:
        return self._filled("list.html", path, title=title, summary=title, groups=groups)

    def found(self, sought: str, count: int, items: Sequence[Item], around: Sequence[tuple[str, str, str]]) -> bytes:
        """A page of the index; ``around`` are links to the pages before and after: address, relation, text."""
        title = self.language["siteThings"]
        return self._search("id/", title, sought, items, count=count, around=around)

    def missing(self, path: str, sought: str, items: Sequence[Item]) -> bytes:
        """What is at a path where there is nothing: what may have been meant."""
        return self._search(path, self.language["siteMissing"], sought, items, told=self.language["siteMeant"])

    def vocabulary(self, turtle: str = "ontology.ttl") -> bytes:
        """``turtle``: where it is as Turtle."""
        glossary = Glossary(self.gmap, self.language)
        return self._filled(
            "vocabulary.html",
            VOCABULARY,
            title=self.language["siteVocabulary"],
            summary=glossary.about(),
            beside=[("text/turtle", turtle)],
            prefixes=prefixes(self.gmap.info.base),
            sections=glossary.sections(),
        )

    def answer(self, path: str, answered: Answered) -> bytes:
        rows = cells(answered, self.gmap.info.base)
        title, summary = answered.query.title, answered.query.description or answered.query.title
        return self._filled("answer.html", path, title=title, summary=summary, answered=answered, rows=rows)

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

    def _search(self, path: str, title: str, sought: str, items: Sequence[Item], **more: object) -> bytes:
        values = {"told": "", "count": "", "around": (), **more}
        return self._filled("found.html", path, title=title, summary=title, sought=sought, items=items, **values)

    def _nav(self, up: str) -> Markup:
        return Markup(self.templates.get_template("nav.html").render(up=up))  # noqa: S704

    def _filled(self, template: str, path: str, **values: Any) -> bytes:
        up = "../" * path.count("/")
        filled = {"beside": [], "path": path, "up": up, **values}
        return self.templates.get_template(template).render(filled).encode()


def asset(name: str) -> bytes:
    """One of the ``ASSETS``, which all pages share."""
    return resources.files(__package__).joinpath("templates", name).read_bytes()
