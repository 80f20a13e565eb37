"""A map on the web, for reading: the page, the things in it, and a SPARQL endpoint.

An answer is whole before its first byte is sent. Nothing here opens a connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, compile_path

from guanxi_graph.problems import MapError
from guanxi_graph.query.limits import QueryError
from guanxi_graph.query.messages import Data
from guanxi_graph.query.pool import Pool
from guanxi_graph.serve import editor
from guanxi_graph.serve.below import Below
from guanxi_graph.serve.current import Served
from guanxi_graph.serve.endpoint import Endpoint
from guanxi_graph.serve.guard import Guard
from guanxi_graph.serve.index_routes import index_routes
from guanxi_graph.serve.map_pages import MapPages
from guanxi_graph.serve.negotiation import HTML
from guanxi_graph.serve.nowhere import Nowhere
from guanxi_graph.serve.once import Once
from guanxi_graph.serve.protocol import NothingError, ProtocolError
from guanxi_graph.serve.proxied import Network, Proxied
from guanxi_graph.serve.reconcile.reconciling import reconciling_routes
from guanxi_graph.serve.reloading import Reloading
from guanxi_graph.serve.renewed import Renewed
from guanxi_graph.serve.served_map import Site
from guanxi_graph.serve.site_routes import site_routes
from guanxi_graph.serve.speech import Speaking
from guanxi_graph.serve.taking_along import TakingAlong
from guanxi_graph.serve.things import Things
from guanxi_graph.serve.unchanged import Unchanged

if TYPE_CHECKING:
    from guanxi_graph.serve.desk.reading_desk import Desk

# Bytes: a shorter answer fits a packet as it is.
_WORTH_PACKING = 1400
_STATUS = {
    "syntax": 400,
    "refused": 400,
    "too-large": 400,
    "out-of-memory": 400,
    "crashed": 400,
    "failed": 400,
    "not-acceptable": 406,
    "too-long": 413,
    "too-slow": 504,
    "busy": 503,
    "unusable-data": 503,
}


class Place(NamedTuple):
    """How the server is reached: the ``hosts`` that it answers to, and ``origins`` whose pages may read it.

    Behind other servers: the ``root_path`` below which it is, and the networks of the ``proxies`` whose word counts.
    """

    hosts: Sequence[str]
    origins: Sequence[str] = ()
    root_path: str = ""
    proxies: Sequence[Network] = ()


def application(
    make: Callable[[], tuple[Site, Pool]],
    state: Callable[[], object],
    place: Place,
    *,
    watching: bool = False,
    log: bool = True,
) -> Starlette:
    """The ASGI application. ``make`` makes the site of the map as it is, ``state`` is equal while no file was touched.

    ``watching``: the map is read again when its files changed, not only on SIGHUP. Raises what ``make`` raises.
    """
    origins = list(place.origins)

    def served() -> Served:
        site, pool = make()
        return Served(Unchanged(_reading(site, pool, origins)), pool)

    reloading = Reloading(served, state, watching=watching)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await reloading.begin()
        running = asyncio.create_task(reloading.run())
        yield
        running.cancel()
        await asyncio.wait({running})
        await reloading.current.close()

    middleware = _around(place, log=log)
    if origins:
        middleware.append(
            Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=["*"])
        )
    middleware.append(Middleware(GZipMiddleware, minimum_size=_WORTH_PACKING, compresslevel=6))
    return _starlette([Mount("/", reloading.current)], middleware=middleware, lifespan=lifespan)


def desk_application(
    make: Callable[[], tuple[Site, Pool]],
    state: Callable[[], object],
    desk: Desk,
    token: str,
    place: Place,
    *,
    log: bool = True,
) -> Starlette:
    """The same of a map that is edited at the ``desk`` by who has the ``token``: what is read is as the files are now.

    ``make`` makes the site of the map as it is, or raises MapError; ``state`` is equal while no file was touched.
    """
    from guanxi_graph.serve.desk.routes import desk_routes

    def served() -> Served:
        site, pool = make()
        return Served(_reading(site, pool, is_edited=True), pool)

    pages = Renewed(served, state)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await pages.close()

    routes = [*desk_routes(desk, token), Mount("/", pages)]
    return _starlette(routes, middleware=_around(place, log=log), lifespan=lifespan)


def is_own(root_path: str) -> bool:
    """Does an address of the server itself begin so? Below such a path nobody could tell whether it was cut off."""
    of_no_map = _reading(Site(Data), Pool(Data()))
    first = (route.path.split("/")[1] for route in of_no_map.routes if isinstance(route, Route))
    names = (compile_path(f"/{name}")[0] for name in (*first, "desk"))
    return any(name.match("/" + root_path.split("/")[1]) for name in names)


def _around(place: Place, *, log: bool) -> list[Middleware]:
    return [
        Middleware(Proxied, trusted=place.proxies),
        Middleware(Below, root_path=place.root_path),
        Middleware(Guard, hosts=place.hosts, open_to_origins=bool(place.origins), log=log),
    ]


def _starlette(routes: Sequence[BaseRoute], nowhere: Nowhere | None = None, **more: Any) -> Starlette:
    handlers: dict[Any, Any] = {QueryError: _query_error, ProtocolError: _protocol_error, ClientDisconnect: _nobody}
    if nowhere:
        handlers |= {NothingError: nowhere.answer, HTTPException: nowhere.answer}
    return Starlette(routes=routes, exception_handlers=handlers, **more)


def _reading(site: Site, pool: Pool, origins: Sequence[str] = (), *, is_edited: bool = False) -> Starlette:
    once, speaking, taking_along = Once(), Speaking(pool, site.languages), TakingAlong(site.export)
    own, endpoint = _Pages(site, pool, once, speaking), Endpoint(site, pool, once)
    map_pages = MapPages(site, pool, is_edited=is_edited)
    things = Things(site, pool, once, map_pages)
    routes = [
        Route("/", own.front),
        Route("/sparql", endpoint.sparql, methods=["GET", "POST"]),
        Route("/remarks", endpoint.remarks, methods=["GET", "POST"]),
        Route("/graph", endpoint.graph),
        *index_routes(map_pages),
        Route("/id/{path:path}", things.thing),
        Route("/ns", things.vocabulary),
        Route("/ns.{ending}", things.vocabulary_file),
        Route("/.well-known/void", things.about),
        Route("/export", taking_along.listed),
        Route("/export/{name}", taking_along.file),
        Route("/query", own.editor),
        Route("/query/{name}", own.editor_part),
        Route("/queries.json", own.saved),
        *site_routes(map_pages),
        *reconciling_routes(site.map, site.base, origins),
    ]
    pages = [route.path[1:] for route in routes if isinstance(route, Route) and "{" not in route.path]
    return _starlette(routes, Nowhere(map_pages, pages))


class _Pages:
    """The map's page, and the editor of queries with its parts."""

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


async def _query_error(_: Request, error: QueryError) -> Response:
    return PlainTextResponse(f"{error.message}\n", _STATUS.get(error.code, 500))


async def _nobody(_: Request, __: ClientDisconnect) -> Response:
    """For the log alone: 499, as other servers write it."""
    return Response(status_code=499)


async def _protocol_error(_: Request, error: ProtocolError) -> Response:
    return PlainTextResponse(f"{error.message}\n", error.status)
