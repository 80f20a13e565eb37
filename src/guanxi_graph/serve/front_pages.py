"""The map's page, and the editor of queries with its parts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from guanxi_graph.problems import MapError
from guanxi_graph.query.pool import Pool
from guanxi_graph.serve import editor
from guanxi_graph.serve.negotiation import HTML
from guanxi_graph.serve.once import Once
from guanxi_graph.serve.protocol import ProtocolError
from guanxi_graph.serve.served_map import Site
from guanxi_graph.serve.speech import Speaking


class FrontPages:
    """A method for each address."""

    def __init__(self, site: Site, pool: Pool, once: Once, speaking: Speaking) -> None:
        self.site, self.pool, self.once, self.speaking = site, pool, once, speaking

    async def front(self, _: Request) -> Response:
        if self.site.page is None:
            return RedirectResponse("query")
        page = self.site.page
        try:
            body = await self.once.get(("page",), lambda: page().encode())
        except MapError:  # Turtle that is not a whole map
            return RedirectResponse("query")
        return Response(body, media_type=HTML)

    async def editor(self, _: Request) -> Response:
        return Response(
            editor.page(await self.speaking.language()),
            media_type=HTML,
            headers={"content-security-policy": editor.POLICY},
        )

    async def editor_part(self, request: Request) -> Response:
        found = editor.part(request.path_params["name"])
        if found is None:
            raise ProtocolError(404, "there is no such file")
        body, media_type = found
        return Response(body, media_type=media_type, headers={"cache-control": "max-age=3600"})

    async def saved(self, _: Request) -> Response:
        """For the editor: the saved queries and the prefixes that are declared already."""
        queries = [
            {"name": each.name, "title": each.title, "description": each.description, "text": each.text}
            for each in self.site.queries.values()
        ]
        return JSONResponse({"queries": queries, "prefixes": await self.pool.prefixes(), "base": self.site.base})
