"""Queries from this side: a worker process with a deadline, replaced whenever it had to be killed."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from types import TracebackType
from typing import Self

import msgspec

from guanxi_graph.query.limits import Limits, QueryError, refuse_unsafe
from guanxi_graph.query.media import question_in
from guanxi_graph.query.messages import Answer, Data, Question, Reply, Setup

CRASHED = "the query broke the engine: it nests too deep or needs too much memory; take it apart"
_TO_LOAD = 3600.0


def too_slow(limits: Limits) -> str:
    return f"the query took more than {limits.seconds:g} seconds; ask for less, or add LIMIT"


def answer_in(reply: Reply, body: bytes) -> Answer:
    """The answer of a reply. Raises QueryError when it says that there is none."""
    if reply.code:
        raise QueryError(reply.code, reply.message)
    return Answer(reply.media_type, body, reply.count)


class Engine:
    """One worker process over some data. Not for several threads at once.

    >>> with Engine(Data(files=(File("map.ttl"),))) as engine:
    ...     engine.query("ASK { ?s ?p ?o }", "json").body
    b'{"head":{},"boolean":true}'
    """

    def __init__(self, data: Data, limits: Limits | None = None) -> None:
        """Start the process; it loads while the caller goes on."""
        self.data = data
        self.limits = limits or Limits()
        self.prefixes: dict[str, str] = {}
        self.ready = False
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def query(self, text: str, form: str = "json") -> Answer:
        """The whole answer in a format of ``media.FORMATS``. Raises QueryError."""
        return self.ask(question_in(text, form))

    def ask(self, question: Question) -> Answer:
        """Like ``query``, with everything said. Raises QueryError: always within the limits' seconds."""
        refuse_unsafe(question.text)
        self.wait_until_ready()
        deadline = time.monotonic() + self.limits.seconds
        try:
            self.send(question)
            reply = self._receive(deadline)
            body = self._read(reply.size, deadline)
        except (BrokenPipeError, EOFError) as error:
            self.restart()
            raise QueryError("crashed", CRASHED) from error
        except BaseException:
            self.restart()
            raise
        return answer_in(reply, body)

    def wait_until_ready(self) -> None:
        """Wait until the data is loaded. Raises QueryError when it cannot be."""
        if self.ready:
            return
        try:
            reply = self._receive(time.monotonic() + _TO_LOAD)
        except EOFError as error:
            raise QueryError("unusable-data", "the data could not be loaded: there is not enough memory") from error
        if reply.code:
            raise QueryError(reply.code, reply.message)
        self.prefixes = reply.prefixes
        self.ready = True

    @property
    def output(self) -> int:
        """The file descriptor that replies come from."""
        if self._process.stdout is None:
            raise EOFError
        return self._process.stdout.fileno()

    def restart(self) -> None:
        """Kill the process, whatever it does, and start another."""
        self.close()
        self._start()

    def close(self) -> None:
        """Kill the process. It holds nothing that could be lost."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def _start(self) -> None:
        self.ready = False
        # A session of its own: Ctrl-C is for us, and we kill it.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "guanxi_graph.query.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,
        )
        self.send(Setup(self.data, self.limits))

    def send(self, message: Setup | Question) -> None:
        packed = msgspec.msgpack.encode(message)
        if self._process.stdin is None:
            raise BrokenPipeError
        self._process.stdin.write(len(packed).to_bytes(4, "big") + packed)

    def _receive(self, deadline: float) -> Reply:
        size = int.from_bytes(self._read(4, deadline), "big")
        return msgspec.msgpack.decode(self._read(size, deadline), type=Reply)

    def _read(self, size: int, deadline: float) -> bytes:
        """So many bytes. Raises QueryError after the deadline, EOFError when the process is gone."""
        handle, parts = self.output, []
        while size:
            left = max(0.0, deadline - time.monotonic())
            if not select.select([handle], [], [], left)[0]:
                raise QueryError("too-slow", too_slow(self.limits))
            part = os.read(handle, min(size, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)
