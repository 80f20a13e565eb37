"""The command in a process of its own that is there at once: its modules were loaded before it was forked.

A thousand kills should hit what the command does, not how Python starts.
"""

from __future__ import annotations

import os
import pkgutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NamedTuple

import guanxi_graph
from guanxi_graph.cli import main

_LIBRARIES = ("networkx", "numpy", "scipy.sparse.linalg", "sknetwork.clustering", "pyvis.network", "yaml", "rich.table")
_TRACEBACK = 99


class Ran(NamedTuple):
    """An exit code (minus the signal that ended it), and what was printed."""

    code: int
    out: str
    err: str

    def __str__(self) -> str:
        return f"exit code {self.code}, {(self.err or self.out).strip()[-300:]!r}"


class Fork:
    """A command that runs in a child. ``before`` and ``after`` are called in it; ``out`` is where it prints."""

    def __init__(
        self,
        *arguments: object,
        cwd: Path | None = None,
        out: int | None = None,
        before: Callable[[], object] = list,
        after: Callable[[], object] = list,
    ) -> None:
        self._texts = [tempfile.TemporaryFile(), tempfile.TemporaryFile()]  # noqa: SIM115 - until it has ended
        self.pid = os.fork()
        if self.pid == 0:
            code = _TRACEBACK
            try:
                os.dup2(self._texts[0].fileno() if out is None else out, 1)
                os.dup2(self._texts[1].fileno(), 2)
                os.chdir(cwd or Path.cwd())
                code = _run(list(map(str, arguments)), before)
                after()
            finally:
                os._exit(code)

    def kill(self) -> Ran:
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def wait(self, seconds: float = 120.0) -> Ran:
        """A process that takes longer is killed, which its exit code says."""
        latest = time.monotonic() + seconds
        while True:
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                break
            if time.monotonic() > latest:
                os.kill(self.pid, signal.SIGKILL)
            time.sleep(0.001)
        out, err = (_text(stream) for stream in self._texts)
        return Ran(os.waitstatus_to_exitcode(status), out, err)


def run(
    *arguments: object,
    cwd: Path | None = None,
    before: Callable[[], object] = list,
    after: Callable[[], object] = list,
) -> Ran:
    return Fork(*arguments, cwd=cwd, before=before, after=after).wait()


def load_all() -> None:
    """All modules of the package, and what its functions load: a child that is nobody may not read it."""
    "".encode("utf-8-sig")
    names = [module.name for module in pkgutil.walk_packages(guanxi_graph.__path__, "guanxi_graph.")]
    for name in (*names, *_LIBRARIES):
        import_module(name)


def _run(arguments: list[str], before: Callable[[], object]) -> int:
    sys.stdout, sys.stderr = (open(number, "w", closefd=False) for number in (1, 2))  # noqa: SIM115
    sys.__stdout__ = sys.stdout  # type: ignore[misc]
    try:
        before()
        main(arguments, prog_name="guanxi")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1 if end.code else 0
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
    return _TRACEBACK


def _text(stream: BinaryIO) -> str:
    with stream:
        stream.seek(0)
        return stream.read().decode("utf-8", "replace")
