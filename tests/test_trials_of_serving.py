"""What ``make prove`` tries of a server, its cache, hostile texts and what is held back, in short."""

from __future__ import annotations

import asyncio
import importlib
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from apart import run_apart
from places import ROOT

Trial = Callable[[str], ModuleType]


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    """The modules of the trials, which import each other by name."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts" / "prove"))
    yield importlib.import_module
    for name in [
        name for name, module in sys.modules.items() if "scripts/prove" in str(getattr(module, "__file__", ""))
    ]:
        del sys.modules[name]


def test_a_server_under_load(trial: Trial, tmp_path: Path) -> None:
    """Five seconds, among hostile clients, with a worker killed each second."""
    soak, served = trial("soak"), trial("served")
    with served.served(ROOT / "graph", tmp_path, "--timeout", "2") as server:
        tally = run_apart(soak.soaked(server, soak.known_answers(ROOT / "graph"), 5, slow=False))
    assert tally.counts["right"] > 20
    assert tally.counts["killed"] > 1
    assert [fault for fault in tally.faults if not fault.startswith("refused")] == []


def test_slow_clients_make_room_for_others(trial: Trial, tmp_path: Path) -> None:
    """300 that never end their request, where 100 files may be open: who asks is answered, and the log is short."""
    soak, served = trial("soak"), trial("served")

    async def crowded(server) -> None:
        half = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(300)]
        for _, writer in half:
            writer.write(b"GET / HT")
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        async with asyncio.timeout(20):
            status, _ = await soak._ask(reader, writer, soak._query("ASK {}"), "text/csv")
            assert status == 200
            await asyncio.gather(*(each.read() for each, _ in half), return_exceptions=True)  # all are cut
        for _, each in [*half, (None, writer)]:
            each.close()

    with served.served(ROOT / "tests" / "base", tmp_path, files=100) as server:
        run_apart(crowded(server))
        assert server.log.stat().st_size < 100_000


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.trial)])
def test_each_file_of_the_cache_harmed(trial: Trial, tmp_path: Path, step: int) -> None:
    """Each in eleven ways, of which every seventh is tried: all ways, over the files."""
    cache = trial("cache_trial")
    with cache._private(tmp_path):
        for large in (cache._STORE, cache._MEMORY):
            pristine, chance = tmp_path / f"pristine-{large}", random.Random(2)  # noqa: S311
            harmed = list(cache._harmed(pristine, tmp_path / "cache", large, 1, chance, step=step))
            assert len(harmed) > 30 // step
            assert [(harm, fault) for harm, fault in harmed if fault] == []
        assert list(cache._unwritable(tmp_path)) == []


@pytest.mark.trial
def test_who_is_held_back_stands_nowhere(trial: Trial) -> None:
    """Of the formats, the page and the endpoint other tests say so; this one asks for whatever there is."""
    held_back = trial("held_back")
    outcome = held_back.run(0.01)
    assert [fault for fault in outcome.faults if "times as long" not in fault] == []


@pytest.fixture
def hostile(trial: Trial) -> ModuleType:
    return trial("hostile")


def test_two_parsers_read_hostile_texts_alike(hostile: ModuleType, trial: Trial, tmp_path: Path) -> None:
    payloads = trial("payloads")
    visible = payloads.visible("http://127.0.0.1:9/")
    assert len(visible) >= 80
    stranger = hostile.make_maps(tmp_path, visible)
    assert list(hostile.read_alike(tmp_path / "visible" / "export" / "guanxi.ttl", visible)) == []
    assert list(hostile.read_alike(stranger, list(payloads.HIDDEN.values()))) == []


@pytest.fixture(scope="module")
def obeyed_maps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two maps that a terminal would obey: one with errors, one without."""
    folder = tmp_path_factory.mktemp("obeyed")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts" / "prove"))
        hostile, payloads = importlib.import_module("hostile"), importlib.import_module("payloads")
    hostile.write_broken_map(folder / "broken")
    hostile.write_hostile_map(folder / "hidden", list(payloads.HIDDEN.values()))
    return folder


@pytest.mark.parametrize(
    "command", [("check",), ("check", "--json"), ("query", "--list"), ("show", "p0"), ("audit", "--details", "--csv")]
)
@pytest.mark.parametrize("name", ["broken", "hidden"])
def test_no_terminal_obeys_a_map(
    obeyed_maps: Path, guanxi, trial: Trial, tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    terminal = trial("terminal")
    cache = tmp_path / "cache"
    _, *words = terminal._line(command, obeyed_maps / name)
    ran = guanxi(*words, env=terminal._environment(cache), exact=True)
    for printed in (ran.stdout + ran.stderr, terminal.run_in_terminal(command, obeyed_maps / name, cache)):
        assert printed
        assert terminal.obeyed(printed) == ""


@pytest.mark.browser
def test_nothing_of_a_hostile_map_runs(hostile: ModuleType, trial: Trial, tmp_path: Path) -> None:
    browsing, served = trial("browsing"), trial("served")
    with browsing.trap() as (url, asked):
        hostile.write_hostile_map(tmp_path / "map", trial("payloads").visible(url))
        with served.served(tmp_path / "map", tmp_path) as server:
            views, faults = browsing.browsed(server.port, range(0, 100, 25))
    assert (faults, asked) == ([], [])
    assert views > 30
