"""What came, went and changed between two days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from guanxi_graph.dates import Day
from guanxi_graph.map import Map
from guanxi_graph.model import Claim, is_upheld


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


def changes(gmap: Map, first: Day, last: Day) -> Changes:
    """What is different at the end of ``last`` from the end of ``first``.

    A tie came when it began in between, and went when it ended in between. An entity came with the
    first thing that is dated of it, and went when all that is dated of it has ended and nothing has
    happened to it since. Events come and do not go.
    """
    facts = [claim for claim in gmap.facts if claim.is_dated]
    undated = len(gmap.facts) - len(facts)
    figures = [claim for claim in gmap.claims.values() if not claim.is_tie and is_upheld(claim)]
    undated += sum(not claim.is_dated for claim in figures)
    numbers = [claim for claim in figures if claim.at is not None and gmap.relation(claim).is_observation]
    window = _Window(gmap, first, last)
    found = [*_entities(window, facts), *_ties(window, facts), *_figures(window, numbers)]
    order = {"entity": 0, "tie": 1, "figure": 2}
    ways = {"came": 0, "went": 1, "changed": 2}
    found.sort(key=lambda c: (order[c.what], ways[c.how], c.when, c.subject, c.relation, c.object, c.claims))
    return Changes(changes=tuple(found), undated=undated)


class _Window(NamedTuple):
    """The days after ``first`` up to ``last``, in a map."""

    gmap: Map
    first: Day
    last: Day

    def began(self, claim: Claim) -> Day | None:
        """The first day on which it may have held, where it says when it began."""
        return self.gmap.spans[claim.id].first if claim.start or claim.at else None

    def standing(self, claim: Claim) -> Day | None:
        """The day by which it is put in order, where it says when it began."""
        return self.gmap.spans[claim.id].standing if claim.start or claim.at else None

    def came(self, claim: Claim) -> bool:
        day = self.began(claim)
        return day is not None and self.first < day <= self.last

    def went(self, claim: Claim) -> bool:
        day = self.gmap.spans[claim.id].last
        return self.lasts(claim) and day is not None and self.first < day <= self.last

    def lasts(self, claim: Claim) -> bool:
        """Whether it goes on after it began: an event does not, nor what is said of one day."""
        return claim.at is None and not self.gmap.relation(claim).event


def _ties(window: _Window, facts: Iterable[Claim]) -> Iterator[Change]:
    gone: dict[tuple[str, str, str], Claim] = {}
    new: dict[tuple[str, str, str], Claim] = {}
    for claim in facts:
        key = (claim.subject, claim.relation, claim.object)
        if window.went(claim):
            gone[key] = claim
        if window.came(claim):
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
    said = [
        ", ".join(f"{name} {', '.join(each.qualifiers[name])}" for name in sorted(each.qualifiers)) for each in claims
    ]
    return Change(
        what="tie",
        how=how,
        subject=claim.subject,
        relation=claim.relation,
        object=claim.object,
        when=claim.when,
        before=said[0] if how == "changed" else "",
        after=said[-1] if how == "changed" else "",
        claims=tuple(each.id for each in claims),
    )


def _entities(window: _Window, facts: Iterable[Claim]) -> Iterator[Change]:
    held: dict[str, list[Claim]] = {}
    for claim in facts:
        held.setdefault(claim.subject, []).append(claim)
        held.setdefault(claim.object, []).append(claim)
    for name, claims in sorted(held.items()):
        earliest = min(claims, key=lambda claim: (window.standing(claim) or window.last, claim.id))
        if window.came(earliest):
            yield Change(what="entity", how="came", subject=name, when=earliest.when, claims=(earliest.id,))
        spans = window.gmap.spans
        begun = [claim for claim in claims if spans[claim.id].begun_by(window.last)]
        lasting = [claim for claim in begun if window.lasts(claim)]
        if lasting and all(spans[claim.id].over_by(window.last) for claim in lasting):
            latest = max(
                begun, key=lambda claim: (spans[claim.id].last or spans[claim.id].first or window.last, claim.id)
            )
            if window.went(latest):
                yield Change(what="entity", how="went", subject=name, when=latest.when, claims=(latest.id,))


def _figures(window: _Window, figures: Iterable[Claim]) -> Iterator[Change]:
    series: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in figures:
        series.setdefault((claim.subject, claim.relation, claim.unit), []).append(claim)
    for _, claims in sorted(series.items()):
        before, after = _latest_by(window, claims, window.first), _latest_by(window, claims, window.last)
        if after is not None and after is not before and (before is None or before.value != after.value):
            yield Change(
                what="figure",
                how="came" if before is None else "changed",
                subject=after.subject,
                relation=after.relation,
                when=after.when,
                before="" if before is None else f"{before.value} {before.unit}",
                after=f"{after.value} {after.unit}",
                claims=tuple(claim.id for claim in (before, after) if claim),
            )


def _latest_by(window: _Window, claims: Iterable[Claim], day: Day) -> Claim | None:
    known = [claim for claim in claims if (window.standing(claim) or day) <= day]
    return max(
        known, key=lambda claim: (window.standing(claim) or day, claim.rank == "preferred", claim.id), default=None
    )
