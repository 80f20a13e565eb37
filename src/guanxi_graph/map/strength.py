"""How strong a documented tie is: s = b · D · R · C, with every part kept.

A convention of this project (no validated value exists for any part), to be read as documented tie
evidence and never as trust. After Granovetter 1973 (duration), Burt & Burzynska 2017 (events prove
ties) and Bian 1997 (bases).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

import msgspec

from guanxi_graph.dates import middle, year
from guanxi_graph.map.lineages import corroboration, lineages_of
from guanxi_graph.model import Claim, Parameters, is_upheld
from guanxi_graph.spans import Span
from guanxi_graph.vocabulary import ATTESTED_BY, Relation

if TYPE_CHECKING:
    from guanxi_graph.map.guanxi_map import Map


class Strength(msgspec.Struct, frozen=True, kw_only=True):
    """The strength of one claim and its parts, all within 0..1; times are in years.

    ``duration`` is D, ``recency`` R, ``evidence`` C and ``sidedness`` the factor of a ``mutual`` tie
    (one without direction) that only one of the two attests. ``years`` is None when nothing says
    since when it holds, and ``since`` None while it goes on; ``weight`` is 1 where none is
    told. An ``affiliation`` is a shared base and not yet a tie.
    """

    claim: str
    base: str
    affiliation: bool
    mutual: bool
    class_weight: float
    duration: float
    recency: float
    evidence: float
    sidedness: float
    value: float
    years: float | None
    weight: float
    since: float | None
    lineages: tuple[str, ...]


class Weigher:
    """Weighs the claims of one map, as of its today."""

    def __init__(self, gmap: Map) -> None:
        self.gmap = gmap
        self.parameters = gmap.info.analysis
        self.now = year(gmap.today) if gmap.today else 0.0
        self.class_weights = {
            **gmap.vocabulary.strengths,
            **self.parameters.class_weights,
            "focus": self.parameters.affiliation,
        }
        self._believed = cache(partial(corroboration, sources=gmap.sources, parameters=self.parameters))
        self._mutual = _attestations(filter(is_upheld, gmap.ties), gmap.vocabulary.relations)

    def joins(self, claim: Claim) -> bool:
        """Whether the claim is a positive tie or a shared base."""
        return claim.is_tie and self.gmap.relation(claim).strength in self.class_weights

    def weigh(self, claim: Claim) -> Strength:
        """The claim's strength. Raises KeyError when its relation joins nobody."""
        relation = self.gmap.relation(claim)
        base = relation.base or relation.id
        enduring = base in self.parameters.enduring_bases
        years, since = _times(claim, self.gmap.spans[claim.id], self.now, event=relation.event)
        class_weight = self.class_weights[relation.strength]
        duration = 1.0 if enduring else _duration(years or 0.0, claim.weight or 1.0, self.parameters)
        recency = _recency(since, self.parameters, proven=enduring or relation.event)
        evidence = self._evidence(claim, frozenset())
        sidedness = self._sidedness(claim, relation)
        return Strength(
            claim=claim.id,
            base=base,
            affiliation=relation.is_affiliation,
            mutual=relation.symmetric,
            class_weight=class_weight,
            duration=duration,
            recency=recency,
            evidence=evidence,
            sidedness=sidedness,
            value=class_weight * duration * recency * evidence * sidedness,
            years=years,
            weight=claim.weight or 1.0,
            since=since,
            lineages=lineages_of(claim, self.gmap.sources),
        )

    def _evidence(self, claim: Claim, above: frozenset[str]) -> float:
        """What is cited, or for a derived claim all of its premises together."""
        if claim.citations or not claim.premises:
            return self._believed(tuple(cited.source for cited in claim.citations))
        if claim.id in above:
            return 0.0
        known, within = self.gmap.claims, above | {claim.id}
        return math.prod(self._evidence(known[name], within) if name in known else 0.0 for name in claim.premises)

    def _sidedness(self, claim: Claim, relation: Relation) -> float:
        sides = self._mutual.get(_mutual_key(claim)) if relation.symmetric else None
        return self.parameters.one_sided if sides is not None and len(sides) == 1 else 1.0


def pair_strength(parts: Sequence[Strength]) -> float:
    """T = 1 − Π(1 − s) across bases, with the largest s within each base."""
    return strength_of_bases((part.base, part.value) for part in parts)


def strength_of_bases(parts: Iterable[tuple[str, float]]) -> float:
    """The same of bases, each with the s of a claim."""
    best: dict[str, float] = {}
    for base, value in parts:
        best[base] = max(best.get(base, 0.0), value)
    return 1 - math.prod(1 - best[base] for base in sorted(best))


def _times(claim: Claim, span: Span, now: float, *, event: bool) -> tuple[float | None, float | None]:
    """For how many years it has held, and how many ago it ended: None when unknown, and while it goes on.

    A tie whose end nobody tells counts as going on while both live; an event is over at once, and so
    is what is said of a point in time. Begun ``[..1890]``, it has held since then at the least; begun
    ``[1890..]``, nobody says since when.
    """
    first = claim.start or claim.at
    last = claim.end or claim.at or (claim.start if event else None)
    begin = middle(first) if first and first.latest else None
    end = middle(last) if last else None
    if end is None and span.last is not None:
        end = year(span.last)
    until = min(now, end) if end is not None else now
    years = None if begin is None else max(0.0, until - begin)
    return years, (now - end if end is not None and end < now else None)


def _duration(years: float, weight: float, parameters: Parameters) -> float:
    """D = ½ + ½(1 − e^(−years/τ − max(0, weight − 1)/ω)): it grows with time, and with each letter after the first."""
    grown = years / parameters.duration_years + max(0.0, weight - 1) / parameters.duration_weight
    return 0.5 + 0.5 * (1 - math.exp(-grown))


def _recency(since: float | None, parameters: Parameters, *, proven: bool) -> float:
    """R = f + (1 − f) · 2^(−Δ/h); 1 while the tie goes on."""
    if since is None:
        return 1.0
    floor = parameters.proven_floor if proven else parameters.floor
    return floor + (1 - floor) * math.exp2(-since / parameters.half_life_years)


def _mutual_key(claim: Claim) -> tuple[str, str, str]:
    first, second = sorted((claim.subject, claim.object))
    return claim.relation, first, second


def _attestations(
    ties: Iterable[Claim], relations: Mapping[str, Relation]
) -> dict[tuple[str, str, str], frozenset[str] | None]:
    """Which of its two ends attest a mutual tie; None where somebody else does."""
    sides: dict[tuple[str, str, str], frozenset[str] | None] = {}
    for tie in ties:
        if not relations[tie.relation].symmetric:
            continue
        key = _mutual_key(tie)
        witnesses = set(tie.qualifiers.get(ATTESTED_BY, ()))
        known = sides.get(key, frozenset())
        sides[key] = known | witnesses if known is not None and witnesses and witnesses <= set(key[1:]) else None
    return sides
