"""What is made from a map for querying, kept between runs under a digest of what it was made from."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

from guanxi_graph.locks import folder_locked
from guanxi_graph.query.entry import LARGE, write_entry
from guanxi_graph.query.held import Held, Make, OpenEntry, open_entry
from guanxi_graph.query.sweep import remove, sweep


def cache_folder() -> Path:
    """``$GUANXI_CACHE``, else the user's cache. Everything in it may be deleted at any time."""
    if given := os.environ.get("GUANXI_CACHE"):
        return Path(given)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "guanxi-graph"


def key_of(source: Path, files: Iterable[Path], more: object = "") -> str:
    """For what this package, as it is now, makes of these files of a map and ``more``: ``<the map>-<its content>``."""
    total = hashlib.sha256(_code() + repr(more).encode("utf-8", "surrogatepass"))
    for path in files:
        with path.open("rb") as stream:
            total.update(f"{path}\0".encode() + hashlib.file_digest(stream, "sha256").digest())
    return f"{hashlib.sha256(str(source).encode()).hexdigest()[:8]}-{total.hexdigest()[:32]}"


@cache
def _code() -> bytes:
    """A digest of the package's code. Its times would say nothing: installers set them as they like."""
    total = hashlib.sha256(_engine().encode())
    package = os.fspath(Path(__file__).parents[1])
    for folder, inner, names in os.walk(package):  # twice as fast as by paths, and done for each question
        inner.sort()
        for name in sorted(names):
            if name.endswith((".py", ".yaml")):
                path = f"{folder}{os.sep}{name}"
                with open(path, "rb", buffering=0) as stream:  # noqa: PTH123
                    digest = hashlib.sha256(stream.read()).digest()
                total.update(f"{path.removeprefix(package)}\0".encode() + digest)
    return total.digest()


def _engine() -> str:
    """Which Oxigraph it is, by its compiled parts: asking for its version takes three times as long."""
    found = find_spec("pyoxigraph")
    parts = sorted(Path(found.origin or "").parent.iterdir()) if found else []
    return " ".join(f"{part.name} {part.stat().st_size}" for part in parts if part.is_file())


def kept(key: str, make: Make, large: int = LARGE) -> Held:
    """The entry of this key, made when there is none; in a folder that goes with the process where none can be kept.

    Raises what ``make`` raises, OSError, and SyntaxError for what is not RDF.
    """
    again = partial(_entry, key, large)
    return Held(again(make), again)


def kept_already(key: str) -> Held | None:
    """The entry of this key, if there is one."""
    found = _found(key)
    return Held(found, partial(_entry, key, LARGE)) if found else None


def may_be_kept(key: str) -> bool:
    """Whether an entry of this key can be made here, and nobody makes it now."""
    folder = cache_folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        return os.access(folder, os.W_OK) and not any(map(_is_being_made, folder.glob(f".{key}.*")))
    return False


def _is_being_made(part: Path) -> bool:
    with folder_locked(part, alone=True, unknown=True) as free:
        return not free


def _entry(key: str, large: int, make: Make) -> OpenEntry:
    if found := _found(key):
        return found
    folder = cache_folder()
    part = _new_folder(folder, key)
    try:
        with folder_locked(part, alone=False, unknown=True):  # else it would be swept
            write_entry(part, key, make(part), large)
            entry = (_moved(part, folder / key) if part.parent == folder else None) or _private(part)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    sweep(folder, entry.place)
    return entry


def _found(key: str) -> OpenEntry | None:
    folder = cache_folder()
    found = open_entry(folder / key)
    if found:
        with suppress(OSError):
            os.utime(folder / key)  # the ones that were used last are kept
        sweep(folder, found.place)
    return found


def _new_folder(folder: Path, key: str) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{key}.", dir=folder))
    except OSError:
        return Path(tempfile.mkdtemp(prefix="guanxi-"))


def _moved(part: Path, place: Path) -> OpenEntry | None:
    """The entry in its place, in that of an unsound one; or the same one of another process, which was faster."""
    if found := open_entry(place):
        shutil.rmtree(part)
        return found
    remove(place)
    with suppress(OSError):
        part.rename(place)
    return open_entry(place)


def _private(part: Path) -> OpenEntry:
    entry = open_entry(part, private=True)
    if entry is None:
        raise OSError(f"{part} was changed while it was written")
    return entry
