"""What was made from a map for querying: a folder that is believed only while its files are those that were written."""

from __future__ import annotations

import errno
import hashlib
import stat
from pathlib import Path

import msgspec

from guanxi_graph.query.messages import Data, File

STAMP = "entry.json"
STORE = "store"
# Larger than this, loading takes longer than the slower answers of a store on disk cost.
LARGE = 8_000_000


class Print(msgspec.Struct, frozen=True):
    """What a file is known by again.

    A small one is read whole each time, which takes a millisecond a megabyte: a fraction of what loading it takes. A
    large one is known by its size and time; what it holds is a store, whose blocks carry checksums of their own, or
    the text that the store was made from.
    """

    size: int
    changed: int  # nanoseconds
    digest: str


class Stamp(msgspec.Struct, frozen=True):
    """Written last: whose it is, what to query, with paths from the folder on, and the prints of all other files."""

    key: str
    data: Data
    prints: dict[str, Print]


def write_entry(folder: Path, key: str, files: tuple[File, ...], large: int = LARGE) -> None:
    """Make a store of these files where they are large, and stamp the folder. Raises OSError, SyntaxError."""
    data = Data(files=files)
    if sum((folder / file.path).stat().st_size for file in files) > large:
        data = Data(files=files, store=STORE, prefixes=_store(placed(folder, data).files, folder / STORE))
    ours = (path for path in folder.rglob("*") if path.is_file())
    body = msgspec.json.encode(Stamp(key, data, {str(path.relative_to(folder)): _print(path) for path in ours}))
    (folder / STAMP).write_bytes(_digest(body) + b"\n" + body)


def read_stamp(folder: Path) -> Stamp | None:
    """The stamp of a folder whose files are those that were written; None when anything is not as it was."""
    try:
        digest, _, body = _content(folder / STAMP).partition(b"\n")
        if digest != _digest(body):  # a bit may be wrong within a word, and still be JSON
            return None
        stamp = msgspec.json.decode(body, type=Stamp)
        unchanged = all(_print(folder / name) == known for name, known in stamp.prints.items())
    except (OSError, msgspec.MsgspecError):
        return None
    return stamp if unchanged else None


def is_same(path: Path, known: Print) -> bool:
    """Whether a copy of a file holds what the file held; of a large one, as many bytes."""
    copy = _print(path)
    return (copy.size, copy.digest) == (known.size, known.digest)


def placed(folder: Path, data: Data) -> Data:
    """The data with the paths that it has in this folder."""
    files = tuple(msgspec.structs.replace(file, path=str(folder / file.path)) for file in data.files)
    return msgspec.structs.replace(data, files=files, store=str(folder / data.store) if data.store else "")


def _store(files: tuple[File, ...], target: Path) -> dict[str, str]:
    import pyoxigraph as ox

    from guanxi_graph.query.store import load_all

    store = ox.Store(target)
    prefixes = load_all(store, files)
    store.flush()
    return prefixes


def _print(path: Path) -> Print:
    state = path.lstat()
    digest = _digest(_content(path)).decode() if state.st_size <= LARGE else ""
    return Print(state.st_size, state.st_mtime_ns, digest)


def _content(path: Path) -> bytes:
    """Raises OSError also for a link, a pipe or a device, which may have no end."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(errno.EINVAL, "this is not a regular file", str(path))
    return path.read_bytes()


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
