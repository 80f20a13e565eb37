"""How well a map is founded: what it lacks, one by one, and a score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from guanxi_graph.dates import Day, middle, year
from guanxi_graph.map import Map
from guanxi_graph.map.lineages import lineages_of
from guanxi_graph.model import Claim, Source, is_upheld

Lack = Literal[
    "uncited",
    "single lineage",
    "undated",
    "stale figure",
    "no ties",
    "dead end",
    "unused source",
    "source without archive",
    "citation not verified",
]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, entity or source that lacks something; ``detail`` says what is there instead."""

    lack: Lack
    item: str
    detail: str = ""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """How many of how many are in order."""

    lack: Lack
    good: int
    of: int

    @property
    def share(self) -> float:
        return self.good / self.of if self.of else 1.0


class Audit(msgspec.Struct, frozen=True, kw_only=True):
    """``score`` is the mean of the checks' shares in percent: a convention, for watching one map over time."""

    score: float
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]


def audit(gmap: Map) -> Audit:
    """Every lack. Derived claims rest on their premises and are not audited."""
    claims = [claim for claim in gmap.claims.values() if not claim.rule]
    sources = gmap.sources
    lineages = {claim.id: len(lineages_of(claim, sources)) for claim in claims}
    cited = [claim for claim in claims if claim.citations]
    ties = {name: _others(gmap, name) for name in gmap.entities}
    newest = _newest_figures(gmap, claims)
    used = {citation.source for claim in claims for citation in claim.citations}
    online = [source for source in sources.values() if source.url]
    repeated = {source.lineage for source in sources.values()}
    parts: list[tuple[Lack, int, Iterable[Finding]]] = [
        ("uncited", len(claims), (Finding(lack="uncited", item=c.id) for c in claims if not c.citations)),
        ("single lineage", len(cited), _single(cited, lineages)),
        ("undated", len(claims), (Finding(lack="undated", item=c.id) for c in claims if not c.is_dated)),
        ("stale figure", len(newest), _stale(gmap, newest)),
        ("no ties", len(ties), (Finding(lack="no ties", item=name) for name, others in ties.items() if not others)),
        ("dead end", len(ties), _dead_ends(ties)),
        (
            "unused source",
            len(sources),
            (Finding(lack="unused source", item=name) for name in sources if name not in used | repeated),
        ),
        ("source without archive", len(online), _unarchived(online)),
        ("citation not verified", sum(len(claim.citations) for claim in cited), _unverified(gmap, cited)),
    ]
    checks, findings = [], []
    for lack, total, lacks in parts:
        found = list(lacks)
        findings += found
        checks.append(Check(lack=lack, good=total - len(found), of=total))
    score = 100 * sum(check.share for check in checks) / len(checks)
    return Audit(score=score, checks=tuple(checks), findings=tuple(findings))


def _single(claims: Iterable[Claim], lineages: Mapping[str, int]) -> Iterator[Finding]:
    for claim in claims:
        if lineages[claim.id] == 1:
            cited = ", ".join(map(str, claim.citations))
            yield Finding(lack="single lineage", item=claim.id, detail=cited)


def _others(gmap: Map, name: str) -> set[str]:
    return {end for tie in gmap.ties_of(name) if is_upheld(tie) for end in (tie.subject, tie.object)} - {name}


def _dead_ends(ties: Mapping[str, set[str]]) -> Iterator[Finding]:
    for name, others in ties.items():
        if len(others) == 1:
            yield Finding(lack="dead end", item=name, detail=f"only tied to {next(iter(others))}")


def _newest_figures(gmap: Map, claims: Iterable[Claim]) -> list[Claim]:
    newest: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        if gmap.relation(claim).is_observation and claim.at and claim.at.latest:
            key = (claim.subject, claim.relation)
            known = newest.get(key)
            if known is None or known.at is None or (known.at.latest or Day(0, 1, 1)) < claim.at.latest:
                newest[key] = claim
    return list(newest.values())


def _stale(gmap: Map, newest: Iterable[Claim]) -> Iterator[Finding]:
    for claim in newest:
        counted = middle(claim.at) if claim.at else None
        if counted is not None and gmap.today and year(gmap.today) - counted > gmap.info.analysis.stale_years:
            yield Finding(lack="stale figure", item=claim.id, detail=f"newest is of {claim.at}")


def _unverified(gmap: Map, claims: Iterable[Claim]) -> Iterator[Finding]:
    """Citations whose words were not looked up in the source, or not found there."""
    for claim in claims:
        for cited in claim.citations:
            found = gmap.evidence_of(claim.id, cited)
            if found.state not in {"verified", "mentioned"}:
                yield Finding(lack="citation not verified", item=claim.id, detail=f"{cited}: {found.state}")


def _unarchived(sources: Iterable[Source]) -> Iterator[Finding]:
    for source in sources:
        if not source.archived_url:
            yield Finding(lack="source without archive", item=source.id, detail=source.url)
