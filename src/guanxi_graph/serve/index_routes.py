"""What leads to all pages of a map: the index by name, sitemaps, and what robots may ask for."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from guanxi_graph.formats.dossier import HERE
from guanxi_graph.map import Map
from guanxi_graph.serve.below import here, last_part
from guanxi_graph.serve.map_pages import MapPages
from guanxi_graph.serve.name_index import as_json, as_page, part
from guanxi_graph.serve.negotiation import HTML
from guanxi_graph.serve.protocol import NothingError, ProtocolError, form_asked_for
from guanxi_graph.serve.site_routes import SOUGHT, html_page
from guanxi_graph.sites.lists import LISTS
from guanxi_graph.sites.sitemaps import robots, sitemaps

_JSON = "application/json"
_FOR_PROGRAMS = ("/sparql", "/remarks", "/graph", "/export", "/reconcile")


def index_routes(pages: MapPages) -> list[Route]:
    index = _Index(pages)
    return [
        Route("/id/", index.things),
        Route("/robots.txt", index.robots),
        Route("/sitemap{number}.xml", index.sitemap),
        Route("/sitemap.xml", index.sitemap),
    ]


class _Index:
    """A method for each address."""

    def __init__(self, pages: MapPages) -> None:
        self.pages = pages

    async def things(self, request: Request) -> Response:
        """``?q=`` a name, of any language and spelling, ``page=`` from 1 on."""
        asked = request.query_params
        sought, number = asked.get("q", ""), asked.get("page", "1")
        form = form_asked_for(request.headers.get("accept", ""), (HTML, _JSON))
        address, make = here(request, "/id/"), as_page if form == HTML else as_json
        body = await self.pages.of_parts(
            lambda html: (found := part(html.gmap, sought, number)) and make(html, found, address)
        )
        if body is None:
            raise NothingError("there is no such page of the index")
        return html_page(body, SOUGHT) if form == HTML else Response(body, media_type=_JSON, headers={"vary": "Accept"})

    async def sitemap(self, request: Request) -> Response:
        name, address = last_part(request), here(request, "/")
        body = await self.pages.of_parts(lambda html: dict(sitemaps(_places(html.gmap), address)).get(name))
        if body is None:
            raise ProtocolError(404, "there is no such sitemap; /sitemap.xml is the first")
        return Response(body, media_type="application/xml")

    async def robots(self, request: Request) -> Response:
        root = request.scope["root_path"]
        return Response(robots(here(request, "/"), *(root + path for path in _FOR_PROGRAMS)), media_type="text/plain")


def _places(gmap: Map) -> list[str]:
    things = (*map(HERE.entity, gmap.entities), *map(HERE.claim, gmap.claims), *map(HERE.source, gmap.sources))
    return ["", *LISTS, "ns", *things]
