"""The cache stays small: entries that nobody uses go, the oldest first."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from guanxi_graph.locks import folder_locked, locked
from guanxi_graph.query.entry import STAMP

_KEPT = 8
_A_MINUTE, _A_DAY = 60.0, 86_400.0
# Nothing else that lies in the folder is ours.
_ENTRY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{32}")
_UNFINISHED = re.compile(rf"\.{_ENTRY.pattern}\.\w+|\.gone-\w+")


def sweep(folder: Path, newest: Path) -> None:
    """Keep the entries that were used last, and of each map the newest: it may hold back what others still name."""
    with suppress(OSError):
        entries = sorted(folder.iterdir(), key=_used, reverse=True)
        others = [path for path in entries if _ENTRY.fullmatch(path.name) and path != newest]
        unfinished = [path for path in entries if _UNFINISHED.fullmatch(path.name) and _is_left(path)]
        earlier = [path for path in others if _map_of(path) == _map_of(newest)]
        for path in {*unfinished, *earlier, *others[_KEPT - 1 :]}:
            _remove_if_free(path)


def remove(place: Path) -> None:
    """Out of sight in one step, then away, so that nobody finds half of it."""
    with suppress(OSError):
        gone = Path(tempfile.mkdtemp(prefix=".gone-", dir=place.parent))
        with suppress(OSError):
            place.rename(gone / "entry")
        shutil.rmtree(gone, ignore_errors=True)


def _remove_if_free(place: Path) -> None:
    try:
        with (place / STAMP).open("rb") as lock:
            if locked(lock.fileno(), alone=True, unknown=False):
                remove(place)
    except OSError:  # it was never finished
        remove(place)


def _is_left(part: Path) -> bool:
    """Whether nobody is writing it, because its process was killed; a new one may not be locked yet."""
    age = time.time() - _used(part)
    with folder_locked(part, alone=True, unknown=False) as free:
        return age > (_A_MINUTE if free else _A_DAY)


def _used(place: Path) -> float:
    return place.stat().st_mtime


def _map_of(place: Path) -> str:
    return place.name.partition("-")[0]
