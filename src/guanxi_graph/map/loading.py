"""From a map's files to a ``Map``."""

from __future__ import annotations

from pathlib import Path

from guanxi_graph import collector
from guanxi_graph.evidence import read_lock
from guanxi_graph.map.guanxi_map import Map
from guanxi_graph.problems import MapError, has_errors
from guanxi_graph.reading import Draft, read_map
from guanxi_graph.reading.rows import claim
from guanxi_graph.redaction import problems_of, redacted


@collector.at_rest()
def load(directory: Path | str, *, drafting: bool = False) -> Map:
    """The checked map of a directory. Raises MapError with every problem that was found."""
    draft = read_map(Path(directory))
    problems = problems_of(draft, drafting=drafting)
    if has_errors(problems):
        raise MapError(problems)
    return from_draft(draft)


def from_draft(draft: Draft) -> Map:
    """The map of a draft in which no errors were found, without what it holds back."""
    shown = redacted(draft)
    return Map.of(
        shown.info,
        shown.vocabulary,
        entities=(record.row for record in shown.entities),
        sources=(record.row for record in shown.sources),
        claims=(claim(record.row, shown.vocabulary) for record in shown.claims),
        lock=read_lock(draft.directory),
    )
