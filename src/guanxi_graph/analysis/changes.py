"""What came, went and changed between two days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from guanxi_graph.analysis.periods import first_day, has_ended, last_day, written_dates
from guanxi_graph.dates import Day
from guanxi_graph.graph import Graph, figures_of, plain_facts, relation_of
from guanxi_graph.model import Claim


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """``what`` is an entity, a tie or a figure. Of a tie, ``object`` is the other end.

    ``before`` and ``after`` are the values of a figure, or the qualifiers of a tie, that changed.
    """

    what: Literal["entity", "tie", "figure"]
    how: Literal["came", "went", "changed"]
    subject: str
    relation: str = ""
    object: str = ""
    when: str = ""
    before: str = ""
    after: str = ""
    claims: tuple[str, ...] = ()


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """``undated`` claims say nothing of when and are not looked at."""

    changes: tuple[Change, ...]
    undated: int


def changes(graph: Graph, first: Day, last: Day) -> Changes:
    """What is different at the end of ``last`` from the end of ``first``.

    A tie came when it began in between, and went when it ended in between. An entity came with the
    first thing that is dated of it, and went when all that is dated of it has ended and nothing has
    happened to it since. Events come and do not go.
    """
    facts = [claim for claim in plain_facts(graph) if claim.is_dated]
    undated = sum(not claim.is_dated for claim in plain_facts(graph))
    figures = [claim for name in graph for claim in figures_of(graph, name).values() if claim.rank != "deprecated"]
    undated += sum(not claim.is_dated for claim in figures)
    numbers = [claim for claim in figures if claim.at is not None and relation_of(graph, claim).is_observation]
    found = [*_entities(graph, facts, first, last), *_ties(graph, facts, first, last), *_figures(numbers, first, last)]
    order = {"entity": 0, "tie": 1, "figure": 2}
    ways = {"came": 0, "went": 1, "changed": 2}
    found.sort(key=lambda c: (order[c.what], ways[c.how], c.when, c.subject, c.relation, c.object, c.claims))
    return Changes(changes=tuple(found), undated=undated)


def _came(claim: Claim, first: Day, last: Day) -> bool:
    day = first_day(claim)
    return day is not None and first < day <= last


def _went(claim: Claim, first: Day, last: Day, *, event: bool) -> bool:
    if event or claim.at is not None:
        return False
    day = last_day(claim)
    return day is not None and first < day <= last


def _ties(graph: Graph, facts: Iterable[Claim], first: Day, last: Day) -> Iterator[Change]:
    gone: dict[tuple[str, str, str], Claim] = {}
    new: dict[tuple[str, str, str], Claim] = {}
    for claim in facts:
        key = (claim.subject, claim.relation, claim.object)
        if _went(claim, first, last, event=relation_of(graph, claim).event):
            gone[key] = claim
        if _came(claim, first, last):
            new[key] = claim
    for key in sorted({*gone, *new}):
        before, after = gone.get(key), new.get(key)
        if before and after and before is not after:
            yield _tie("changed", after, (before, after))
        else:
            if after:
                yield _tie("came", after, (after,))
            if before:
                yield _tie("went", before, (before,))


def _tie(how: Literal["came", "went", "changed"], claim: Claim, claims: tuple[Claim, ...]) -> Change:
    said = [", ".join(f"{name} {each.qualifiers[name]}" for name in sorted(each.qualifiers)) for each in claims]
    return Change(
        what="tie",
        how=how,
        subject=claim.subject,
        relation=claim.relation,
        object=claim.object,
        when=written_dates(claim),
        before=said[0] if how == "changed" else "",
        after=said[-1] if how == "changed" else "",
        claims=tuple(each.id for each in claims),
    )


def _entities(graph: Graph, facts: Iterable[Claim], first: Day, last: Day) -> Iterator[Change]:
    held: dict[str, list[Claim]] = {}
    for claim in facts:
        held.setdefault(claim.subject, []).append(claim)
        held.setdefault(claim.object, []).append(claim)
    for name, claims in sorted(held.items()):
        earliest = min(claims, key=lambda claim: (first_day(claim) or last, claim.id))
        if _came(earliest, first, last):
            yield Change(what="entity", how="came", subject=name, when=written_dates(earliest), claims=(earliest.id,))
        begun = [claim for claim in claims if (first_day(claim) or last) <= last]
        lasting = [claim for claim in begun if claim.at is None and not relation_of(graph, claim).event]
        if lasting and all(has_ended(claim, last) for claim in lasting):
            latest = max(begun, key=lambda claim: (last_day(claim) or first_day(claim) or last, claim.id))
            if latest in lasting and _went(latest, first, last, event=False):
                yield Change(what="entity", how="went", subject=name, when=written_dates(latest), claims=(latest.id,))


def _figures(figures: Iterable[Claim], first: Day, last: Day) -> Iterator[Change]:
    series: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in figures:
        series.setdefault((claim.subject, claim.relation, claim.unit), []).append(claim)
    for _, claims in sorted(series.items()):
        before, after = _latest_by(claims, first), _latest_by(claims, last)
        if after is not None and after is not before and (before is None or before.value != after.value):
            yield Change(
                what="figure",
                how="came" if before is None else "changed",
                subject=after.subject,
                relation=after.relation,
                when=written_dates(after),
                before="" if before is None else f"{before.value} {before.unit}",
                after=f"{after.value} {after.unit}",
                claims=tuple(claim.id for claim in (before, after) if claim),
            )


def _latest_by(claims: Iterable[Claim], day: Day) -> Claim | None:
    known = [claim for claim in claims if (first_day(claim) or day) <= day]
    return max(known, key=lambda claim: (first_day(claim) or day, claim.rank == "preferred", claim.id), default=None)
