"""Runs the command as it is asked to, a line of JSON each, in processes forked from this one, which has imported it.

What is asked with an ``out`` and a ``log`` goes on, as a server does, until it is asked to end.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import sys
import tempfile
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent.parent / "scripts" / "prove"))

from forked import Fork, Ran, load_all


def prepare(environment: dict[str, str], told: str) -> None:
    """In the child: what a new process is given."""
    os.environ.clear()
    os.environ.update(environment)
    warnings.simplefilter("error")
    tempfile.tempdir = None  # where the environment now says
    with tempfile.TemporaryFile() as stream:
        stream.write(told.encode())
        stream.seek(0)
        os.dup2(stream.fileno(), 0)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - the child's, to its end


RUNNING: dict[int, Fork] = {}


def begin(asked: dict[str, Any], before: Callable[[], None]) -> Fork:
    return Fork(*asked["arguments"], cwd=Path(asked["cwd"]), before=before, after=atexit._run_exitfuncs)


def leave_running(asked: dict[str, Any], before: Callable[[], None]) -> int:
    """Its process id."""

    def prepare_streams() -> None:
        before()
        os.dup2(os.open(asked["log"], os.O_WRONLY | os.O_CREAT), 2)
        os.dup2(os.open(asked["out"], os.O_WRONLY), 1)
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115 - a pipe now, to the child's end

    begun = begin(asked, prepare_streams)
    RUNNING[begun.pid] = begun
    return begun.pid


def end(pid: int) -> Ran:
    os.kill(pid, signal.SIGTERM)
    return RUNNING.pop(pid).wait(20)


def answer(asked: dict[str, Any]) -> Ran | int:
    if "end" in asked:
        return end(asked["end"])
    before = partial(prepare, asked["environment"], asked.get("input", ""))
    return leave_running(asked, before) if "out" in asked else begin(asked, before).wait()


if __name__ == "__main__":
    load_all()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)  # noqa: T201
