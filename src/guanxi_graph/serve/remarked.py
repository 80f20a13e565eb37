"""What is odd in a query that was answered, at an address of its own: answers stay as the standards want them."""

from __future__ import annotations

import asyncio

import msgspec

from guanxi_graph.problems import Problem, draw
from guanxi_graph.query.messages import Question
from guanxi_graph.query.pool import Pool
from guanxi_graph.query.remarks import remarks
from guanxi_graph.serve.in_thread import InThread


class Remark(msgspec.Struct, frozen=True):
    """A problem as it is, and as it is shown under the query."""

    problem: Problem
    drawn: str


async def remarked(pool: Pool, question: Question) -> list[Remark]:
    """The remarks on a query, in the time that a query may take; none when they take longer. Raises QueryError."""
    answer, prefixes = await pool.ask(question), await pool.prefixes()
    ask = InThread(pool, pool.limits.seconds).values
    try:
        found = await asyncio.to_thread(remarks, question.text, prefixes, ask, rows=answer.count)
    except TimeoutError:
        return []
    lines = question.text.split("\n")
    return [Remark(each, draw(each, lines[each.span.line - 1])) for each in found]
