"""The addresses of what a map's pages lead to beside its things: lists, circles, questions, style and script."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from guanxi_graph.serve.below import last_part
from guanxi_graph.serve.map_pages import MapPages
from guanxi_graph.serve.negotiation import HTML
from guanxi_graph.serve.protocol import NothingError
from guanxi_graph.sites.lists import LISTS
from guanxi_graph.sites.templated import ASSETS, asset

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
SEARCHED = f"{_POLICY}; script-src 'self'"  # of pages with a list that is narrowed
SOUGHT = _POLICY.replace("form-action 'none'", "form-action 'self'")
_NOTHING = "there is no such page of this map"


def site_routes(pages: MapPages) -> list[Route]:
    site = _Site(pages)
    return [
        *(Route(f"/{path}", site.listed) for path in LISTS),
        Route("/circle/{name}", site.circle),
        Route("/question/{name}", site.question),
        Route("/terms.json", site.terms),
        *(Route(f"/{name}", site.asset) for name in ASSETS),
    ]


def html_page(body: bytes | None, policy: str = _POLICY) -> Response:
    """Raises NothingError where there is none."""
    if body is None:
        raise NothingError(_NOTHING)
    return Response(body, media_type=HTML, headers={"content-security-policy": policy, "vary": "Accept"})


class _Site:
    """A method for each kind of page."""

    def __init__(self, pages: MapPages) -> None:
        self.pages = pages

    async def listed(self, request: Request) -> Response:
        return html_page(await self.pages.listed(last_part(request)), SEARCHED)

    async def circle(self, request: Request) -> Response:
        page = await self.pages.document(f"circle/{request.path_params['name']}")
        return html_page(page and page.body)

    async def question(self, request: Request) -> Response:
        return html_page(await self.pages.question(request.path_params["name"]))

    async def terms(self, _: Request) -> Response:
        """For the editor: what may be written in a query, none where there is no whole map."""
        return JSONResponse({"terms": await self.pages.terms() or []})

    async def asset(self, request: Request) -> Response:
        name = last_part(request)
        return Response(asset(name), media_type=ASSETS[name], headers={"cache-control": "max-age=3600"})
