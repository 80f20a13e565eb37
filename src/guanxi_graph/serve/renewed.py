"""The pages of a map that is being edited: made anew when somebody asks after its files were changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.responses import PlainTextResponse

from guanxi_graph.problems import MapError
from guanxi_graph.query.pool import Pool

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_AMISS = "The map has errors, so its pages cannot be shown. The desk shows them, and lets one mend them.\n\n"


@dataclass
class Served:
    """The pages of one state of a map, the processes that answer its queries, and how many requests are under way."""

    app: ASGIApp
    pool: Pool | None = None
    under_way: int = 0

    async def close(self) -> None:
        if self.pool:
            await self.pool.close()


class Renewed:
    """ASGI application. ``make`` makes the pages of the map as it is; ``state`` is equal while no file was touched.

    Whoever asks after a change waits for the new pages. The old ones are closed when their last answer is given. A map
    with errors is told as such.
    """

    def __init__(self, make: Callable[[], Served], state: Callable[[], object]) -> None:
        self._make, self._state = make, state
        self._turn = asyncio.Lock()
        self._now: Served | None = None
        self._of: object = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        served = await self._taken()
        try:
            await served.app(scope, receive, send)
        finally:
            served.under_way -= 1
            await self._leave(served)

    async def close(self) -> None:
        if self._now:
            await self._now.close()

    async def _taken(self) -> Served:
        """The pages of the map as it is now, with one more request under way."""
        async with self._turn:
            state = await to_thread.run_sync(self._state)
            if self._now is None or state != self._of:
                old, self._now, self._of = self._now, await self._made(), state
                if old:
                    await self._leave(old)
            self._now.under_way += 1
            return self._now

    async def _made(self) -> Served:
        try:
            served = await to_thread.run_sync(self._make)
        except MapError as error:
            errors = (each for each in error.problems if each.severity == "error")
            told = "".join(f"{each.span.file}:{each.span.line}: {each.message}\n" for each in errors)
            return Served(PlainTextResponse(_AMISS + told, 503, {"cache-control": "no-store"}))
        if served.pool:
            served.pool.open()
        return served

    async def _leave(self, served: Served) -> None:
        if served is not self._now and not served.under_way:
            await served.close()
