"""A small file system of its own, which takes root."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def disk_of(folder: Path, size: str) -> Iterator[Path]:
    """A file system in memory that takes no more than ``size``. Raises PermissionError where none may be mounted."""
    folder.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "guanxi", folder], check=False).returncode
    ):
        raise PermissionError
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)
