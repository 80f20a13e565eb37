"""Of each check the first thousand problems are described, the same of a map in one piece and of one in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from guanxi_graph.problems import MOST_DESCRIBED, Problem, in_order, more_problems

# Of a check that goes through the records in their order: the first, whatever the order of those within a record.
ENOUGH = MOST_DESCRIBED + 100
# Sorted at once.
_BATCH = 10 * MOST_DESCRIBED


def first(problems: Iterable[Problem]) -> list[Problem]:
    """The first by place, each once, and one more where there are more; however many there are, few are kept."""
    kept: list[Problem] = []
    waiting = iter(problems)
    while batch := list(islice(waiting, _BATCH)):
        kept = in_order(dict.fromkeys([*kept, *batch]))[: MOST_DESCRIBED + 1]
    return kept


def described(found: Iterable[list[Problem]]) -> Iterator[Problem]:
    """What is told of the first problems of check after check, until one has too many errors: others wait for these."""
    for problems in found:
        yield from problems[:MOST_DESCRIBED]
        for beyond in problems[MOST_DESCRIBED:]:
            yield _more(beyond)
            if beyond.severity == "error":
                return


def _more(beyond: Problem) -> Problem:
    message = f"there are more than {MOST_DESCRIBED:,} problems as `{beyond.code}`, from here on"
    message += "; what else may be wrong is looked for after" if beyond.severity == "error" else ""
    return msgspec.structs.replace(more_problems(message, beyond.span), severity=beyond.severity)
