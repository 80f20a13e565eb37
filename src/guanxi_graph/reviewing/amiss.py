"""What is wrong with a map's files, each with the record or the file in which it is to be mended."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import msgspec

from guanxi_graph.problems import Problem
from guanxi_graph.reading.folder import YAML
from guanxi_graph.reading.records import Record
from guanxi_graph.reviewing.change import State
from guanxi_graph.reviewing.own_letters import Letters, records_of
from guanxi_graph.writing.adding import ROWS


class Amiss(msgspec.Struct, frozen=True):
    """A problem and where to mend it: a record by its id, or a file by its path in the map's folder."""

    problem: Problem
    thing: Letters
    id: str


def amiss(state: State) -> Iterator[Amiss]:
    """Only what is an error."""
    for problem in state.problems:
        if problem.severity == "error":
            yield _in_record(state, problem) or _in_file(state, problem)


def _in_record(state: State, problem: Problem) -> Amiss | None:
    """By the last record that begins before the place; not where two records have one id, or a file is no YAML."""
    if not problem.span.file.endswith(tuple(YAML)):
        return None
    before: list[tuple[int, Letters, Record[Any]]] = [
        (record.span().line, thing, record)
        for thing in ROWS
        for record in getattr(state.draft, {"claim": "claims", "entity": "entities", "source": "sources"}[thing])
        if record.span().file == problem.span.file and record.span().line <= problem.span.line
    ]
    if not before:
        return None
    _, thing, record = max(before, key=lambda each: each[0])
    is_the_one = thing != "file" and records_of(state, thing).get(record.row.id) is record
    return Amiss(problem, thing, record.row.id) if is_the_one and record.row.id else None


def _in_file(state: State, problem: Problem) -> Amiss:
    return Amiss(problem, "file", os.path.relpath(problem.span.file, state.directory))
