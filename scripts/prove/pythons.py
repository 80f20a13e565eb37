"""The Pythons at hand, with the libraries that the package needs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def python_of(version: str, venv: Path | None) -> str | None:
    """An interpreter of a version that has the libraries, in a new environment where one may be made."""
    found = shutil.which(f"python{version}") or _of_pyenv(version)
    if not found:
        return None
    if _has_libraries(found):
        return found
    if venv is None:
        return None
    wanted = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    python = str(venv / "bin" / "python")
    install = [python, "-m", "pip", "install", "-q", "-c", str(_ROOT / "constraints.txt"), *wanted]
    for command in ([found, "-m", "venv", str(venv)], install):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return None
    return python


def _of_pyenv(version: str) -> str | None:
    folders = (Path.home() / ".pyenv" / "versions").glob(f"{version}.*")
    pythons = (folder / "bin" / "python" for folder in sorted(folders) if re.fullmatch(r"[\d.]+", folder.name))
    return next((str(python) for python in pythons if python.exists()), None)


def _has_libraries(python: str) -> bool:
    script = "import guanxi_graph.cli, networkx, pyoxigraph, pyvis, rustworkx, sknetwork"
    variables = {**os.environ, "PYTHONPATH": str(_ROOT / "src")}
    return subprocess.run([python, "-c", script], env=variables, capture_output=True, check=False).returncode == 0
