"""All files of a site, one after another, each with its place: the same bytes for the same map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from xml.sax.saxutils import escape

from guanxi_graph.formats import context_json, ontology_turtle, to_turtle
from guanxi_graph.map import Map
from guanxi_graph.page import CARD_FILE
from guanxi_graph.sites.answered import Answered
from guanxi_graph.sites.data_beside import CONTEXT, Beside
from guanxi_graph.sites.documents import pages_of
from guanxi_graph.sites.history import Change
from guanxi_graph.sites.lists import lists_of
from guanxi_graph.sites.templated import CHANGES, FEED, PLACES, Html

_MOST_ADDRESSES = 50_000  # of one sitemap: https://www.sitemaps.org/protocol.html


def site_files(
    gmap: Map,
    page: str,
    questions: Sequence[Answered],
    address: str = "",
    card: bytes = b"",
    changes: Sequence[Change] = (),
) -> Iterator[tuple[str, bytes]]:
    """Each file's path in the site, and its bytes.

    ``page`` is the map as one interactive page, ``card`` the picture for previews of links, if there is one.
    ``address`` is where the site will stand, ending in ``/``: a sitemap and previews need whole addresses, and there
    are none without. ``changes`` are those of its history, the newest first. Raises ValueError like ``to_turtle``.
    """
    yield "index.html", page.encode()
    yield "guanxi.ttl", to_turtle(gmap)
    yield "ontology.ttl", ontology_turtle(gmap.vocabulary, gmap.info.base).encode()
    yield CONTEXT, context_json(gmap)
    yield from [(CARD_FILE, card)] if card else []
    for name in ("site.css", "find.js"):
        yield name, resources.files(__package__).joinpath("templates", name).read_bytes()
    html, beside = (
        Html(gmap, address, card=address + CARD_FILE if address and card else "", feed=bool(changes)),
        Beside(gmap),
    )
    places = [name for name, _ in PLACES]
    yield from lists_of(gmap, html, questions)
    if changes:
        places.append(CHANGES)
        yield CHANGES, html.changes("changes.html", changes)
        yield FEED, html.changes("changes.atom", changes)
    for each in questions:
        places.append(f"question/{each.name}.html")
        yield places[-1], html.answer(f"question/{each.name}", each)
    for document in pages_of(gmap):
        places.append(f"{document.path}.html")
        yield places[-1], html.document(document)
        if document.things:
            yield f"{document.path}.ttl", beside.turtle(document.things)
            yield f"{document.path}.jsonld", beside.jsonld(document.things, "../" * document.path.count("/"))
    if address:
        yield from _for_robots(places, address)


def _for_robots(places: Sequence[str], address: str) -> Iterator[tuple[str, bytes]]:
    """Sitemaps, and a file that names them."""
    parts = [places[first : first + _MOST_ADDRESSES] for first in range(0, len(places), _MOST_ADDRESSES)]
    names = [f"sitemap-{number}.xml" if number > 1 else "sitemap.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _sitemap(part, address)
    told = "".join(f"Sitemap: {address}{name}\n" for name in names)
    yield "robots.txt", f"User-agent: *\nAllow: /\n{told}".encode()


def _sitemap(places: Sequence[str], address: str) -> bytes:
    rows = "".join(f"<url><loc>{escape(address + place)}</loc></url>\n" for place in places)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n".encode()
