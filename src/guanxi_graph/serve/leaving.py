"""Who leaves needs no answer: the work for it ends, and a worker is free for others."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TypeVar, cast

from starlette.requests import ClientDisconnect, Request

T = TypeVar("T")


async def while_here(request: Request, work: Coroutine[None, None, T]) -> T:
    """What the work gives. Raises what it raises, and ClientDisconnect; the request's body is read before."""
    here = cast("asyncio.Task[object]", asyncio.current_task())
    leaving = asyncio.create_task(_leave(request, here))
    try:
        return await work
    except asyncio.CancelledError:
        if not leaving.done() or here.uncancel():
            raise
        raise ClientDisconnect from None
    finally:
        leaving.cancel()


async def _leave(request: Request, task: asyncio.Task[object]) -> None:
    """Cancels the task when the client is gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    task.cancel()
