"""Checks of what a map holds back: it must be there, and nothing that is left may name it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from guanxi_graph.checks.texts import leaves, scalars
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.redactions import redacted
from guanxi_graph.reading.rows import claim_id
from guanxi_graph.reading.stories import read_stories
from guanxi_graph.text import nearest

_SHORTEST = 2


def unknown_redaction(draft: Draft) -> Iterator[Problem]:
    if not draft.redactions:
        return
    claims = {claim_id(record.row) for record in draft.claims}
    for record in draft.redactions:
        for kind, name, known in (
            ("entity", record.row.entity, draft.entity_by_id.keys()),
            ("claim", record.row.claim, claims),
        ):
            if name and name not in known:
                close = nearest(name, known)
                hint = f"did you mean `{close}`?" if close else "remove it"
                yield Problem("unknown-redaction", f"there is no {kind} `{name}` to hold back", record.span(kind), hint)


def redaction_trace(draft: Draft) -> Iterator[Problem]:
    """Names of what is held back, in what is left."""
    patterns = {name: re.compile(_anywhere(texts), re.IGNORECASE) for name, texts in _names(draft).items()}
    if not patterns:
        return
    stories = (
        ("story", scalar)
        for record in read_stories(draft.directory)[0]
        for value in record.fields.values.values()
        for scalar in leaves(value)
    )
    for field, scalar in chain(scalars(redacted(draft)), stories):
        for name, pattern in patterns.items():
            if pattern.search(scalar.value) and not (field == "qualifiers" and scalar.value == name):
                message = f"this text names `{name}`, which redactions.yaml holds back"
                yield Problem("redaction-trace", message, scalar.span, "write it without the name")


def _names(draft: Draft) -> dict[str, set[str]]:
    """All that each entity which is held back is called."""
    found = {}
    for record in draft.redactions:
        entity = draft.entity_by_id.get(record.row.entity)
        if entity is not None:
            aliases = (alias for aliases in entity.row.aliases.values() for alias in aliases)
            texts = {entity.row.id, *entity.row.labels.values(), *aliases}
            found[entity.row.id] = {text for text in texts if len(text) >= _SHORTEST}
    return found


def _anywhere(texts: set[str]) -> str:
    """Whole words in scripts that have them, anywhere in Chinese."""
    return "|".join(rf"\b{re.escape(text)}\b" if text.isascii() else re.escape(text) for text in sorted(texts))
