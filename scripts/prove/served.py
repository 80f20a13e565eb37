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
    def workers(self) -> list[int]:
        """The processes that it started, the newest last."""
        found: list[int] = []
        for thread in Path(f"/proc/{self.pid}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):  # it has ended
                found += map(int, (thread / "children").read_text().split())
        return sorted(found)

    def memory(self) -> tuple[int, int]:
        """Bytes of the server, and of its workers together."""
        return resident(self.pid), sum(resident(pid) for pid in self.workers)


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


def resident(pid: int) -> int:
    """Bytes of a process in memory; none of one that has ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
