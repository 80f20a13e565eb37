"""Why a line is drawn: the claim, who says so, and for a derived claim its rule and premises."""

from __future__ import annotations

import msgspec

from guanxi_graph.analysis.conflicts import Conflict, conflicts
from guanxi_graph.analysis.lineages import origin
from guanxi_graph.analysis.periods import written_dates
from guanxi_graph.graph import Graph, claims_of, sources_of
from guanxi_graph.model import Claim, Confidence, Rank, Source
from guanxi_graph.reading.rules import built_in_rules


class Witness(msgspec.Struct, frozen=True, kw_only=True):
    """A citation with its source; ``lineage`` is the source whose report it repeats, or itself."""

    source: str
    title: str
    locator: str
    quote: str
    published: str
    url: str
    archived_url: str
    lineage: str


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """A claim and all that it stands on, down to the sources."""

    claim: str
    subject: str
    relation: str
    object: str
    when: str
    qualifiers: dict[str, str]
    confidence: Confidence
    rank: Rank
    reason: str
    note: str
    witnesses: tuple[Witness, ...]
    rule: str
    rule_says: str
    premises: tuple[Reason, ...]
    conflicts: tuple[Conflict, ...]


def why(graph: Graph, name: str) -> Reason:
    """The reasons of the claim of this id. Raises KeyError when there is none."""
    claims = {claim.id: claim for claim in claims_of(graph)}
    disputes = conflicts(graph)

    def reason(claim: Claim, above: frozenset[str]) -> Reason:
        within = above | {claim.id}
        premises = (claims[each] for each in claim.premises if each in claims and each not in within)
        return _reason(graph, claim, tuple(reason(premise, within) for premise in premises), disputes)

    return reason(claims[name], frozenset())


def _reason(graph: Graph, claim: Claim, premises: tuple[Reason, ...], disputes: tuple[Conflict, ...]) -> Reason:
    rules = {rule.id: rule.labels.get("en", rule.id) for rule in built_in_rules()}
    return Reason(
        claim=claim.id,
        subject=claim.subject,
        relation=claim.relation,
        object=claim.object or f"{claim.value} {claim.unit}".strip(),
        when=written_dates(claim),
        qualifiers=dict(claim.qualifiers),
        confidence=claim.confidence,
        rank=claim.rank,
        reason=claim.reason,
        note=claim.note,
        witnesses=_witnesses(graph, claim),
        rule=claim.rule,
        rule_says=rules.get(claim.rule, ""),
        premises=premises,
        conflicts=tuple(each for each in disputes if claim.id in {side.claim for side in each.sides}),
    )


def _witnesses(graph: Graph, claim: Claim) -> tuple[Witness, ...]:
    sources = sources_of(graph)
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
            )
        )
    return tuple(witnesses)
