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
    """Where it listens on the loopback, its process, and what it logs."""

    port: int
    pid: int
    log: Path

    @property
    def origins(self) -> list[int]:
        """The processes that have the data, from which the workers come: one for each state of the map."""
        return _brought_forth(self.pid)

    @property
    def workers(self) -> list[int]:
        """The newest last."""
        return sorted(worker for origin in self.origins for worker in _brought_forth(origin))

    def memory(self) -> tuple[int, int]:
        """Bytes of the server, and of its other processes together, of which most are counted once for each."""
        return resident(self.pid), sum(map(resident, (*self.origins, *self.workers)))


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
            yield Served(int(line.strip().strip("/").rpartition(":")[2]), process.pid, log)
        finally:
            process.terminate()


def _brought_forth(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):  # it, or a thread, has ended
        for thread in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (thread / "children").read_text().split())
    return found


def resident(pid: int) -> int:
    """Bytes of a process in memory; none of one that has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
