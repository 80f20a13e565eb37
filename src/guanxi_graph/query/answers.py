"""Answers that were given before: the data does not change while a server runs."""

from __future__ import annotations

from collections import OrderedDict

from guanxi_graph.query.messages import Answer, Question
from guanxi_graph.query.scan import uses_any

# SPARQL 1.1 Query §17.4: what differs from one call to the next.
_FRESH = frozenset({"BNODE", "NOW", "RAND", "STRUUID", "UUID"})


class Answers:
    """The answers that were last asked for, up to a size in bytes."""

    def __init__(self, largest: int = 64_000_000) -> None:
        self.left = largest
        self.longest = largest // 8
        self._kept: OrderedDict[Question, Answer] = OrderedDict()

    def get(self, question: Question) -> Answer | None:
        """The answer, if it is still known."""
        answer = self._kept.get(question)
        if answer is not None:
            self._kept.move_to_end(question)
        return answer

    def put(self, question: Question, answer: Answer) -> None:
        """Keep an answer, unless it is very long or would be another one next time."""
        if question in self._kept or _size(question, answer) > self.longest or uses_any(question.text, _FRESH):
            return
        self._kept[question] = answer
        self.left -= _size(question, answer)
        while self.left < 0:
            self.left += _size(*self._kept.popitem(last=False))


def _size(question: Question, answer: Answer) -> int:
    """Bytes, with what Python needs to hold them."""
    return len(answer.body) + 4 * len(question.text) + 1000
