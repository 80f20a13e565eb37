"""One state of a map's files: what may be edited at any time is read as it was at one moment."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from guanxi_graph.cli.watching import progress_shown
from guanxi_graph.problems import MapError, Problem
from guanxi_graph.progress import begun
from guanxi_graph.reading.folder import LOCK_FILE, look_into, require_map

_TRIES = 3
# Two changes within a tick of a file system's clock look like one.
_TICK = 20_000_000  # nanoseconds

T = TypeVar("T")


class EditedError(Exception):
    """The files are no longer what they were."""


class _Seen(NamedTuple):
    """What a look at the folder shows: the map's files with their stamps, and what of it cannot be read."""

    stamps: tuple[tuple[Path, tuple[int, ...]], ...]
    problems: tuple[Problem, ...]

    @property
    def newest(self) -> int:
        return max((stamp[-1] for _, stamp in self.stamps if stamp), default=0)


class Files:
    """The files that a map is made of, a folder's or a Turtle file, as they are when this is made."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self._seen = _look(source)
        if self._seen.newest > time.time_ns() - _TICK:
            time.sleep(_TICK / 1e9)
            self._seen = _look(source)

    @property
    def paths(self) -> list[Path]:
        return [path for path, _ in self._seen.stamps]

    @property
    def size(self) -> int:
        """Bytes, of all files together."""
        return sum(stamp[2] for _, stamp in self._seen.stamps if stamp)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stands in the folder and is not read."""
        return self._seen.problems

    def check(self) -> None:
        """Raises EditedError when a file was touched since, came or went."""
        if _look(self.source) != self._seen:
            raise EditedError

    def digest(self) -> str:
        """Of the names within the map and what the files hold: the same on every machine."""
        total = hashlib.sha256()
        for path in self.paths:
            with path.open("rb") as stream:
                name = os.path.relpath(path, self.source if path != self.source else path.parent)
                total.update(f"{name}\0".encode() + hashlib.file_digest(stream, "sha256").digest())
        return total.hexdigest()


def unedited(source: Path, read: Callable[[Files], T]) -> T:
    """What ``read`` makes of a map's folder or Turtle file, done again when somebody edited it meanwhile.

    Raises OSError when somebody does each time, MapError where no map is, and what ``read`` raises.
    """
    for _ in range(_TRIES):
        with suppress(EditedError), progress_shown():
            files = Files(source)
            begun("reading", files.size)
            try:
                return read(files)
            finally:
                files.check()
    raise OSError(errno.EBUSY, "the files are being changed while they are read", str(source))


def state_of(source: Path) -> object:
    """Something that is equal as long as no file of the map, or saved query in it, was touched, came or went."""
    try:
        return _look(source, {"other"})
    except MapError as error:
        return str(error)


def _look(source: Path, unread: Collection[str] = ("query", "other")) -> _Seen:
    if source.is_file():
        return _Seen(((source, _stamp(source)),), ())
    require_map(source)
    folder = look_into(source)
    paths = (file.path for file in folder.files if file.role not in unread or file.path.name == LOCK_FILE)
    return _Seen(tuple((path, _stamp(path)) for path in paths), folder.problems)


def _stamp(path: Path) -> tuple[int, ...]:
    """Nobody can set a file's time of change, the last of these; a time of writing is set back by some tools."""
    try:
        state = path.stat()
    except OSError:
        return ()
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns
