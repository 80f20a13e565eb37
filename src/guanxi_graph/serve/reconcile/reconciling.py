"""The service's addresses, all below ``/reconcile``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import anyio
import msgspec
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from guanxi_graph.map import Map
from guanxi_graph.map.whole_map import WholeMap
from guanxi_graph.serve.below import here
from guanxi_graph.serve.body import body_of
from guanxi_graph.serve.protocol import FORM, ProtocolError, parameters_of
from guanxi_graph.serve.reconcile.extending import extended
from guanxi_graph.serve.reconcile.manifest import manifest
from guanxi_graph.serve.reconcile.meant_things import candidates
from guanxi_graph.serve.reconcile.suggesting import classes_like, preview, properties_like, proposed, things_like
from guanxi_graph.serve.reconcile.wanted import extension, queries

AnswerT = TypeVar("AnswerT")
_MOST_PREFIX = 200


def reconciling_routes(whole: WholeMap, base: str, origins: Sequence[str]) -> list[Route]:
    """``origins``: sites that may show a preview in a frame."""
    service = _Service(whole, base, origins)
    return [
        Route("/reconcile", service.front, methods=["GET", "POST"]),
        Route("/reconcile/suggest/entity", service.entities),
        Route("/reconcile/suggest/type", service.types),
        Route("/reconcile/suggest/property", service.properties),
        Route("/reconcile/properties", service.proposed),
        Route("/reconcile/preview", service.preview),
    ]


class _Service:
    """A method for each address. One is answered at a time, in a thread: a large batch holds up nothing else."""

    def __init__(self, whole: WholeMap, base: str, origins: Sequence[str]) -> None:
        self.whole, self.base = whole, base
        self.may_frame = " ".join(("'self'", *origins))
        self.turn = anyio.CapacityLimiter(1)

    async def front(self, request: Request) -> Response:
        """The manifest, candidates for a batch of queries, or columns for things that were matched."""
        asked = dict(parameters_of(request.url.query))
        if request.method == "POST":
            if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
                raise ProtocolError(415, f"send `queries` or `extend` as {FORM}")
            asked |= dict(parameters_of((await body_of(request)).decode("utf-8", "replace")))
        if "queries" in asked:
            batch = queries(asked["queries"])
            return await self._answer(
                lambda gmap: {key: {"result": candidates(gmap, wanted)} for key, wanted in batch.items()}
            )
        if "extend" in asked:
            wanted = extension(asked["extend"])
            return await self._answer(lambda gmap: extended(gmap, wanted))
        return await self._answer(lambda gmap: manifest(gmap, self.base, here(request)))

    async def entities(self, request: Request) -> Response:
        return await self._suggested(request, things_like)

    async def types(self, request: Request) -> Response:
        return await self._suggested(request, classes_like)

    async def properties(self, request: Request) -> Response:
        return await self._suggested(request, properties_like)

    async def proposed(self, request: Request) -> Response:
        cls, limit = request.query_params.get("type", ""), request.query_params.get("limit", "")
        return await self._answer(lambda gmap: proposed(gmap, cls, int(limit) if limit.isdecimal() else 0))

    async def preview(self, request: Request) -> Response:
        name = request.query_params.get("id", "")

        def shown(gmap: Map) -> str:
            if name not in gmap.entities:
                raise ProtocolError(404, "there is no such thing in this map")
            return preview(gmap, name)

        policy = f"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors {self.may_frame}"
        return HTMLResponse(await self._asked(shown), headers={"content-security-policy": policy})

    async def _suggested(self, request: Request, like: Callable[[Map, str], Any]) -> Response:
        prefix = request.query_params.get("prefix", "")[:_MOST_PREFIX]
        return await self._answer(lambda gmap: {"result": like(gmap, prefix)})

    async def _answer(self, ask: Callable[[Map], Any]) -> Response:
        return JSONResponse(msgspec.to_builtins(await self._asked(ask)))

    async def _asked(self, ask: Callable[[Map], AnswerT]) -> AnswerT:
        return await to_thread.run_sync(lambda: ask(self._map()), limiter=self.turn)

    def _map(self) -> Map:
        gmap = self.whole.get()
        if gmap is None:
            raise ProtocolError(404, "what is served here is not a whole map")
        return gmap
