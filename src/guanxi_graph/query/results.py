"""A query's whole answer in the format that was asked for, within its limits."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

import msgspec
import pyoxigraph as ox

from guanxi_graph.query.limits import Limits, QueryError
from guanxi_graph.query.messages import Answer, Question
from guanxi_graph.query.scan import uses_any

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def answer_to(question: Question, store: ox.Store, prefixes: dict[str, str], limits: Limits) -> Answer:
    """The whole answer. Raises QueryError."""
    given = question.default_graphs is not None or question.named_graphs is not None
    try:
        found = store.query(
            question.text,
            base_iri=question.base or None,
            prefixes=_used(prefixes, question.text),
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


def _used(prefixes: dict[str, str], text: str) -> dict[str, str]:
    """Those that the text may use: the engine takes its time for each."""
    return {name: iri for name, iri in prefixes.items() if f"{name}:" in text}


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
