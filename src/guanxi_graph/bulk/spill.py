"""Claims that wait on the disk, sorted by the part that they go to."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from guanxi_graph.files import named
from guanxi_graph.reading.records import Written

_WAITING = 50_000


class Spill:
    """What was written for each claim, in a folder that goes when this is left. Only we write and read its files."""

    def __init__(self, parts: int) -> None:
        self.parts = parts
        self._stack = ExitStack()
        with _named():
            self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="guanxi-")))
        self._waiting: list[list[Written]] = [[] for _ in range(parts)]
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, parts: Iterable[int], written: Written) -> None:
        """Let the claim wait in these parts."""
        for part in parts:
            self._waiting[part].append(written)
            self._number += 1
        if self._number >= _WAITING:
            self._write()

    def of(self, part: int) -> list[Written]:
        """All that waits for a part, in the order in which it came."""
        self._write()
        return [written for batch in read_batches(self._path(part)) for written in batch]

    def _write(self) -> None:
        for part, waiting in enumerate(self._waiting):
            if waiting:
                add_batch(self._path(part), waiting)
                waiting.clear()
        self._number = 0

    def _path(self, part: int) -> Path:
        return self.folder / f"{part}.written"


def add_batch(path: Path, batch: list[Any]) -> None:
    """Write a list behind those that the file holds already. Raises OSError that names the folder of such files."""
    with _named(), path.open("ab") as stream:
        pickle.dump(batch, stream, protocol=pickle.HIGHEST_PROTOCOL)


def _named() -> AbstractContextManager[None]:
    """Errors name the folder that people know: ours in it goes."""
    return named(Path(tempfile.gettempdir()))


def read_batches(path: Path) -> Iterator[list[Any]]:
    """The lists of a file, one after the other; none where there is no file."""
    if not path.exists():
        return
    with path.open("rb") as stream:
        while stream.peek(1):
            yield pickle.load(stream)  # noqa: S301 - a file of our own folder
