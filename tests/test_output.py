"""What the command prints, wherever it goes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from places import ROOT

GUANXI = Path(sys.executable).parent / "guanxi"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["show", "ma-huateng"],
        ["query", "SELECT ?n { ent:wang-xing skos:prefLabel ?n }"],
        ["query", "关系"],
        ["check", "nowhere/关系"],
    ],
)
def test_names_in_any_script_are_printed(arguments: list[str], tmp_path: Path) -> None:
    """Also into a pipe on Windows, whose encoding has no Chinese."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "GUANXI_CACHE": str(tmp_path)}
    ran = subprocess.run([GUANXI, *arguments], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert b"Traceback" not in ran.stderr
    assert re.search("[一-鿿]", (ran.stdout + ran.stderr).decode("utf-8"))


def test_a_command_that_is_told_to_end_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "tmp").mkdir()
    environment = {**os.environ, "GUANXI_CACHE": str(tmp_path / "file"), "TMPDIR": str(tmp_path / "tmp")}
    bomb = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    process = subprocess.Popen([GUANXI, "query", bomb, "--timeout", "100"], cwd=ROOT, env=environment)
    while not list((tmp_path / "tmp").glob("*/entry.json")):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 128 + signal.SIGTERM
    assert list((tmp_path / "tmp").iterdir()) == []
