"""Why a line is drawn: the claim, who says so, and for a derived claim its rule and premises."""

from __future__ import annotations

import msgspec

from guanxi_graph.evidence import State
from guanxi_graph.map import Map
from guanxi_graph.map.conflicts import Conflict
from guanxi_graph.map.lineages import origin
from guanxi_graph.model import Claim, Confidence, Rank, Reliability, Source
from guanxi_graph.reading.rules import built_in_rules


class Witness(msgspec.Struct, frozen=True, kw_only=True):
    """A citation with its source; ``lineage`` is the source whose report it repeats, or itself.

    ``found`` says whether its words were found in the source's text.
    """

    source: str
    title: str
    locator: str
    quote: str
    published: str
    url: str
    archived_url: str
    lineage: str
    reliability: Reliability | None
    link: str
    found: State


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A claim and all that it stands on, down to the sources."""

    claim: str
    subject: str
    relation: str
    object: str
    when: str
    qualifiers: dict[str, str | tuple[str, ...]]
    weight: float | None
    confidence: Confidence
    rank: Rank
    denied: bool
    reason: str
    note: str
    proposed: str
    accepted: str
    witnesses: tuple[Witness, ...]
    rule: str
    rule_says: str
    premises: tuple[Reason, ...]
    conflicts: tuple[Conflict, ...]


def why(gmap: Map, name: str) -> Reason:
    """The reasons of the claim of this id. Raises KeyError when there is none."""
    claims = gmap.claims

    def reason(claim: Claim, above: frozenset[str]) -> Reason:
        within = above | {claim.id}
        premises = (claims[each] for each in claim.premises if each in claims and each not in within)
        return _reason(gmap, claim, tuple(reason(premise, within) for premise in premises))

    return reason(claims[name], frozenset())


def _reason(gmap: Map, claim: Claim, premises: tuple[Reason, ...]) -> Reason:
    rules = {rule.id: rule.labels.get("en", rule.id) for rule in built_in_rules()}
    return Reason(
        claim=claim.id,
        subject=claim.subject,
        relation=claim.relation,
        object=claim.says,
        when=claim.when,
        qualifiers=claim.qualified,
        weight=claim.weight,
        confidence=claim.confidence,
        rank=claim.rank,
        denied=claim.denied,
        reason=claim.reason,
        note=claim.note,
        proposed=claim.proposed,
        accepted=claim.accepted,
        witnesses=_witnesses(gmap, claim),
        rule=claim.rule,
        rule_says=rules.get(claim.rule, ""),
        premises=premises,
        conflicts=gmap.disputes.get(claim.id, ()),
    )


def _witnesses(gmap: Map, claim: Claim) -> tuple[Witness, ...]:
    sources = gmap.sources
    witnesses = []
    for cited in claim.citations:
        source = sources.get(cited.source, Source(id=cited.source, title=cited.source))
        witnesses.append(
            Witness(
                source=source.id,
                title=source.title,
                locator=cited.locator,
                quote=cited.quote,
                published=str(source.published or ""),
                url=source.url,
                archived_url=source.archived_url,
                lineage=origin(source.id, sources),
                reliability=source.reliability,
                link=cited.link,
                found=gmap.evidence_of(claim.id, cited).state,
            )
        )
    return tuple(witnesses)
