"""What follows from the claims by rule: derived claims that name the rule and its premises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from guanxi_graph.dates import Date, Day, parse_date
from guanxi_graph.model import Claim
from guanxi_graph.progress import each_told
from guanxi_graph.reading.rules import Rule, built_in_rules
from guanxi_graph.spans import years_in_common
from guanxi_graph.text import CLAIM_ID, slug

if TYPE_CHECKING:
    from guanxi_graph.map.guanxi_map import Map


class Inferred(msgspec.Struct, frozen=True, kw_only=True):
    """Derived claims by id. ``crowds`` are things that too many share to tie anybody, with how many."""

    claims: tuple[Claim, ...]
    crowds: tuple[tuple[str, str, int], ...]  # rule, entity, number


def infer(gmap: Map, rules: Sequence[Rule] | None = None) -> Inferred:
    """All that the rules derive from the truthy ties, except what the map itself states."""
    derived: dict[str, Claim] = {}
    crowds: list[tuple[str, str, int]] = []
    said = {_saying(gmap, claim) for claim in gmap.facts}
    rules = built_in_rules() if rules is None else rules
    for rule in each_told(rules, "inferring", len(rules), "rules"):
        found = _closure(gmap, rule) if rule.closure else _shared(gmap, rule, crowds)
        for claim in found:
            if rule.closure or _saying(gmap, claim) not in said:
                derived[claim.id] = claim
    return Inferred(claims=tuple(derived[name] for name in sorted(derived)), crowds=tuple(sorted(crowds)))


def with_inferred(gmap: Map) -> Map:
    """The map with the ties that shared bases make likely. Closures say nothing new of who is tied."""
    return gmap.with_claims(infer(gmap, [rule for rule in built_in_rules() if rule.closure is None]).claims)


def _saying(gmap: Map, claim: Claim) -> tuple[str, ...]:
    """What a claim says whenever it held; a mutual tie is the same both ways."""
    ends = (claim.subject, claim.object)
    return (claim.relation, *(sorted(ends) if gmap.relation(claim).symmetric else ends))


# Closures: what the vocabulary says of its relations.


def _closure(gmap: Map, rule: Rule) -> Iterator[Claim]:
    relations = gmap.vocabulary.relations
    match rule.closure:
        case "inverse":
            for claim in gmap.facts:
                if relations[claim.relation].inverse:
                    yield _turned(claim, relations[claim.relation].inverse, rule)
        case "symmetric":
            for claim in gmap.facts:
                if relations[claim.relation].symmetric:
                    yield _turned(claim, claim.relation, rule)
        case _:
            for relation in relations.values():
                if relation.transitive and not relation.inverted:
                    yield from _transitive(relation.id, [c for c in gmap.facts if c.relation == relation.id], rule)


def _turned(claim: Claim, relation: str, rule: Rule) -> Claim:
    return msgspec.structs.replace(
        claim,
        id=f"{claim.id}.{rule.id}",
        subject=claim.object,
        relation=relation,
        object=claim.subject,
        citations=(),
        rule=rule.id,
        premises=(claim.id,),
    )


def _transitive(relation: str, stated: Sequence[Claim], rule: Rule) -> Iterator[Claim]:
    onward = _by_subject(stated)
    for start in sorted(onward):
        for end, chain in _reach(start, onward).items():
            if len(chain) > 1:
                yield _derived(start, relation, end, rule, chain)


def _by_subject(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.subject, []).append(claim)
    return found


def _reach(start: str, onward: Mapping[str, Sequence[Claim]]) -> dict[str, tuple[Claim, ...]]:
    """All that can be reached, each with the shortest chain of claims that leads there."""
    chains: dict[str, tuple[Claim, ...]] = {start: ()}
    queue = [start]
    for name in queue:
        for claim in onward.get(name, ()):
            if claim.object not in chains:
                chains[claim.object] = (*chains[name], claim)
                queue.append(claim.object)
    del chains[start]
    return chains


# Shared bases: two who stand in the same relation to the same thing.


class _Stand(NamedTuple):
    """A claim that ties somebody to a shared thing, or to an object from which a chain of claims leads there."""

    claim: Claim
    chain: tuple[Claim, ...]


def _shared(gmap: Map, rule: Rule, crowds: list[tuple[str, str, int]]) -> Iterator[Claim]:
    best: dict[tuple[str, ...], tuple[tuple[int, int, str], Claim]] = {}
    for thing, stands in sorted(_stands(gmap, rule).items()):
        people: dict[str, list[_Stand]] = {}
        for stand in sorted(stands, key=lambda stand: (stand.claim.subject, stand.claim.id)):
            people.setdefault(stand.claim.subject, []).append(stand)
        if len(people) > rule.largest:
            crowds.append((rule.id, thing, len(people)))
            continue
        for one, other in combinations(people.values(), 2):
            for first, second, common in _meetings(gmap, rule, one, other):
                claim = _tie(first, second, thing, rule, common)
                # Within wider things, one tie for a pair: that of the nearest thing.
                key = (claim.subject, claim.object) if rule.within else (claim.subject, claim.object, thing)
                merit = (len(claim.premises), -_length(common), claim.id)
                if key not in best or merit < best[key][0]:
                    best[key] = merit, claim
    yield from (claim for _, claim in best.values())


def _stands(gmap: Map, rule: Rule) -> dict[str, list[_Stand]]:
    onward = _by_subject(claim for claim in gmap.facts if rule.through and claim.relation == rule.through)
    stands: dict[str, list[_Stand]] = {}
    for claim in gmap.facts:
        if claim.relation not in rule.shares:
            continue
        if not gmap.is_a(claim.object, rule.not_within):
            stands.setdefault(claim.object, []).append(_Stand(claim, ()))
        for thing, chain in _reach(claim.object, onward).items():
            if gmap.is_a(thing, rule.within):
                stands.setdefault(thing, []).append(_Stand(claim, chain))
    return stands


_Years = tuple[int, int] | None


def _meetings(
    gmap: Map, rule: Rule, one: Sequence[_Stand], other: Sequence[_Stand]
) -> Iterator[tuple[_Stand, _Stand, _Years]]:
    """The stands of two people that tie them by the rule, each two with their years in common.

    Who came back later met at either time: one stay in common is enough, and then they are not apart.
    """
    pairs = [(first, second, _common_years(gmap, first.claim, second.claim)) for first in one for second in other]
    if rule.years == "apart":
        yield from [] if any(common for _, _, common in pairs) else pairs
    else:
        yield from (pair for pair in pairs if pair[2] or rule.years == "any")


def _common_years(gmap: Map, one: Claim, other: Claim) -> _Years:
    """The first and last year in which both surely held; None when no year is sure."""
    return years_in_common(gmap.spans[one.id], gmap.spans[other.id], gmap.today)


def _length(years: _Years) -> int:
    return years[1] - years[0] + 1 if years else 0


def _tie(one: _Stand, other: _Stand, thing: str, rule: Rule, common: _Years) -> Claim:
    premises = (one.claim, other.claim, *one.chain, *other.chain)
    told = common if rule.years == "overlapping" else None
    start, end = (_written(year) for year in told) if told else (_later_start(one.claim, other.claim), None)
    tie = _derived(one.claim.subject, rule.infers, other.claim.subject, rule, premises, via=thing)
    return msgspec.structs.replace(tie, start=start, end=end)


def _later_start(one: Claim, other: Claim) -> Date | None:
    """Both stand in it since the later of the two came."""
    starts = [claim.start or claim.at for claim in (one, other)]
    if starts[0] is None or starts[1] is None or starts[0].earliest is None or starts[1].earliest is None:
        return None
    return max((date for date in starts if date), key=lambda date: date.earliest or Day(0, 1, 1))


def _written(year: int) -> Date:
    return parse_date(f"{'-' if year < 0 else ''}{abs(year):04d}")


def _derived(subject: str, relation: str, object_: str, rule: Rule, premises: Sequence[Claim], via: str = "") -> Claim:
    minted = ".".join(part for part in (subject, relation, object_, via, rule.id) if part)
    return Claim(
        id=minted if CLAIM_ID.fullmatch(minted) else slug(minted, 200),
        subject=subject,
        relation=relation,
        object=object_,
        qualifiers={"via": (via,)} if via else {},
        rule=rule.id,
        premises=tuple(claim.id for claim in premises),
    )
