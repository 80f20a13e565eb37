"""A stream that compresses what is written to it; the same bytes each time."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import BinaryIO, cast

from guanxi_graph.formats.needed import needed


class _Open:
    """A stream that pyarrow cannot close: who opened it still has to flush it to the disk."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self.write, self.flush = stream.write, stream.flush

    def close(self) -> None:
        self.flush()


@contextmanager
def _gzipped(stream: BinaryIO) -> Iterator[BinaryIO]:
    # Neither the time nor the name of a file that may be called otherwise.
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=stream, mtime=0) as packed:
        yield cast("BinaryIO", packed)


@contextmanager
def _zstandard(stream: BinaryIO) -> Iterator[BinaryIO]:
    with needed("pyarrow", "zstd").CompressedOutputStream(_Open(stream), "zstd") as packed:
        yield packed


# By name: what is opened around a stream. It raises ImportError for what it lacks.
COMPRESSIONS: Mapping[str, Callable[[BinaryIO], AbstractContextManager[BinaryIO]]] = {
    "gzip": _gzipped,
    "zstd": _zstandard,
}
