"""The records of a YAML list, read one stretch after another: a slip in one of them does not hide the others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from guanxi_graph.problems import MapError, Problem, Span, more_problems
from guanxi_graph.reading.located import Items, Located
from guanxi_graph.reading.plain_yaml import Plain, read_plainly
from guanxi_graph.reading.yaml import parse_yaml

# Each further slip costs another beginning.
_MOST = 20
_RECORD = re.compile(r"^-(?=[ \r\n])", re.MULTILINE)


def parse_records(text: str, name: str, row: type[Any]) -> tuple[Sequence[Located | Plain], list[Problem]]:
    """The records that can be read, plain ones as a ``row`` or by name, and what is wrong with the others.

    Raises MapError for what is no list at all.
    """
    with suppress(MapError):
        if (found := read_plainly(text, name, row)) is not None:
            return found, []
    try:
        return _records(text, name, 1), []
    except MapError as error:
        starts = [match.start() for match in _RECORD.finditer(text)]
        if len(starts) < 2:
            raise
        return _piecewise(text, name, starts, error)


def _piecewise(text: str, name: str, starts: list[int], error: MapError) -> tuple[list[Located], list[Problem]]:
    """All but the records in which a reading ends: each time on from the next one, until all are read."""
    lines = _Lines(text, starts)
    found: list[Located] = []
    problems: list[Problem] = []
    begin, failed = 0, error
    while len(problems) < _MOST:
        problem = failed.problems[0]
        problems.append(problem)
        culprit = max(begin, lines.record_at(problem.span.line))
        try:
            found += lines.records(begin, culprit, name)
        except MapError as before:
            problems += before.problems
        begin = culprit + 1
        if begin >= len(starts):
            break
        try:
            return found + lines.records(begin, len(starts), name), problems
        except MapError as further:
            failed = further
    else:
        problems.append(
            more_problems("there are more slips; the records from here on are not read", lines.place(begin, name))
        )
    return found, problems


class _Lines:
    """A text of records, each of which begins on a line that is known."""

    def __init__(self, text: str, starts: list[int]) -> None:
        self.text = text
        self.starts = [0, *starts[1:], len(text)]
        self.lines = [1]
        for one, other in zip(self.starts, self.starts[1:], strict=False):
            self.lines.append(self.lines[-1] + text.count("\n", one, other))

    def record_at(self, line: int) -> int:
        """Which record stands on a line, from 0."""
        return bisect_right(self.lines[:-1], line) - 1

    def place(self, record: int, name: str) -> Span:
        return Span(name, self.lines[record])

    def records(self, first: int, end: int, name: str) -> list[Located]:
        """Those from one to before another. Raises MapError."""
        return _records(self.text[self.starts[first] : self.starts[end]], name, self.lines[first])


def _records(text: str, name: str, first_line: int) -> list[Located]:
    root = parse_yaml(text, name, first_line)
    if root is None:
        return []
    if not isinstance(root, Items):
        raise MapError([_no_list(root.span)])
    return list(root.values)


def _no_list(span: Span) -> Problem:
    return Problem("not-a-list", "the file must be a list", span, "start each record with `- `")
