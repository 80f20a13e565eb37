"""Several engines at once, for a server."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

from guanxi_graph.query.engine import Engine
from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.query.messages import Answer, Data, Question

DEFAULT_SIZE = max(2, os.cpu_count() or 2)


class Pool:
    """Engines that take questions in turn. A question waits for one that is free."""

    def __init__(self, data: Data, limits: Limits, size: int = DEFAULT_SIZE) -> None:
        """Start all processes; they load while the server starts."""
        self.limits = limits
        self.engines = [Engine(data, limits) for _ in range(size)]
        self._idle: asyncio.LifoQueue[Engine] = asyncio.LifoQueue()
        for engine in self.engines:
            self._idle.put_nowait(engine)
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="query")
        self._patience = 6 * limits.seconds

    async def ask(self, question: Question) -> Answer:
        """The whole answer. Raises QueryError, also when all engines are busy for long."""
        try:
            async with asyncio.timeout(self._patience):
                engine = await self._idle.get()
        except TimeoutError as error:
            raise QueryError("busy", "every worker is busy with a long query; try again later") from error
        work = asyncio.get_running_loop().run_in_executor(self._threads, engine.ask, question)
        # Were the request cancelled, the engine would still be at work: it is idle only when that ends.
        work.add_done_callback(lambda done: self._back(engine, done))
        return await asyncio.shield(work)

    async def prefixes(self) -> dict[str, str]:
        """What the data declares. Raises QueryError when it cannot be loaded."""
        engine = await self._idle.get()
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, engine.wait_until_ready)
        finally:
            self._idle.put_nowait(engine)
        return engine.prefixes

    def close(self) -> None:
        """Kill all processes."""
        for engine in self.engines:
            engine.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _back(self, engine: Engine, done: asyncio.Future[Answer]) -> None:
        done.cancelled() or done.exception()  # someone has seen it
        self._idle.put_nowait(engine)
