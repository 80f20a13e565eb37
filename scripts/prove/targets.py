"""Whatever an output is sent to: it is written whole, or the old file stands and the message says what to do."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from disks import disk_of
from examples import BUILT, example, left_in
from forked import Fork, Ran, load_all
from forked import run as guanxi
from outcome import Outcome
from served import GUANXI

PROMISE = (
    "targets: device, FIFO, /dev/stdout, symlink, directory, other filesystem, read-only, no permission, full disk, "
    "quota"
)
FIGURE = (
    "old file intact; devices and pipes written through; never exit code 0 for less than the whole; the target named"
)

_NOBODY = 65534
_OLD = b"old\n"


class Place:
    """A folder to write into, a map, and what its export is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.map = example(folder / "map")
        guanxi("export", self.map, "-o", folder / "whole.ttl")
        self.whole = (folder / "whole.ttl").read_bytes()
        folder.chmod(0o755)

    def export(self, target: object, before: Callable[[], object] = list) -> Ran:
        return guanxi("export", self.map, "-o", target, before=before)

    def old(self, name: str = "old.ttl", mode: int = 0o644) -> Path:
        path = self.folder / name
        path.write_bytes(_OLD)
        path.chmod(mode)
        return path


Case = Callable[[Place], Iterator[str]]


def run(scale: float) -> Outcome:
    """All cases, or a sample of them. What needs root, for a device or a disk of its own, is skipped with a word."""
    load_all()
    faults: list[str] = []
    skipped: list[str] = []
    cases = _CASES if scale >= 0.1 else _CASES[::2]
    for case in cases:
        name = case.__name__.replace("_", " ")
        with tempfile.TemporaryDirectory(prefix="guanxi-prove-") as folder:
            place = Place(Path(folder))
            try:
                faults += [f"{name}: {fault}" for fault in case(place)]
            except PermissionError:
                skipped.append(name)
            faults += [f"{name}: left {path}" for path in left_in(place.folder)]
    said = f"; skipped without root: {', '.join(skipped)}" if skipped else ""
    return Outcome(f"{len(cases) - len(skipped)} targets, {len(faults)} faults{said}", tuple(faults))


# What is no file is written to


def a_device(place: Place) -> Iterator[str]:
    node = place.folder / "null"
    os.mknod(node, 0o666 | 0o020000, os.makedev(1, 3))
    yield from _done(place.export(node))
    if not node.is_char_device():
        yield "the device is a device no more"


def a_link_to_a_device(place: Place) -> Iterator[str]:
    link = place.folder / "link"
    link.symlink_to("/dev/null")
    yield from _done(place.export(link))
    if not (link.is_symlink() and Path("/dev/null").is_char_device()):
        yield "the link or the device is no more"


def a_pipe_with_a_name(place: Place) -> Iterator[str]:
    pipe = place.folder / "pipe"
    os.mkfifo(pipe)
    child = Fork("export", place.map, "-o", pipe)
    read = pipe.read_bytes()
    yield from _done(child.wait())
    if read != place.whole or not pipe.is_fifo():
        yield f"{len(read)} of {len(place.whole)} bytes came through"


def a_pipe_that_nobody_reads_on(place: Place) -> Iterator[str]:
    pipe = place.folder / "pipe"
    os.mkfifo(pipe)
    with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as stream:
        fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, 4096)  # while nothing stands in it
        # No fork: it would hold the reading end too.
        command = [str(GUANXI), "export", str(place.map), "-o", str(pipe)]
        child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        while not stream.read(1):  # nobody writes yet, or nothing
            time.sleep(0.01)
    error = child.communicate(timeout=60)[1]
    if child.returncode != 128 + signal.SIGPIPE or error:
        yield f"exit code {child.returncode}, {error!r}"


def standard_output_by_its_names(place: Place) -> Iterator[str]:
    for name in ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
        for target in (place.folder / "new.ttl", None):
            read, ran = _printed(target, "export", place.map, "-o", name)
            yield from _done(ran)
            if read != place.whole:
                yield f"{name} to {target or 'a pipe'}: {len(read)} of {len(place.whole)} bytes"


def a_number(place: Place) -> Iterator[str]:
    """As of ``>(command)`` of a shell."""
    reading, writing = os.pipe()
    child = Fork("export", place.map, "-o", f"/dev/fd/{writing}")
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        read = stream.read()
    yield from _done(child.wait())
    if read != place.whole:
        yield f"{len(read)} bytes"


# A file is replaced where it is


def a_link(place: Place) -> Iterator[str]:
    link = place.folder / "link"
    link.symlink_to(place.old())
    yield from _done(place.export(link))
    if not link.is_symlink() or (place.folder / "old.ttl").read_bytes() != place.whole:
        yield "the link was not followed"


def a_link_that_leads_nowhere(place: Place) -> Iterator[str]:
    link = place.folder / "link"
    link.symlink_to(place.folder / "far" / "new.ttl")
    yield from _done(place.export(link))
    if not link.is_symlink() or (place.folder / "far" / "new.ttl").read_bytes() != place.whole:
        yield "the link was not followed"


def a_link_to_another_file_system(place: Place) -> Iterator[str]:
    with disk_of(place.folder / "disk", "1m") as disk:
        link = place.folder / "link"
        link.symlink_to(disk / "new.ttl")
        yield from _done(place.export(link))
        if (disk / "new.ttl").read_bytes() != place.whole or left_in(disk):
            yield "not written there"


def a_loop_of_links(place: Place) -> Iterator[str]:
    link = place.folder / "link"
    link.symlink_to(link)
    yield from _refused(place.export(link), link)


def a_directory(place: Place) -> Iterator[str]:
    yield from _refused(place.export(place.map), place.map)
    yield from _refused(guanxi("build", place.map, "-o", place.old()), place.old())


def a_file_in_the_way(place: Place) -> Iterator[str]:
    yield from _refused(place.export(place.old() / "new.ttl"), place.folder / "old.ttl" / "new.ttl")


def an_owner(place: Place) -> Iterator[str]:
    old = place.old(mode=0o640)
    os.chown(old, 1234, 1235)
    yield from _done(place.export(old))
    state = old.stat()
    if (state.st_uid, state.st_gid, state.st_mode & 0o7777) != (1234, 1235, 0o640):
        yield f"its owner is {state.st_uid}:{state.st_gid}, its mode {state.st_mode:o}"


# The old file stands


def a_read_only_file(place: Place) -> Iterator[str]:
    old = place.old(mode=0o444)
    place.folder.chmod(0o777)
    yield from _kept(old, place.export(old, before=_as_nobody))


def a_folder_that_must_not_be_written(place: Place) -> Iterator[str]:
    closed = place.folder / "closed"
    closed.mkdir(mode=0o555)
    yield from _refused(place.export(closed / "new.ttl", before=_as_nobody), closed / "new.ttl")
    yield from _refused(guanxi("build", place.map, "-o", closed, before=_as_nobody), closed)


def a_full_disk(place: Place) -> Iterator[str]:
    with disk_of(place.folder / "disk", "8k") as disk:
        old = disk / "old.ttl"
        old.write_bytes(_OLD)
        (disk / "more").write_bytes(bytes(4096))
        yield from _kept(old, place.export(old))
        (disk / "more").unlink()
        yield from _refused(guanxi("build", place.map, "-o", disk), disk / "guanxi.ttl")
        yield from (f"{name} was begun" for name in ("guanxi.ttl", "index.html") if (disk / name).exists())
        yield from (f"left {path}" for path in left_in(disk))


def a_read_only_file_system(place: Place) -> Iterator[str]:
    with disk_of(place.folder / "disk", "64k") as disk:
        old = disk / "old.ttl"
        old.write_bytes(_OLD)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        yield from _kept(old, place.export(old))


def a_quota(place: Place) -> Iterator[str]:
    """Of the size of a file: no disk here has quotas."""
    old = place.old()
    yield from _kept(old, place.export(old, before=_limited))
    yield from _refused(guanxi("build", place.map, before=_limited), place.map / BUILT[0])
    yield from (f"{name} was begun" for name in BUILT if (place.map / name).exists())


_CASES: tuple[Case, ...] = (
    a_device,
    a_link_to_a_device,
    a_pipe_with_a_name,
    a_pipe_that_nobody_reads_on,
    standard_output_by_its_names,
    a_number,
    a_link,
    a_link_that_leads_nowhere,
    a_link_to_another_file_system,
    a_loop_of_links,
    a_directory,
    a_file_in_the_way,
    an_owner,
    a_read_only_file,
    a_folder_that_must_not_be_written,
    a_full_disk,
    a_read_only_file_system,
    a_quota,
)


def _done(ran: Ran) -> Iterator[str]:
    if ran.code or ran.err:
        yield str(ran)


def _refused(ran: Ran, target: Path) -> Iterator[str]:
    """With the target, the reason, and what to do; never by the name of a part."""
    if ran.code != 1 or f"{target}:" not in ran.err or "help: " not in ran.err or ".guanxi-" in ran.err:
        yield str(ran)


def _kept(old: Path, ran: Ran) -> Iterator[str]:
    yield from _refused(ran, old)
    if old.read_bytes() != _OLD:
        yield "the old file is no more"


def _printed(target: Path | None, *arguments: object) -> tuple[bytes, Ran]:
    """What a command prints into a new file, or into a pipe."""
    if target:
        with target.open("wb") as stream:
            ran = Fork(*arguments, out=stream.fileno()).wait()
        return target.read_bytes(), ran
    reading, writing = os.pipe()
    child = Fork(*arguments, out=writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        return stream.read(), child.wait()


def _as_nobody() -> None:
    """Root may write everywhere."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
