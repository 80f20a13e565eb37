"""What ``make prove`` tries of files and outputs, in short."""

from __future__ import annotations

import subprocess
import sys

import pytest

from places import ROOT


@pytest.mark.parametrize(
    ("trial", "scale"),
    [
        ("targets", 0.01),
        ("printing", 0.01),
        ("kills", 0.02),
        ("states", 0.02),
        ("foreign", 0.01),
        ("reproducible", 0.01),
    ],
)
def test_the_promise_is_kept(trial: str, scale: float) -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "scripts" / "prove", trial, "--scale", str(scale)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
