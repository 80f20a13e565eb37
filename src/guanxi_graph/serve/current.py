"""The pages of one state of a map, which may be replaced while they are read."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guanxi_graph.query.pool import Pool

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


SINCE = "guanxi.since"


@dataclass
class Served:
    """The pages of one state of a map, the processes that answer its queries, and how many requests are under way.

    ``since``: from which second of Unix time on it is served; the pages are told it in their scope.
    """

    app: ASGIApp
    pool: Pool | None = None
    under_way: int = 0
    since: int = 0

    async def close(self) -> None:
        if self.pool:
            await self.pool.close()


class Current:
    """ASGI application. A request has all of its answer from one state; the old one is closed after its last answer."""

    def __init__(self) -> None:
        self.now: Served | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        served = self.now
        if served is None:
            raise RuntimeError
        served.under_way += 1
        try:
            await served.app({**scope, SINCE: served.since}, receive, send)
        finally:
            served.under_way -= 1
            await self._leave(served)

    async def replace(self, served: Served) -> None:
        last = self.now.since if self.now else 0
        served.since = max(math.ceil(time.time()), last + 1)  # no two states share a second
        old, self.now = self.now, served
        if old:
            await self._leave(old)

    async def close(self) -> None:
        if self.now:
            await self.now.close()

    async def _leave(self, served: Served) -> None:
        if served is not self.now and not served.under_way:
            await served.close()
