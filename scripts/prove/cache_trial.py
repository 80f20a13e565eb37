"""The cache harmed in every way: its answers stay those of the files, or come without it."""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, combinations, islice
from pathlib import Path

import msgspec
import pyoxigraph as ox
from outcome import Outcome
from served import GUANXI, ROOT

from guanxi_graph.query.cache import kept
from guanxi_graph.query.entry import STAMP
from guanxi_graph.query.messages import File
from guanxi_graph.query.store import open_data

PROMISE = "cache: each file truncated, flipped, swapped, made by another version, swept while used, unwritable"
FIGURE = "never a wrong answer; nothing left; bounded size; old entries of a redacted map gone"

_FLIPS = 100  # of each file
_STORE, _MEMORY = 10, 10_000_000  # from how many bytes on an entry is a store
_KEY, _OTHER = f"{1:08x}-{1:032x}", f"{2:08x}-{2:032x}"
_KEPT = 8
_MEMORY_ALLOWED = 4_000_000_000


def run(scale: float) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="guanxi-cache-") as name, _private(Path(name)) as temporary:
        folder = Path(name)
        chance, faults, tried = random.Random(1), [], 0
        for large in (_STORE, _MEMORY):
            pristine = folder / f"pristine-{large}"
            for harm, fault in _harmed(pristine, folder / "cache", large, max(1, int(_FLIPS * scale)), chance):
                tried += 1
                if fault:
                    faults.append(f"{harm}: {fault}")
        faults += [*_swept(folder / "cache"), *_unwritable(folder), *_redacted(folder)]
        faults += [f"left in the temporary folder: {path.name}" for path in temporary.iterdir()]
        measured = f"{tried} harms to every file of an entry, as a store and in memory; swept, lost and unwritable"
        return Outcome(f"{measured}: {len(faults)} faults", tuple(faults))


@contextmanager
def _private(folder: Path) -> Iterator[Path]:
    """The cache, the temporary folder and the memory of this trial."""
    temporary = folder / "tmp"
    temporary.mkdir()
    before, allowed = dict(os.environ), resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_ALLOWED, allowed[1]))
    os.environ.update(GUANXI_CACHE=str(folder / "cache"), TMPDIR=str(temporary))
    tempfile.tempdir = None
    try:
        yield temporary
    finally:
        resource.setrlimit(resource.RLIMIT_AS, allowed)
        os.environ.clear()
        os.environ.update(before)
        tempfile.tempdir = None


class Maker:
    """Writes a small map of numbers, and counts how often it had to."""

    def __init__(self, first: int) -> None:
        self.first, self.made = first, 0

    def __call__(self, folder: Path) -> tuple[File, ...]:
        self.made += 1
        lines = "".join(f"ex:{self.first + number} ex:p {self.first + number} .\n" for number in range(200))
        (folder / "a.ttl").write_text(f"@prefix ex: <http://ex/> .\n{lines}")
        (folder / "b.ttl").write_text("@prefix my: <http://my/> .\nmy:b my:p 1 .\n")
        return File("a.ttl", "http://ex/graph"), File("b.ttl", "http://ex/other")

    @property
    def answer(self) -> tuple[int, int]:
        """The sum of its numbers, and how many graphs there are."""
        return sum(range(self.first, self.first + 200)), 2


def asked(key: str, make: Maker, large: int) -> tuple[int, int]:
    """What the entry of this key answers, in this process."""
    with kept(key, make, large) as held:
        store, _ = open_data(held())
        rows = store.query("SELECT (SUM(?n) AS ?sum) { GRAPH ?g { ?s <http://ex/p> ?n } }")
        total = next(row["sum"].value for row in rows) if isinstance(rows, ox.QuerySolutions) else ""
        return int(total), len(list(store.named_graphs()))


def _harmed(
    pristine: Path, cache: Path, large: int, flips: int, chance: random.Random, *, step: int = 1
) -> Iterator[tuple[str, str]]:
    """Every harm (or every third …) to every file of an entry that is sound, and what was wrong after it."""
    shutil.rmtree(cache, ignore_errors=True)
    for key, first in ((_KEY, 0), (_OTHER, 1000)):
        asked(key, Maker(first), large)
    cache.rename(pristine)
    for name, harm in islice(_harms(pristine, flips, chance), None, None, step):
        shutil.rmtree(cache, ignore_errors=True)
        shutil.copytree(pristine, cache)
        for_time = {path: path.stat() for path in cache.rglob("*") if path.is_file()}
        harm(cache)
        if chance.random() < 0.5:  # as a tool does that sets the times back
            _set_back(for_time)
        yield f"{'store' if large == _STORE else 'memory'} {name}", _judged(cache, large)


def _judged(cache: Path, large: int) -> str:
    make = Maker(0)
    try:
        answer = asked(_KEY, make, large)
    except Exception as error:  # noqa: BLE001 - whatever it is
        return repr(error)
    if answer != make.answer:
        return f"answered {answer}, not {make.answer}"
    left = {path.name for path in cache.iterdir()} - {_KEY, _OTHER}
    return f"left {left}" if left else ""


def _set_back(states: Mapping[Path, os.stat_result]) -> None:
    for path, state in states.items():
        if path.is_file():
            os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


Harm = tuple[str, Callable[[Path], object]]


def _harms(pristine: Path, flips: int, chance: random.Random) -> Iterator[Harm]:
    entry = pristine / _KEY
    names = [str(path.relative_to(entry)) for path in sorted(entry.rglob("*")) if path.is_file()]
    yield from chain.from_iterable(_to_one_file(name, entry, flips, chance) for name in names)
    for one, other in combinations(names, 2):
        yield f"{one} and {other} swapped", partial(_swap, one=one, other=other)
    yield "the entry of another map in its place", _another_entry
    yield "a field of a later version", partial(_restamp, more={"later": 1})
    yield "the stamp of an earlier version", partial(_restamp, more=None)
    yield "a file in its place", _a_file
    yield "an empty folder in its place", _an_empty_folder


def _to_one_file(name: str, entry: Path, flips: int, chance: random.Random) -> Iterator[Harm]:
    size = (entry / name).stat().st_size
    for length in sorted({0, size // 2, max(0, size - 1)} - {size}):
        yield f"{name} cut to {length}", partial(_cut, name=name, length=length)
    for place in {chance.randrange(size) for _ in range(flips)} if size else ():
        yield f"{name} flipped at {place}", partial(_flip, name=name, place=place, bit=1 << chance.randrange(8))
    yield f"{name} of another map", partial(_from_another, name=name)
    yield f"{name} gone", partial(_gone, name=name)
    yield f"{name} a folder", partial(_a_folder, name=name)
    for target in ("/dev/zero", "/nowhere", "/etc/passwd"):
        yield f"{name} a link to {target}", partial(_a_link, name=name, target=target)
    yield f"{name} a pipe", partial(_a_pipe, name=name)


def _cut(cache: Path, name: str, length: int) -> None:
    os.truncate(cache / _KEY / name, length)


def _gone(cache: Path, name: str) -> None:
    (cache / _KEY / name).unlink()


def _a_folder(cache: Path, name: str) -> None:
    _gone(cache, name)
    (cache / _KEY / name).mkdir()


def _a_link(cache: Path, name: str, target: str) -> None:
    _gone(cache, name)
    (cache / _KEY / name).symlink_to(target)


def _a_pipe(cache: Path, name: str) -> None:
    _gone(cache, name)
    os.mkfifo(cache / _KEY / name)


def _from_another(cache: Path, name: str) -> None:
    with suppress(FileNotFoundError):  # the files of a store are numbered
        shutil.copy2(cache / _OTHER / name, cache / _KEY / name)


def _a_file(cache: Path) -> None:
    shutil.rmtree(cache / _KEY)
    (cache / _KEY).write_text("no folder")


def _an_empty_folder(cache: Path) -> None:
    shutil.rmtree(cache / _KEY)
    (cache / _KEY).mkdir()


def _flip(cache: Path, name: str, place: int, bit: int) -> None:
    path = cache / _KEY / name
    content = bytearray(path.read_bytes())
    content[place] ^= bit
    path.write_bytes(content)


def _swap(cache: Path, one: str, other: str) -> None:
    entry = cache / _KEY
    first, second = (entry / one).read_bytes(), (entry / other).read_bytes()
    (entry / one).write_bytes(second)
    (entry / other).write_bytes(first)


def _another_entry(cache: Path) -> None:
    shutil.rmtree(cache / _KEY)
    (cache / _OTHER).rename(cache / _KEY)


def _restamp(cache: Path, more: Mapping[str, object] | None) -> None:
    """As another version might write it, whole: with what this one has never heard of, or without what it knows."""
    stamp = cache / _KEY / STAMP
    known = msgspec.json.decode(stamp.read_bytes().partition(b"\n")[2])
    body = msgspec.json.encode({**known, **more} if more else {"data": known["data"]})
    stamp.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def _swept(cache: Path) -> Iterator[str]:
    """What is in use stays, or is made again from what is open; the others are few."""
    for large in (_STORE, _MEMORY):
        shutil.rmtree(cache, ignore_errors=True)
        make = Maker(0)
        with kept(_KEY, make, large) as held:
            for number in range(40):
                asked(f"{number + 3:08x}-{number:032x}", Maker(number), large)
            if not (cache / _KEY).is_dir():
                yield "an entry in use was swept"
            if (size := len(list(cache.iterdir()))) > _KEPT + 1:
                yield f"{size} entries were kept"
            shutil.rmtree(cache)
            store, _ = open_data(held())
            if len(store) != 201 or make.made != 1:
                yield f"lost while in use: {len(store)} triples, made {make.made} times"
    shutil.rmtree(cache, ignore_errors=True)


def _unwritable(folder: Path) -> Iterator[str]:
    (folder / "file").write_text("")
    for place in (folder / "file", folder / "file" / "below", Path("/proc/guanxi"), Path("/dev/null/x")):
        os.environ["GUANXI_CACHE"] = str(place)
        for large in (_STORE, _MEMORY):
            make = Maker(0)
            if asked(_KEY, make, large) != make.answer:
                yield f"a wrong answer without {place}"
    os.environ["GUANXI_CACHE"] = str(folder / "cache")


def _redacted(folder: Path) -> Iterator[str]:
    """Who is held back is in no entry of the map any more, whatever was asked before."""
    directory, cache = folder / "map", folder / "cache"
    shutil.copytree(ROOT / "tests" / "base", directory)
    _query(directory)
    if not _holding(cache, b"Ma Huateng"):
        yield "the trial cannot find a name in the cache"
    (directory / "redactions.yaml").write_text("- {entity: ma-huateng, reason: at his request}\n")
    _query(directory)
    yield from (f"{path} still names who is held back" for path in _holding(cache, b"ma-huateng", b"Ma Huateng"))


def _query(directory: Path) -> None:
    subprocess.run([GUANXI, "query", "-m", directory, "ASK {}"], check=True, capture_output=True)


def _holding(cache: Path, *names: bytes) -> list[str]:
    """The files of the cache that hold one of these, archives opened."""
    return [label for label, content in contents(cache) if any(name in content for name in names)]


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All files below a folder, and what is packed in them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as packed:
                yield from ((f"{path.name}/{name}", packed.read(name)) for name in packed.namelist())
