"""What does not change is made once; what failed is tried again; only so much at a time."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from apart import run_apart
from guanxi_graph.query import QueryError
from guanxi_graph.serve.once import Once


class Maker:
    """Takes a moment, and counts how many of it are at work."""

    def __init__(self, fails: int = 0) -> None:
        self.fails, self.made, self.at_work, self.most = fails, 0, 0, 0
        self.turn = threading.Lock()

    def __call__(self) -> bytes:
        with self.turn:
            self.made += 1
            self.at_work += 1
            self.most = max(self.most, self.at_work)
        time.sleep(0.05)
        with self.turn:
            self.at_work -= 1
        if self.made <= self.fails:
            raise ValueError("not now")
        return b"page"


def test_impatient_readers_share_one_making() -> None:
    make = Maker()

    async def run() -> bytes:
        once = Once()
        for _ in range(30):
            reader = asyncio.create_task(once.get(("page",), make))
            await asyncio.sleep(0)
            reader.cancel()
        return await once.get(("page",), make)

    assert (run_apart(run()), make.made) == (b"page", 1)


def test_a_failure_is_not_remembered() -> None:
    make = Maker(fails=1)

    async def run() -> list[object]:
        once = Once()
        first = await asyncio.gather(*(once.get(("page",), make) for _ in range(2)), return_exceptions=True)
        return [*map(str, first), await once.get(("page",), make), await once.get(("page",), make)]

    assert (run_apart(run()), make.made) == (["not now", "not now", b"page", b"page"], 2)


@pytest.mark.parametrize(("keys", "refused"), [(8, 0), (12, 2)])
def test_only_so_many_are_made_at_once(keys: int, refused: int) -> None:
    make: Callable[[], bytes] = Maker()

    async def run() -> list[object]:
        once = Once(most=10, at_once=2)
        return await asyncio.gather(*(once.get((str(key),), make) for key in range(keys)), return_exceptions=True)

    answers = run_apart(run())
    assert sum(isinstance(answer, QueryError) for answer in answers) == refused
    assert answers.count(b"page") == keys - refused
    assert make.most == 2
