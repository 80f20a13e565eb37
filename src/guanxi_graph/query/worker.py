"""A process that answers queries, seen from this side."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from enum import Enum
from typing import Self

import msgspec

from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.query.messages import Answer, Data, Question, Reply, Setup, framed

_TO_LOAD = 3600.0
_BUFFER = 1 << 20


class State(Enum):
    """What can be done with a worker: only one that is ready takes a question."""

    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    DEAD = "dead"


class Lost(Exception):  # noqa: N818
    """The process ended without an answer, and not because we ended it. Says how."""


class Worker:
    """One process over some data. It answers one question at a time, and is dead after one that has no end."""

    def __init__(self, process: Process, limits: Limits) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("the process has no pipes")
        self.limits = limits
        self.prefixes: dict[str, str] = {}
        self._state = State.STARTING
        self._process = process
        self._input, self._output = process.stdin, process.stdout

    @classmethod
    async def start(cls, data: Data, limits: Limits) -> Self:
        """Start the process; it loads while the caller goes on. Raises Lost."""
        # A session of its own: Ctrl-C is for us, and we kill it.
        command = (sys.executable, "-m", "guanxi_graph.query.process")
        creating = asyncio.create_task(
            asyncio.create_subprocess_exec(
                *command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True, limit=_BUFFER
            )
        )
        try:
            await _finished(creating)
            worker = cls(creating.result(), limits)
        except OSError as error:
            raise Lost(f"not started: {error.strerror}") from error
        except asyncio.CancelledError:
            if not creating.exception():
                await cls(creating.result(), limits).kill()
            raise
        try:
            await worker._send(Setup(data, limits))
        except BaseException as error:
            await worker._end(error)
            raise
        return worker

    @property
    def state(self) -> State:
        """Also when the process ended while nobody asked it anything."""
        if self._output.at_eof():
            self._state = State.DEAD
        return self._state

    @property
    def pid(self) -> int:
        return self._process.pid

    async def load(self) -> None:
        """Wait until the data is there. Raises QueryError when it cannot be used, and Lost."""
        try:
            async with asyncio.timeout(_TO_LOAD):
                reply = await self._reply()
        except BaseException as error:
            await self._end(error)
            raise
        if reply.code:
            await self.kill()
            raise QueryError(reply.code, f"the data could not be loaded: {reply.message}")
        self.prefixes = reply.prefixes
        self._state = State.READY

    async def ask(self, question: Question) -> Answer:
        """The whole answer. Raises QueryError, always within the limits' seconds, and Lost.

        When the asker is cancelled, the process is ended: nothing else stops a query that runs.
        """
        self._state = State.BUSY
        try:
            async with asyncio.timeout(self.limits.seconds):
                await self._send(question)
                reply = await self._reply()
        except TimeoutError as error:
            await self.kill()
            message = f"the query took more than {self.limits.seconds:g} seconds; ask for less, or add LIMIT"
            raise QueryError("too-slow", message) from error
        except BaseException as error:
            await self._end(error)
            raise
        self._state = State.READY
        if reply.code:
            raise QueryError(reply.code, reply.message)
        return Answer(reply.media_type, reply.body, reply.count)

    async def kill(self) -> None:
        """End the process. It holds nothing that could be lost."""
        self._state = State.DEAD
        if self._process.returncode is None:
            with suppress(ProcessLookupError):  # not by Process.kill, which takes the exit code away from asyncio
                os.kill(self.pid, signal.SIGKILL)
        self._input.close()
        await self._process.wait()

    async def _send(self, message: Setup | Question) -> None:
        self._input.write(framed(message))
        await self._input.drain()

    async def _reply(self) -> Reply:
        size = int.from_bytes(await self._output.readexactly(4), "big")
        return msgspec.msgpack.decode(await self._output.readexactly(size), type=Reply)

    async def _end(self, error: BaseException) -> None:
        """Kill the process after an error. Raises Lost when the error is that it is gone."""
        await self.kill()
        if isinstance(error, (asyncio.IncompleteReadError, ConnectionError)):
            raise Lost(_how(self._process.returncode)) from error


async def _finished(creating: asyncio.Task[Process]) -> None:
    """Wait to the end, also when cancelled: asyncio waits for ever for a process that was half made."""
    try:
        await asyncio.wait({creating})
    except asyncio.CancelledError:
        await asyncio.wait({creating})
        raise


def _how(code: int | None) -> str:
    """In words: the exit code of a process that should not have ended."""
    if code is not None and code < 0:
        return f"ended by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
