"""A process that answers queries, one after the other, and can be killed at any time.

A running Oxigraph query cannot be stopped from within, may take all memory, and SERVICE opens
connections. So a query runs here: with no file descriptor to open a socket with, a ceiling on
memory, and a ceiling on CPU time should the parent be gone.
"""

from __future__ import annotations

import csv
import io
import resource
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec
import pyoxigraph as ox

from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.query.messages import Answer, Data, File, Question, Reply, Setup
from guanxi_graph.query.scan import uses_any

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def main() -> None:
    """Read a Setup and then Questions from standard input; write Replies to standard output."""
    inbox, outbox = sys.stdin.buffer, sys.stdout.buffer
    setup = msgspec.msgpack.decode(receive(inbox), type=Setup)
    try:
        store, prefixes = open_data(setup.data)
    except (OSError, SyntaxError, ValueError) as error:
        send(outbox, Reply(code="unusable-data", message=str(error)))
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
            reply = Reply(media_type=answer.media_type, count=answer.count, size=len(answer.body))
            send(outbox, reply, answer.body)


def open_data(data: Data) -> tuple[ox.Store, dict[str, str]]:
    """The store and the prefixes that its files declare. Raises OSError, SyntaxError, ValueError."""
    if data.store:
        return ox.Store.read_only(data.store), data.prefixes
    store = ox.Store()
    return store, load_all(store, data.files)


def load_all(store: ox.Store, files: Iterable[File]) -> dict[str, str]:
    """Load files and return their prefixes; where two declare the same one, the first counts."""
    prefixes: dict[str, str] = {}
    for file in files:
        prefixes = load(store, file.path, file.graph) | prefixes
    return prefixes


def load(store: ox.Store, path: str, graph: str) -> dict[str, str]:
    """Load a file and return its prefixes."""
    store.bulk_load(path=path, base_iri=f"file://{path}", to_graph=ox.NamedNode(graph) if graph else None)
    parsed = ox.parse(path=path, base_iri=f"file://{path}")
    next(parsed, None)
    return dict(parsed.prefixes)


def answer_to(question: Question, store: ox.Store, prefixes: dict[str, str], limits: Limits) -> Answer:
    """The whole answer. Raises QueryError."""
    given = question.default_graphs is not None or question.named_graphs is not None
    try:
        found = store.query(
            question.text,
            prefixes=prefixes,
            use_default_graph_as_union=not given and not uses_any(question.text, _DATASET),
            default_graph=[ox.NamedNode(name) for name in question.default_graphs or ()] if given else None,
            named_graphs=[ox.NamedNode(name) for name in question.named_graphs or ()] if given else None,
        )
        if isinstance(found, ox.QueryTriples):
            return _triples(found, question.triples, prefixes, limits)
        return _rows(found, question.rows, limits)
    except SyntaxError as error:
        raise QueryError("syntax", str(error)) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError("failed", f"the query could not be run: {error}") from error


def _rows(found: ox.QuerySolutions | ox.QueryBoolean, media_type: str, limits: Limits) -> Answer:
    if not media_type:
        raise QueryError("not-acceptable", "this query answers with rows or a yes or no: JSON, XML, CSV or TSV")
    form = ox.QueryResultsFormat.from_media_type(media_type)
    body = _collected(lambda stream: found.serialize(stream, form), limits)
    count = 1 if isinstance(found, ox.QueryBoolean) else count_rows(body, media_type)
    return Answer(media_type, body, _within(count, limits))


def _triples(found: ox.QueryTriples, media_type: str, prefixes: dict[str, str], limits: Limits) -> Answer:
    if not media_type:
        raise QueryError("not-acceptable", "this query answers with triples: Turtle, N-Triples, JSON-LD or RDF/XML")
    triples = set(islice(found, 10 * limits.rows + 1))  # a template may repeat itself
    _within(len(triples), limits)
    ordered = sorted(triples, key=str)
    used = {name: iri for name, iri in prefixes.items() if any(iri in str(triple) for triple in ordered)}
    form = ox.RdfFormat.from_media_type(media_type)
    body = _collected(lambda stream: ox.serialize(ordered, stream, format=form, prefixes=used), limits)
    return Answer(media_type, body, len(triples))


def _within(count: int, limits: Limits) -> int:
    if count > limits.rows:
        raise QueryError("too-large", f"the answer has more than {limits.rows:,} rows; add LIMIT, or ask for less")
    return count


_DATASET = frozenset({"FROM"})


class _Table(msgspec.Struct):
    bindings: list[msgspec.Raw]


class _Results(msgspec.Struct):
    results: _Table


def count_rows(body: bytes, media_type: str) -> int:
    """The rows of a result that Oxigraph wrote."""
    match media_type:
        case "application/sparql-results+json":
            return len(msgspec.json.decode(body, type=_Results).results.bindings)
        case "application/sparql-results+xml":
            return body.count(b"<result>")
        case "text/tab-separated-values":  # a newline in a value is escaped
            return body.count(b"\n") - 1
        case _:
            csv.field_size_limit(max(csv.field_size_limit(), len(body) + 1))
            return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1


class _Sink(io.RawIOBase):
    """Collects what is written, up to a size."""

    def __init__(self, longest: int) -> None:
        super().__init__()
        self.longest = longest
        self.content = io.BytesIO()

    def writable(self) -> bool:
        return True

    def write(self, part: ReadableBuffer, /) -> int:
        written = self.content.write(part)
        if self.content.tell() > self.longest:
            size = f"{self.longest / 1_000_000:g} MB"
            raise QueryError("too-large", f"the answer is larger than {size}; add LIMIT, or ask for less")
        return written


def _collected(write: Callable[[BinaryIO], object], limits: Limits) -> bytes:
    """What ``write`` writes, in many small pieces. Raises QueryError when it is too large."""
    sink = _Sink(limits.size)
    buffer = io.BufferedWriter(sink, 1 << 16)
    try:
        write(buffer)
        buffer.flush()
    finally:
        sink.longest = sys.maxsize  # the buffer is flushed once more on its way out
    return sink.content.getvalue()


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


def send(stream: BinaryIO, message: Reply | Setup | Question, body: bytes = b"") -> None:
    """A message goes as its length in four bytes and itself; then the answer's bytes."""
    packed = msgspec.msgpack.encode(message)
    stream.write(len(packed).to_bytes(4, "big") + packed)
    if body:
        stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """The next message; empty at the end."""
    head = stream.read(4)
    return stream.read(int.from_bytes(head, "big")) if len(head) == 4 else b""


if __name__ == "__main__":
    main()
