"""A map as of a day, as known by a day, or on better evidence only: a smaller graph, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from guanxi_graph.analysis.lineages import lineages_of
from guanxi_graph.analysis.periods import first_day
from guanxi_graph.dates import Day
from guanxi_graph.graph import Graph, build, claims_of, entities_of, info_of, sources_of, vocabulary_of
from guanxi_graph.model import Claim, Source


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked at. ``as_of``: what had begun by then. ``known_by``: what was published by then.

    ``min_sources`` asks for so many independent lineages; ``without`` names sources that are not
    believed. Claims without dates are in unless ``undated`` is False.
    """

    as_of: Day | None = None
    known_by: Day | None = None
    min_sources: int = 0
    undated: bool = True
    without: frozenset[str] = frozenset()


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """How many claims a view leaves out and why, and how many claims without dates it has met."""

    later: int = 0
    unsourced: int = 0
    too_few_sources: int = 0
    baseless: int = 0
    undated: int = 0
    undated_in: bool = True
    sources_without_date: int = 0


def seen(graph: Graph, view: View) -> tuple[Graph, Left]:
    """The graph as the view shows it, with all of its entities, and what was left out."""
    sources = sources_of(graph)
    believed = _believed(sources, view)
    counts = dict.fromkeys(("later", "unsourced", "too_few_sources", "undated"), 0)
    kept: dict[str, Claim] = {}
    for claim in claims_of(graph):
        shown = _cut(claim, believed, view)
        fault = _fault(claim, shown, view, sources)
        if not claim.is_dated and fault != "unsourced":
            counts["undated"] += 1
        if fault and fault != "undated":
            counts[fault] += 1
        elif not fault:
            kept[claim.id] = shown
    based = _with_premises(kept)
    undated_sources = 0 if view.known_by is None else sum(source.published is None for source in sources.values())
    left = Left(
        **counts,
        baseless=len(kept) - len(based),
        undated_in=view.undated,
        sources_without_date=undated_sources,
    )
    return _rebuilt(graph, based.values()), left


def _believed(sources: Mapping[str, Source], view: View) -> frozenset[str]:
    return frozenset(name for name, source in sources.items() if name not in view.without and _was_out(source, view))


def _was_out(source: Source, view: View) -> bool:
    if view.known_by is None:
        return True
    published = source.published.latest if source.published else None
    return published is not None and published <= view.known_by


def _cut(claim: Claim, believed: frozenset[str], view: View) -> Claim:
    """The claim with the citations that count."""
    if view.known_by is None and not view.without:
        return claim
    citations = tuple(cited for cited in claim.citations if cited.source in believed)
    return claim if citations == claim.citations else msgspec.structs.replace(claim, citations=citations)


def _fault(claim: Claim, shown: Claim, view: View, sources: Mapping[str, Source]) -> str:
    """Why the claim is not shown, or an empty text."""
    first = first_day(claim)
    unsourced = not shown.citations and not claim.rule
    if unsourced and (claim.citations or view.known_by is not None):
        return "unsourced"
    if view.as_of is not None and first is not None and first > view.as_of:
        return "later"
    if not claim.rule and len(lineages_of(shown, sources)) < view.min_sources:
        return "too_few_sources"
    if first is None and not view.undated and not claim.is_dated:
        return "undated"
    return ""


def _with_premises(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """Without the derived claims that have lost a premise, and those derived from them."""
    kept = dict(claims)
    while lost := [c.id for c in kept.values() if c.rule and not all(name in kept for name in c.premises)]:
        for name in lost:
            del kept[name]
    return kept


def _rebuilt(graph: Graph, claims: Iterable[Claim]) -> Graph:
    return build(
        info_of(graph),
        vocabulary_of(graph),
        entities=entities_of(graph),
        sources=sources_of(graph).values(),
        claims=claims,
    )


def repeats_of(source: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """The source and all that only repeat it."""
    return frozenset(name for name in sources if name == source or _repeats(name, source, sources))


def _repeats(name: str, source: str, sources: Mapping[str, Source]) -> bool:
    chain = {name}
    while name in sources and (repeated := sources[name].lineage) and repeated not in chain:
        if repeated == source:
            return True
        chain.add(repeated)
        name = repeated
    return False
