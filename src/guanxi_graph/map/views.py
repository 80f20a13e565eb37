"""A map as of a day, as known by a day, or on better evidence only, and what that leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from guanxi_graph.dates import Date, Day
from guanxi_graph.map.inference import with_inferred
from guanxi_graph.map.lineages import lineages_of
from guanxi_graph.model import Claim, MapInfo, Source

if TYPE_CHECKING:
    from guanxi_graph.map.guanxi_map import Map


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be seen; see ``Map.view``."""

    as_of: Day | None = None
    known_by: Day | None = None
    min_sources: int = 0
    undated: bool = True
    without: frozenset[str] = frozenset()
    inferred: bool = False


class Cut(msgspec.Struct, frozen=True):
    """The map that a view was cut from, and how."""

    whole: Map
    wanted: Wanted


def seen(gmap: Map, wanted: Wanted) -> Map:
    """The map as it is wanted, with all of its entities."""
    believed = _believed(gmap.sources, wanted)
    counts = dict.fromkeys(("later", "unsourced", "too_few_sources", "undated"), 0)
    kept: dict[str, Claim] = {}
    for claim in gmap.claims.values():
        shown = _cut(claim, believed, wanted)
        fault = _fault(gmap, claim, shown, wanted)
        if not claim.is_dated and fault != "unsourced":
            counts["undated"] += 1
        if fault and fault != "undated":
            counts[fault] += 1
        elif not fault:
            kept[claim.id] = shown
    based = _with_premises(kept)
    undated_sources = 0
    if wanted.known_by is not None:
        undated_sources = sum(source.published is None for source in gmap.sources.values())
    left = type(gmap.left)(
        **counts, baseless=len(kept) - len(based), undated_in=wanted.undated, sources_without_date=undated_sources
    )
    view = msgspec.structs.replace(gmap, info=_as_of(gmap, wanted), claims=based, left=left, cut=Cut(gmap, wanted))
    return with_inferred(view) if wanted.inferred else view


def _as_of(gmap: Map, wanted: Wanted) -> MapInfo:
    """Today stays what it was unless another day is wanted: fewer claims do not turn the clock back."""
    day = wanted.as_of or gmap.today
    return msgspec.structs.replace(gmap.info, as_of=Date(str(day), day, day) if day else None)


def _believed(sources: Mapping[str, Source], wanted: Wanted) -> frozenset[str]:
    return frozenset(name for name, each in sources.items() if name not in wanted.without and _was_out(each, wanted))


def _was_out(source: Source, wanted: Wanted) -> bool:
    if wanted.known_by is None:
        return True
    published = source.published.latest if source.published else None
    return published is not None and published <= wanted.known_by


def _cut(claim: Claim, believed: frozenset[str], wanted: Wanted) -> Claim:
    """The claim with the citations that count."""
    if wanted.known_by is None and not wanted.without:
        return claim
    citations = tuple(cited for cited in claim.citations if cited.source in believed)
    return claim if citations == claim.citations else msgspec.structs.replace(claim, citations=citations)


def _fault(gmap: Map, claim: Claim, shown: Claim, wanted: Wanted) -> str:
    """Why the claim is not shown, or an empty text."""
    unsourced = not shown.citations and not claim.rule
    if unsourced and (claim.citations or wanted.known_by is not None):
        return "unsourced"
    if wanted.as_of is not None and not gmap.spans[claim.id].begun_by(wanted.as_of):
        return "later"
    if not claim.rule and len(lineages_of(shown, gmap.sources)) < wanted.min_sources:
        return "too_few_sources"
    return "" if wanted.undated or claim.is_dated else "undated"


def _with_premises(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """Without the derived claims that have lost a premise, and those derived from them."""
    kept = dict(claims)
    while lost := [c.id for c in kept.values() if c.rule and not all(name in kept for name in c.premises)]:
        for name in lost:
            del kept[name]
    return kept
