"""What becomes of a proposal: a claim of the map, another citation of one, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from guanxi_graph.proposals import Proposal, Proposals
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reviewing.change import Addition, Change, Fields, State, added, edited, plain_of, written
from guanxi_graph.writing.yaml_text import Written


def accepted(
    state: State,
    proposals: Proposals,
    number: int,
    by: str,
    instead: Fields | None = None,
    things: Sequence[Addition] = (),
) -> Change:
    """The proposal of this number in the map, as it is or as ``instead`` says, with the new entities that it names.

    ``things`` are new entities in other words than those of the proposals. Of what the map says already, only the
    citation is added to its claim. Raises MapError.
    """
    proposal = proposals.claims[number]
    if proposal.known and instead is None:
        return _cited(state, proposal)
    fields = {**(instead or plain_of(proposal.claim)), "proposed": proposal.proposed, "accepted": by}
    told = {str(thing["id"]) for _, thing in things if "id" in thing}
    more = [(kind, thing) for kind, thing in _entities(state, proposals, fields) if thing["id"] not in told]
    return added(state, *things, *more, ("claim", _in_order(fields)))


def decided(proposals: Proposals, number: int, *, by: str = "", reason: str = "") -> Proposals:
    """The proposals after this one was accepted by somebody, or rejected for a reason."""
    claims = list(proposals.claims)
    claims[number] = msgspec.structs.replace(claims[number], accepted=by, rejected=reason)
    return msgspec.structs.replace(proposals, claims=tuple(claims))


def rejected(proposals: Proposals, number: int, reason: str) -> Proposals:
    """The proposals without one, which is not proposed again. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("say why it is rejected: it is not proposed again")
    return decided(proposals, number, reason=reason.strip())


def _cited(state: State, proposal: Proposal) -> Change:
    """The claim that says so already, with the proposal's citation."""
    record = {each.row.id: each for each in state.draft.claims}[proposal.known]
    fields = written(record)
    cited = fields.get("sources", [])
    kept = list(cited) if isinstance(cited, Sequence) and not isinstance(cited, str) else [cited]
    return edited(state, proposal.known, {**fields, "sources": [*kept, _citation(proposal)]})


def _citation(proposal: Proposal) -> Written:
    return plain_of(proposal.citation)


def _entities(state: State, proposals: Proposals, fields: Fields) -> list[Addition]:
    """The new entities among the ends of a claim."""
    new = {each.entity.id: each.entity for each in proposals.entities}
    ends = dict.fromkeys(str(fields.get(end, "")) for end in ("subject", "object"))
    known = state.draft.entity_by_id
    return [("entity", plain_of(new[end])) for end in ends if end in new and end not in known]


def _in_order(fields: Fields) -> Fields:
    """The fields in the order in which a claim has them."""
    names = [field.encode_name for field in msgspec.structs.fields(ClaimRow)]
    return {name: fields[name] for name in names if fields.get(name)}
