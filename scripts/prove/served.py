"""A server to try: the command in a process of its own, with its cache and its log in a temporary folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
GUANXI = Path(sys.executable).parent / "guanxi"


class Served(NamedTuple):
    """Where it listens on the loopback, its process, its folder, and what it logs."""

    port: int
    pid: int
    folder: Path
    log: Path

    @property
    def origins(self) -> list[int]:
        """The processes that have the data, from which the workers come: one for each state of the map."""
        return [pid for pid, parent in self._others() if parent == self.pid]

    @property
    def workers(self) -> list[int]:
        """The newest last; also those whose origin has ended."""
        return [pid for pid, parent in self._others() if parent != self.pid]

    def memory(self) -> tuple[int, int]:
        """Bytes of the server, and of its other processes together."""
        return own_memory(self.pid), sum(own_memory(pid) for pid, _ in self._others())

    def _others(self) -> list[tuple[int, int]]:
        """Its processes and their parents: they are known by the variable that they have all got."""
        mark, found = f"GUANXI_CACHE={self.folder}/".encode(), []
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it has ended, or is somebody else's
                if mark in (place / "environ").read_bytes() and int(place.name) != self.pid:
                    parent = (place / "stat").read_text().rpartition(")")[2].split()[1]
                    found.append((int(place.name), int(parent)))
        return sorted(found)


@contextmanager
def served(source: Path, folder: Path, *options: str, files: int | None = None) -> Iterator[Served]:
    """``files``: as many may be open in the server, by ``ulimit -n``."""
    log = folder / "log.txt"
    command = [str(GUANXI), "serve", str(source), "--port", "0", *options]
    if files:
        command = ["sh", "-c", f'ulimit -n {files}; exec "$@"', "sh", *command]
    variables = {**os.environ, "GUANXI_CACHE": str(folder / "cache")}
    with (
        log.open("w") as stream,
        subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=stream, text=True) as process,
    ):
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not line.startswith("http://"):
                raise RuntimeError(f"the server did not start: {log.read_text()}")
            yield Served(int(line.strip().strip("/").rpartition(":")[2]), process.pid, folder, log)
        finally:
            process.terminate()


def own_memory(pid: int) -> int:
    """Bytes of a process beside files' pages, shared ones in equal parts; none of one that has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss_Anon:"):
                return int(line.split()[1]) * 1024
    return 0
