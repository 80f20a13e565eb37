"""Checks of claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from guanxi_graph.dates import parse_date
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow, claim_id, parse_number, parse_value
from guanxi_graph.text import CLAIM_ID, nearest
from guanxi_graph.vocabulary import Relation

_MONEY = re.compile(r"[A-Z]{3} (?P<number>\S+)")
_UNCITED, _UNCITED_SENSITIVE = "uncited", "uncited-sensitive"


def unknown_relation(draft: Draft) -> Iterator[Problem]:
    relations = draft.vocabulary.relations
    for record in draft.claims:
        name = record.row.relation
        if name not in relations:
            close = nearest(name, relations)
            hint = (
                f"did you mean `{close}`?" if close else "see `guanxi schema`, or add it to the map's vocabulary.yaml"
            )
            yield Problem("unknown-relation", f"there is no relation `{name}`", record.span("relation"), hint)


def unknown_entity(draft: Draft) -> Iterator[Problem]:
    known = draft.entity_by_id
    for record in draft.claims:
        for field in ("subject", "object"):
            name = getattr(record.row, field)
            if name and name not in known:
                yield Problem(
                    "unknown-entity", f"there is no entity `{name}`", record.span(field), _suggest(name, draft)
                )


def unknown_source(draft: Draft) -> Iterator[Problem]:
    known = draft.source_by_id
    for record in draft.claims:
        for index, cited in enumerate(record.row.citations):
            if cited.source not in known:
                close = nearest(cited.source, known)
                hint = f"did you mean `{close}`?" if close else "add it to the sources"
                message = f"there is no source `{cited.source}`"
                yield Problem("unknown-source", message, record.span("sources", index), hint)


def object_or_value(draft: Draft) -> Iterator[Problem]:
    for record, relation in _related(draft):
        row = record.row
        if row.object and row.value:
            message = "a claim has an object or a value, not both"
            yield Problem("object-and-value", message, record.span("value"), "make it two claims")
        elif relation.value and not row.value:
            hint = f"write `value: …`, a {relation.value}"
            yield Problem("no-value", f"`{relation.id}` needs a value", record.span("relation"), hint)
        elif not relation.value and not row.object:
            hint = f"write `object: …`, of class {' or '.join(relation.range)}"
            yield Problem("no-object", f"`{relation.id}` needs an object", record.span("relation"), hint)


def wrong_ends(draft: Draft) -> Iterator[Problem]:
    for record, relation in _related(draft):
        for field, allowed in (("subject", relation.domain), ("object", relation.range)):
            name = getattr(record.row, field)
            cls = draft.class_of(name)
            if cls in draft.vocabulary.classes and allowed and not draft.vocabulary.is_a(cls, allowed):
                message = f"the {field} of `{relation.id}` must be {' or '.join(allowed)}; `{name}` is {cls}"
                yield Problem("wrong-class", message, record.span(field), _turn_round(draft, record.row, relation))


def bad_value(draft: Draft) -> Iterator[Problem]:
    for record, relation in _related(draft):
        if record.row.value and relation.value:
            try:
                parse_value(record.row.value, relation.value)
            except ValueError as error:
                message, _, hint = str(error).partition("; ")
                yield Problem("bad-value", message, record.span("value"), hint)


def bad_unit(draft: Draft) -> Iterator[Problem]:
    for record, relation in _related(draft):
        unit, units = record.row.unit, relation.units
        if unit and unit not in units:
            hint = f"write one of {', '.join(units)}" if units else "remove `unit`"
            yield Problem("bad-unit", f"`{relation.id}` has no unit `{unit}`", record.span("unit"), hint)
        elif not unit and len(units) > 1:
            message = f"`{relation.id}` needs a unit"
            yield Problem("bad-unit", message, record.span("value"), f"write `unit:` with one of {', '.join(units)}")


def bad_qualifier(draft: Draft) -> Iterator[Problem]:
    known = draft.vocabulary.qualifiers
    for record in draft.claims:
        for name, value in record.row.qualifiers.items():
            if name not in known:
                close = nearest(name, known)
                hint = f"did you mean `{close}`?" if close else f"the qualifiers are {', '.join(known)}"
                where = record.key_span("qualifiers", name)
                yield Problem("unknown-qualifier", f"there is no qualifier `{name}`", where, hint)
            elif fault := _qualifier_fault(value, known[name].value, draft):
                message, hint = fault
                yield Problem("bad-qualifier", message, record.span("qualifiers", name), hint)


def inverted_relation(draft: Draft) -> Iterator[Problem]:
    for record, relation in _related(draft):
        if relation.inverted:
            row = record.row
            hint = f"write `subject: {row.object}, relation: {relation.inverse}, object: {row.subject}`"
            message = f"`{relation.id}` only names `{relation.inverse}` from its other end"
            yield Problem("inverted-relation", message, record.span("relation"), hint)


def derived_relation(draft: Draft) -> Iterator[Problem]:
    for record, relation in _related(draft):
        if relation.derived and not record.row.rule:
            message = f"`{relation.id}` is inferred from shared bases, never stated"
            hint = "state what both have in common instead: educatedAt, founded, bornIn, ancestralHome"
            yield Problem("derived-relation", message, record.span("relation"), hint)


def unknown_premise(draft: Draft) -> Iterator[Problem]:
    known = {claim_id(record.row) for record in draft.claims}
    for record in draft.claims:
        if record.row.rule and not record.row.premises:
            hint = "write `premises: [claim ids]`"
            yield Problem("no-premises", "a derived claim names what it rests on", record.span("rule"), hint)
        for index, name in enumerate(record.row.premises):
            if name not in known:
                close = nearest(name, known)
                hint = f"did you mean `{close}`?" if close else "name the id of a claim"
                yield Problem("unknown-premise", f"there is no claim `{name}`", record.span("premises", index), hint)


def impossible_dates(draft: Draft) -> Iterator[Problem]:
    for record in draft.claims:
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


def undated_figure(draft: Draft) -> Iterator[Problem]:
    for record, relation in _related(draft):
        if relation.is_figure and not record.row.at:
            message = f"the figure `{relation.id}` has no date, so it cannot be compared"
            yield Problem("undated-figure", message, record.span("value"), "write `at:` with the date it was counted")


def unexplained_rank(draft: Draft) -> Iterator[Problem]:
    for record in draft.claims:
        if record.row.rank != "normal" and not record.row.reason:
            message = f"rank {record.row.rank} without a reason"
            yield Problem("no-reason", message, record.span("rank"), "write `reason: …`, so that a reader can judge")


def self_tie(draft: Draft) -> Iterator[Problem]:
    for record in draft.claims:
        if record.row.object and record.row.object == record.row.subject:
            message = f"`{record.row.subject}` is tied to itself"
            yield Problem("self-tie", message, record.span("object"), "name the other end")


def stated_twice(draft: Draft) -> Iterator[Problem]:
    """A symmetric tie has no direction, so its mirror image with the same dates is the same claim."""
    seen: dict[tuple[object, ...], Record[ClaimRow]] = {}
    for record, relation in _related(draft):
        if not relation.symmetric or not record.row.object:
            continue
        row = record.row
        key = (relation.id, *sorted((row.subject, row.object)), row.start, row.end, row.at)
        first = seen.setdefault(key, record)
        if first is not record and first.row.subject != row.subject:
            span = first.span("subject")
            message = f"`{relation.id}` is symmetric, and this tie is stated already at {span.file}:{span.line}"
            yield Problem("stated-twice", message, record.span("subject"), "add the sources to the first claim")


def bad_id(draft: Draft) -> Iterator[Problem]:
    for record in draft.claims:
        if record.row.id and not CLAIM_ID.fullmatch(record.row.id):
            message = f"the id `{record.row.id}` may hold letters and digits, parted by single dots or hyphens"
            yield Problem("bad-id", message, record.span("id"), "write such as `wang-xing.founded.renren`")


def duplicate_id(draft: Draft) -> Iterator[Problem]:
    first: dict[str, Record[ClaimRow]] = {}
    for record in draft.claims:
        name = claim_id(record.row)
        if name in first:
            span = first[name].span("subject")
            message = f"this claim has the id of the one at {span.file}:{span.line}: `{name}`"
            hint = "put both sources into one claim; if they differ, give this one an `id`"
            yield Problem("duplicate-claim", message, record.span("id" if record.row.id else "subject"), hint)
        first.setdefault(name, record)


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
            yield Problem(
                _UNCITED, "nobody is said to say so", record.span("subject"), "write `sources: [source-id ¶1]`"
            )


def as_draft(problem: Problem) -> Problem:
    """The problem as it counts while a map is being drafted."""
    return msgspec.structs.replace(problem, severity="warning") if problem.code == _UNCITED else problem


def _related(draft: Draft) -> Iterator[tuple[Record[ClaimRow], Relation]]:
    for record in draft.claims:
        if relation := draft.vocabulary.relations.get(record.row.relation):
            yield record, relation


def _suggest(name: str, draft: Draft) -> str:
    close = nearest(name, draft.entity_by_id)
    if close is None:
        return f"add `{name}` to the entities"
    return f"did you mean `{close}` ({_names(draft.entity_by_id[close].row.labels.values())})?"


def _names(labels: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(labels))


def _turn_round(draft: Draft, row: ClaimRow, relation: Relation) -> str:
    """The likeliest mistake is a claim the wrong way round."""
    subject, object_ = draft.class_of(row.subject), draft.class_of(row.object)
    if draft.vocabulary.is_a(object_, relation.domain) and draft.vocabulary.is_a(subject, relation.range):
        return f"the other way round? `subject: {row.object}, relation: {relation.id}, object: {row.subject}`"
    return "choose another relation, or mend the class of the entity"


def _qualifier_fault(value: str, kind: str, draft: Draft) -> tuple[str, str] | None:
    """What is wrong with a qualifier's value, and what to write instead."""
    if kind == "entity":
        unknown = value not in draft.entity_by_id
        return (f"there is no entity `{value}`", _suggest(value, draft)) if unknown else None
    money = _MONEY.fullmatch(value)
    if kind == "money" and money is None:
        return f"`{value}` is not an amount of money", "write such as `USD 586000000`"
    try:
        if kind in ("number", "money"):
            parse_number(money["number"] if money else value)
        elif kind == "date":
            parse_date(value)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        return message, hint
    return None


def _about_the_living(draft: Draft, row: ClaimRow) -> bool:
    records = (draft.entity_by_id.get(end) for end in (row.subject, row.object))
    return any(record.row.living for record in records if record)
