"""What to write in the place of a relation that there is not, or that does not fit the ends of its claim."""

from __future__ import annotations

from collections.abc import Iterable

from guanxi_graph.meaning import NAMES, by_meaning, meant, meant_between
from guanxi_graph.reading import Draft
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.vocabulary import Relation

Ends = tuple[str, str]

_NAMED = 3


def instead_of_unknown(draft: Draft, row: ClaimRow) -> str:
    """The relations that the word may mean; else those that fit the ends."""
    if row.relation in NAMES:
        return f"what `{row.subject}` is called stands in its `labels`, and in `aliases`"
    ends = _ends(draft, row)
    vocabulary = draft.vocabulary
    found = meant_between(row.relation, vocabulary, *ends) if ends else meant(row.relation, vocabulary)
    if found:
        return _did_you_mean(draft, row, found[:_NAMED])
    fitting = _fitting(draft, ends)
    return "; ".join(filter(None, (fitting, "see `guanxi relations`, or add it to the map's vocabulary.yaml")))


def instead_of_misfit(draft: Draft, row: ClaimRow, relation: Relation) -> str:
    """The likeliest mistake is a claim the wrong way round; else the relations that fit are named."""
    ends = _ends(draft, row)
    if ends and _is_turned(draft, relation, ends):
        return f"the other way round? `{_turned(row, relation)}`"
    others = (each for each in by_meaning(relation.id, draft.vocabulary) if ends and draft.vocabulary.fits(each, *ends))
    meant_by_it = [each for each in others if not each.inverted]
    guess = _did_you_mean(draft, row, meant_by_it) if meant_by_it else ""
    fitting = _fitting(draft, ends) or "choose another relation, or mend the class of the entity"
    return " ".join(filter(None, (guess, fitting)))


def _ends(draft: Draft, row: ClaimRow) -> Ends | None:
    """The classes of the ends, that of a value being empty; None where one is not known."""
    subject, object_ = draft.class_of(row.subject), draft.class_of(row.object)
    known = draft.vocabulary.classes
    return (subject, object_) if subject in known and (object_ in known or not row.object) else None


def _did_you_mean(draft: Draft, row: ClaimRow, relations: Iterable[Relation]) -> str:
    return f"did you mean {' or '.join(_told(draft, row, each) for each in relations)}?"


def _told(draft: Draft, row: ClaimRow, relation: Relation) -> str:
    """The relation, and the ends in their order where that is the other one."""
    ends = _ends(draft, row)
    stated = draft.vocabulary.relations.get(relation.inverse, relation) if relation.inverted else relation
    if row.object and (relation.inverted or (ends and _is_turned(draft, relation, ends))):
        return f"`{stated.id}` from the other end (`{_turned(row, stated)}`)"
    return f"`{stated.id}`"


def _is_turned(draft: Draft, relation: Relation, ends: Ends) -> bool:
    subject, object_ = ends
    fits = draft.vocabulary.fits
    return bool(object_) and not fits(relation, subject, object_) and fits(relation, object_, subject)


def _turned(row: ClaimRow, relation: Relation) -> str:
    return f"subject: {row.object}, relation: {relation.id}, object: {row.subject}"


def _fitting(draft: Draft, ends: Ends | None) -> str:
    if ends is None:
        return ""
    names = ", ".join(each.id for each in draft.vocabulary.between(*ends))
    return f"the relations from {ends[0]} to {ends[1] or 'a value'} are {names}" if names else ""
