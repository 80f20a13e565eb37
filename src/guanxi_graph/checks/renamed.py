"""Checks of the ids that things had before: they lead to something, and to one thing only."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.text import nearest


def unknown_renamed(draft: Draft) -> Iterator[Problem]:
    for record in draft.renamed:
        row = record.row
        if bool(row.entity) == bool(row.source):
            hint = "write `- {entity: old-id, now: new-id}`"
            yield Problem("not-a-record", "this names no id that was given up, or two", record.span(), hint)
            continue
        what, known = ("entity", draft.entity_by_id) if row.entity else ("source", draft.source_by_id)
        if row.now not in known and row.now not in draft.misread:
            close = nearest(row.now, known)
            hint = f"did you mean `{close}`?" if close else "take this line out"
            yield Problem(f"unknown-{what}", f"there is no {what} `{row.now}` any more", record.span("now"), hint)


def reused_id(draft: Draft) -> Iterator[Problem]:
    """An address cannot lead to two things."""
    for records in (draft.entities, draft.sources):
        former = {old: record.row.id for record in records for old in record.row.formerly}
        for record in records:
            name = record.row.id
            if name in former:
                message = f"`{name}` is the former id of `{former[name]}`: its address leads there"
                hint = "choose another id, or take the former one out of renamed.yaml"
                yield Problem("duplicate-id", message, record.span("id"), hint)
