"""Who is at the keyboard, to be named with what is accepted."""

from __future__ import annotations

import getpass
import subprocess


def own_name() -> str:
    """Git's ``user.name``, else the name that one is logged in by."""
    try:
        asked = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)
        name = asked.stdout.strip()
    except OSError:
        name = ""
    return name or getpass.getuser()
