"""An address that leads nowhere: what may have been meant is told, as a page, as JSON or as text (404)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from guanxi_graph.serve.below import here
from guanxi_graph.serve.map_pages import MapPages
from guanxi_graph.serve.near_addresses import Near, named_by, near_addresses
from guanxi_graph.serve.negotiation import HTML, preferred
from guanxi_graph.serve.protocol import ProtocolError
from guanxi_graph.serve.site_routes import SOUGHT, html_page
from guanxi_graph.sites.templated import Html, Item

_TEXT, _JSON = "text/plain", "application/json"
_NOTHING = "there is nothing at this address"


class Nowhere:
    """Answers for a server whose own pages are at ``pages``."""

    def __init__(self, map_pages: MapPages, pages: Sequence[str]) -> None:
        self.map_pages, self.pages = map_pages, pages

    async def answer(self, request: Request, error: Exception) -> Response:
        """Of another error of HTTP: what it says."""
        if isinstance(error, ProtocolError):
            return await self._missing(request, error.message)
        if isinstance(error, HTTPException) and error.status_code != 404:
            return PlainTextResponse(error.detail, error.status_code, error.headers)
        return await self._missing(request, _NOTHING)

    async def _missing(self, request: Request, message: str) -> Response:
        path = request.scope["raw_path"].decode("ascii", "replace").partition("?")[0].removeprefix("/")
        form = preferred(request.headers.get("accept", ""), (_TEXT, HTML, _JSON))
        if form == HTML:
            page = await self.map_pages.of_parts(lambda html: self._page(html, path))
            if page:
                answer = html_page(page, SOUGHT)
                answer.status_code = 404
                return answer
        near = await self.map_pages.of_parts(lambda html: near_addresses(html.gmap, path, self.pages)) or []
        address = here(request, "/")
        if form == _JSON:
            told = [{"address": address + each.path, "name": each.name} for each in near]
            return Response(msgspec.json.encode({"error": message, "near": told}), 404, media_type=_JSON)
        return PlainTextResponse(_as_text(message, near, address), 404)

    def _page(self, html: Html, path: str) -> bytes:
        near = near_addresses(html.gmap, path, self.pages)
        items = [Item(each.path, each.name, each.path.removeprefix(each.name)) for each in near]
        return html.missing(path, named_by(path), items)


def _as_text(message: str, near: Sequence[Near], address: str) -> str:
    if not near:
        return f"{message}; {address}id/ finds things by their names\n"
    return "\n".join((f"{message}; did you mean", *(f"  {address}{each.path} ({each.name})" for each in near), ""))
