"""Queries for a program that waits for each answer: a pool of one worker, in a thread of its own."""

from __future__ import annotations

import asyncio
import csv
import io
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, Self, TypeVar

from guanxi_graph.query.by_name import Finder
from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.query.media import question_in
from guanxi_graph.query.messages import Answer, Data, Question, Supply
from guanxi_graph.query.pool import Pool

T = TypeVar("T")


class Engine:
    """One worker process over some data, replaced whenever it had to be killed.

    >>> with Engine(Data(files=(File("map.ttl"),))) as engine:
    ...     engine.query("ASK { ?s ?p ?o }", "json").body
    b'{"head":{},"boolean":true}'
    """

    def __init__(self, data: Data | Supply, limits: Limits | None = None, find: Finder | None = None) -> None:
        """Start the process; it loads while the caller goes on. ``find`` finds what ``gx:search`` looks for."""
        # The thread has a loop of its own because the caller may be within one: a notebook is.
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="guanxi engine", daemon=True)
        self._thread.start()
        self._asking: set[asyncio.Task[Any]] = set()
        self._pool = self._run(_opened(data, limits, find))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def prefixes(self) -> dict[str, str]:
        """What the data declares. Waits until it is loaded; raises QueryError when it cannot be."""
        return self._run(self._asked(self._pool.prefixes()))

    @property
    def processes(self) -> list[int]:
        """The ids of the processes that are ready or at work."""
        return [worker.pid for worker in self._pool.workers]

    def query(self, text: str, form: str = "json") -> Answer:
        """The whole answer in a format of ``media.FORMATS``. Raises QueryError."""
        return self.ask(question_in(text, form))

    def values(self, text: str) -> list[str]:
        """The values of a query's only variable; none when it has no answer within the limits."""
        try:
            return only_column(self.query(text, "csv"))
        except QueryError:
            return []

    def ask(self, question: Question) -> Answer:
        """Like ``query``, with everything said. Raises QueryError: always within the limits' seconds."""
        return self._run(self._asked(self._pool.ask(question)))

    def close(self) -> None:
        """Kill the process."""
        if self._loop.is_closed():
            return
        self._run(self._closed())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _asked(self, work: Coroutine[Any, Any, T]) -> T:
        asking = asyncio.ensure_future(work)
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        return await asking

    async def _closed(self) -> None:
        """First those who ask, as after Ctrl-C, then the process.

        Not every task of the loop: among them are asyncio's own, which open the pipes of a process that starts.
        """
        for task in self._asking:
            task.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)
        await self._pool.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except BaseException:  # Ctrl-C ends the query too
            future.cancel()
            raise


def only_column(answer: Answer) -> list[str]:
    """The values of an answer in CSV that has one variable."""
    return [row[0] if row else "" for row in csv.reader(io.StringIO(answer.body.decode(), newline=""))][1:]


async def _opened(data: Data | Supply, limits: Limits | None, find: Finder | None) -> Pool:
    pool = Pool(data, limits, size=1, find=find)
    pool.open()
    return pool
