"""What is made of one state of a map's files, kept for querying it, with the files themselves."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from guanxi_graph.cli.unedited import Files, unedited
from guanxi_graph.query.cache import kept, key_of
from guanxi_graph.query.held import Held
from guanxi_graph.query.messages import File
from guanxi_graph.reading.folder import look_into

PACKED = "stories.zip"
Make = Callable[[Path, Files], tuple[File, ...]]


def snapshot(source: Path, make: Make) -> Held:
    """What ``make`` makes of a map's directory or Turtle file in a folder, read while nobody edited it.

    Raises OSError, also when somebody edits it each time, and what ``make`` raises.
    """

    def held(files: Files) -> Held:
        def unedited_files(folder: Path) -> tuple[File, ...]:
            made = make(folder, files)
            files.check()  # before it is kept
            return made

        return kept(key_of(source, files.paths, files.problems), unedited_files)

    return unedited(source, held)


def pack(files: Files, folder: Path) -> None:
    """Put a copy of the map's stories and languages into a folder.

    With the Turtle, they are all that a page of the same state is made of.
    The other files would keep there what the map holds back.
    """
    import zipfile

    folder_of_map = look_into(files.source)
    told = {file.path for role in ("story", "language") for file in folder_of_map.of(role)}
    with zipfile.ZipFile(
        folder / PACKED, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False
    ) as packed:
        for path in files.paths:
            if path in told:
                packed.write(path, path.relative_to(files.source))


@contextmanager
def unpacked(packed: Path) -> Iterator[Path]:
    """A directory with the map's stories and languages as they were."""
    import zipfile

    with tempfile.TemporaryDirectory(prefix="guanxi-") as folder, zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
        yield Path(folder)
