"""An engine over as much of the data as the questions can touch: loading all of a large map takes long."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from guanxi_graph.progress import begun
from guanxi_graph.query.by_name import Finder
from guanxi_graph.query.engine import Engine, only_column
from guanxi_graph.query.labels import ASKED
from guanxi_graph.query.limits import Limits, QueryError, refuse_unsafe
from guanxi_graph.query.media import question_in
from guanxi_graph.query.messages import Answer, Data, Question
from guanxi_graph.query.touched import Touched, touched_by

# The data of what is touched, or all: for one engine at a time.
Part = Callable[[Touched | None], Data]


class EnoughEngine:
    """Like ``Engine``, of which it starts one with more when a question can touch what the one there is has not."""

    def __init__(
        self, part: Part, prefixes: Mapping[str, str], limits: Limits | None = None, find: Finder | None = None
    ) -> None:
        """``prefixes`` are those that the data declare."""
        self.prefixes = dict(prefixes)
        self._part, self._limits, self._find = part, limits, find
        self._has: Touched | None = Touched()
        for text in ASKED:  # after most questions
            self._has = self._with(text)
        self._engine: Engine | None = None

    def values(self, text: str) -> list[str]:
        """Like ``Engine.values``."""
        try:
            return only_column(self.ask(question_in(text, "csv")))
        except QueryError:
            return []

    def ask(self, question: Question) -> Answer:
        """Like ``Engine.ask``; loading is no part of the limits' seconds."""
        refuse_unsafe(question.text)
        wanted = self._with(question.text)
        if self._engine is None or wanted != self._has:
            self.close()
            self._has = wanted
            data = self._part(wanted)
            begun("loading", 0)
            self._engine = Engine(data, self._limits, self._find)
        return self._engine.ask(question)

    def close(self) -> None:
        """End the process."""
        if self._engine:
            self._engine.close()

    def _with(self, text: str) -> Touched | None:
        """What there is, and what a question can touch. All, once all is there."""
        touched = touched_by(text, self.prefixes) if self._has else None
        return self._has | touched if self._has and touched else None
