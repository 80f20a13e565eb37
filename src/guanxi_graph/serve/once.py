"""What does not change is made once, however many ask for it, and however soon they leave."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from anyio import to_thread

from guanxi_graph.query.limits import QueryError

Key = tuple[str, ...]

_MOST_KEPT = 40
_AT_ONCE = 2


class Once:
    """Bytes by key. Those who ask while they are made wait for the same work; what failed is tried again."""

    def __init__(self, most: int = _MOST_KEPT, at_once: int = _AT_ONCE) -> None:
        self.most = most
        self._work: dict[Key, asyncio.Task[bytes]] = {}
        self._turns = asyncio.Semaphore(at_once)

    async def get(self, key: Key, make: Callable[[], bytes]) -> bytes:
        """What ``make`` makes, in a thread. Raises what it raises, and QueryError when too much is under way."""
        work = self._work.get(key)
        if work is None:
            self._make_room()
            work = self._work[key] = asyncio.create_task(self._make(make))
            work.add_done_callback(partial(self._forget_failure, key))
        return await asyncio.shield(work)  # a reader may leave; the next one is served

    async def _make(self, make: Callable[[], bytes]) -> bytes:
        async with self._turns:
            return await to_thread.run_sync(make, abandon_on_cancel=True)

    def _make_room(self) -> None:
        """The name of the host is part of some keys, so that there may be any number of them."""
        if len(self._work) < self.most:
            return
        oldest = next((key for key, work in self._work.items() if work.done()), None)
        if oldest is None:
            raise QueryError("busy", "too much is being made at once; try again later")
        del self._work[oldest]

    def _forget_failure(self, key: Key, work: asyncio.Task[bytes]) -> None:
        if (work.cancelled() or work.exception()) and self._work.get(key) is work:
            del self._work[key]
