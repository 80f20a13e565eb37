"""All files of a site, one after another, each with its place: the same bytes for the same map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from guanxi_graph.formats import context_json, ontology_turtle, to_turtle
from guanxi_graph.languages import Language, spoken
from guanxi_graph.map import Map
from guanxi_graph.progress import each_told
from guanxi_graph.sites.answered import Answered
from guanxi_graph.sites.data_beside import CONTEXT, Beside
from guanxi_graph.sites.documents import Documents
from guanxi_graph.sites.history import Change
from guanxi_graph.sites.lists import LISTS, list_at, question_path
from guanxi_graph.sites.sitemaps import ROBOTS, robots, sitemaps
from guanxi_graph.sites.templated import ASSETS, CHANGES, FEED, FILES, VOCABULARY, Html, asset


def site_files(
    gmap: Map,
    page: str,
    questions: Sequence[Answered],
    address: str = "",
    card: bytes = b"",
    changes: Sequence[Change] = (),
    *,
    own: Mapping[str, Language] = {},
    portraits: Mapping[str, str] = {},
) -> Iterator[tuple[str, bytes]]:
    """Each file's path in the site, and its bytes.

    ``page`` is the map as one interactive page, ``card`` the picture for previews of links, if there is one.
    ``address`` is where the site will stand, ending in ``/``: a sitemap and previews need whole addresses, and there
    are none without. ``changes`` are those of its history, the newest first; ``own`` the languages that the map brings;
    ``portraits`` the pictures of its things as ``data:`` addresses.
    Raises ValueError like ``to_turtle``.
    """
    from guanxi_graph.page import CARD_FILE

    yield "index.html", page.encode()
    yield "guanxi.ttl", to_turtle(gmap)
    yield "ontology.ttl", ontology_turtle(gmap.vocabulary, gmap.info.base).encode()
    yield CONTEXT, context_json(gmap)
    yield from [(CARD_FILE, card)] if card else []
    for name in ASSETS:
        yield name, asset(name)
    language = spoken(gmap.info.languages, own)[0]
    where = FILES._replace(places=(*FILES.places, (CHANGES, "siteChanges"))) if changes else FILES
    shown = address + CARD_FILE if address and card else ""
    feed = FEED if changes else ""
    html = Html(gmap, language, where, portraits=portraits, address=address, card=shown, feed=feed)
    places = ["index.html"]
    for path, body in chain(_history(html, changes), _pages(gmap, html, questions)):
        yield path, body
        places += [path] if path.endswith(html.where.ending) else []
    if address:
        yield from sitemaps(places, address)
        yield ROBOTS, robots(address)


def _history(html: Html, changes: Sequence[Change]) -> Iterator[tuple[str, bytes]]:
    if changes:
        yield CHANGES, html.changes("changes.html", changes)
        yield FEED, html.changes("changes.atom", changes)


def _pages(gmap: Map, html: Html, questions: Sequence[Answered]) -> Iterator[tuple[str, bytes]]:
    """The lists and the documents, with the data beside these."""
    ending, beside = html.where.ending, Beside(gmap)
    for path in LISTS:
        yield f"{path}{ending}", list_at(path, gmap, html, [each.query for each in questions])
    yield f"{VOCABULARY}{ending}", html.vocabulary()
    for each in questions:
        path = question_path(each.query.name)
        yield f"{path}{ending}", html.answer(path, each)
    documents = Documents(gmap, html.language)
    for document in each_told(documents.all(), "pages", len(documents), "pages"):
        yield f"{document.path}{ending}", html.document(document)
        if document.things:
            yield f"{document.path}.ttl", beside.turtle(document.things)
            yield f"{document.path}.jsonld", beside.jsonld(document.things, "../" * document.path.count("/"))
