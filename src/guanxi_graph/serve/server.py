"""A map on the web, for reading: the page, the things in it, and a SPARQL endpoint.

An answer is whole before its first byte is sent. Nothing here opens a connection.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount

from guanxi_graph.query.pool import Pool
from guanxi_graph.serve.below import Below
from guanxi_graph.serve.current import Served
from guanxi_graph.serve.guard import Guard
from guanxi_graph.serve.packing import Packed
from guanxi_graph.serve.proxied import Network, Proxied
from guanxi_graph.serve.reading_pages import reading_pages
from guanxi_graph.serve.refusing import refusing
from guanxi_graph.serve.reloading import Reloading
from guanxi_graph.serve.renewed import Renewed
from guanxi_graph.serve.served_map import Site
from guanxi_graph.serve.unchanged import Unchanged

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Lifespan, Receive, Scope, Send

    from guanxi_graph.serve.desk.reading_desk import Desk


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
) -> ASGIApp:
    """The ASGI application. ``make`` makes the site of the map as it is, ``state`` is equal while no file was touched.

    ``watching``: the map is read again when its files changed, not only on SIGHUP. Raises what ``make`` raises.
    """
    origins = list(place.origins)

    def served() -> Served:
        site, pool = make()
        return Served(Unchanged(reading_pages(site, pool, origins)), pool)

    reloading = Reloading(served, state, watching=watching)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await reloading.begin()
        running = asyncio.create_task(reloading.run())
        yield
        running.cancel()
        await asyncio.wait({running})
        await reloading.current.close()

    around = _around(place, log=log)
    if origins:
        around.append(
            Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=["*"])
        )
    return _living(_within([*around, Middleware(Packed)], reloading.current), lifespan)


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
        return Served(reading_pages(site, pool, is_edited=True), pool)

    pages = Renewed(served, state)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        await pages.close()

    routes = [*desk_routes(desk, token), Mount("/", pages)]
    return refusing(routes, middleware=_around(place, log=log), lifespan=lifespan)


def _living(app: ASGIApp, lifespan: Lifespan[Starlette]) -> ASGIApp:
    """The application with its beginning and its end; its requests do not take the way through another one's routes."""
    life = Starlette(lifespan=lifespan)

    async def living(scope: Scope, receive: Receive, send: Send) -> None:
        await (app if scope["type"] == "http" else life)(scope, receive, send)

    return living


def _within(around: Sequence[Middleware], app: ASGIApp) -> ASGIApp:
    for each in reversed(around):
        app = each.cls(app, *each.args, **each.kwargs)
    return app


def _around(place: Place, *, log: bool) -> list[Middleware]:
    behind = [Middleware(Proxied, trusted=place.proxies), Middleware(Below, root_path=place.root_path)]
    guard = Middleware(Guard, hosts=place.hosts, open_to_origins=bool(place.origins), log=log)
    return [*(behind if place.proxies or place.root_path else ()), guard]
