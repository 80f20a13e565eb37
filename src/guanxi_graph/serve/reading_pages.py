"""All addresses of one state of a map, for reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from starlette.routing import Route, compile_path

from guanxi_graph.query.messages import Data
from guanxi_graph.query.pool import Pool
from guanxi_graph.serve.endpoint import Endpoint
from guanxi_graph.serve.front_pages import FrontPages
from guanxi_graph.serve.index_routes import index_routes
from guanxi_graph.serve.map_pages import MapPages
from guanxi_graph.serve.nowhere import Nowhere
from guanxi_graph.serve.once import Once
from guanxi_graph.serve.reconcile.reconciling import reconciling_routes
from guanxi_graph.serve.refusing import refusing
from guanxi_graph.serve.served_map import Site
from guanxi_graph.serve.shortcut import Shortcut
from guanxi_graph.serve.site_routes import site_routes
from guanxi_graph.serve.speech import Speaking
from guanxi_graph.serve.taking_along import TakingAlong
from guanxi_graph.serve.things import Things

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_SPARQL = "/sparql"


def reading_pages(site: Site, pool: Pool, origins: Sequence[str] = (), *, is_edited: bool = False) -> ASGIApp:
    endpoint, map_pages = Endpoint(site, pool, Once()), MapPages(site, pool, is_edited=is_edited)
    routes = _routes(site, pool, endpoint, map_pages, origins)
    pages = [route.path[1:] for route in routes if "{" not in route.path]
    return Shortcut(refusing(routes, Nowhere(map_pages, pages)), _SPARQL, endpoint.sparql)


def is_own(root_path: str) -> bool:
    """Does an address of the server itself begin so? Below such a path nobody could tell whether it was cut off."""
    site, pool = Site(Data), Pool(Data())  # of no map
    routes = _routes(site, pool, Endpoint(site, pool, Once()), MapPages(site, pool), ())
    first = (route.path.split("/")[1] for route in routes)
    names = (compile_path(f"/{name}")[0] for name in (*first, "desk"))
    return any(name.match("/" + root_path.split("/")[1]) for name in names)


def _routes(site: Site, pool: Pool, endpoint: Endpoint, map_pages: MapPages, origins: Sequence[str]) -> list[Route]:
    own = FrontPages(site, pool, endpoint.once, Speaking(pool, site.languages))
    things, taking_along = Things(site, pool, endpoint.once, map_pages), TakingAlong(site.export)
    return [
        Route("/", own.front),
        Route(_SPARQL, endpoint.sparql, methods=["GET", "POST"]),
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
