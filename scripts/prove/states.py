"""Files that are edited while they are read, and builds that are made at once."""

from __future__ import annotations

import os
import random
import re
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from examples import BUILT, TwoStates, copy, example, left_in
from forked import Fork, Ran, load_all
from forked import run as guanxi
from outcome import Outcome

from guanxi_graph.cli.unedited import Files

PROMISE = "builds, exports and queries while an editor saves; four builds at once into one folder"
FIGURE = "each output belongs to one state of the files, and says which"

_CHANCE = random.Random(1)
_ASKED = "SELECT ?n { VALUES ?e { ent:first ent:second } ?e skos:prefLabel ?n }"
_BUSY = "the files are being changed while they are read"
_PAUSES = (0.05, 0.3, 1.0)  # seconds at most between two savings

Numbers = tuple[str, ...]


class Editor:
    """Saves two files of a map in turn, each with a growing number: in place or by a rename, as editors do."""

    def __init__(self, folder: Path, pause: float) -> None:
        self._folder, self._pause, self._log = folder, pause, folder.parent / "states"
        self._save(0)
        self.pid = os.fork()
        while self.pid == 0:
            self._save(time.monotonic_ns())

    def end(self) -> dict[str, Numbers]:
        """What was ever true: the two numbers by the digest of the files."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        states = (line.split() for line in self._log.read_text().splitlines())
        return {digest: tuple(numbers) for digest, *numbers in states}

    def _save(self, number: int) -> None:
        for name in ("first", "second"):
            text = f"- {{id: {name}, class: Person, labels: {{en: Number {number}}}}}\n"
            if number % 2:
                (self._folder / f"{name}.yaml").write_text(text)
            else:
                part = self._folder / f".{name}~"
                part.write_text(text)
                part.replace(self._folder / f"{name}.yaml")
            if number:
                self._note()
                time.sleep(_CHANCE.uniform(0, self._pause))
        self._note()

    def _note(self) -> None:
        numbers = _numbers("".join((self._folder / f"{name}.yaml").read_text() for name in ("first", "second")))
        with self._log.open("a") as log:
            log.write(" ".join((Files(self._folder).digest()[:12], *numbers)) + "\n")


def run(scale: float) -> Outcome:
    load_all()
    counts, faults = Counter[str](), list[str]()
    with tempfile.TemporaryDirectory(prefix="guanxi-prove-") as place:
        os.environ["GUANXI_CACHE"] = f"{place}/cache"
        for number, pause in enumerate(_PAUSES):
            folder = Path(place) / str(number)
            folder.mkdir()
            faults += _while_edited(example(folder / "map"), pause, max(2, round(100 * scale)), counts)
        faults += _at_once(Path(place), max(1, round(50 * scale)), counts)
    return Outcome(", ".join(f"{number:,} {what}" for what, number in counts.items()), tuple(faults))


def _while_edited(folder: Path, pause: float, times: int, counts: Counter[str]) -> Iterator[str]:
    editor, made = Editor(folder, pause), []
    target = folder.parent / "map.ttl"
    for _ in range(times):
        made += [
            _made(guanxi("build", folder), lambda ran: (_numbers(*_read(folder)), ran.out.split()[-1])),
            _made(guanxi("export", folder, "-o", target), lambda _: (_numbers(target.read_text()), "")),
            _made(guanxi("query", "-m", folder, _ASKED, "-f", "csv"), lambda ran: (_numbers(ran.out), "")),
        ]
    states = editor.end()
    for ran, numbers, state in made:
        if ran.code == 1 and _BUSY in ran.err:
            counts["refused: edited all the time"] += 1
        elif ran.code:
            yield str(ran)
        elif numbers not in states.values() or (state and states.get(state) != numbers):
            yield f"{numbers} of the state {state} were never true"
        else:
            counts["of one state"] += 1


def _made(ran: Ran, look: Callable[[Ran], tuple[Numbers, str]]) -> tuple[Ran, Numbers, str]:
    return (ran, (), "") if ran.code else (ran, *look(ran))


def _read(folder: Path) -> Iterator[str]:
    return ((folder / name).read_text("utf-8") for name in BUILT)


def _numbers(*texts: str) -> Numbers:
    """The numbers that stand in the texts, in the order of the entities; each text with any has the same."""
    found = {tuple(dict.fromkeys(re.findall(r"Number (\d+)", text))) for text in texts} - {()}
    numbers = found.pop() if len(found) == 1 else ("several",)
    return numbers * 2 if len(numbers) == 1 else numbers


def _at_once(place: Path, times: int, counts: Counter[str]) -> Iterator[str]:
    """Two builds of each of two states, into one folder."""
    two = TwoStates(place / "two")
    maps = []
    for state in (0, 1):
        two.set(state)
        maps.append(copy(two.folder, place / f"state{state}"))
    out = copy(two.folder / "export", place / "out")
    for number in range(times):
        builds = [Fork("build", folder, "-o", out) for folder in _CHANCE.sample(maps * 2, 4)]
        yield from (str(ran) for ran in [build.wait() for build in builds] if ran.code)
        if tuple((out / Path(name).name).read_bytes() for name in BUILT) not in two.built:
            yield f"{number}: a mixture of builds"
        yield from (f"left {path}" for path in left_in(out))
        counts["builds at once"] += 4
