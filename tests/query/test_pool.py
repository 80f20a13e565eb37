"""Workers die: of a query, of the system's hand, while they load. Those who ask do not notice."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import NoReturn

import pytest

from apart import run_apart
from guanxi_graph.query import Answer, Data, Engine, File, Limits, QueryError, process
from guanxi_graph.query.media import question_in
from guanxi_graph.query.messages import Question
from guanxi_graph.query.nursery import Nursery
from guanxi_graph.query.pool import Pool
from guanxi_graph.query.worker import State, Worker

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"  # about a second
LONGER = "SELECT (COUNT(*) AS ?n) { { SELECT ?a { ?a ?b ?c } LIMIT 800 } ?d ?e ?f }"  # a third of it
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LIMITS = Limits(seconds=20)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    lines = "".join(f"ex:{number} ex:p {number} .\n" for number in range(2500))
    (tmp_path / "a.ttl").write_text(f"@prefix ex: <http://ex/> .\n{lines}")
    return Data(files=(File(str(tmp_path / "a.ttl")),))


@pytest.mark.parametrize("pause", [0, 0.002, 0.01, 0.05])
def test_an_engine_is_closed_while_its_process_starts(data: Data, pause: float) -> None:
    engine = Engine(data)
    time.sleep(pause)
    closing = Thread(target=engine.close, daemon=True)
    closing.start()
    closing.join(30)
    assert not closing.is_alive()


def in_pool(pool: Pool, act: Callable[[], Awaitable[None]]) -> None:
    async def run() -> None:
        pool.open()
        try:
            async with asyncio.timeout(60):
                await act()
        finally:
            await pool.close()

    run_apart(run())


async def asked(pool: Pool, number: int) -> str:
    """A query that was not asked before: no answer is remembered."""
    answer = await pool.ask(question_in(f"SELECT ?o {{ <http://ex/{number}> ex:p ?o }}", "csv"))
    return answer.body.decode()


async def until(true: Callable[[], object]) -> None:
    while not true():  # noqa: ASYNC110 - what is waited for sets no event
        await asyncio.sleep(0.01)


def kill(worker: Worker) -> None:
    os.kill(worker.pid, signal.SIGKILL)


@pytest.mark.parametrize("killed", [1, 2])
def test_workers_that_are_killed_between_queries(data: Data, killed: int) -> None:
    pool = Pool(data, LIMITS, 2)

    async def act() -> None:
        await until(lambda: len(pool.workers) == 2)
        first = set(pool.workers)
        dead = list(first)[:killed]
        for worker in dead:
            kill(worker)
        await until(lambda: all(worker.state is State.DEAD for worker in dead))
        assert [await asked(pool, number) for number in range(20)] == [f"o\r\n{number}\r\n" for number in range(20)]
        await until(lambda: len(pool.workers) == 2)
        assert len(first & pool.workers) == 2 - killed

    in_pool(pool, act)


def test_workers_whose_origin_is_killed(data: Data) -> None:
    """Those that are there go on, and new ones come from a new one."""
    pool = Pool(data, LIMITS, 2)

    async def act() -> None:
        await until(lambda: len(pool.workers) == 2)
        first = set(pool.workers)
        os.kill(parent_of(next(iter(first)).pid), signal.SIGKILL)
        assert [await asked(pool, number) for number in range(4)] == [f"o\r\n{number}\r\n" for number in range(4)]
        assert pool.workers == first
        for worker in first:
            kill(worker)
        await until(lambda: all(worker.state is State.DEAD for worker in first))
        assert [await asked(pool, number) for number in range(4, 8)] == [f"o\r\n{n}\r\n" for n in range(4, 8)]

    in_pool(pool, act)


def test_another_origin_loads_the_data_before_it_is_missed(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    starts: list[Nursery] = []
    start = Nursery.start

    async def counted(data: Data, limits: Limits) -> Nursery:
        starts.append(await start(data, limits))
        return starts[-1]

    monkeypatch.setattr(Nursery, "start", counted)
    pool = Pool(data, LIMITS, 2)

    async def act() -> None:
        await until(lambda: len(pool.workers) == 2)
        first = set(pool.workers)
        os.kill(starts[0].pid, signal.SIGKILL)
        await until(lambda: len(starts) == 2)
        assert pool.workers == first
        os.kill(starts[1].pid, signal.SIGKILL)  # one that nobody asked for anything: no other before it is missed
        await starts[1].ended()
        await asyncio.sleep(0.1)
        assert len(starts) == 2
        for worker in first:
            kill(worker)
        await until(lambda: all(worker.state is State.DEAD for worker in first))
        assert await asked(pool, 1) == "o\r\n1\r\n"
        assert len(starts) == 3

    in_pool(pool, act)


@pytest.mark.parametrize(
    ("query", "is_ended"),
    [("SELECT ?s { ?s ?p ?o }", False), ("SELECT DISTINCT * { ?s ?p ?o . ?t ?q ?r . ?u ?v ?w }", True)],
)
def test_a_worker_that_keeps_much_memory_is_ended(data: Data, query: str, *, is_ended: bool) -> None:
    pool = Pool(data, LIMITS, 1)

    async def act() -> None:
        await until(lambda: pool.workers)
        first = next(iter(pool.workers))
        with suppress(QueryError):
            await pool.ask(question_in(query, "csv"))
        assert await asked(pool, 1) == "o\r\n1\r\n"
        assert (first not in pool.workers) == is_ended

    in_pool(pool, act)


def parent_of(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("PPid:")).split()[1])


def test_no_two_workers_draw_the_same_random_numbers(data: Data) -> None:
    Path(data.files[0].path).write_text("[] <http://ex/p> 1 .\n")  # a name is drawn for it when it is loaded
    pool = Pool(data, LIMITS, 3)

    async def act() -> None:
        await until(lambda: len(pool.workers) == 3)
        drawn = await asyncio.gather(
            *(
                worker.ask(question_in("SELECT (STRUUID() AS ?id) (RAND() AS ?n) {}", "csv"), LIMITS.seconds)
                for worker in pool.workers
            )
        )
        assert len({answer.body for answer in drawn}) == 3

    in_pool(pool, act)


def test_a_query_whose_worker_is_killed_is_tried_once_more(data: Data) -> None:
    pool = Pool(data, LIMITS, 2)

    async def act() -> None:
        slow = asyncio.create_task(pool.ask(question_in(SLOW, "csv")))
        await until(lambda: any(worker.state is State.BUSY for worker in pool.workers))
        kill(next(worker for worker in pool.workers if worker.state is State.BUSY))
        assert (await slow).body == b"n\r\n6250000\r\n"

    in_pool(pool, act)


def test_a_query_that_ends_its_worker_each_time_is_given_up(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_of = []

    def dying(worker: Worker, question: Question, seconds: float) -> asyncio.Future[Answer]:
        asked_of.append(worker.pid)
        kill(worker)
        return ask(worker, question, seconds)

    ask = Worker.ask
    monkeypatch.setattr(Worker, "ask", dying)
    pool = Pool(data, LIMITS, 2)

    async def act() -> None:
        with pytest.raises(QueryError) as refused:
            await asked(pool, 1)
        assert refused.value.code == "crashed"
        assert len(set(asked_of)) == len(asked_of) == 2
        monkeypatch.setattr(Worker, "ask", ask)
        assert await asked(pool, 1) == "o\r\n1\r\n"

    in_pool(pool, act)


def test_the_time_that_a_lost_worker_took_is_not_given_again(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []

    def dying_late(worker: Worker, question: Question, seconds: float) -> asyncio.Future[Answer]:
        given.append(seconds)
        asyncio.get_running_loop().call_later(1, kill, worker)
        return ask(worker, question, seconds)

    ask = Worker.ask
    monkeypatch.setattr(Worker, "ask", dying_late)
    pool = Pool(data, Limits(seconds=1.5), 2)

    async def act() -> None:
        with pytest.raises(QueryError) as refused:
            await pool.ask(question_in(ENDLESS, "csv"))
        assert refused.value.code == "too-slow"
        first, second = given
        assert first == 1.5
        assert second <= 0.5

    in_pool(pool, act)


def test_a_query_that_takes_too_long_is_not_tried_again(data: Data) -> None:
    pool = Pool(data, Limits(seconds=1), 2)

    async def act() -> None:
        await until(lambda: len(pool.workers) == 2)
        first = set(pool.workers)
        with pytest.raises(QueryError) as refused:
            await pool.ask(question_in(ENDLESS, "csv"))
        assert refused.value.code == "too-slow"
        assert len(first & pool.workers) == 1
        assert await asked(pool, 1) == "o\r\n1\r\n"

    in_pool(pool, act)


@pytest.mark.parametrize("deaths", [1, 2, 5, 14])
def test_workers_that_are_killed_while_they_load(data: Data, monkeypatch: pytest.MonkeyPatch, deaths: int) -> None:
    starts: list[Nursery] = []
    start = Nursery.start

    async def start_and_perhaps_kill(data: Data, limits: Limits) -> Nursery:
        nursery = await start(data, limits)
        starts.append(nursery)
        if len(starts) <= deaths:
            os.kill(nursery.pid, signal.SIGKILL)
        return nursery

    monkeypatch.setattr(Nursery, "start", start_and_perhaps_kill)
    pool = Pool(data, Limits(seconds=10), 1)

    async def act() -> None:
        if deaths > 10:  # those who wait are not held for ever, and are told what was seen
            with pytest.raises(QueryError) as refused:
                await asked(pool, 0)
            assert refused.value.message == "the process that loads the data was ended by SIGKILL"
            await until(lambda: pool.workers)
        assert [await asked(pool, number) for number in range(3)] == [f"o\r\n{number}\r\n" for number in range(3)]
        assert len(starts) == deaths + 1

    in_pool(pool, act)


def test_one_that_cannot_load_takes_no_question_from_the_other(data: Data) -> None:
    supplies = 0

    def supply() -> Data:
        nonlocal supplies
        supplies += 1
        return data if supplies == 1 else Data(files=(File("/nowhere/a.ttl"),))

    pool = Pool(supply, LIMITS, 2)

    async def act() -> None:
        await until(lambda: len(pool.workers) == 2)
        one = next(iter(pool.workers))
        os.kill(parent_of(one.pid), signal.SIGKILL)
        kill(one)
        both = asyncio.gather(asked(pool, 10), asked(pool, 11))  # so that the one that is gone is missed
        await until(lambda: supplies > 2)
        assert await both == ["o\r\n10\r\n", "o\r\n11\r\n"]
        assert [await asked(pool, number) for number in range(10)] == [f"o\r\n{number}\r\n" for number in range(10)]

    in_pool(pool, act)


def test_data_that_comes_back(data: Data) -> None:
    path = Path(data.files[0].path)
    path.rename(path.with_suffix(".away"))
    pool = Pool(data, LIMITS, 1)

    async def act() -> None:
        with pytest.raises(QueryError) as refused:
            await asked(pool, 1)
        assert refused.value.code == "unusable-data"
        assert "No such file" in refused.value.message
        path.with_suffix(".away").rename(path)
        await until(lambda: pool.workers)
        assert await asked(pool, 1) == "o\r\n1\r\n"

    in_pool(pool, act)


def test_prefixes_are_there_while_every_worker_is_busy(data: Data) -> None:
    pool = Pool(data, Limits(seconds=3), 1)

    async def act() -> None:
        assert await pool.prefixes() == {"ex": "http://ex/"}
        slow = asyncio.create_task(pool.ask(question_in(ENDLESS, "csv")))
        await until(lambda: any(worker.state is State.BUSY for worker in pool.workers))
        async with asyncio.timeout(1):
            assert await pool.prefixes() == {"ex": "http://ex/"}
        assert not slow.done()
        await asyncio.gather(slow, return_exceptions=True)

    in_pool(pool, act)


def test_a_reader_who_leaves_does_not_keep_a_worker_busy(data: Data) -> None:
    pool = Pool(data, Limits(seconds=30), 1)

    async def act() -> None:
        slow = asyncio.create_task(pool.ask(question_in(ENDLESS, "csv")))
        await until(lambda: any(worker.state is State.BUSY for worker in pool.workers))
        slow.cancel()
        async with asyncio.timeout(20):
            assert await asked(pool, 1) == "o\r\n1\r\n"

    in_pool(pool, act)


def test_a_reader_who_leaves_while_a_worker_is_ended_keeps_none(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    """One whose process takes long to end, as on a machine that is busy."""
    dying = asyncio.Event()
    end = Worker.kill

    async def kill_slowly(worker: Worker) -> None:
        dying.set()
        await asyncio.sleep(0.3)
        await end(worker)

    monkeypatch.setattr(Worker, "kill", kill_slowly)
    monkeypatch.setattr("guanxi_graph.query.pool._SHORT", 0.05)
    pool = Pool(data, Limits(seconds=30), 2)

    async def act() -> None:
        await until(lambda: len(pool.workers) == 2)
        long = asyncio.create_task(pool.ask(question_in(f"{ENDLESS} #long", "csv")))
        await asyncio.sleep(0.5)
        leaving = asyncio.create_task(pool.ask(question_in(ENDLESS, "csv")))
        await dying.wait()
        leaving.cancel()
        async with asyncio.timeout(20):
            assert await asked(pool, 1) == "o\r\n1\r\n"
        assert not long.done()
        long.cancel()

    in_pool(pool, act)


def test_those_who_waited_longest_come_first(data: Data) -> None:
    pool = Pool(data, LIMITS, 1)
    answered: list[int] = []

    async def one(number: int) -> None:
        await asked(pool, number)
        answered.append(number)

    async def act() -> None:
        await asyncio.gather(*(one(number) for number in range(30)))
        assert answered == list(range(30))

    in_pool(pool, act)


def test_memory_is_blamed_only_when_there_was_not_enough() -> None:
    def too_large() -> NoReturn:
        raise MemoryError

    ours, its = socket.socketpair()
    with ours, its:
        process.serve(its, too_large, Limits())
        assert b"there is not enough memory to load the data" in process.receive(ours)


def test_an_engine_whose_process_is_killed(data: Data) -> None:
    with Engine(data) as engine:
        assert engine.prefixes == {"ex": "http://ex/"}
        os.kill(engine.processes[0], signal.SIGKILL)
        time.sleep(0.1)
        assert engine.query("ASK { ?s ex:p 1 }", "csv").body == b"true"


def test_an_engine_that_is_closed_while_it_is_asked(data: Data) -> None:
    engine = Engine(data, Limits(seconds=30))
    assert engine.prefixes
    with ThreadPoolExecutor(1) as thread:
        asking = thread.submit(engine.query, ENDLESS)
        time.sleep(0.3)
        (process,) = engine.processes
        engine.close()
        with pytest.raises(CancelledError):
            asking.result(10)
    assert not Path(f"/proc/{process}").exists()


def test_an_engine_within_a_running_loop(data: Data) -> None:
    """As in a notebook."""

    async def cell() -> bytes:
        with Engine(data) as engine:
            return engine.query("ASK { ?s ex:p 1 }", "csv").body

    assert run_apart(cell()) == b"true"


def test_a_long_query_leaves_a_worker_to_the_short_ones(data: Data) -> None:
    pool = Pool(data, Limits(seconds=6), 2)

    async def act() -> None:
        await until(lambda: len(pool.workers) == 2)
        bombs = [asyncio.create_task(pool.ask(question_in(f"{ENDLESS} #{number}", "csv"))) for number in range(4)]
        await asyncio.sleep(2.5)
        began = time.monotonic()
        assert await asked(pool, 1) == "o\r\n1\r\n"
        assert time.monotonic() - began < 4  # and not the twelve seconds that they take two by two
        for bomb in bombs:
            bomb.cancel()
        assert all(isinstance(end, BaseException) for end in await asyncio.gather(*bombs, return_exceptions=True))

    in_pool(pool, act)


def test_a_query_of_a_few_seconds_is_answered_among_endless_ones(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guanxi_graph.query.pool._SHORT", 0.05)
    pool = Pool(data, Limits(seconds=3), 2)

    async def act() -> None:
        bomb = asyncio.create_task(pool.ask(question_in(ENDLESS, "csv")))
        await asyncio.sleep(0.5)
        assert (await pool.ask(question_in(LONGER, "csv"))).body == b"n\r\n2000000\r\n"
        with pytest.raises(QueryError):
            await bomb

    in_pool(pool, act)
