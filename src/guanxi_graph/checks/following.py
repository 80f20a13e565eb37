"""What follows from another problem: a name is not called unknown while what may define it cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from guanxi_graph.model import Entity, Source
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.vocabulary import Term

# Of which kinds a problem speaks.
_ABOUT: dict[str, tuple[type[Any], ...]] = {
    "unknown-entity": (Entity,),
    "unknown-source": (Source,),
    "unknown-premise": (ClaimRow,),
    "unknown-redaction": (Entity, ClaimRow),
    "unknown-class": (Term,),
    "unknown-relation": (Term,),
    "unknown-qualifier": (Term,),
    "unknown-term": (Term, Source),
    "unknown-base": (Term,),
    "bad-mapping": (Term,),
    "bad-same-as": (Term,),
}


def held_back(draft: Draft, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that stand on their own."""
    return (problem for problem in problems if draft.unread.isdisjoint(_ABOUT.get(problem.code, ())))
