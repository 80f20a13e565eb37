"""What ``make prove`` tries of files and outputs, in short; test_files.py and test_output.py try the same once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from places import ROOT


@pytest.mark.parametrize(
    ("trial", "scale"),
    [
        pytest.param("targets", 0.01, marks=pytest.mark.trial),
        pytest.param("printing", 0.01, marks=pytest.mark.trial),
        ("kills", 0.002),
        pytest.param("kills", 0.02, marks=pytest.mark.trial),
        pytest.param("states", 0.02, marks=pytest.mark.trial),
        ("foreign", 0.01),
        pytest.param("reproducible", 0.01, marks=pytest.mark.trial),
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
