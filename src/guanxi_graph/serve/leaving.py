"""Who leaves needs no answer: the work for it ends, and a worker is free for others."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TypeVar, cast

from starlette.requests import ClientDisconnect, Request

T = TypeVar("T")
# Seconds: most answers are there sooner, and need no watch.
_SOON = 0.05


async def while_here(request: Request, work: Coroutine[None, None, T]) -> T:
    """What the work gives. Raises what it raises, and ClientDisconnect; the request's body is read before."""
    watch = _Watch(request)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.is_left():
            raise ClientDisconnect from None
        raise
    finally:
        watch.end()


class _Watch:
    """Cancels the task that it is made in when the client is gone, from a little later on."""

    def __init__(self, request: Request) -> None:
        self._request, self._task = request, cast("asyncio.Task[object]", asyncio.current_task())
        self._leaving: asyncio.Task[None] | None = None
        self._start = asyncio.get_running_loop().call_later(_SOON, self._begin)

    def is_left(self) -> bool:
        """Was the task cancelled by this alone? It goes on then."""
        return self._leaving is not None and self._leaving.done() and not self._task.uncancel()

    def end(self) -> None:
        self._start.cancel()
        if self._leaving:
            self._leaving.cancel()

    def _begin(self) -> None:
        self._leaving = asyncio.create_task(self._leave())

    async def _leave(self) -> None:
        while (await self._request.receive())["type"] != "http.disconnect":
            pass
        self._task.cancel()
