"""Locks that end with their process, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def locked(file: int, *, alone: bool, unknown: bool) -> bool:
    """Whether the lock of an open file could be had at once, alone or together with others.

    ``unknown`` is the answer on a file system that has no locks: what may be used there is not to be removed.
    """
    try:
        fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return unknown
    return True


@contextmanager
def folder_locked(folder: Path, *, alone: bool, unknown: bool) -> Iterator[bool]:
    """The same of a folder, until the block ends. Raises OSError when it is not there."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield locked(handle, alone=alone, unknown=unknown)
    finally:
        os.close(handle)
