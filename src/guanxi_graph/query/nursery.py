"""The process that has the data, seen from this side: it brings forth the workers."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from contextlib import suppress
from typing import Self

from guanxi_graph.query.limits import Limits
from guanxi_graph.query.messages import PID_BYTES, Data, Setup, framed


class Lost(Exception):  # noqa: N818
    """A process ended without an answer, and not because we ended it. Says how, and after what seconds of work."""

    def __init__(self, how: str, after: float = 0.0) -> None:
        super().__init__(how)
        self.after = after


class Nursery:
    """One process over some data, and the socket on which it is asked for others."""

    def __init__(self, process: Process, asked: socket.socket) -> None:
        self._process, self._asked = process, asked
        self._turn = asyncio.Lock()
        self._is_loaded = False

    @classmethod
    async def start(cls, data: Data, limits: Limits) -> Self:
        """It loads the data while the caller goes on. Raises Lost."""
        asked, its = socket.socketpair()
        asked.setblocking(False)
        # A session of its own: Ctrl-C is for us, and we kill it.
        command = (sys.executable, "-m", "guanxi_graph.query.process")
        creating = asyncio.create_task(
            asyncio.create_subprocess_exec(
                *command, stdin=its.fileno(), stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
            )
        )
        try:
            await _finished(creating)
            nursery = cls(creating.result(), asked)
        except OSError as error:
            raise Lost(f"not started: {error.strerror}") from error
        except asyncio.CancelledError:
            if not creating.exception():
                await cls(creating.result(), asked).close()
            raise
        finally:
            its.close()
        try:
            await asyncio.get_running_loop().sock_sendall(asked, framed(Setup(data, limits)))
        except BaseException as error:
            raise await nursery._ended(error) from error
        return nursery

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_open(self) -> bool:
        return self._asked.fileno() >= 0 and self._process.returncode is None

    async def ended(self) -> bool:
        """Wait until the process has ended. Had it brought forth others?"""
        await self._process.wait()
        async with self._turn:
            self._asked.close()
        return self._is_loaded

    async def bring_forth(self) -> tuple[int, socket.socket]:
        """The id of a new process, when the data is loaded, and the socket on which it is asked. Raises Lost."""
        async with self._turn:
            ours, its = socket.socketpair()
            try:
                socket.send_fds(self._asked, [b"+"], [its.fileno()])
                told = await asyncio.get_running_loop().sock_recv(self._asked, PID_BYTES)
            except BaseException as error:
                ours.close()
                raise await self._ended(error) from error
            finally:
                its.close()
            if not told:
                ours.close()
                raise await self._ended(ConnectionResetError())
        self._is_loaded = True
        return int.from_bytes(told, "big"), ours

    async def close(self) -> None:
        """End the process. One that has brought forth others waits until these have ended, as nobody else can."""
        self._asked.close()
        if self._process.returncode is None and not self._is_loaded:
            with suppress(ProcessLookupError):  # not by Process.kill, which takes the exit code away from asyncio
                os.kill(self._process.pid, signal.SIGKILL)
        await self._process.wait()

    async def _ended(self, error: BaseException) -> BaseException:
        """What to raise when the process can be asked no more, which ends it."""
        await self.close()
        return Lost(_how(self._process.returncode)) if isinstance(error, OSError) else error


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
