"""Checks of what a map holds back: it must be there."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.text import nearest


def unknown_redaction(draft: Draft) -> Iterator[Problem]:
    for record in draft.redactions:
        for kind, name, known in (
            ("entity", record.row.entity, draft.entity_by_id.keys()),
            ("claim", record.row.claim, draft.together.claim_ids),
        ):
            if name and name not in known:
                close = nearest(name, known)
                hint = f"did you mean `{close}`?" if close else "remove it"
                yield Problem("unknown-redaction", f"there is no {kind} `{name}` to hold back", record.span(kind), hint)
