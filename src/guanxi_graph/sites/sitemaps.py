"""What search engines are told of a site's pages: https://www.sitemaps.org/protocol.html, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
_MOST_ADDRESSES = 50_000  # of one sitemap
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(places: Sequence[str], address: str, most: int = _MOST_ADDRESSES) -> Iterator[tuple[str, bytes]]:
    """Each file's name and content: one, or an index of several where there are more ``places`` than one may have.

    ``address`` is where the site stands, ending in ``/``; the places are below it.
    """
    parts = [places[first : first + most] for first in range(0, len(places), most)]
    if len(parts) < 2:
        yield SITEMAP, _listed("urlset", "url", places, address)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield SITEMAP, _listed("sitemapindex", "sitemap", names, address)
    for name, part in zip(names, parts, strict=True):
        yield name, _listed("urlset", "url", part, address)


def robots(address: str, *closed: str) -> bytes:
    """``closed`` are beginnings of paths that are not for robots."""
    rules = "".join(f"Disallow: {path}\n" for path in closed) or "Allow: /\n"
    return f"User-agent: *\n{rules}Sitemap: {address}{SITEMAP}\n".encode()


def _listed(whole: str, each: str, places: Sequence[str], address: str) -> bytes:
    rows = "".join(f"<{each}><loc>{escape(address + place)}</loc></{each}>\n" for place in places)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{_SPACE}">\n{rows}</{whole}>\n'.encode()
