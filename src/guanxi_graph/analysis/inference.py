"""What follows from the claims by rule: derived claims that name the rule and its premises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import msgspec

from guanxi_graph.analysis.periods import known_years, overlap_years
from guanxi_graph.dates import Date, Day, parse_date
from guanxi_graph.graph import Graph, entity_of, plain_facts, vocabulary_of
from guanxi_graph.model import Claim
from guanxi_graph.reading.rules import Rule, built_in_rules
from guanxi_graph.text import CLAIM_ID, slug


class Inferred(msgspec.Struct, frozen=True, kw_only=True):
    """Derived claims by id. ``crowds`` are things that too many share to tie anybody, with how many."""

    claims: tuple[Claim, ...]
    crowds: tuple[tuple[str, str, int], ...]  # rule, entity, number


def infer(graph: Graph, as_of: Day, rules: Sequence[Rule] | None = None) -> Inferred:
    """All that the rules derive from the plain facts, except what the map itself states."""
    stated = list(plain_facts(graph))
    derived: dict[str, Claim] = {}
    crowds: list[tuple[str, str, int]] = []
    said = {_saying(graph, claim) for claim in stated}
    for rule in built_in_rules() if rules is None else rules:
        found = _closure(graph, rule, stated) if rule.closure else _shared(graph, rule, stated, as_of, crowds)
        for claim in found:
            if rule.closure or _saying(graph, claim) not in said:
                derived[claim.id] = claim
    return Inferred(claims=tuple(derived[name] for name in sorted(derived)), crowds=tuple(sorted(crowds)))


def with_inferred(graph: Graph, as_of: Day, rules: Sequence[Rule] | None = None) -> Graph:
    """The graph with the ties that shared bases make likely. Closures say nothing new of who is tied."""
    tying = [rule for rule in (built_in_rules() if rules is None else rules) if rule.closure is None]
    larger: Graph = graph.copy()
    for claim in infer(graph, as_of, tying).claims:
        larger.add_edge(claim.subject, claim.object, key=claim.id, claim=claim)
    return larger


def _saying(graph: Graph, claim: Claim) -> tuple[str, ...]:
    """What a claim says whenever it held; a mutual tie is the same both ways."""
    ends = (claim.subject, claim.object)
    symmetric = vocabulary_of(graph).relations[claim.relation].symmetric
    return (claim.relation, *(sorted(ends) if symmetric else ends))


# Closures: what the vocabulary says of its relations.


def _closure(graph: Graph, rule: Rule, stated: Sequence[Claim]) -> Iterator[Claim]:
    relations = vocabulary_of(graph).relations
    match rule.closure:
        case "inverse":
            for claim in stated:
                if relations[claim.relation].inverse:
                    yield _turned(claim, relations[claim.relation].inverse, rule)
        case "symmetric":
            for claim in stated:
                if relations[claim.relation].symmetric:
                    yield _turned(claim, claim.relation, rule)
        case _:
            for relation in relations.values():
                if relation.transitive and not relation.inverted:
                    yield from _transitive(relation.id, [c for c in stated if c.relation == relation.id], rule)


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
    """Somebody's claim on a shared thing, and the claims that lead from its object to the thing."""

    claim: Claim
    chain: tuple[Claim, ...]


def _shared(
    graph: Graph, rule: Rule, stated: Sequence[Claim], as_of: Day, crowds: list[tuple[str, str, int]]
) -> Iterator[Claim]:
    best: dict[tuple[str, ...], tuple[tuple[int, int, str], Claim]] = {}
    for thing, stands in sorted(_stands(graph, rule, stated).items()):
        people = _by_subject(stand.claim for stand in stands)
        if len(people) > rule.largest:
            crowds.append((rule.id, thing, len(people)))
            continue
        for one, other in combinations(sorted(stands, key=lambda stand: (stand.claim.subject, stand.claim.id)), 2):
            if one.claim.subject == other.claim.subject or not (years := _years(one, other, as_of, rule)):
                continue
            claim = _tie(one, other, thing, rule, years[0])
            # Within wider things, one tie for a pair: that of the nearest thing.
            key = (claim.subject, claim.object) if rule.within else (claim.subject, claim.object, thing)
            merit = (len(claim.premises), -years[1], claim.id)
            if key not in best or merit < best[key][0]:
                best[key] = merit, claim
    yield from (claim for _, claim in best.values())


def _stands(graph: Graph, rule: Rule, stated: Sequence[Claim]) -> dict[str, list[_Stand]]:
    vocabulary = vocabulary_of(graph)
    onward = _by_subject(claim for claim in stated if rule.through and claim.relation == rule.through)
    stands: dict[str, list[_Stand]] = {}
    for claim in stated:
        if claim.relation not in rule.shares:
            continue
        if not vocabulary.is_a(entity_of(graph, claim.object).cls, rule.not_within):
            stands.setdefault(claim.object, []).append(_Stand(claim, ()))
        for thing, chain in _reach(claim.object, onward).items():
            if vocabulary.is_a(entity_of(graph, thing).cls, rule.within):
                stands.setdefault(thing, []).append(_Stand(claim, chain))
    return stands


def _years(one: _Stand, other: _Stand, as_of: Day, rule: Rule) -> tuple[tuple[int, int] | None, int] | None:
    """The years in common and how many, when the rule is content with them; else None."""
    spans = known_years(one.claim, as_of), known_years(other.claim, as_of)
    common, number = None, 0
    if spans[0] and spans[1] and (number := overlap_years(spans[0], spans[1])):
        common = max(spans[0][0], spans[1][0]), min(spans[0][1], spans[1][1])
    if rule.years == "overlapping" and common is None:
        return None
    if rule.years == "apart" and common is not None:
        return None
    return (common if rule.years == "overlapping" else None), number


def _tie(one: _Stand, other: _Stand, thing: str, rule: Rule, common: tuple[int, int] | None) -> Claim:
    premises = (one.claim, other.claim, *one.chain, *other.chain)
    start, end = (_written(year) for year in common) if common else (_later_start(one.claim, other.claim), None)
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
        qualifiers={"via": via} if via else {},
        rule=rule.id,
        premises=tuple(claim.id for claim in premises),
    )
