"""Commands that write are killed, at random moments and before every step that they take on the disk."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pyoxigraph as ox
from elsewhere import oxigraph
from examples import TwoStates, left_in
from forked import Fork, Ran, load_all
from forked import run as guanxi
from outcome import Outcome

PROMISE = "kill -9 of build, export, infer, init, query and publish: at random moments, before each step on disk or net"
FIGURE = (
    "1,000 of 1,000: after the next command the old set of files or the new one, never a mixture; leftovers swept; "
    "on another server each graph as it was or as it is"
)

_STEPS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "fcntl.flock"})
_REQUESTS = frozenset({"http.client.connect", "http.client.send"})
_ASKED = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a gx:Person }"
_CHANCE = random.Random(1)


class Killer:
    """Runs a command once to its end, then again and again until it is killed."""

    def __init__(self, counts: Counter[str], folder: Path, *arguments: object) -> None:
        self._counts, self._folder, self._arguments = counts, folder, arguments
        with tempfile.TemporaryFile(buffering=0) as seen:
            began = time.monotonic()
            whole = guanxi(*arguments, before=lambda: self._watch(lambda _: seen.write(b".")))
            self._seconds, self._steps = time.monotonic() - began, seen.tell()
        if whole.code:
            raise RuntimeError(str(whole))

    def kill(self) -> None:
        code = self._at_a_moment() if _CHANCE.random() < 0.5 else self._before_a_step()
        self._counts["killed" if code == -signal.SIGKILL else "came too late"] += 1

    def _at_a_moment(self) -> int:
        child = Fork(*self._arguments)
        time.sleep(_CHANCE.uniform(0, self._seconds))
        return child.kill().code

    def _before_a_step(self) -> int:
        last = _CHANCE.randint(1, self._steps)

        def end(step: int) -> None:
            if step == last:
                os.kill(os.getpid(), signal.SIGKILL)

        return guanxi(*self._arguments, before=lambda: self._watch(end)).code

    def _watch(self, call: Callable[[int], object]) -> None:
        """Call with the number of each step before it is taken in the folder, or asked of a server."""
        folder, steps = str(self._folder), 0

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal steps
            ours = event == "fcntl.flock" or (event in _STEPS and str(arguments[0]).startswith(folder))
            if ours or event in _REQUESTS:
                steps += 1
                call(steps)

        sys.addaudithook(watch)


def run(scale: float) -> Outcome:
    counts, faults = Counter[str](), list[str]()
    load_all()
    with tempfile.TemporaryDirectory(prefix="guanxi-prove-") as place:
        os.environ["GUANXI_CACHE"] = f"{place}/cache"
        two = TwoStates(Path(place) / "map")
        for trial, times in _TRIALS.items():
            said = trial(two, counts, max(2, round(times * scale)))
            faults += (f"{trial.__name__.strip('_')}: {fault}" for fault in said)
    return Outcome(", ".join(f"{number:,} {what}" for what, number in counts.items()), tuple(faults))


def _build(two: TwoStates, counts: Counter[str], times: int) -> Iterator[str]:
    killer = Killer(counts, two.folder, "build", two.folder)
    for number in range(times):
        two.put(number % 2)
        two.set(1 - number % 2)
        killer.kill()
        counts["left for the next command to finish"] += two.found() not in two.built
        if (ran := guanxi("check", two.folder)).code:
            yield f"the next command failed: {ran}"
        if two.found() not in two.built:
            yield f"{number}: a mixture"
    yield from _swept(two.folder, guanxi("build", two.folder))


def _export(two: TwoStates, counts: Counter[str], times: int) -> Iterator[str]:
    target = two.folder / "map.ttl"
    yield from _one_file(two, counts, times, target, "export", two.folder, "-o", target)


def _infer(two: TwoStates, counts: Counter[str], times: int) -> Iterator[str]:
    yield from _one_file(two, counts, times, two.folder / "export" / "inferred.yaml", "infer", "-m", two.folder)


def _one_file(two: TwoStates, counts: Counter[str], times: int, target: Path, *arguments: object) -> Iterator[str]:
    killer = Killer(counts, two.folder, *arguments)
    whole = set()
    for state in (0, 1):
        two.set(state)
        guanxi(*arguments)
        whole.add(target.read_bytes())
    for number in range(times):
        two.set(number % 2)
        killer.kill()
        if target.read_bytes() not in whole:
            yield f"{number}: a torn file"
    yield from _swept(two.folder, guanxi(*arguments))


def _init(two: TwoStates, counts: Counter[str], times: int) -> Iterator[str]:
    """Each of its files is whole; a folder that is not empty is not begun again."""
    folder = two.folder.parent / "new"
    killer = Killer(counts, folder, "init", folder)
    whole = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
    for _ in range(times):
        shutil.rmtree(folder, ignore_errors=True)
        killer.kill()
        found = (path for path in folder.rglob("*.*") if not path.name.startswith("."))
        yield from (f"torn: {path}" for path in found if path.read_bytes() != whole[path.relative_to(folder)])


def _query(two: TwoStates, counts: Counter[str], times: int) -> Iterator[str]:
    cache, arguments = Path(os.environ["GUANXI_CACHE"]), ("query", "-m", two.folder, _ASKED, "-f", "csv")
    right = []
    for state in (0, 1):
        two.set(state)
        right.append(guanxi(*arguments).out)
    shutil.rmtree(cache)
    killer = Killer(counts, two.folder.parent, *arguments)
    for number in range(times):
        two.set(number % 2)
        shutil.rmtree(cache, ignore_errors=True)
        killer.kill()
        if (ran := guanxi(*arguments)).out != right[number % 2]:
            yield f"{number}: another answer: {ran}"
    for path in cache.iterdir():
        os.utime(path, (0, 0))  # what was left a minute ago is swept
    two.set(times % 2)  # with the next entry
    guanxi(*arguments)
    yield from (f"left in the cache: {path.name}" for path in cache.glob(".*"))


def _publish(two: TwoStates, counts: Counter[str], times: int) -> Iterator[str]:
    """By Graph Store Protocol: each request is done by the server as a whole, or not at all."""
    yield from _published(two, counts, times)


def _update(two: TwoStates, counts: Counter[str], times: int) -> Iterator[str]:
    """By SPARQL Update: what arrived of a killed one stands beside the graph, until the next takes it away."""
    yield from _published(two, counts, times, "--update", "{}/update")


def _published(two: TwoStates, counts: Counter[str], times: int, *options: str) -> Iterator[str]:
    with oxigraph() as url:
        arguments = ["publish", two.folder, "--endpoint", f"{url}/query", *(each.format(url) for each in options)]
        whole = []
        for state in (0, 1):
            two.set(state)
            guanxi(*arguments)
            whole.append(_graphs(url))
        killer = Killer(counts, two.folder, *arguments)
        for number in range(times):
            two.set(number % 2)
            killer.kill()
            found = _graphs(url)
            yield from (f"{number}: torn: {name}" for name in whole[0] if found[name] not in _versions(whole, name))
        if (ran := guanxi(*arguments)).code or _graphs(url) != whole[(times - 1) % 2]:
            yield f"not as published: {ran}"


def _graphs(url: str) -> dict[str, frozenset[str]]:
    """All that a server holds: the triples of each graph."""
    with urlopen(Request(f"{url}/store", headers={"Accept": "application/n-quads"})) as reply:  # noqa: S310
        quads = list(ox.parse(reply.read(), format=ox.RdfFormat.N_QUADS))
    names = {quad.graph_name.value for quad in quads}
    return {name: frozenset(str(q.triple) for q in quads if q.graph_name.value == name) for name in names}


def _versions(whole: list[dict[str, frozenset[str]]], name: str) -> list[frozenset[str]]:
    return [graphs[name] for graphs in whole]


# More than a thousand: some are done before they are killed.
_TRIALS = {_build: 680, _export: 180, _infer: 120, _init: 70, _query: 120, _publish: 60, _update: 60}


def _swept(folder: Path, ran: Ran) -> Iterator[str]:
    if ran.code:
        yield f"the last run failed: {ran}"
    if left := left_in(folder):
        yield f"left: {', '.join(map(str, left))}"
