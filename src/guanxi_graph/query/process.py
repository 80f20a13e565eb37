"""A process that has the data, and brings forth those that answer queries: each can be killed at any time.

A running Oxigraph query cannot be stopped from within, may take all memory, and SERVICE opens
connections. So a query runs in a process of its own: with no file descriptor to open a socket with, a ceiling on
memory, and a ceiling on CPU time should the parent be gone. It is forked from one that has loaded the data, which
takes a thousandth of the time that a start takes, and no memory for another copy.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TypeAlias

import msgspec
import pyoxigraph as ox
from msgspec.structs import replace

from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.query.messages import PID_BYTES, Data, Question, Reply, Setup, framed
from guanxi_graph.query.results import answer_to
from guanxi_graph.query.store import open_data

Opened: TypeAlias = tuple[ox.Store, dict[str, str]]
# Bytes: who had more beside the data, for an answer, gives next to none of it back.
_KEPT = 64_000_000


def main() -> None:
    """Standard input is a socket: a Setup comes, then a byte for each process, with the socket that it is to have."""
    # Some loops leave a second one of the socket open: a worker that has it would keep this end from being missed.
    os.closerange(3, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    asked = socket.socket(fileno=sys.stdin.fileno())
    setup = msgspec.msgpack.decode(receive(asked), type=Setup)
    opened = _opener(setup.data)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that end leave nothing
    while own := socket.recv_fds(asked, 1, 1)[1]:
        child = os.fork()
        if child == 0:
            asked.close()
            serve(socket.socket(fileno=own[0]), opened, setup.limits)
            return
        os.close(own[0])
        asked.sendall(child.to_bytes(PID_BYTES, "big"))
    with suppress(ChildProcessError):
        os.wait()  # for all of them
    gc.freeze()  # nothing is looked through once more at the end, for which the parent waits


def _opener(data: Data) -> Callable[[], Opened]:
    """Gives the data, or raises, in each process. What is in memory is loaded here, once, a store on disk in each.

    In a thread: the random numbers that loading may draw are its own, so that no two processes go on with the same.
    """
    if data.store:
        return lambda: open_data(data)
    loading = _Loading(data)
    loading.start()
    loading.join()
    return loading.opened


class _Loading(Thread):
    """What came of it. Not a future: the module of these takes a tenth of the time in which a process is there."""

    def __init__(self, data: Data) -> None:
        super().__init__()
        self._data = data
        self._outcome: Opened | Exception

    def run(self) -> None:
        try:
            self._outcome = open_data(self._data)
        except Exception as error:  # noqa: BLE001 - raised in those who ask
            self._outcome = error

    def opened(self) -> Opened:
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome


def serve(own: socket.socket, opened: Callable[[], Opened], limits: Limits) -> None:
    """Reply once when the data is there, then to each Question."""
    try:
        store, prefixes = opened()
    except (OSError, SyntaxError, ValueError) as error:
        send(own, Reply(code="unusable-data", message=str(error)))
        return
    except MemoryError:
        send(own, Reply(code="unusable-data", message="there is not enough memory to load the data"))
        return
    _lock_up(limits)
    send(own, Reply(prefixes=prefixes))
    decoder, most = msgspec.msgpack.Decoder(Question), _most_memory() + _KEPT
    while message := receive(own):
        _ration_time(limits)
        reply = _reply(decoder.decode(message), store, prefixes, limits)
        send(own, replace(reply, has_grown=_most_memory() > most))


def _reply(question: Question, store: ox.Store, prefixes: dict[str, str], limits: Limits) -> Reply:
    try:
        answer = answer_to(question, store, prefixes, limits)
    except QueryError as error:
        return Reply(code=error.code, message=error.message)
    except MemoryError:
        return Reply(code="out-of-memory", message="the query needs more memory than it may have")
    return Reply(media_type=answer.media_type, count=answer.count, body=answer.body)


def _lock_up(limits: Limits) -> None:
    ceiling = _address_space() + limits.memory
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # not every system can hold a process to this
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


def _address_space() -> int:
    """Bytes of addresses in use, which is what the limit counts; where the kernel does not say, of memory."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return _most_memory()


def _most_memory() -> int:
    """Bytes that this process had in memory at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _ration_time(limits: Limits) -> None:
    """The kernel ends this process when the parent did not."""
    used = int(time.process_time()) + 1
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (used + int(limits.seconds) + 2, hard))


def send(own: socket.socket, reply: Reply) -> None:
    own.sendall(framed(reply))


def receive(own: socket.socket) -> bytes:
    """The next message, and no byte more; empty at the end."""
    size = int.from_bytes(own.recv(4, socket.MSG_WAITALL), "big")
    return own.recv(size, socket.MSG_WAITALL) if size else b""


if __name__ == "__main__":
    main()
