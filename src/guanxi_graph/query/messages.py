"""What the two ends of a worker's socket say to each other."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from guanxi_graph.query.limits import Limits
from guanxi_graph.query.touched import Touched

PID_BYTES = 4  # of the id of a new process


class File(msgspec.Struct, frozen=True):
    """An RDF file; its triples go into ``graph`` (an IRI), or where the file says when that is empty.

    Relative IRIs in it start from ``base``; empty: from the file's own place.
    """

    path: str
    graph: str = ""
    base: str = ""


class Data(msgspec.Struct, frozen=True, kw_only=True):
    """What is queried: files that are loaded into memory, or the store on disk that they were loaded into.

    Of the files only the triples ``touched``, where some are told: then all are Turtle as this package writes it.
    """

    store: str = ""
    files: tuple[File, ...] = ()
    prefixes: dict[str, str] = {}
    touched: Touched | None = None


# Asked whenever a process is started: the files may have been lost since, and made again.
Supply = Callable[[], Data]


class Setup(msgspec.Struct, frozen=True):
    """The first message to the process that brings forth workers."""

    data: Data
    limits: Limits


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A query. ``rows`` and ``triples`` are the media types for its answer; empty: none is welcome.

    ``default_graphs`` and ``named_graphs`` are None unless the dataset is chosen from outside.
    ``base`` is what relative IRIs begin at; empty: there must be none.
    """

    text: str
    rows: str
    triples: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    base: str = ""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker says: the whole ``body`` of an answer. ``code`` is set when there is none.

    One that ``has_grown`` keeps the memory of a large answer: it is better ended.
    """

    code: str = ""
    message: str = ""
    media_type: str = ""
    count: int = 0
    prefixes: dict[str, str] = {}
    body: bytes = b""
    has_grown: bool = False


class Answer(msgspec.Struct, frozen=True):
    """A whole answer: its media type, its bytes, and how many rows or triples it holds."""

    media_type: str
    body: bytes
    count: int


def framed(message: Setup | Question | Reply) -> bytes:
    """A message as it goes through the socket: its length in four bytes, then itself."""
    packed = msgspec.msgpack.encode(message)
    return len(packed).to_bytes(4, "big") + packed
