"""The pages of a map that is being edited: made anew when somebody asks after its files were changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.responses import PlainTextResponse

from guanxi_graph.problems import MapError
from guanxi_graph.serve.current import Current, Served

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_AMISS = "The map has errors, so its pages cannot be shown. The desk shows them, and lets one mend them.\n\n"


class Renewed:
    """ASGI application. ``make`` makes the pages of the map as it is; ``state`` is equal while no file was touched.

    Whoever asks after a change waits for the new pages. The old ones are closed when their last answer is given. A map
    with errors is told as such.
    """

    def __init__(self, make: Callable[[], Served], state: Callable[[], object]) -> None:
        self._make, self._state = make, state
        self._turn = asyncio.Lock()
        self._current = Current()
        self._of: object = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._turn:
            state = await to_thread.run_sync(self._state)
            if self._current.now is None or state != self._of:
                await self._current.replace(await self._made())
                self._of = state
        await self._current(scope, receive, send)

    async def close(self) -> None:
        await self._current.close()

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
