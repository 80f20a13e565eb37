"""What a map holds back: ``redactions.yaml`` names entities and claims that leave it without trace.

With an entity go the claims about it; with a claim those that were derived from it; with claims the
sources that nothing else rests on. The map's own files keep everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from guanxi_graph.model import EntityId
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow, claim_id

if TYPE_CHECKING:
    from guanxi_graph.reading.draft import Draft


class Redaction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entity or a claim that is held back. The reason stays in this file."""

    entity: EntityId = ""
    claim: Annotated[str, Meta(description="The id of a claim.")] = ""
    reason: str = ""


def redacted(draft: Draft) -> Draft:
    """The draft without what it holds back."""
    if not draft.redactions:
        return draft
    entities = {record.row.entity for record in draft.redactions if record.row.entity}
    gone = _claims(draft, entities)
    claims = [_less(record, entities, draft) for record in draft.claims if claim_id(record.row) not in gone]
    return msgspec.structs.replace(
        draft,
        entities=[record for record in draft.entities if record.row.id not in entities],
        sources=[record for record in draft.sources if record.row.id not in _orphans(draft, claims)],
        claims=claims,
        redactions=[],
    )


def _claims(draft: Draft, entities: set[str]) -> set[str]:
    """The ids of the claims that go, and of those that were derived from them."""
    gone = {record.row.claim for record in draft.redactions if record.row.claim}
    gone |= {claim_id(record.row) for record in draft.claims if {record.row.subject, record.row.object} & entities}
    while derived := {claim_id(record.row) for record in draft.claims if gone & set(record.row.premises)} - gone:
        gone |= derived
    return gone


def _less(record: Record[ClaimRow], entities: set[str], draft: Draft) -> Record[ClaimRow]:
    """The claim without the qualifiers that name an entity which goes."""
    terms = draft.vocabulary.qualifiers
    kept = {
        name: value
        for name, value in record.row.qualifiers.items()
        if not (value in entities and name in terms and terms[name].kind.refers)
    }
    if len(kept) == len(record.row.qualifiers):
        return record
    return Record(msgspec.structs.replace(record.row, qualifiers=kept), record.fields)


def _orphans(draft: Draft, claims: list[Record[ClaimRow]]) -> set[str]:
    """The sources that only claims which go were resting on."""
    wanted = {cited.source for record in claims for cited in record.row.citations}
    cited = {cited.source for record in draft.claims for cited in record.row.citations}
    lineage = {record.row.id: record.row.lineage for record in draft.sources}
    while repeated := {lineage[name] for name in wanted if lineage.get(name)} - wanted:
        wanted |= repeated
    return cited - wanted
