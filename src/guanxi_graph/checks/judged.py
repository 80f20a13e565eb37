"""Checks of what was judged the same or different: both are there, and nothing is judged both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guanxi_graph.checks.related import place
from guanxi_graph.model import Entity, Source
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.judgement_rows import Judgement
from guanxi_graph.reading.records import Record
from guanxi_graph.text import nearest


def unknown_judged(draft: Draft) -> Iterator[Problem]:
    """An id from before counts: what was judged the same is one thing now."""
    for record in draft.judgements:
        row = record.row
        if bool(row.entity) == bool(row.source):
            hint = "write `- {entity: one-id, other: another-id, are: same}`, or `source:` for two sources"
            yield Problem("not-a-record", "this names neither two entities nor two sources", record.span(), hint)
            continue
        what: Mapping[str, Record[Entity]] | Mapping[str, Record[Source]]
        kind, what = ("entity", draft.entity_by_id) if row.entity else ("source", draft.source_by_id)
        known = {*what, *(old for each in what.values() for old in each.row.formerly), *draft.misread}
        for field, name in ((kind, row.one), ("other", "" if row.of else row.other)):
            if name and name not in known:
                close = nearest(name, what)
                hint = f"did you mean `{close}`?" if close else "take this line out"
                yield Problem(f"unknown-{kind}", f"there is no {kind} `{name}`", record.span(field), hint)


def judged_both_ways(draft: Draft) -> Iterator[Problem]:
    """A pair has one verdict."""
    first: dict[tuple[object, ...], Record[Judgement]] = {}
    for record in draft.judgements:
        row = record.row
        pair = (row.one, row.other) if row.of else tuple(sorted((row.one, row.other)))
        before = first.setdefault((bool(row.source), row.of, pair), record)
        if before.row.are != row.are:
            span = before.span("are")
            message = f"`{row.one}` and `{row.other}` are judged {before.row.are} at {place(span)}"
            yield Problem("judged-both-ways", message, record.span("are"), "take one of the two lines out", other=span)
