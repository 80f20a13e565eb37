"""A process that answers queries, seen from this side."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from enum import Enum
from typing import Self, cast

import msgspec

from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.query.messages import Answer, Question, Reply, framed
from guanxi_graph.query.nursery import Lost, Nursery

_LONGEST_START = 3600.0
_DECODER = msgspec.msgpack.Decoder(Reply)


class State(Enum):
    """What can be done with a worker: only one that is ready takes a question."""

    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    DEAD = "dead"


class Worker(asyncio.Protocol):
    """One process over some data. It answers one question at a time.

    It is dead after one that has no end, or whose answer took much memory.
    """

    def __init__(self, pid: int, limits: Limits) -> None:
        loop = asyncio.get_running_loop()
        self.pid, self.limits = pid, limits
        self.prefixes: dict[str, str] = {}
        self.state = State.STARTING
        self._loaded: asyncio.Future[Reply] = loop.create_future()
        self._asked: asyncio.Future[Answer] = loop.create_future()
        self._asked.cancel()  # nobody waits yet
        self._late: asyncio.TimerHandle | None = None
        self._gone: asyncio.Future[None] = loop.create_future()
        self._began = loop.time()
        self._why: Exception | None = None
        self._said = bytearray()

    @classmethod
    async def start(cls, nursery: Nursery, limits: Limits) -> Self:
        """When the data is there. Raises QueryError when it cannot be used, and Lost."""
        async with asyncio.timeout(_LONGEST_START):
            pid, own = await nursery.bring_forth()
            _, worker = await asyncio.get_running_loop().create_unix_connection(lambda: cls(pid, limits), sock=own)
            await worker.load()
        return worker

    async def load(self) -> None:
        """Wait until the data is there. Raises like ``start``."""
        try:
            reply = await self._loaded
        except BaseException:
            await self.kill()
            raise
        if reply.code:
            await self.kill()
            raise QueryError(reply.code, f"the data could not be loaded: {reply.message}")
        self.prefixes, self.state = reply.prefixes, State.READY

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._said += data
        if len(self._said) >= 4 + int.from_bytes(self._said[:4], "big"):
            reply = _DECODER.decode(memoryview(self._said)[4:])
            self._said = bytearray()
            if self._loaded.done():
                self._answer(reply)
            else:
                self._loaded.set_result(reply)

    def connection_lost(self, _: Exception | None) -> None:
        """Also when the process ended while nobody asked it anything."""
        self.state = State.DEAD
        self._gone.set_result(None)
        why = self._why or Lost("ended", asyncio.get_running_loop().time() - self._began)
        for waiting in (self._loaded, self._asked):
            if not waiting.done():
                waiting.set_exception(why)

    def ask(self, question: Question, seconds: float) -> asyncio.Future[Answer]:
        """The whole answer; or QueryError, always within so many seconds, or Lost.

        When the asker is cancelled, the process is ended: nothing else stops a query that runs.
        """
        loop = asyncio.get_running_loop()
        self._asked = asked = loop.create_future()
        if self.state is State.DEAD:
            asked.set_exception(Lost("ended"))
            return asked
        self.state, self._began = State.BUSY, loop.time()
        self._late = loop.call_later(seconds, self._give_up)
        asked.add_done_callback(self._end)
        self._transport.write(framed(question))
        return asked

    async def kill(self) -> None:
        """End the process, and wait until its memory is free. It holds nothing that could be lost."""
        self._kill()
        await asyncio.shield(self._gone)

    def _answer(self, reply: Reply) -> None:
        if self.state is State.DEAD or self._asked.done():  # it came too late
            return
        self.state = State.DEAD if reply.has_grown else State.READY
        if reply.code:
            self._asked.set_exception(QueryError(reply.code, reply.message))
        else:
            self._asked.set_result(Answer(reply.media_type, reply.body, reply.count))

    def _give_up(self) -> None:
        """The asker is told when the process has ended."""
        self._why = QueryError(
            "too-slow", f"the query took more than {self.limits.seconds:g} seconds; ask for less, or add LIMIT"
        )
        self._kill()

    def _end(self, asked: asyncio.Future[Answer]) -> None:
        if self._late:
            self._late.cancel()
        if asked.cancelled():
            self._kill()

    def _kill(self) -> None:
        self.state = State.DEAD
        if not self._gone.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
