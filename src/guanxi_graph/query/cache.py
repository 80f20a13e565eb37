"""What is made from a map for querying, kept between runs: its Turtle, and a store when it is large.

An entry is named by a digest of what it was made from, is written beside and moved into place, and
is trusted only while all of its files have the sizes that they had: a store whose manifest was cut
short opens as an empty one without an error. It can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from guanxi_graph.query.messages import Data, File

# Larger than this, loading takes longer than the slower answers of a store on disk cost.
LARGE = 8_000_000
_KEPT = 8
_STAMP = "entry.json"


class Entry(msgspec.Struct):
    """The stamp of an entry: what to query, how many triples that is, and the size of each file."""

    data: Data
    count: int
    sizes: dict[str, int]


def cache_folder() -> Path:
    """``$GUANXI_CACHE``, else the user's cache."""
    if given := os.environ.get("GUANXI_CACHE"):
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "guanxi-graph"


def digest(files: Iterable[Path]) -> str:
    """Of the names and contents of files, and of this package's code."""
    total = hashlib.sha256()
    package = Path(__file__).parents[1]
    for code in sorted([*package.rglob("*.py"), *package.rglob("*.yaml")]):
        total.update(f"{code.name}\0{code.stat().st_mtime_ns}\0".encode())
    for path in files:
        total.update(f"{path}\0".encode())
        with path.open("rb") as stream:
            total.update(hashlib.file_digest(stream, "sha256").digest())
    return total.hexdigest()[:32]


def kept(key: str, make: Callable[[Path], tuple[File, ...]], large: int = LARGE) -> Data:
    """The data of this key, made when it is not there. ``make`` writes into a folder and names files.

    Without a place to keep it, it is made in a folder that the system clears away. Raises what
    ``make`` raises, OSError, and SyntaxError for what is not RDF.
    """
    folder = cache_folder()
    place = folder / key
    if found := _sound(place):
        with suppress(OSError):
            os.utime(place)
        return found
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{key}.", dir=folder))
    except OSError:
        place = part = Path(tempfile.mkdtemp(prefix="guanxi-"))
    try:
        entry = _fill(part, make(part), large, place)
        (part / _STAMP).write_bytes(msgspec.json.encode(entry))
        if part != place:
            shutil.rmtree(place, ignore_errors=True)
            with suppress(OSError):  # another process was faster with the same
                part.rename(place)
    finally:
        if part != place:
            shutil.rmtree(part, ignore_errors=True)
    _sweep(folder)
    return entry.data


def _fill(part: Path, files: tuple[File, ...], large: int, place: Path) -> Entry:
    """Make the store where the files are large; then say what is where, once it stands in its place."""
    size = sum(Path(file.path).stat().st_size for file in files)
    moved = tuple(msgspec.structs.replace(file, path=file.path.replace(str(part), str(place))) for file in files)
    count = 0
    prefixes: dict[str, str] = {}
    if size > large:
        count, prefixes = _store(part / "store", files)
    data = Data(store=str(place / "store") if size > large else "", files=moved, prefixes=prefixes)
    ours = (path for path in part.rglob("*") if path.is_file())
    return Entry(data, count, {str(path.relative_to(part)): path.stat().st_size for path in ours})


def _store(target: Path, files: tuple[File, ...]) -> tuple[int, dict[str, str]]:
    import pyoxigraph as ox

    from guanxi_graph.query.store import load_all

    store = ox.Store(target)
    prefixes = load_all(store, files)
    store.flush()
    return len(store), prefixes


def _sound(place: Path) -> Data | None:
    try:
        entry = msgspec.json.decode((place / _STAMP).read_bytes(), type=Entry)
        if all((place / name).stat().st_size == size for name, size in entry.sizes.items()):
            return entry.data
    except (OSError, msgspec.MsgspecError):
        pass
    return None


def _sweep(folder: Path) -> None:
    """Keep the entries that were used last."""
    with suppress(OSError):
        entries = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in entries[_KEPT:]:
            shutil.rmtree(path, ignore_errors=True)
