"""Checks of what a claim refers to and of its ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from operator import eq

from guanxi_graph.checks.meant import instead_of_misfit, instead_of_unknown
from guanxi_graph.checks.related import place, related, shaped, suggest
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.across import Shape
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow, cited_source
from guanxi_graph.text import CLAIM_ID, are_claim_ids, nearest
from guanxi_graph.vocabulary import Relation


def unknown_relation(draft: Draft) -> Iterator[Problem]:
    unknown = draft.across.relations - draft.vocabulary.relations.keys()
    for record in draft.claims if unknown else ():
        name = record.row.relation
        if name in unknown:
            hint = instead_of_unknown(draft, record.row)
            yield Problem("unknown-relation", f"there is no relation `{name}`", record.span("relation"), hint)


def unknown_entity(draft: Draft) -> Iterator[Problem]:
    known = draft.entity_by_id
    ends = {(each.subject_class, each.object_class) for each in draft.shapes}
    for record in draft.claims if None in chain.from_iterable(ends) else ():
        if record.row.subject in known and record.row.object in known:
            continue
        for field in ("subject", "object"):
            name = getattr(record.row, field)
            if name not in known and name not in draft.misread and record.has(field):
                message = f"there is no entity `{name}`" if name else f"`{field}` is empty"
                hint = suggest(name, draft) if name else "write the id of an entity"
                yield Problem("unknown-entity", message, record.span(field), hint)


def unknown_source(draft: Draft) -> Iterator[Problem]:
    known = draft.source_by_id
    unknown = {*map(cited_source, draft.across.cited)} - known.keys() - draft.misread
    for record in draft.claims if unknown else ():
        for index, cited in enumerate(record.row.sources):
            source = cited_source(cited)
            if source in unknown:
                close = nearest(source, known)
                hint = f"did you mean `{close}`?" if close else "add it to the sources"
                span = record.span("sources", index)
                if index and span.file.casefold().endswith((".csv", ".parquet")):
                    hint += r"; a semicolon that parts no two citations is written `\;`"
                yield Problem("unknown-source", f"there is no source `{source}`", span, hint)


def wrong_ends(draft: Draft) -> Iterator[Problem]:
    def is_wrong(shape: Shape, relation: Relation) -> bool:
        subject, other = shape.subject_class, shape.object_class
        return _is_misfit(draft, subject, relation.domain) or _is_misfit(draft, other, relation.range)

    for record, relation in shaped(draft, is_wrong):
        ends = (("subject", record.row.subject, relation.domain), ("object", record.row.object, relation.range))
        wrong = [each for each in ends if _is_misfit(draft, draft.class_of(each[1]), each[2])]
        field, name, allowed = wrong[0]
        message = f"the {field} of `{relation.id}` must be {' or '.join(allowed)}; `{name}` is {draft.class_of(name)}"
        if len(wrong) > 1:
            field = "relation"
            leads = f"`{relation.id}` leads from {' or '.join(relation.domain)} to {' or '.join(relation.range)}"
            message = f"{leads}; {' and '.join(f'`{name}` is {draft.class_of(name)}' for _, name, _ in wrong)}"
        yield Problem("wrong-class", message, record.span(field), instead_of_misfit(draft, record.row, relation))


def _is_misfit(draft: Draft, cls: str | None, allowed: Sequence[str]) -> bool:
    return (
        bool(allowed)
        and cls is not None
        and cls in draft.vocabulary.classes
        and not draft.vocabulary.is_a(cls, allowed)
    )


def inverted_relation(draft: Draft) -> Iterator[Problem]:
    for record, relation in related(draft, lambda relation: relation.inverted):
        row = record.row
        hint = f"write `subject: {row.object}, relation: {relation.inverse}, object: {row.subject}`"
        message = f"`{relation.id}` is the inverse of `{relation.inverse}`; claims use `{relation.inverse}`"
        yield Problem("inverted-relation", message, record.span("relation"), hint)


def self_tie(draft: Draft) -> Iterator[Problem]:
    """Mostly a slip of the pen; not where the relation says that a thing may be tied to itself."""
    relations = draft.vocabulary.relations
    each = draft.across.each
    for record in draft.claims if any(map(eq, each("subject"), each("object"))) else ():
        row, relation = record.row, relations.get(record.row.relation)
        if row.object and row.object == row.subject and not (relation and relation.to_itself):
            own = f"; or let `{relation.id}` have `to_itself: true`" if relation and relation.local else ""
            message = f"`{row.subject}` is tied to itself"
            yield Problem("self-tie", message, record.span("object"), f"name the other one{own}")


def stated_twice(draft: Draft) -> Iterator[Problem]:
    """A symmetric tie has no direction, so its mirror image with the same dates is the same claim."""
    seen: dict[tuple[object, ...], Record[ClaimRow]] = {}
    for record, relation in related(draft, lambda relation: relation.symmetric, draft.across.told_again):
        row = record.row
        qualifiers = tuple(sorted(row.qualifiers.items()))
        key = (relation.id, *sorted((row.subject, row.object)), row.start, row.end, row.at, row.denied, qualifiers)
        first = seen.setdefault(key, record)
        if first is not record and first.row.subject != row.subject:
            span = first.span("subject")
            message = f"`{relation.id}` is symmetric, and this tie is stated already at {place(span)}"
            hint = "add the sources to the first claim"
            yield Problem("stated-twice", message, record.span("subject"), hint, other=span)


def bad_id(draft: Draft) -> Iterator[Problem]:
    for record in draft.claims if not are_claim_ids(draft.across.each("id")) else ():
        if record.row.id and not CLAIM_ID.fullmatch(record.row.id):
            message = f"the id `{record.row.id}` may hold letters and digits, parted by single dots or hyphens"
            yield Problem("bad-id", message, record.span("id"), "write, for example, `wang-xing.founded.renren`")
