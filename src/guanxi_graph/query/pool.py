"""Several workers at once: a question waits for one that is ready, and one that is gone is replaced."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from contextlib import suppress
from itertools import count

from msgspec.structs import replace

from guanxi_graph.query.answers import Answers
from guanxi_graph.query.by_name import Finder, with_found
from guanxi_graph.query.limits import Limits, QueryError, refuse_unsafe
from guanxi_graph.query.messages import Answer, Data, Question, Supply
from guanxi_graph.query.nursery import Lost, Nursery
from guanxi_graph.query.turns import ASKER, Turns
from guanxi_graph.query.worker import State, Worker

# One is left for short queries when another has a long one and a third was lost.
DEFAULT_SIZE = max(3, os.cpu_count() or 3)
_BUSY = "every worker is busy with a long query; try again later"
_CRASHED = "the query broke the engine twice: it nests too deep or needs too much memory; take it apart"
_TRIES = 2  # of a query whose worker is lost
_STARTS = 3  # of processes, one after the other, before those who have waited long are told
_LONGEST_PAUSE, _LONGEST_AFTER_LOSS = 10.0, 1.0
_SHORT = 0.5  # seconds: a longer query leaves a worker to the short ones


class Pool:
    """Workers over one set of data. To be used in one event loop, between ``open`` and ``close``."""

    def __init__(
        self,
        data: Data | Supply,
        limits: Limits | None = None,
        size: int = DEFAULT_SIZE,
        find: Finder | None = None,
    ) -> None:
        """``find`` finds what ``gx:search`` looks for; it is asked in a thread."""
        self.limits = limits or Limits()
        self.size = size
        self.workers: set[Worker] = set()
        self._leaving: set[Worker] = set()
        self._find = find
        self._supply: Supply = data if callable(data) else lambda: data
        self._nursery: Nursery | None = None
        self._starting = asyncio.Lock()
        # One is always left to others.
        self._turns = Turns(max(1, size - 1), self._replace)
        self._prefixes: dict[str, str] = {}
        self._tried = asyncio.Event()
        self._failures = 0
        self._is_closed = False
        self._trouble: tuple[str, str] | None = None  # code and message: the data is at fault
        self._lost = ""  # how one process after the other ended while it loaded: perhaps the next one is spared
        self._tasks: set[asyncio.Task[None]] = set()
        self._answers = Answers()
        self._long = asyncio.Semaphore(max(1, size // 2))

    def open(self) -> None:
        """Start all processes; they load while the caller goes on."""
        for _ in range(self.size):
            self._begin(self._hire())

    async def close(self) -> None:
        """Kill all processes."""
        self._is_closed = True
        self._tell("busy", "the server is closing")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self.workers | self._leaving))
        if self._nursery:
            await self._nursery.close()

    async def ask(self, question: Question) -> Answer:
        """The whole answer. Raises QueryError, also when all workers are busy for long."""
        if known := self.known(question):
            return known
        refuse_unsafe(question.text)
        asked = question
        if "search" in question.text:
            asked = replace(question, text=await asyncio.to_thread(with_found, question.text, self._find))
        for _ in range(_TRIES):
            with suppress(Lost):  # perhaps somebody killed it: another worker tries
                answer = await self._by_turns(asked)
                self._answers.put(question, answer)
                return answer
        raise QueryError("crashed", _CRASHED)

    def known(self, question: Question) -> Answer | None:
        """What was answered before, if it is still kept."""
        return self._answers.get(question)

    async def _by_turns(self, question: Question) -> Answer:
        """The answer. What is not there soon goes on only while a worker is left to the short questions.

        Otherwise it begins again when another long one has ended. Raises QueryError, Lost.
        """
        worker = await self._free()
        asking = self._begun(worker, question)
        try:
            done, _ = await asyncio.wait({asking}, timeout=_SHORT)
            if done:
                return asking.result()
            if not self._long.locked():
                async with self._long:
                    return await asking
        finally:
            asking.cancel()  # which ends the process of one that is not done
        return await self._in_full(question)

    def _begun(self, worker: Worker, question: Question) -> asyncio.Future[Answer]:
        """A question at a worker, who is given back when that has ended, however soon those leave who wait for it."""
        asker = ASKER.get()

        def end(asking: asyncio.Future[Answer]) -> None:
            if not asking.cancelled():
                asking.exception()  # perhaps nobody else asks for it
            self._give_back(worker, asker)

        asking = worker.ask(question)
        asking.add_done_callback(end)
        return asking

    async def _in_full(self, question: Question) -> Answer:
        """The answer of a long question, when it is its turn. Raises QueryError, Lost."""
        asker = ASKER.get()
        try:
            with self._turns.long(asker):
                async with asyncio.timeout(6 * self.limits.seconds):
                    await self._long.acquire()
        except TimeoutError as error:
            raise QueryError("busy", _BUSY) from error
        try:
            return await self._begun(await self._free(), question)
        finally:
            self._long.release()

    async def prefixes(self) -> dict[str, str]:
        """What the data declares. Raises QueryError when it cannot be loaded."""
        await self._tried.wait()
        if self._prefixes or self.workers:
            return self._prefixes
        raise QueryError(*self._trouble or ("unusable-data", self._lost))

    async def _free(self) -> Worker:
        """A worker that is ready, when it is the asker's turn."""
        asker = ASKER.get()
        waiter = self._turns.wait(asker)
        try:
            return await self._come(waiter)
        except BaseException:
            if not waiter.cancel() and not waiter.exception():
                self._give_back(waiter.result(), asker)  # it came just when the patience was over
            raise

    async def _come(self, waiter: asyncio.Future[Worker]) -> Worker:
        if waiter.done():
            return waiter.result()
        if self._trouble and not self.workers:
            raise QueryError(*self._trouble)
        for patience in (self.limits.seconds, 5 * self.limits.seconds):
            await asyncio.wait({waiter}, timeout=patience)
            if waiter.done():
                return waiter.result()
            if self._lost and not self.workers:
                raise QueryError("unusable-data", self._lost)
        raise QueryError("busy", _BUSY)

    def _give_back(self, worker: Worker, asker: str) -> None:
        """To others; replaced when it can do no more."""
        self._turns.leave(asker)
        if worker.state is State.READY:
            self._turns.give(worker)
        else:
            self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        self.workers.discard(worker)
        self._leaving.add(worker)
        self._begin(self._hire(worker))

    async def _hire(self, instead_of: Worker | None = None) -> None:
        """Start processes until one is ready, more and more slowly."""
        if instead_of:
            await instead_of.kill()
            self._leaving.discard(instead_of)
        for tries in count(1):
            try:
                worker = await Worker.start(await self._its_nursery(), self.limits)
            except QueryError as error:
                longest = _LONGEST_PAUSE
                self._tell(error.code, error.message)
                if self._nursery:  # perhaps what the next one has is mended; it lasts as long as its other workers
                    self._begin(self._nursery.close())
            except (Lost, OSError) as error:
                longest = _LONGEST_AFTER_LOSS
                self._failures += 1
                if self._failures >= _STARTS:
                    self._lost = f"the process that loads the data was {error}"
                    self._tried.set()
            else:
                self._trouble, self._failures, self._lost, self._prefixes = None, 0, "", worker.prefixes
                self._tried.set()
                self.workers.add(worker)
                self._turns.give(worker)
                return
            await asyncio.sleep(min(longest, 0.05 * 2**tries))

    async def _its_nursery(self) -> Nursery:
        """The one there is, else a new one. Raises Lost."""
        async with self._starting:
            if self._nursery is None or not self._nursery.is_open:
                self._nursery = await Nursery.start(await asyncio.to_thread(self._supply), self.limits)
                self._begin(self._succeed(self._nursery))
            return self._nursery

    async def _succeed(self, nursery: Nursery) -> None:
        """Another one loads the data as soon as one that had loaded it is gone, not when a worker is missed."""
        if await nursery.ended():
            with suppress(Lost, OSError):
                await self._its_nursery()

    def _tell(self, code: str, message: str) -> None:
        """Those who wait are told, when there is no other worker to wait for."""
        self._trouble = code, message
        self._tried.set()
        if not self.workers:
            self._turns.tell(QueryError(code, message))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        if self._is_closed:
            work.close()
            return
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
