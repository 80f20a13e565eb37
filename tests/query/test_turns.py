"""Whose turn it is, when some ask more than others."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any

import pytest

from apart import run_apart
from guanxi_graph.query import turns
from guanxi_graph.query.turns import Turns
from guanxi_graph.query.worker import State


def in_loop(act: Callable[[], None]) -> None:
    async def run() -> None:
        act()

    run_apart(run())


def worker(state: State = State.READY) -> Any:
    return SimpleNamespace(state=state)


def served(*waiting: asyncio.Future[Any]) -> list[bool]:
    return [each.done() for each in waiting]


def test_whoever_has_fewest_comes_first_and_one_worker_is_left_to_others() -> None:
    def act() -> None:
        shared = Turns(2, lambda _: None)
        many = [shared.wait("many") for _ in range(4)]
        one = shared.wait("one")
        shared.give(worker())
        assert (served(*many), one.done()) == ([True, False, False, False], False)
        shared.give(worker())
        assert (served(*many), one.done()) == ([True, False, False, False], True)
        shared.give(worker())
        shared.give(worker())
        assert served(*many) == [True, True, False, False], "the fourth is kept for others"
        assert shared.wait("another").done()
        shared.leave("many")
        shared.give(worker())
        assert served(*many) == [True, True, True, False]

    in_loop(act)


def test_who_is_alone_has_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def act() -> None:
        shared = Turns(1, lambda _: None)
        shared.wait("another").cancel()
        alone = [shared.wait("one") for _ in range(3)]
        for _ in range(3):
            shared.give(worker())
        assert served(*alone) == [True, False, False]
        monkeypatch.setattr(turns.time, "monotonic", lambda: 1e12)
        shared.wait("one")
        assert served(*alone) == [True, True, True]

    in_loop(act)


def test_of_many_long_questions_no_more_are_begun() -> None:
    def act() -> None:
        shared = Turns(2, lambda _: None)
        shared.give(worker())
        shared.wait("another").cancel()
        shared.leave("another")
        shared.give(worker())
        waits = [ExitStack() for _ in range(4)]
        for each in waits:
            each.enter_context(shared.long("many"))
        fifth = shared.wait("many")
        assert not fifth.done()
        assert shared.wait("another").done()
        waits[0].close()
        shared.give(worker())
        assert fifth.done()

    in_loop(act)


def test_a_worker_that_is_gone_is_told_and_another_taken() -> None:
    def act() -> None:
        gone: list[Any] = []
        shared = Turns(2, gone.append)
        dead, ready = worker(State.DEAD), worker()
        shared.give(dead)
        shared.give(ready)
        assert shared.wait("").result() is ready
        assert gone == [dead]

    in_loop(act)
