"""A large map is asked before what answers faster is made of it: another process makes and keeps that afterwards."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from guanxi_graph.cli.unedited import Files, unedited
from guanxi_graph.query.cache import kept_already, key_of, may_be_kept
from guanxi_graph.query.held import Held

if TYPE_CHECKING:
    from guanxi_graph.map import Map

# Bytes of a map's files: what is made of less is there in a second or two.
_SMALL = 3_000_000


class ToBeKept(NamedTuple):
    """A map that was read, its directory, and the key of what is to be made of it."""

    map: Map
    directory: Path
    key: str


def held_or_read(source: Path) -> Held | ToBeKept | None:
    """What is kept of a map; else a large map itself, read, and None for another. Raises MapError, OSError."""

    def look(files: Files) -> Held | ToBeKept | None:
        key = key_of(source, files.paths, files.problems)
        if held := kept_already(key):
            return held
        if source.is_file() or files.size < _SMALL:
            return None
        from guanxi_graph.map import load

        return ToBeKept(load(source), source, key)

    return unedited(source, look)


def keep_later(asked: ToBeKept) -> None:
    """Start a process that makes what is to be kept, unless one is at it already; nobody waits for it.

    In a session of its own from the first: neither Ctrl-C nor a terminal that is closed ends it.
    """
    if may_be_kept(asked.key):
        nothing = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
        command = [sys.executable, "-m", "guanxi_graph.cli.later", str(asked.directory)]
        os.posix_spawn(sys.executable, command, os.environ, file_actions=nothing, setsid=True)


def main() -> None:
    """Make and keep what the map of a directory is queried by."""
    from guanxi_graph.cli.querying import held_map

    os.nice(19)
    held_map(Path(sys.argv[1])).close()


if __name__ == "__main__":
    main()
