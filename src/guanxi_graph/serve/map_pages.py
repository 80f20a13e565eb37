"""The pages that ``guanxi site`` writes, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, TypeVar
from urllib.parse import unquote, urlencode

import anyio
from anyio import to_thread

from guanxi_graph.languages import spoken
from guanxi_graph.query.pool import Pool
from guanxi_graph.serve.in_thread import InThread
from guanxi_graph.serve.served_map import Site
from guanxi_graph.sites.answered import answered
from guanxi_graph.sites.documents import Documents
from guanxi_graph.sites.glossary import Glossary
from guanxi_graph.sites.lists import list_at, question_path
from guanxi_graph.sites.templated import Html, led_to

MadeT = TypeVar("MadeT")

SERVED = led_to("./", "", ("query", "siteAsk"))
# What the desk calls the records of each kind of page.
_RECORDS = {"id": "entity", "id/claim": "claim", "id/source": "source"}


class Found(NamedTuple):
    """A page and its path, which is another than was asked for where a citation leads to its source."""

    path: str
    body: bytes


class _Parts(NamedTuple):
    html: Html
    documents: Documents


class MapPages:
    """Of one state of a map, in a thread, one at a time. What is not there is None: no page, or not a whole map."""

    def __init__(self, site: Site, pool: Pool, *, is_edited: bool = False) -> None:
        """``is_edited``: whether there is a desk, to which they lead."""
        self.site, self.pool, self.is_edited = site, pool, is_edited
        self.turn = anyio.CapacityLimiter(1)

    async def document(self, path: str) -> Found | None:
        return await self._made(lambda parts: self._document(parts, path))

    async def listed(self, path: str) -> bytes | None:
        questions = self.site.queries.values()
        return await self._made(lambda parts: list_at(path, parts.html.gmap, parts.html, questions))

    async def of_parts(self, make: Callable[[Html], MadeT | None]) -> MadeT | None:
        return await self._made(lambda parts: make(parts.html))

    async def vocabulary(self) -> bytes | None:
        return await self._made(lambda parts: parts.html.vocabulary("ns.ttl"))

    async def terms(self) -> list[dict[str, str]] | None:
        """The vocabulary by its short names, with what else each is found by."""
        return await self._made(
            lambda parts: [
                {"name": each.short, "label": " · ".join(each.names), "sought": " ".join((*each.names, each.sought))}
                for _, entries in Glossary(parts.html.gmap, parts.html.language).sections()
                for each in entries
            ]
        )

    async def question(self, name: str) -> bytes | None:
        query, asked = self.site.queries.get(name), InThread(self.pool)
        if query is None:
            return None
        return await self._made(lambda parts: parts.html.answer(question_path(name), answered(query, asked)))

    async def _made(self, make: Callable[[_Parts], MadeT]) -> MadeT | None:
        return await to_thread.run_sync(lambda: make(self._parts) if self._parts else None, limiter=self.turn)

    @cached_property
    def _parts(self) -> _Parts | None:
        gmap = self.site.map.get()
        if gmap is None:
            return None
        language = spoken(gmap.info.languages, self.site.languages())[0]
        html = Html(gmap, language, SERVED, portraits=self.site.portraits())
        return _Parts(html, Documents(gmap, language))

    def _document(self, parts: _Parts, path: str) -> Found | None:
        page = parts.documents.at(path)
        if page is None:
            return None
        kind, _, name = page.path.rpartition("/")
        is_record = self.is_edited and kind in _RECORDS
        edit = f"desk?{urlencode({'thing': _RECORDS[kind], 'id': unquote(name)})}" if is_record else ""
        return Found(page.path, parts.html.document(page, edit))
