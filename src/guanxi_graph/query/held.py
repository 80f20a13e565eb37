"""An entry of the cache in use: locked, so that nobody takes it away, and made again when it is lost all the same."""

from __future__ import annotations

import os
import shutil
import stat
import threading
import weakref
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from guanxi_graph.locks import locked
from guanxi_graph.query.entry import STAMP, STORE, Stamp, is_same, placed, read_stamp
from guanxi_graph.query.messages import Data, File

# Writes into a folder, and names the files to query by their paths in it.
Make = Callable[[Path], tuple[File, ...]]


class Held:
    """An entry, and the way to make it anew. Called, it gives the data, which are then there."""

    def __init__(self, entry: OpenEntry, again: Callable[[Make], OpenEntry]) -> None:
        self._entry, self._again = entry, again
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self) -> Data:
        """Raises OSError when the entry was lost and cannot be made again."""
        entry = self._sound()
        return placed(entry.place, entry.stamp.data)

    @property
    def data(self) -> Data:
        """The data as they were when the entry was found or made."""
        return placed(self._entry.place, self._entry.stamp.data)

    def path(self, name: str) -> Path:
        """A file of the entry, which is then there. Raises OSError like the call."""
        return self._sound().place / name

    def close(self) -> None:
        self._entry.close()

    def _sound(self) -> OpenEntry:
        with self._turn:
            if read_stamp(self._entry.place) is None:
                entry = self._again(self._entry.copy)
                self._entry.close()
                self._entry = entry
            return self._entry


class OpenEntry:
    """An entry's lock and the texts that its store was made from, open until ``close`` or the end of the process.

    What is open can still be read when it was deleted: the entry is made again from it, with the same content,
    whatever became of the map's own files.
    """

    def __init__(self, place: Path, stamp: Stamp, lock: BinaryIO, *, private: bool) -> None:
        self.place, self.stamp = place, stamp
        with ExitStack() as stack:
            if private:
                stack.callback(shutil.rmtree, place, ignore_errors=True)
            stack.enter_context(lock)
            texts = (name for name in stamp.prints if not name.startswith(f"{STORE}/"))
            self._texts = {name: stack.enter_context((place / name).open("rb")) for name in texts}
            self.close = weakref.finalize(self, stack.pop_all().close)

    def copy(self, folder: Path) -> tuple[File, ...]:
        """Write the texts anew, from what is still open of them."""
        for name, text in self._texts.items():
            text.seek(0)
            with (folder / name).open("wb") as copied:
                shutil.copyfileobj(text, copied)
            if not is_same(folder / name, self.stamp.prints[name]):
                raise OSError(f"{self.place / name} was changed by somebody while it was in use; start again")
        return self.stamp.data.files


def open_entry(place: Path, *, private: bool = False) -> OpenEntry | None:
    """The entry, locked, if there is one and it is sound; a private one goes when it is closed."""
    with ExitStack() as stack:
        try:
            if not stat.S_ISREG((place / STAMP).lstat().st_mode):  # a pipe would be waited for
                return None
            lock = stack.enter_context((place / STAMP).open("rb"))
            # It may have been taken away between the two.
            held = locked(lock.fileno(), alone=False, unknown=True)
            here = held and os.path.samestat(os.fstat(lock.fileno()), (place / STAMP).stat())
            stamp = read_stamp(place) if here else None
            ours = stamp and (private or stamp.key == place.name)  # else somebody put another one in its place
            entry = OpenEntry(place, stamp, lock, private=private) if stamp and ours else None
        except OSError:
            return None
        if entry:
            stack.pop_all()
        return entry
