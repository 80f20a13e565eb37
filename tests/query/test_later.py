"""A large map is asked before anything is kept of it, and what is kept comes later: the answers are the same."""

from __future__ import annotations

import os
import pty
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from guanxi_graph.cli import later, querying
from guanxi_graph.cli.querying import engine_to_ask
from guanxi_graph.locks import folder_locked
from guanxi_graph.problems import MapError
from guanxi_graph.query import Engine, Limits
from guanxi_graph.query.cache import may_be_kept
from guanxi_graph.query.enough import EnoughEngine

QUERIES = (
    "SELECT ?n { ?s skos:prefLabel ?n FILTER(lang(?n) = 'en') } ORDER BY ?n",
    "SELECT ?s { ?s gx:search 'wang xing' }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
)
KEY = f"{0:08x}-{0:032x}"
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GUANXI_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(later, "_SMALL", 0)
    return tmp_path / "cache"


def kept_in(cache: Path) -> list[Path]:
    return [path for path in cache.glob("*") if not path.name.startswith(".")]


def wait_for_what_is_kept(cache: Path) -> None:
    end = time.monotonic() + 120
    while not kept_in(cache):
        assert time.monotonic() < end
        time.sleep(0.1)


def test_it_answers_alike_before_and_after(write_map: Write, cache: Path) -> None:
    directory = write_map()
    with engine_to_ask(directory, (), Limits()) as engine:
        assert isinstance(engine, EnoughEngine)
        prefixes, before = engine.prefixes, [engine.values(query) for query in QUERIES]
        assert all(before)
        assert not kept_in(cache)
    wait_for_what_is_kept(cache)
    with engine_to_ask(directory, (), Limits()) as engine:
        assert engine.prefixes == prefixes
        assert [engine.values(query) for query in QUERIES] == before


def test_it_is_kept_though_the_terminal_goes_with_the_command(write_map: Write, cache: Path) -> None:
    """The command leads the terminal's session, as under ``ssh -t``: at its end the kernel hangs up on the others."""
    asks = "from guanxi_graph.cli import later, main; later._SMALL = 0; main(prog_name='guanxi')"
    words = ["query", QUERIES[2], "-m", str(write_map())]
    child, terminal = pty.fork()
    if not child:
        os.execv(sys.executable, [sys.executable, "-c", asks, *words])  # noqa: S606
    printed = b""
    with suppress(OSError):  # which is how a terminal ends
        while piece := os.read(terminal, 4096):
            printed += piece
    os.close(terminal)
    assert (os.waitpid(child, 0)[1], b"1 row" in printed) == (0, True)
    wait_for_what_is_kept(cache)


def test_of_a_small_map_that_is_kept_as_much_is_loaded_as_is_touched(write_map: Write) -> None:
    directory = write_map()
    with (
        querying.held_map(directory) as held,
        Engine(held) as whole,
        engine_to_ask(directory, (), Limits()) as engine,
    ):
        assert isinstance(engine, EnoughEngine)
        assert engine.prefixes == whole.prefixes
        few = engine.values(QUERIES[2].replace("?p", "gx:founded"))
        assert few == whole.values(QUERIES[2].replace("?p", "gx:founded")) != ["0"]
        assert engine.values(QUERIES[2]) == whole.values(QUERIES[2]) != few


@pytest.mark.parametrize(("ends", "starts"), [(KeyboardInterrupt, 0), (SystemExit, 1)])
def test_after_ctrl_c_nothing_goes_on(
    write_map: Write, monkeypatch: pytest.MonkeyPatch, ends: type[BaseException], starts: int
) -> None:
    started: list[later.ToBeKept] = []
    monkeypatch.setattr(querying, "keep_later", started.append)
    with pytest.raises(ends), engine_to_ask(write_map(), (), Limits()):
        raise ends
    assert len(started) == starts


def test_one_process_at_a_time_makes_it(cache: Path) -> None:
    assert may_be_kept(KEY)
    part = cache / f".{KEY}.part"
    part.mkdir()
    with folder_locked(part, alone=False, unknown=True):
        assert not may_be_kept(KEY)
        assert may_be_kept(KEY.replace("-0", "-1"))
    assert may_be_kept(KEY)


def test_nothing_is_started_where_nothing_can_be_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GUANXI_CACHE", str(tmp_path / "file"))
    assert not may_be_kept(KEY)


def test_of_a_map_with_errors_it_is_asked_what_they_do_not_touch(write_map: Write) -> None:
    directory = write_map({"more.yaml": "claims:\n- {subject: wang-xing, relation: founded, object: nowhere}\n"})
    with pytest.raises(MapError):
        later.held_or_read(directory)
    with engine_to_ask(directory, (), Limits()) as engine:
        assert isinstance(engine, Engine)
        assert engine.values(QUERIES[0])
