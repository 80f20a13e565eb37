"""Runs the command as it is asked to, a line of JSON each, in processes forked from this one, which has imported it."""

from __future__ import annotations

import atexit
import json
import os
import sys
import tempfile
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "scripts" / "prove"))

from forked import load_all, run


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


def answer(ask: Callable[[], str]) -> None:
    while line := ask():
        asked = json.loads(line)
        before = partial(prepare, asked["environment"], asked.get("input", ""))
        cwd = Path(asked["cwd"])
        ran = run(*asked["arguments"], cwd=cwd, before=before, after=atexit._run_exitfuncs)
        print(json.dumps(ran), flush=True)  # noqa: T201


if __name__ == "__main__":
    load_all()
    answer(sys.stdin.readline)
