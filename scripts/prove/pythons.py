"""The Pythons at hand, with the package and the libraries that it needs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def python_of(version: str, venv: Path | None) -> str | None:
    """An interpreter of a version that has the package, in a new environment where one may be made."""
    candidates = [shutil.which(f"python{version}"), *_of_pyenv(version)]
    found = next((python for python in candidates if python and _runs(python, "pass")), None)
    if not found:
        return None
    if _runs(found, "import importlib.metadata as m, networkx, pyvis, rustworkx, sknetwork; m.version('guanxi-graph')"):
        return found
    if venv is None:
        return None
    python = str(venv / "bin" / "python")
    install = [python, "-m", "pip", "install", "-q", "-c", str(_ROOT / "constraints.txt"), str(_ROOT)]
    for command in ([found, "-m", "venv", str(venv)], install):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return None
    return python


def _of_pyenv(version: str) -> list[str]:
    """What stands in the path of pyenv only says which versions it has."""
    folders = (Path.home() / ".pyenv" / "versions").glob(f"{version}.*")
    return [str(folder / "bin" / "python") for folder in sorted(folders) if re.fullmatch(r"[\d.]+", folder.name)]


def _runs(python: str, script: str) -> bool:
    variables = {**os.environ, "PYTHONPATH": str(_ROOT / "src")}
    return subprocess.run([python, "-c", script], env=variables, capture_output=True, check=False).returncode == 0
