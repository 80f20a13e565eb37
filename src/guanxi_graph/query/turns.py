"""Whose turn it is: workers are shared out among those who ask, so that no one with many questions keeps the others."""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from guanxi_graph.query.worker import State, Worker

# Who asks: the address of a client; all are one where it is not set.
ASKER: ContextVar[str] = ContextVar("ASKER", default="")
# Of so many long questions that wait for their turn, others of the same asker are not begun.
_MOST_LONG = 4
# Seconds after which who asks is taken to be the only one.
_ALONE = 60.0


class _Waiter(NamedTuple):
    asker: str
    worker: asyncio.Future[Worker]


class Turns:
    """A free worker goes to whoever has the fewest, and of those to the one who waited longest.

    Nobody has more than ``share`` workers at a time, unless nobody else has asked for a minute. ``lost`` is told of a
    worker that ended while it was idle.
    """

    def __init__(self, share: int, lost: Callable[[Worker], None]) -> None:
        self._share, self._lost = share, lost
        self._idle: deque[Worker] = deque()
        self._waiting: list[_Waiter] = []
        self._held: Counter[str] = Counter()
        self._long: Counter[str] = Counter()
        self._latest: str | None = None
        self._changed = -math.inf

    def wait(self, asker: str) -> asyncio.Future[Worker]:
        """A worker, when it is the asker's turn; it is his until ``leave``."""
        if self._latest not in {None, asker}:
            self._changed = time.monotonic()
        self._latest = asker
        waiter = _Waiter(asker, asyncio.get_running_loop().create_future())
        self._waiting.append(waiter)
        self._share_out()
        return waiter.worker

    def give(self, worker: Worker) -> None:
        """A worker that is ready."""
        self._idle.append(worker)
        self._share_out()

    def leave(self, asker: str) -> None:
        """The asker has one worker less."""
        self._less(self._held, asker)

    @contextmanager
    def long(self, asker: str) -> Iterator[None]:
        """A long question of the asker waits for its turn."""
        self._long[asker] += 1
        try:
            yield
        finally:
            self._less(self._long, asker)

    def tell(self, error: Exception) -> None:
        """All who wait are told that there will be no worker."""
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            if not waiter.worker.done():
                waiter.worker.set_exception(error)

    def _less(self, counts: Counter[str], asker: str) -> None:
        counts[asker] -= 1
        if not counts[asker]:
            del counts[asker]
        self._share_out()

    def _share_out(self) -> None:
        if not (self._idle and self._waiting):
            return
        self._waiting = [waiter for waiter in self._waiting if not waiter.worker.done()]
        while self._idle and (waiter := self._next()):
            worker = self._idle.popleft()
            if worker.state is State.READY:
                self._waiting.remove(waiter)
                self._held[waiter.asker] += 1
                waiter.worker.set_result(worker)
            else:
                self._lost(worker)

    def _next(self) -> _Waiter | None:
        may = (each for each in self._waiting if self._may(each.asker))
        return min(may, key=lambda each: self._held[each.asker], default=None)

    def _may(self, asker: str) -> bool:
        if time.monotonic() - self._changed > _ALONE:
            return True
        return self._held[asker] < self._share and self._long[asker] < _MOST_LONG
