"""The workers over some data: started, replaced when they are gone, and what stands in the way of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from itertools import count

from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.query.messages import Supply
from guanxi_graph.query.nursery import Lost, Nursery
from guanxi_graph.query.worker import Worker

_STARTS = 3  # of processes, one after the other, before those who have waited long are told
_LONGEST_PAUSE, _LONGEST_AFTER_LOSS = 10.0, 1.0


class Hiring:
    """``give`` is given each worker that is ready; ``tell`` is told why there is none to wait for."""

    def __init__(
        self, supply: Supply, limits: Limits, give: Callable[[Worker], None], tell: Callable[[QueryError], None]
    ) -> None:
        self.workers: set[Worker] = set()
        self.trouble: tuple[str, str] | None = None  # code and message: the data is at fault
        self.lost = ""  # how one process after the other ended while it loaded: perhaps the next one is spared
        self._supply, self._limits, self._give, self._tell = supply, limits, give, tell
        self._leaving: set[Worker] = set()
        self._nursery: Nursery | None = None
        self._starting = asyncio.Lock()
        self._prefixes: dict[str, str] = {}
        self._tried = asyncio.Event()
        self._failures = 0
        self._is_closed = False
        self._tasks: set[asyncio.Task[None]] = set()

    def hire(self) -> None:
        """Start another process; it loads while the caller goes on."""
        self._begin(self._hire())

    def replace(self, worker: Worker) -> None:
        """End a worker, and start another one in its place."""
        self.workers.discard(worker)
        self._leaving.add(worker)
        self._begin(self._hire(worker))

    async def close(self) -> None:
        """Kill all processes."""
        self._is_closed = True
        self._despair("busy", "the server is closing")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self.workers | self._leaving))
        if self._nursery:
            await self._nursery.close()

    async def prefixes(self) -> dict[str, str]:
        """What the data declares. Raises QueryError when it cannot be loaded."""
        await self._tried.wait()
        if self._prefixes or self.workers:
            return self._prefixes
        raise QueryError(*self.trouble or ("unusable-data", self.lost))

    async def _hire(self, instead_of: Worker | None = None) -> None:
        """Start processes until one is ready, more and more slowly."""
        if instead_of:
            await instead_of.kill()
            self._leaving.discard(instead_of)
        for tries in count(1):
            try:
                worker = await Worker.start(await self._its_nursery(), self._limits)
            except QueryError as error:
                longest = _LONGEST_PAUSE
                self._despair(error.code, error.message)
                if self._nursery:  # perhaps what the next one has is mended; it lasts as long as its other workers
                    self._begin(self._nursery.close())
            except (Lost, OSError) as error:
                longest = _LONGEST_AFTER_LOSS
                self._failures += 1
                if self._failures >= _STARTS:
                    self.lost = f"the process that loads the data was {error}"
                    self._tried.set()
            else:
                self.trouble, self._failures, self.lost, self._prefixes = None, 0, "", worker.prefixes
                self._tried.set()
                self.workers.add(worker)
                self._give(worker)
                return
            await asyncio.sleep(min(longest, 0.05 * 2**tries))

    async def _its_nursery(self) -> Nursery:
        """The one there is, else a new one. Raises Lost."""
        async with self._starting:
            if self._nursery is None or not self._nursery.is_open:
                self._nursery = await Nursery.start(await asyncio.to_thread(self._supply), self._limits)
                self._begin(self._succeed(self._nursery))
            return self._nursery

    async def _succeed(self, nursery: Nursery) -> None:
        """Another one loads the data as soon as one that had loaded it is gone, not when a worker is missed."""
        if await nursery.ended():
            with suppress(Lost, OSError):
                await self._its_nursery()

    def _despair(self, code: str, message: str) -> None:
        """Those who wait are told, when there is no other worker to wait for."""
        self.trouble = code, message
        self._tried.set()
        if not self.workers:
            self._tell(QueryError(code, message))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        if self._is_closed:
            work.close()
            return
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
