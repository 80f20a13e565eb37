"""The real command in a process of its own, at once or from the start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

Ran = subprocess.CompletedProcess[str]
LAUNCHER = Path(__file__).parent / "launcher.py"


def started(*arguments: object, cwd: Path | None = None, **options: object) -> Ran:
    """As users start it: a new interpreter, which imports what it needs."""
    command = [Path(sys.executable).parent / "guanxi", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False, **options)


def with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.fixture(scope="session")
def launcher() -> Iterator[Callable[..., Any]]:
    """Asks a process that has imported the command; it is there when it is asked for."""

    @cache
    def start() -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, LAUNCHER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(**asked: Any) -> Any:
        process = start()
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(asked) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield ask
    if start.cache_info().currsize:
        start().communicate(timeout=20)


@pytest.fixture
def guanxi(launcher: Callable[..., Any]) -> Callable[..., Ran]:
    """Runs the command forked from one that has imported it: starting Python anew takes most of the time of a test.

    With ``exact``, the ends of lines are what was printed.
    """

    def run(
        *arguments: object,
        cwd: Path | None = None,
        env: Mapping[str, str] = os.environ,
        exact: bool = False,
        **told: str,
    ) -> Ran:
        if any(name.startswith("PYTHON") and os.environ.get(name) != env[name] for name in env):
            return started(*arguments, cwd=cwd, env=env, **told)  # which Python reads when it starts
        words = list(map(str, arguments))
        code, *printed = launcher(arguments=words, cwd=str(cwd or Path.cwd()), environment=dict(env), **told)
        return Ran(words, code, *(printed if exact else map(with_plain_ends, printed)))

    return run
