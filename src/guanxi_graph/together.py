"""Several files are replaced as one: all are new, or all are old, also when the process is killed meanwhile.

They are written beside their places first. Then one line at the end of a journal decides that they count; from there
on moving them only takes renames, and whoever finds the journal of a killed process does what is left of them. Without
that line, what was written goes. The files stay plain files in their places: no folder of generations, no links, which
git and web servers would show.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import BinaryIO

from guanxi_graph.files import Part, made_for, named, open_ours, opened_through, place_of, sync_folder
from guanxi_graph.locks import locked

JOURNAL = ".guanxi-build"
_DECIDED = b"move\n"
_NEW = re.compile(r"\.guanxi-[0-9a-f]{8}\.new")
_LONGEST = 1 << 20
_PATIENCE = 60.0  # seconds that another process may take


class Together:
    """The files that are to be replaced at once, and the journal that lists them before they are made."""

    def __init__(self, folder: Path, journal: FileIO) -> None:
        self._folder, self._journal = Path(os.path.realpath(folder)), journal
        self._parts: dict[Path, Part] = {}

    @contextmanager
    def replacing(self, target: Path) -> Iterator[BinaryIO]:
        """Like ``files.replacing``, but nothing takes its place before all do."""
        with named(target):
            through = opened_through(target)
        if through:
            with named(target, target), through:
                yield through
            return
        with named(target):
            part = self._part(place_of(target))
        with named(target, part.path), part.stream:
            yield part.stream
            part.finish()
        self._parts[target] = part

    def write_text(self, target: Path, text: str) -> None:
        with self.replacing(target) as stream:
            stream.write(text.encode("utf-8"))

    def move(self) -> None:
        with named(self._folder):
            self._note(_DECIDED)
            os.fsync(self._journal.fileno())
        for target, part in self._parts.items():
            with named(target):
                part.move()
        for folder in {part.place.parent for part in self._parts.values()}:
            sync_folder(folder)

    def _part(self, place: Path) -> Part:
        name = f".guanxi-{secrets.token_hex(4)}.new"
        self._note(json.dumps([name, os.path.relpath(place, self._folder)]).encode() + b"\n")
        return Part(place, name)

    def _note(self, line: bytes) -> None:
        if self._journal.write(line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def replacing_together(folder: Path) -> Iterator[Together]:
    """Files that take their places together when the block ends, and vanish if it fails.

    The journal is in the folder, which goes too if it was made for them. Raises OSError that names the target or the
    folder, also when another process has been writing there for a minute.
    """
    with ExitStack() as stack:
        with named(folder):
            stack.enter_context(made_for(folder))
            journal = stack.enter_context(_own_journal(folder / JOURNAL))
        together = Together(folder, journal)
        try:
            yield together
            together.move()
        finally:  # interrupted after all was decided, it is still moved
            with suppress(OSError):
                _settle(folder, journal)
                (folder / JOURNAL).unlink()


def finish_left(folder: Path) -> None:
    """Finish, or undo, what a killed process was about to replace in the folder. What cannot be done is left."""
    path = folder / JOURNAL
    with suppress(OSError), open_ours(path) as journal:
        if _is_mine(journal, unknown=False):
            _settle(folder, journal)
            path.unlink()


def _own_journal(path: Path) -> FileIO:
    """An empty journal that is locked; what another left in it is settled."""
    latest = time.monotonic() + _PATIENCE
    while True:
        with ExitStack() as stack:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)
            journal = stack.enter_context(os.fdopen(handle, "r+b", buffering=0))
            if _is_mine(journal, unknown=True):
                try:
                    _settle(path.parent, journal)
                except OSError:  # what cannot be moved will be written anew
                    _settle(path.parent, journal, _taken_away)
                journal.truncate(0)
                stack.pop_all()
                return journal
        if time.monotonic() > latest:
            raise OSError(errno.EBUSY, "another process has been writing here for a minute")
        time.sleep(0.02)


def _is_mine(journal: FileIO, *, unknown: bool) -> bool:
    """Whether it is locked now, and still there: the process before may have taken it away."""
    return locked(journal.fileno(), alone=True, unknown=unknown) and bool(os.fstat(journal.fileno()).st_nlink)


def _settle(folder: Path, journal: FileIO, end: Callable[[Path, str], None] | None = None) -> None:
    """Move what was decided upon; take away what was not."""
    journal.seek(0)
    lines = journal.read(_LONGEST).splitlines(keepends=True)
    end = end or (_moved if lines[-1:] == [_DECIDED] else _taken_away)
    for line in lines:
        with suppress(ValueError, TypeError, RecursionError):  # torn, or not ours
            name, place = json.loads(line)
            if _NEW.fullmatch(name):
                end(Path(os.path.realpath(folder)) / place, name)


def _moved(place: Path, name: str) -> None:
    part = place.with_name(name)
    if part.exists():  # else it was moved before
        part.replace(place)


def _taken_away(place: Path, name: str) -> None:
    place.with_name(name).unlink(missing_ok=True)
