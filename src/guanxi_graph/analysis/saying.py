"""One claim as an answer tells it: what it says, when it held, and who says so."""

from __future__ import annotations

import msgspec

from guanxi_graph.map.strength import Strength
from guanxi_graph.model import Claim


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as written, with its strength where it is a positive tie; ``sources`` are citations as written."""

    claim: str
    subject: str
    relation: str
    object: str
    when: str
    sources: tuple[str, ...]
    inferred_by: str
    strength: Strength | None = None


def said(claim: Claim, strength: Strength | None = None) -> Said:
    return Said(
        claim=claim.id,
        subject=claim.subject,
        relation=claim.relation,
        object=claim.object,
        when=claim.when,
        sources=tuple(map(str, claim.citations)),
        inferred_by=claim.rule,
        strength=strength,
    )
