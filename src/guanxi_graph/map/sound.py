"""What of a faulty map can be looked at while it is being mended: the records that no error touches."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from guanxi_graph.map.guanxi_map import Map
from guanxi_graph.map.loading import from_draft
from guanxi_graph.problems import MapError, Problem, Span, has_errors, too_many
from guanxi_graph.reading import Draft, read_map
from guanxi_graph.reading.folder import INFO_FILE, VOCABULARY_FILE
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.redaction_rows import Redaction
from guanxi_graph.redaction import problems_of

_RECORDS = ("entities", "sources", "claims")


def load_sound(directory: Path) -> tuple[Map, list[Problem]]:
    """The map of the records without an error and of what they rest on, and all problems.

    Raises MapError as ``sound_part`` does.
    """
    draft = read_map(directory)
    problems = problems_of(draft)
    return sound_part(draft, problems), problems


def sound_part(draft: Draft, problems: Sequence[Problem]) -> Map:
    """The same of a draft with its problems.

    Raises MapError where that cannot be: when map.toml, the vocabulary or what is held back has errors.
    """
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors and _is_beyond(draft, errors):
        raise MapError(problems)
    while errors:
        less = _without(draft, errors)
        if less is None:
            raise MapError(problems)
        draft = less
        errors = [problem for problem in problems_of(draft) if problem.severity == "error"]
    return from_draft(draft)


def _is_beyond(draft: Draft, errors: Iterable[Problem]) -> bool:
    """Whether an error touches more than records: the words that all use, or what is to be held back.

    Nor can those be left out that are too many to be told one by one.
    """
    settings = {INFO_FILE, VOCABULARY_FILE}
    held_back = {record.span().file for record in draft.redactions}
    named = (Path(problem.span.file).name in settings or problem.span.file in held_back for problem in errors)
    return Redaction in draft.unread or too_many(errors) or any(named)


def _without(draft: Draft, errors: Sequence[Problem]) -> Draft | None:
    """The draft without the records that the errors stand in; None when they stand in none."""
    places = [problem.span for problem in errors]
    records: list[Record[Any]] = [record for kind in _RECORDS for record in getattr(draft, kind)]
    hit = _records_at(places, records)
    if not hit and not has_errors(draft.problems):
        return None
    kept = {kind: [record for record in getattr(draft, kind) if id(record) not in hit] for kind in _RECORDS}
    return msgspec.structs.replace(draft, **kept, stories=[], problems=[], unread=set(), misread=set())


def _records_at(places: Iterable[Span], records: Iterable[Record[Any]]) -> set[int]:
    """The records that these places are in: each reaches to where the next of its file starts."""
    by_file: dict[str, list[tuple[int, int, int]]] = {}
    for record in records:
        span = record.span()
        by_file.setdefault(span.file, []).append((span.line, span.column, id(record)))
    for starts in by_file.values():
        starts.sort()
    found = set()
    for place in places:
        starts = by_file.get(place.file, [])
        before = bisect_right(starts, (place.line, place.column, 1 << 62))
        found |= {starts[before - 1][2]} if before else set()
    return found
