"""Several workers at once: a question waits for one that is ready, and is asked of another when that is lost."""

from __future__ import annotations

import asyncio
import os

from msgspec.structs import replace

from guanxi_graph.query.answers import Answers
from guanxi_graph.query.by_name import Finder, with_found
from guanxi_graph.query.hiring import Hiring
from guanxi_graph.query.limits import Limits, QueryError, refuse_unsafe
from guanxi_graph.query.messages import Answer, Data, Question, Supply
from guanxi_graph.query.nursery import Lost
from guanxi_graph.query.turns import ASKER, Turns
from guanxi_graph.query.worker import State, Worker

# One is left for short queries when another has a long one and a third was lost.
DEFAULT_SIZE = max(3, os.cpu_count() or 3)
_BUSY = "every worker is busy with a long query; try again later"
_CRASHED = "the query broke the engine twice: it nests too deep or needs too much memory; take it apart"
_TRIES = 2  # of a query whose worker is lost
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
        self._find = find
        # One is always left to others.
        self._turns = Turns(max(1, size - 1), self._replace)
        self._hiring = Hiring(data if callable(data) else lambda: data, self.limits, self._turns.give, self._turns.tell)
        self._answers = Answers()
        self._long = asyncio.Semaphore(max(1, size // 2))

    @property
    def workers(self) -> set[Worker]:
        """Those that are ready or at work."""
        return self._hiring.workers

    def open(self) -> None:
        """Start all processes; they load while the caller goes on."""
        for _ in range(self.size):
            self._hiring.hire()

    async def close(self) -> None:
        """Kill all processes."""
        await self._hiring.close()

    async def prefixes(self) -> dict[str, str]:
        """What the data declares. Raises QueryError when it cannot be loaded."""
        return await self._hiring.prefixes()

    async def ask(self, question: Question) -> Answer:
        """The whole answer. Raises QueryError, also when all workers are busy for long."""
        if known := self.known(question):
            return known
        refuse_unsafe(question.text)
        asked = question
        if "search" in question.text:
            asked = replace(question, text=await asyncio.to_thread(with_found, question.text, self._find))
        seconds = self.limits.seconds
        for _ in range(_TRIES):
            try:
                answer = await self._by_turns(asked, seconds)
            except Lost as lost:  # perhaps somebody killed it: another worker tries, in the time that is left
                seconds -= lost.after
            else:
                self._answers.put(question, answer)
                return answer
        raise QueryError("crashed", _CRASHED)

    def known(self, question: Question) -> Answer | None:
        """What was answered before, if it is still kept."""
        return self._answers.get(question)

    async def _by_turns(self, question: Question, seconds: float) -> Answer:
        """The answer. What is not there soon goes on only while a worker is left to the short questions.

        Otherwise it begins again when another long one has ended. Raises QueryError, Lost.
        """
        worker = await self._free()
        asking = self._begun(worker, question, seconds)
        try:
            done, _ = await asyncio.wait({asking}, timeout=_SHORT)
            if done:
                return asking.result()
            if not self._long.locked():
                async with self._long:
                    return await asking
        finally:
            asking.cancel()  # which ends the process of one that is not done
        return await self._in_full(question, seconds)

    def _begun(self, worker: Worker, question: Question, seconds: float) -> asyncio.Future[Answer]:
        """A question at a worker, who is given back when that has ended, however soon those leave who wait for it."""
        asker = ASKER.get()

        def end(asking: asyncio.Future[Answer]) -> None:
            if not asking.cancelled():
                asking.exception()  # perhaps nobody else asks for it
            self._give_back(worker, asker)

        asking = worker.ask(question, seconds)
        asking.add_done_callback(end)
        return asking

    async def _in_full(self, question: Question, seconds: float) -> Answer:
        """The answer of a long question, when it is its turn. Raises QueryError, Lost."""
        asker = ASKER.get()
        try:
            with self._turns.long(asker):
                async with asyncio.timeout(6 * self.limits.seconds):
                    await self._long.acquire()
        except TimeoutError as error:
            raise QueryError("busy", _BUSY) from error
        try:
            return await self._begun(await self._free(), question, seconds)
        finally:
            self._long.release()

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
        if self._hiring.trouble and not self.workers:
            raise QueryError(*self._hiring.trouble)
        for patience in (self.limits.seconds, 5 * self.limits.seconds):
            await asyncio.wait({waiter}, timeout=patience)
            if waiter.done():
                return waiter.result()
            if self._hiring.lost and not self.workers:
                raise QueryError("unusable-data", self._hiring.lost)
        raise QueryError("busy", _BUSY)

    def _give_back(self, worker: Worker, asker: str) -> None:
        """To others; replaced when it can do no more."""
        self._turns.leave(asker)
        if worker.state is State.READY:
            self._turns.give(worker)
        else:
            self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        self._hiring.replace(worker)
