"""A process that answers queries, one after the other, and can be killed at any time.

A running Oxigraph query cannot be stopped from within, may take all memory, and SERVICE opens
connections. So a query runs here: with no file descriptor to open a socket with, a ceiling on
memory, and a ceiling on CPU time should the parent be gone.
"""

from __future__ import annotations

import resource
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.query.messages import Question, Reply, Setup, framed
from guanxi_graph.query.results import answer_to
from guanxi_graph.query.store import open_data


def main() -> None:
    """Read a Setup and then Questions from standard input; write Replies to standard output."""
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(inbox: BinaryIO, outbox: BinaryIO) -> None:
    setup = msgspec.msgpack.decode(receive(inbox), type=Setup)
    try:
        store, prefixes = open_data(setup.data)
    except (OSError, SyntaxError, ValueError) as error:
        send(outbox, Reply(code="unusable-data", message=str(error)))
        return
    except MemoryError:
        send(outbox, Reply(code="unusable-data", message="there is not enough memory to load the data"))
        return
    _lock_up(setup.limits)
    send(outbox, Reply(prefixes=prefixes))
    decoder = msgspec.msgpack.Decoder(Question)
    while message := receive(inbox):
        _ration_time(setup.limits)
        try:
            answer = answer_to(decoder.decode(message), store, prefixes, setup.limits)
        except QueryError as error:
            send(outbox, Reply(code=error.code, message=error.message))
        except MemoryError:
            send(outbox, Reply(code="out-of-memory", message="the query needs more memory than it may have"))
        else:
            send(outbox, Reply(media_type=answer.media_type, count=answer.count, body=answer.body))


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
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _ration_time(limits: Limits) -> None:
    """The kernel ends this process when the parent did not."""
    used = int(time.process_time()) + 1
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (used + int(limits.seconds) + 2, hard))


def send(stream: BinaryIO, reply: Reply) -> None:
    stream.write(framed(reply))
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """The next message; empty at the end."""
    head = stream.read(4)
    return stream.read(int.from_bytes(head, "big")) if len(head) == 4 else b""


if __name__ == "__main__":
    main()
