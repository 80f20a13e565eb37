"""The workers of a server as a thread asks them: it waits for each answer."""

from __future__ import annotations

import asyncio
import math
import time

from guanxi_graph.query.engine import only_column
from guanxi_graph.query.limits import QueryError
from guanxi_graph.query.media import question_in
from guanxi_graph.query.messages import Answer
from guanxi_graph.query.pool import Pool


class InThread:
    """To be made in the loop, and asked in a thread that is not the loop's."""

    def __init__(self, pool: Pool, seconds: float = math.inf) -> None:
        """``seconds``: how long all the questions may take together."""
        self._pool, self._loop = pool, asyncio.get_running_loop()
        self._end = time.monotonic() + seconds

    def query(self, text: str, form: str = "json") -> Answer:
        """Raises QueryError, and TimeoutError when there is no more time."""
        if time.monotonic() > self._end:
            raise TimeoutError
        return asyncio.run_coroutine_threadsafe(self._pool.ask(question_in(text, form)), self._loop).result()

    def values(self, text: str) -> list[str]:
        """Those of a query's only variable; none when it has no answer. Raises TimeoutError."""
        try:
            return only_column(self.query(text, "csv"))
        except QueryError:
            return []
