"""Checks of what a claim says beside its two ends: values, units, qualifiers, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from guanxi_graph.checks.related import related, shaped, suggest
from guanxi_graph.kinds import KINDS, parse_number
from guanxi_graph.problems import Problem, Span
from guanxi_graph.reading import Draft
from guanxi_graph.reading.across import Shape
from guanxi_graph.reading.located import plain
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow, parse_value
from guanxi_graph.spelled_dates import how_to_write
from guanxi_graph.text import nearest
from guanxi_graph.vocabulary import SHARE, Relation


def object_or_value(draft: Draft) -> Iterator[Problem]:
    def is_wrong(shape: Shape, relation: Relation) -> bool:
        return (shape.has_object and shape.has_value) or not (shape.has_value if relation.value else shape.has_object)

    for record, relation in shaped(draft, is_wrong):
        row = record.row
        if row.object and row.value:
            message = "a claim has an object or a value, not both"
            yield Problem("object-and-value", message, record.span("value"), "make it two claims")
        elif relation.value and not row.value and not record.is_misread("value"):
            hint = f"write `value: …`, a {relation.value}"
            yield Problem("no-value", f"`{relation.id}` needs a value", record.span("relation"), hint)
        elif not relation.value and not row.object:
            hint = f"write `object: …`, of class {' or '.join(relation.range)}"
            yield Problem("no-object", f"`{relation.id}` needs an object", record.span("relation"), hint)


def bad_value(draft: Draft) -> Iterator[Problem]:
    for record, relation in related(draft, lambda relation: relation.value):
        if record.row.value:
            try:
                parse_value(record.row.value, relation.value)
            except ValueError as error:
                message, _, hint = str(error).partition("; ")
                hint = how_to_write(record.row.value, hint) if relation.value == "date" else hint
                yield Problem("bad-value", message, record.span("value"), hint)


def bad_unit(draft: Draft) -> Iterator[Problem]:
    def is_wrong(shape: Shape, relation: Relation) -> bool:
        return shape.unit not in relation.units if shape.unit else len(relation.units) > 1

    for record, relation in shaped(draft, is_wrong):
        unit, units = record.row.unit, relation.units
        if unit and unit not in units:
            hint = f"write one of {', '.join(units)}" if units else "remove `unit`"
            yield Problem("bad-unit", f"`{relation.id}` has no unit `{unit}`", record.span("unit"), hint)
        elif not unit and len(units) > 1:
            message = f"`{relation.id}` needs a unit"
            yield Problem("bad-unit", message, record.span("value"), f"write `unit:` with one of {', '.join(units)}")


def _instead_of_qualifier(name: str, known: Iterable[str]) -> str:
    if name in ClaimRow.__struct_fields__:
        return f"`{name}` is a field of the claim itself: write it beside `qualifiers`"
    close = nearest(name, known)
    all_of_them = f"the qualifiers are {', '.join(known)}; declare your own in the map's vocabulary.yaml"
    return f"did you mean `{close}`?" if close else all_of_them


def bad_qualifier(draft: Draft) -> Iterator[Problem]:
    known = draft.vocabulary.qualifiers
    free = {name for name, qualifier in known.items() if qualifier.value == "text"}
    for record in draft.claims if not draft.across.qualifiers <= free else ():
        for name, values in record.row.qualifiers.items():
            if name in free:
                continue
            if name not in known:
                where = record.key_span("qualifiers", name)
                hint = _instead_of_qualifier(name, known)
                yield Problem("unknown-qualifier", f"there is no qualifier `{name}`", where, hint)
                continue
            if len(values) != 1 and not known[name].kind.several:
                hint = "write one; what another figure says is another claim"
                message = f"`{name}` has {len(values)} values"
                yield Problem("bad-qualifier", message, record.span("qualifiers", name), hint)
            for value in values:
                if fault := _qualifier_fault(value, known[name].value, draft):
                    message, hint = fault
                    yield Problem("bad-qualifier", message, _span_of(record, name, value), hint)


def _span_of(record: Record[ClaimRow], name: str, value: str) -> Span:
    """Where this one of a qualifier's values stands."""
    written = plain(record.fields.values["qualifiers"])[name]
    place = (written.index(value),) if isinstance(written, list) and value in written else ()
    return record.span("qualifiers", name, *place)


def undated_figure(draft: Draft) -> Iterator[Problem]:
    for record, relation in related(draft, lambda relation: relation.is_observation):
        if not record.row.at and not record.is_misread("at"):
            message = f"the figure `{relation.id}` has no date, so it cannot be compared"
            yield Problem("undated-figure", message, record.span("value"), "write `at:` with the date it was counted")


def _qualifier_fault(value: str, kind: str, draft: Draft) -> tuple[str, str] | None:
    """What is wrong with a qualifier's value, and what to write instead."""
    if KINDS[kind].refers:
        unknown = value not in draft.entity_by_id
        return (f"there is no entity `{value}`", suggest(value, draft)) if unknown else None
    try:
        KINDS[kind].read(value)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        return message, hint
    return None


def bad_share(draft: Draft) -> Iterator[Problem]:
    """A share is percent of a whole."""
    for record in draft.claims if SHARE in draft.across.qualifiers else ():
        for value in record.row.qualifiers.get(SHARE, ()):
            with suppress(ValueError):  # reported as no number
                if not 0 <= parse_number(value) <= 100:
                    hint = "write percent of the whole, from 0 to 100"
                    where = _span_of(record, SHARE, value)
                    yield Problem("bad-qualifier", f"`{value}` is not a share", where, hint)


def impossible_dates(draft: Draft) -> Iterator[Problem]:
    for record in filter(_may_be_impossible, draft.claims):
        start, end, at = record.row.start, record.row.end, record.row.at
        if at and (start or end):
            message = "`at` is a point in time and does not go with `start` or `end`"
            yield Problem("bad-date", message, record.span("at"), "keep one of the two")
        for field, date in (("start", start), ("at", at)):
            if date and date.is_open:
                message = f"`{field}` cannot be open"
                yield Problem("bad-date", message, record.span(field), "leave it out when it is unknown")
        if start and end and start.earliest and end.latest and start.earliest > end.latest:
            message = f"this ends ({end}) before it starts ({start})"
            yield Problem("reversed-dates", message, record.span("end"), "swap `start` and `end`, or mend one of them")


def _may_be_impossible(record: Record[ClaimRow]) -> bool:
    """Whether to look at the dates: most are a start that is no set, and an end after it."""
    row = record.row
    start, end, at = row.start, row.end, row.at
    if at is not None:
        return True
    if start is None or start.earliest is None:
        return start is not None
    return end is not None and end.latest is not None and start.earliest > end.latest
