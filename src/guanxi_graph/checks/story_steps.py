"""Checks of stories: what a step names must be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.stories import DEEPEST_FOCUS, Step, Story
from guanxi_graph.text import nearest


def stories(draft: Draft) -> Iterator[Problem]:
    """What the stories name must be there, and a step must be one that can be shown."""
    known = _Known(draft)
    for record in draft.stories:
        if not record.row.steps and "steps" not in record.fields.values:
            hint = "write `steps:` and below it `- text: {en: …}`"
            yield Problem("empty-story", f"the story `{record.row.id}` has no steps", record.span(), hint)
        for index, step in enumerate(record.row.steps):
            yield from _step_problems(record, index, step, known)


class _Known:
    """The names that a step may use, by what they are."""

    def __init__(self, draft: Draft) -> None:
        self.entity = frozenset(draft.entity_by_id)
        self.claim = draft.together.claim_ids
        self.relation = frozenset(draft.vocabulary.relations)
        self.cls = frozenset(draft.vocabulary.classes)


def _step_problems(record: Record[Story], index: int, step: Step, known: _Known) -> Iterator[Problem]:
    place = ("steps", index)
    if step.select not in known.claim:
        yield from _unknown(record, [step.select], (*place, "select"), known.entity, "entity")
    yield from _unknown(record, [step.focus], (*place, "focus"), known.entity, "entity")
    yield from _unknown(record, step.show, (*place, "show"), known.entity, "entity")
    yield from _unknown(record, step.camera, (*place, "camera"), known.entity, "entity")
    yield from _unknown(record, step.connect, (*place, "connect"), known.entity, "entity")
    yield from _unknown(record, step.relations, (*place, "relations"), known.relation, "relation")
    yield from _unknown(record, step.classes, (*place, "classes"), known.cls, "class")
    if step.connect and len(step.connect) != 2:
        yield Problem("bad-step", "`connect` joins two entities", record.span(*place, "connect"), "write [a, b]")
    if not 1 <= step.depth <= DEEPEST_FOCUS:
        message = f"the depth is {step.depth}, and can be from 1 to {DEEPEST_FOCUS}"
        yield Problem("bad-step", message, record.span(*place, "depth"), "write 1, 2 or 3")


def _unknown(
    record: Record[Story], names: Iterable[str], place: tuple[str | int, ...], known: frozenset[str], what: str
) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name and name not in known:
            close = nearest(name, sorted(known))
            hint = f"did you mean `{close}`?" if close else f"name a {what} of the map"
            span = record.span(*place, index)
            yield Problem(f"unknown-{what}", f"there is no {what} `{name}`", span, hint)
