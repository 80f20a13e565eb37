"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from guanxi_graph.locks import locked

_BUFFER = 1 << 20
_STDOUT = 1
# Nothing else that lies in a folder is ours.
_LEFT = re.compile(r"\.guanxi-[0-9a-f]{8}\.part")


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A binary file that takes the target's place when the block ends, and vanishes if it fails.

    It is written beside the target, flushed to the disk, given the permissions and the owner of the file that it
    replaces (or the usual ones), and moved in one step. Links are followed. A device, a pipe, and what standard output
    goes to are written to as they are. Raises OSError that names the target; the old file then stands.
    """
    with named(target):
        through = opened_through(target)
    if through:
        with named(target, target), through:
            yield through
        return
    with named(target):
        part = _part(place_of(target))
    with named(target, part.path), part:
        yield part.stream
        part.finish()
        part.move()
        sync_folder(part.place.parent)


def write_text(target: Path, text: str) -> None:
    """Write UTF-8, whole or not at all."""
    with replacing(target) as stream:
        stream.write(text.encode("utf-8"))


@contextmanager
def named(target: Path, ours: Path | None = None) -> Iterator[None]:
    """Errors name the target: all of them, or only those that name no file or the one that is ours."""
    try:
        yield
    except OSError as error:
        if ours is None or error.filename in {None, str(ours)}:
            raise OSError(error.errno, error.strerror or str(error), str(target)) from error
        raise


def opened_through(target: Path) -> BinaryIO | None:
    """What is written to as it is: a device, a pipe, what is open without a name, what standard output goes to.

    None for a file, and for what is not there yet.
    """
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if is_stdout(target):
        return os.fdopen(os.dup(_STDOUT), "wb", buffering=_BUFFER)
    # The names of pipes and of deleted files in /dev/fd lead nowhere, though the files can be opened.
    place = Path(os.path.realpath(target))
    if stat.S_ISREG(found.st_mode) and place.exists() and os.path.samestat(found, place.stat()):
        return None
    return os.fdopen(os.open(target, os.O_WRONLY), "wb", buffering=_BUFFER)


def is_stdout(target: Path) -> bool:
    """Whether the target is what standard output goes to: its other name, or the file that it was sent to."""
    with suppress(OSError):
        return os.path.samestat(target.stat(), os.fstat(_STDOUT))
    return False


def place_of(target: Path) -> Path:
    """Where the target really is, in a folder that is there then. Raises OSError when it must not be written."""
    place = Path(os.path.realpath(target))
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, "it is read-only", str(target))
    make_folder(place.parent)
    return place


def make_folder(folder: Path) -> None:
    """Raises OSError; NotADirectoryError where a file is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error


@contextmanager
def made_for(folder: Path) -> Iterator[None]:
    """The folder is there. Where the block fails, it goes if it was made for that and is empty. Raises OSError."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    make_folder(folder)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            for each in missing:
                each.rmdir()
        raise


class Part:
    """A new file beside its place, which it takes in one step; it goes when it is left before that."""

    def __init__(self, place: Path, name: str) -> None:
        self.place, self.path = place, place.with_name(name)
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self.stream = os.fdopen(handle, "wb", buffering=_BUFFER)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self.stream.close()
        with suppress(OSError):
            self.path.unlink()

    def finish(self) -> None:
        """All of it on the disk, and as open to others as what it replaces."""
        self.stream.flush()
        _make_alike(self.stream.fileno(), self.place)
        os.fsync(self.stream.fileno())

    def move(self) -> None:
        self.path.replace(self.place)


def _part(place: Path) -> Part:
    """A locked part, so that nobody takes it for one that a killed process left. What is left in the folder goes."""
    _sweep(place.parent)
    while True:
        part = Part(place, f".guanxi-{secrets.token_hex(4)}.part")
        here = locked(part.stream.fileno(), alone=False, unknown=True)
        if here and os.fstat(part.stream.fileno()).st_nlink:  # else it was swept before it was locked
            return part
        part.stream.close()


def _sweep(folder: Path) -> None:
    with suppress(OSError):
        left = [path for path in folder.iterdir() if _LEFT.fullmatch(path.name)]
        for path in left:
            with suppress(OSError), open_ours(path) as part:
                if locked(part.fileno(), alone=True, unknown=False):
                    path.unlink()


def open_ours(path: Path) -> FileIO:
    """Open for reading what guanxi wrote: not what a link leads to, and without waiting for a pipe."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb", buffering=0)


def sync_folder(folder: Path) -> None:
    """Make new names outlive a crash, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _make_alike(handle: int, place: Path) -> None:
    """The owner where that is allowed, and the permissions."""
    try:
        old = place.stat()
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        os.fchmod(handle, 0o666 & ~umask)
        return
    new = os.fstat(handle)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        with suppress(PermissionError):
            os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))
