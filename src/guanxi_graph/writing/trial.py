"""What a change would bring: the map is read and checked with it before a file is touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from guanxi_graph.problems import Problem
from guanxi_graph.progress import begun
from guanxi_graph.reading import Draft, read_map
from guanxi_graph.reading.folder import look_into
from guanxi_graph.redaction import problems_of
from guanxi_graph.writing.overlay import Overlay


@contextmanager
def changed(directory: Path, texts: Mapping[Path, str]) -> Iterator[tuple[Draft, list[Problem]]]:
    """The map as it would be with these texts in place of its files, and its problems, with their own files' names.

    The draft's places are those of a folder that is gone with the block.
    """
    overlay = Overlay(directory)
    try:
        laid = overlay.lay(texts)
        begun("reading", sum(file.path.stat().st_size for file in look_into(laid).files))
        draft = read_map(laid)
        yield draft, [overlay.problem_of(problem) for problem in problems_of(draft)]
    finally:
        overlay.close()


def brought(before: Sequence[Problem], after: Sequence[Problem]) -> list[Problem]:
    """The problems that were not there before, wherever their lines have moved."""
    known = Counter(map(_told, before))
    fresh = []
    for problem in after:
        told = _told(problem)
        known[told] -= 1
        if known[told] < 0:
            fresh.append(problem)
    return fresh


def _told(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.message, problem.span.file
