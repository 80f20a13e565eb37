"""Checks of what ``[analysis]`` in ``map.toml`` names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.info import INFO_FILE, info_span
from guanxi_graph.text import nearest


def unknown_term(draft: Draft) -> Iterator[Problem]:
    """Only terms that the map sets itself: a vocabulary may lack those of the defaults."""
    path = draft.directory / INFO_FILE
    settings, words = draft.info.analysis, draft.vocabulary
    named: dict[str, tuple[str, Iterable[str], Iterable[str]]] = {
        "enduring_bases": ("base", settings.enduring_bases, words.bases),
        "go_betweens": ("class", settings.go_betweens, words.classes),
        "class_weights": ("strength", settings.class_weights, words.strengths),
        "source_weights": ("source or kind of source", settings.source_weights, _sources(draft)),
    }
    text = path.read_text("utf-8") if path.is_file() else ""
    for field, (kind, names, known) in named.items():
        if field not in text:
            continue
        for name in sorted(set(names) - set(known)):
            close = nearest(name, known)
            hint = f"did you mean `{close}`?" if close else ""
            message = f"`{field}` names a {kind} `{name}` that is not there"
            yield Problem("unknown-term", message, info_span(text, str(path), field), hint)


def _sources(draft: Draft) -> Iterable[str]:
    return {word for record in draft.sources for word in (record.row.id, record.row.kind)}
