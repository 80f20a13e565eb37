"""A claim as people write it, and how it becomes the model's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import force_setattr

from guanxi_graph.dates import Date
from guanxi_graph.kinds import parse_day, parse_number
from guanxi_graph.model import Citation, Claim, Confidence, EntityId, Rank, Several, Value, Weight, as_sets
from guanxi_graph.vocabulary import Vocabulary


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """One statement: a tie to an object, or a value. A draft's rows have their ids, written or minted."""

    id: Annotated[str, Meta(description="Only where the minted id clashes.")] = ""
    subject: EntityId
    relation: Annotated[str, Meta(description="A relation of the vocabulary.")]
    object: EntityId = ""
    value: Annotated[str, Meta(description="A number, text or date, as the relation asks.")] = ""
    unit: Annotated[str, Meta(description="Needed where the relation has several units.")] = ""
    start: Date | None = None
    end: Annotated[Date | None, Meta(description="`..` when it is known to go on.")] = None
    at: Annotated[Date | None, Meta(description="For what holds at one point in time.")] = None
    qualifiers: Annotated[
        Mapping[str, Several], Meta(description="role, share, amount, via, …: one text, or a list of several.")
    ] = {}
    weight: Annotated[Weight | None, Meta(description="Of how many letters, meetings and the like a tie is made.")] = (
        None
    )
    sources: Annotated[
        tuple[str | Citation, ...],
        Meta(description="Who says so: `source-id locator`, or source, locator and quote by name."),
    ] = ()
    denied: Annotated[bool, Meta(description="The sources say that it is not so.")] = False
    confidence: Confidence = "reported"
    rank: Annotated[Rank, Meta(description="Which of several claims is the plain fact.")] = "normal"
    reason: Annotated[str, Meta(description="Why the rank is not normal.")] = ""
    distinct: Annotated[str, Meta(description="Why it is no other account of what a like claim tells.")] = ""
    proposed: Annotated[str, Meta(description="Of a claim that was taken from a text: by what, such as `rules 1`.")] = (
        ""
    )
    accepted: Annotated[str, Meta(description="And who read it in the text, and accepted it.")] = ""
    note: str = ""
    rule: Annotated[str, Meta(description="Of a derived claim: the rule.")] = ""
    premises: Annotated[tuple[str, ...], Meta(description="Of a derived claim: the ids it rests on.")] = ()

    def __post_init__(self) -> None:
        if self.qualifiers:
            force_setattr(self, "qualifiers", as_sets(self.qualifiers))

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(parse_citation(cited) for cited in self.sources)


def claim(row: ClaimRow, vocabulary: Vocabulary) -> Claim:
    """The claim that a checked row with an id states. Raises KeyError and ValueError for an unchecked one."""
    relation = vocabulary.relations[row.relation]
    return Claim(
        id=row.id,
        subject=row.subject,
        relation=row.relation,
        object=row.object,
        value=None if row.object else parse_value(row.value, relation.value),
        unit=row.unit or (relation.units[0] if len(relation.units) == 1 else ""),
        start=row.start,
        end=row.end,
        at=row.at,
        qualifiers=row.qualifiers,
        weight=row.weight,
        citations=row.citations,
        confidence=row.confidence,
        rank=row.rank,
        denied=row.denied,
        reason=row.reason,
        distinct=row.distinct,
        proposed=row.proposed,
        accepted=row.accepted,
        note=row.note,
        rule=row.rule,
        premises=row.premises,
    )


@lru_cache(maxsize=65536)
def parse_citation(cited: str | Citation) -> Citation:
    """The citation that is written; equal ones are one object, as many claims cite one place."""
    if isinstance(cited, Citation):
        return cited
    source = cited_source(cited)
    return Citation(source, cited.strip().removeprefix(source).strip())


def cited_source(cited: str | Citation) -> str:
    """The id of the source that a citation names."""
    return cited.source if isinstance(cited, Citation) else cited.strip().partition(" ")[0]


def parse_value(text: str, kind: str | None) -> Value:
    """The value as its relation's kind. Raises ValueError that says what to write."""
    if kind == "number":
        return parse_number(text)
    if kind == "date":
        return parse_day(text)
    return text
