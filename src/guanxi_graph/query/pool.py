"""Several engines at once, for a server."""

from __future__ import annotations

import asyncio
import os

import msgspec

from guanxi_graph.query.answers import Answers
from guanxi_graph.query.engine import CRASHED, Engine, answer_in, too_slow
from guanxi_graph.query.limits import Limits, QueryError, refuse_unsafe
from guanxi_graph.query.messages import Answer, Data, Question, Reply

DEFAULT_SIZE = max(2, os.cpu_count() or 2)
_BUSY = "every worker is busy with a long query; try again later"


class Pool:
    """Engines that take questions in turn. A question waits for one that is free."""

    def __init__(self, data: Data, limits: Limits, size: int = DEFAULT_SIZE) -> None:
        """Start all processes; they load while the server starts."""
        self.limits = limits
        self.engines = [Engine(data, limits) for _ in range(size)]
        self._idle: asyncio.LifoQueue[Engine] = asyncio.LifoQueue()
        for engine in self.engines:
            self._idle.put_nowait(engine)
        self._running: set[asyncio.Task[Answer]] = set()
        self._answers = Answers()
        self._patience = 6 * limits.seconds

    async def ask(self, question: Question) -> Answer:
        """The whole answer. Raises QueryError, also when all engines are busy for long."""
        if known := self._answers.get(question):
            return known
        refuse_unsafe(question.text)
        engine = await self._free()
        # Were the request cancelled, the engine would still be at work: it is free only when that ends.
        work = asyncio.create_task(self._ask(engine, question))
        self._running.add(work)
        work.add_done_callback(self._running.discard)
        return await asyncio.shield(work)

    async def prefixes(self) -> dict[str, str]:
        """What the data declares. Raises QueryError when it cannot be loaded."""
        engine = await self._free()
        try:
            await asyncio.to_thread(engine.wait_until_ready)
        finally:
            self._idle.put_nowait(engine)
        return engine.prefixes

    def close(self) -> None:
        """Kill all processes."""
        for engine in self.engines:
            engine.close()

    async def _free(self) -> Engine:
        if not self._idle.empty():
            return self._idle.get_nowait()
        try:
            async with asyncio.timeout(self._patience):
                return await self._idle.get()
        except TimeoutError as error:
            raise QueryError("busy", _BUSY) from error

    async def _ask(self, engine: Engine, question: Question) -> Answer:
        try:
            if not engine.ready:
                await asyncio.to_thread(engine.wait_until_ready)
            try:
                async with asyncio.timeout(self.limits.seconds):
                    engine.send(question)
                    reply, body = await _incoming(engine.output)
            except BaseException as error:
                await asyncio.to_thread(engine.restart)
                if isinstance(error, TimeoutError):
                    raise QueryError("too-slow", too_slow(self.limits)) from error
                if isinstance(error, (BrokenPipeError, EOFError)):
                    raise QueryError("crashed", CRASHED) from error
                raise
            answer = answer_in(reply, body)
            self._answers.put(question, answer)
            return answer
        finally:
            self._idle.put_nowait(engine)


async def _incoming(handle: int) -> tuple[Reply, bytes]:
    """A reply and the bytes that follow it, as they come. Raises EOFError when the process is gone."""
    loop = asyncio.get_running_loop()
    message = _Message(loop.create_future())
    loop.add_reader(handle, message.take, handle)
    try:
        return await message.whole
    finally:
        loop.remove_reader(handle)


class _Message:
    """What has come so far of a reply; see ``worker.send`` for its form."""

    def __init__(self, whole: asyncio.Future[tuple[Reply, bytes]]) -> None:
        self.whole = whole
        self.received = bytearray()
        self.reply: Reply | None = None

    def take(self, handle: int) -> None:
        part = os.read(handle, 1 << 20)
        if self.whole.done():
            return
        if not part:
            self.whole.set_exception(EOFError())
        self.received += part
        if self.reply is None and len(self.received) >= 4:
            end = 4 + int.from_bytes(self.received[:4], "big")
            if len(self.received) >= end:
                self.reply = msgspec.msgpack.decode(self.received[4:end], type=Reply)
                del self.received[:end]
        if self.reply is not None and len(self.received) >= self.reply.size:
            self.whole.set_result((self.reply, bytes(self.received)))
