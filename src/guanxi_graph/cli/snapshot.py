"""One state of a map's files: what may be edited at any time is read as it was at one moment."""

from __future__ import annotations

import errno
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from guanxi_graph.query.cache import kept, key_of
from guanxi_graph.query.held import Held
from guanxi_graph.query.messages import File
from guanxi_graph.reading.folder import look_into

PACKED = "stories.zip"
# Written by guanxi, or not read by it.
_OUTPUT_KINDS = frozenset({".ttl", ".html", ".rq"})
_ASIDE = frozenset({"export", "queries"})
_TRIES = 5


class _EditedError(Exception):
    """The files are no longer those that the key names."""


def snapshot(source: Path, make: Callable[[Path], tuple[File, ...]]) -> Held:
    """What ``make`` makes of a map's directory or Turtle file, read while nobody edited it.

    Raises OSError, also when somebody edits it each time, and what ``make`` raises.
    """
    for _ in range(_TRIES):
        key = key_of(source, inputs(source))

        def unedited(folder: Path, key: str = key) -> tuple[File, ...]:
            files = make(folder)
            if key_of(source, inputs(source)) != key:
                raise _EditedError
            return files

        with suppress(_EditedError):
            return kept(key, unedited)
    raise OSError(errno.EBUSY, "the map is edited all the time while it is read", str(source))


def inputs(source: Path) -> Sequence[Path]:
    """Every file that the map may be made of."""
    if source.is_file():
        return [source]
    found = []
    for path in sorted(source.rglob("*")):
        parts = path.relative_to(source).parts
        hidden = any(part.startswith(".") for part in parts)
        if not (hidden or parts[0] in _ASIDE or path.suffix in _OUTPUT_KINDS or not path.is_file()):
            found.append(path)
    return found


def pack(directory: Path, folder: Path) -> None:
    """Put a copy of the map's stories into a folder: with the Turtle, all that a page is made of.

    The other files would keep there what the map holds back.
    """
    with zipfile.ZipFile(
        folder / PACKED, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False
    ) as packed:
        for file in look_into(directory).of("story"):
            packed.write(file.path, file.path.relative_to(directory))


@contextmanager
def unpacked(held: Held) -> Iterator[Path]:
    """A directory with the map's stories as they were."""
    with tempfile.TemporaryDirectory(prefix="guanxi-") as folder, zipfile.ZipFile(held.path(PACKED)) as packed:
        packed.extractall(folder)
        yield Path(folder)
