"""What is proposed to a map from a text, for somebody to accept or reject."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import force_setattr

from guanxi_graph.model import Citation, Entity
from guanxi_graph.reading.rows import ClaimRow

# Why a proposal asks for a second look. What the sentence denies, asks or only imagines is never proposed.
Flag = Literal[
    "pronoun", "implied subject", "short name", "several things", "hearsay", "plan", "date of source", "private"
]


class Proposal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A claim with the one citation that it rests on, as it would stand in ``claims/``.

    ``proposed`` says who proposes: ``rules 1``, or ``model NAME``. Where the map says so already, ``known`` is the id
    of its claim, and only the citation is new. ``accepted`` names who accepted it, ``rejected`` says why it was
    rejected; neither is proposed again.
    """

    claim: ClaimRow
    flags: tuple[Flag, ...] = ()
    proposed: str
    rule: str = ""
    known: Annotated[str, Meta(description="The id of the claim of the map that says the same.")] = ""
    accepted: Annotated[str, Meta(description="Who accepted it.")] = ""
    rejected: Annotated[str, Meta(description="Why it was rejected.")] = ""

    def __post_init__(self) -> None:
        force_setattr(self, "flags", tuple(sorted(set(self.flags))))

    @property
    def citation(self) -> Citation:
        return self.claim.citations[0]

    @property
    def is_decided(self) -> bool:
        return bool(self.accepted or self.rejected)

    @property
    def says(self) -> tuple[str, ...]:
        """What is proposed and where: two that say the same are one."""
        claim = self.claim
        return (claim.subject, claim.relation, claim.object, claim.value, self.citation.locator)


class NewEntity(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name that the map does not know, as the entity that it would be. ``near`` are the ids that it resembles."""

    entity: Entity
    near: tuple[str, ...] = ()


class PassedOver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence, or a claim of a model, from which nothing is proposed, and why."""

    why: str
    quote: str = ""
    locator: str = ""


class Proposals(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is proposed from one text: ``proposals/ID.yaml``.

    ``digest`` is the text's. ``nothing`` are the numbers of the paragraphs from which nothing was taken.
    """

    source: str
    digest: str = ""
    claims: tuple[Proposal, ...] = ()
    entities: tuple[NewEntity, ...] = ()
    passed: tuple[PassedOver, ...] = ()
    nothing: tuple[int, ...] = ()

    @property
    def open(self) -> tuple[Proposal, ...]:
        """Those that nobody has decided."""
        return tuple(each for each in self.claims if not each.is_decided)
