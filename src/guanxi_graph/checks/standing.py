"""Checks of what a claim rests on: sources, rules, and the reason for its rank."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from guanxi_graph.checks.related import related
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.text import nearest

_UNCITED, _UNCITED_SENSITIVE = "uncited", "uncited-sensitive"


def derived_relation(draft: Draft) -> Iterator[Problem]:
    for record, relation in related(draft, lambda relation: relation.derived):
        if not record.row.rule:
            message = f"`{relation.id}` is inferred by a rule; nobody states it as a claim"
            hint = "state what the two have in common: educatedAt, founded, bornIn, ancestralHome"
            yield Problem("derived-relation", message, record.span("relation"), hint)


def unknown_premise(draft: Draft) -> Iterator[Problem]:
    known = draft.together.claim_ids
    for record in (record for record in draft.claims if record.row.rule or record.row.premises):
        if record.row.rule and not record.row.premises:
            hint = "write `premises: [claim ids]`"
            yield Problem(
                "no-premises", "a derived claim must name the claims that it rests on", record.span("rule"), hint
            )
        for index, name in enumerate(record.row.premises):
            if name not in known:
                close = nearest(name, known)
                hint = f"did you mean `{close}`?" if close else "name the id of a claim"
                yield Problem("unknown-premise", f"there is no claim `{name}`", record.span("premises", index), hint)


def unexplained_rank(draft: Draft) -> Iterator[Problem]:
    for record in draft.claims:
        if record.row.rank != "normal" and not record.row.reason:
            message = f"the rank is {record.row.rank}, and no reason is given"
            yield Problem("no-reason", message, record.span("rank"), "write `reason: …`, so that a reader can judge")


def uncited(draft: Draft) -> Iterator[Problem]:
    relations = draft.vocabulary.relations
    for record in draft.claims:
        row = record.row
        if row.sources or row.rule or record.is_misread("sources"):
            continue
        relation = relations.get(row.relation)
        if relation and relation.sensitive and _about_the_living(draft, row):
            message = f"`{relation.id}` about a living person needs a source"
            yield Problem(_UNCITED_SENSITIVE, message, record.span("subject"), "cite what is published, or remove it")
        else:
            yield Problem(_UNCITED, "no source is given", record.span("subject"), "write `sources: [source-id ¶1]`")


def as_draft(problem: Problem) -> Problem:
    """The problem as it counts while a map is being drafted."""
    return msgspec.structs.replace(problem, severity="warning") if problem.code == _UNCITED else problem


def _about_the_living(draft: Draft, row: ClaimRow) -> bool:
    records = (draft.entity_by_id.get(end) for end in (row.subject, row.object))
    return any(record.row.living for record in records if record)
