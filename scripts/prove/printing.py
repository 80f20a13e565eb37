"""Whatever standard output is: it gets all that is printed, or the exit code and a message say that it did not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from disks import disk_of
from examples import example
from forked import Fork, Ran, load_all
from forked import run as guanxi
from outcome import Outcome

PROMISE = "standard output: full device, full disk, closed, a pipe that is closed, slow or does not block; python -u"
FIGURE = "never exit code 0 for less than the whole; no traceback; quiet for a closed pipe"

_COMMANDS: dict[str, tuple[str, ...]] = {
    "export": ("export", "MAP", "-f", "ntriples"),
    "query": ("query", "-m", "MAP", "SELECT * { ?s ?p ?o }", "-f", "csv"),
    "table": ("query", "-m", "MAP", "SELECT * { ?s ?p ?o }"),
    "show": ("show", "-m", "MAP", "su-shi"),
    "path": ("path", "-m", "MAP", "su-shi", "su-zhe", "--csv"),
    "check": ("check", "MAP", "--json"),
    "schema": ("schema", "claims"),
    "build": ("build", "MAP", "--no-page"),
    "help": ("--help",),
}
_GUANXI = Path(sys.executable).parent / "guanxi"
_PIPE = 65_536  # bytes that one holds

Command = tuple[object, ...]


def run(scale: float) -> Outcome:
    load_all()
    faults: list[str] = []
    tried, skipped = 0, 0
    with tempfile.TemporaryDirectory(prefix="guanxi-prove-") as folder:
        os.environ["GUANXI_CACHE"] = f"{folder}/cache"
        directory = example(Path(folder) / "map")
        for name in list(_COMMANDS)[:: 1 if scale >= 0.1 else 3]:
            command = tuple(directory if word == "MAP" else word for word in _COMMANDS[name])
            for end in _ENDS:
                try:
                    faults += [f"{name} to {end.__name__.replace('_', ' ')}: {fault}" for fault in end(command)]
                    tried += 1
                except PermissionError:
                    skipped += 1
    more = f", {skipped} skipped without root" if skipped else ""
    return Outcome(f"{tried} pairs of a command and an end, {len(faults)} faults{more}", tuple(faults))


def a_full_device(command: Command) -> Iterator[str]:
    full = os.open("/dev/full", os.O_WRONLY)
    yield from _said(Fork(*command, out=full).wait(), "No space left on device")
    os.close(full)


def a_full_disk(command: Command) -> Iterator[str]:
    """Python writes without a buffer here, and a write is cut short in the middle."""
    whole = guanxi(*command).out.encode()
    with tempfile.TemporaryDirectory() as place, disk_of(Path(place) / "disk", "4k") as disk:
        with (disk / "out").open("wb") as out:
            ran = _started(command, out.fileno(), PYTHONUNBUFFERED="1")
        written = (disk / "out").read_bytes()
    if written == whole:
        return
    yield from _said(ran, "No space left on device")


def nothing(command: Command) -> Iterator[str]:
    words = " ".join(f"'{word}'" for word in (_GUANXI, *command))
    ran = subprocess.run(["sh", "-c", f"{words} >&-"], stderr=subprocess.PIPE, text=True, check=False)
    yield from _said(Ran(ran.returncode, "", ran.stderr), "it is closed")


def a_pipe_that_is_closed(command: Command) -> Iterator[str]:
    reading, writing = os.pipe()
    os.close(reading)
    ran = Fork(*command, out=writing).wait()
    os.close(writing)
    if ran.code != 128 + signal.SIGPIPE or "rror" in ran.err:
        yield str(ran)


def a_slow_pipe(command: Command) -> Iterator[str]:
    yield from _slowly_read(command, blocking=True)


def a_slow_pipe_that_does_not_block(command: Command) -> Iterator[str]:
    yield from _slowly_read(command, blocking=False)


_ENDS: tuple[Callable[[Command], Iterator[str]], ...] = (
    a_full_device,
    a_full_disk,
    nothing,
    a_pipe_that_is_closed,
    a_slow_pipe,
    a_slow_pipe_that_does_not_block,
)


def _slowly_read(command: Command, *, blocking: bool) -> Iterator[str]:
    whole = guanxi(*command).out.encode()
    reading, writing = os.pipe()
    os.set_blocking(writing, blocking)
    child = Fork(*command, out=writing)
    os.close(writing)
    read = b""
    with os.fdopen(reading, "rb", buffering=0) as stream:
        while some := stream.read(_PIPE // 3):
            read += some
            time.sleep(0.001)
    ran = child.wait()
    if ran.code or read != whole:
        yield f"{len(read)} of {len(whole)} bytes, {ran}"


def _said(ran: Ran, reason: str) -> Iterator[str]:
    if ran.code != 1 or f"standard output was not written whole: {reason}" not in ran.err or "Traceback" in ran.err:
        yield str(ran)


def _started(command: Command, out: int, **variables: str) -> Ran:
    words = [str(word) for word in (_GUANXI, *command)]
    ran = subprocess.run(words, env={**os.environ, **variables}, stdout=out, stderr=subprocess.PIPE, check=False)
    return Ran(ran.returncode, "", ran.stderr.decode())
