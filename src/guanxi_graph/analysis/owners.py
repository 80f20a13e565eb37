"""Ultimate ownership: shares multiplied along every chain of owners."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from guanxi_graph.analysis.periods import first_day, has_ended
from guanxi_graph.dates import Day
from guanxi_graph.graph import Graph, plain_facts, vocabulary_of
from guanxi_graph.model import Claim, Parameters

SHARE = "share"
_LONGEST = 12


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """Owners from the ultimate one down, with the claims between them.

    ``share`` is the product of the shares in percent, None when one of them is not known;
    ``known`` multiplies those that are known, so the true share is at most that.
    """

    names: tuple[str, ...]
    claims: tuple[str, ...]
    shares: tuple[Decimal | None, ...]
    share: Decimal | None
    known: Decimal


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """An ultimate owner: the sum over its chains, None when the share of one of them is not known."""

    name: str
    share: Decimal | None
    at_least: Decimal
    chains: tuple[Chain, ...]


def owners(graph: Graph, owned: str, parameters: Parameters, as_of: Day) -> tuple[Owner, ...]:
    """The ultimate owners as of the day, the largest known share first.

    A relation of ``ownership`` owns what it says, one of ``control`` the whole unless it says a share
    or is not alone, and any other of their bases (an investment) what it says, if anything. Of several
    claims on one holding the latest counts; what has ended does not, and no chain runs in a circle.
    """
    holdings = _holdings(graph, parameters, as_of)
    chains: dict[str, list[Chain]] = {}
    for claims in _climb(owned, holdings, ()):
        chain = _chain(owned, claims, holdings, frozenset(parameters.control))
        chains.setdefault(chain.names[0], []).append(chain)
    found = (_owner(name, each) for name, each in chains.items())
    return tuple(sorted(found, key=lambda owner: (-owner.at_least, owner.name)))


def _holdings(graph: Graph, parameters: Parameters, as_of: Day) -> dict[str, list[Claim]]:
    """By what is owned, the latest claim of each owner."""
    latest: dict[tuple[str, str], Claim] = {}
    known = vocabulary_of(graph).relations
    owning = {*parameters.ownership, *parameters.control}
    bases = {known[name].base for name in owning if name in known} - {""}
    for claim in plain_facts(graph):
        partly = SHARE in claim.qualifiers and known[claim.relation].base in bases
        ended = claim.at is None and has_ended(claim, as_of)
        if ended or not (claim.relation in owning or partly):
            continue
        key = (claim.object, claim.subject)
        if key not in latest or _order(latest[key]) < _order(claim):
            latest[key] = claim
    holdings: dict[str, list[Claim]] = {}
    for (owned, _), claim in sorted(latest.items()):
        holdings.setdefault(owned, []).append(claim)
    return holdings


def _order(claim: Claim) -> tuple[bool, Day, bool, str]:
    first = first_day(claim)
    return first is not None, first or Day(0, 1, 1), SHARE in claim.qualifiers, claim.id


def _climb(name: str, holdings: dict[str, list[Claim]], below: tuple[Claim, ...]) -> Iterable[tuple[Claim, ...]]:
    """Every chain of claims up from ``name`` to somebody whom nobody owns."""
    above = [claim for claim in holdings.get(name, ()) if claim.subject not in {c.object for c in below} | {name}]
    if (not above or len(below) >= _LONGEST) and below:
        yield below
        return
    for claim in above:
        yield from _climb(claim.subject, holdings, (*below, claim))


def _chain(owned: str, upward: tuple[Claim, ...], holdings: dict[str, list[Claim]], control: frozenset[str]) -> Chain:
    claims = upward[::-1]
    shares = tuple(
        _share(claim, whole=claim.relation in control and len(holdings[claim.object]) == 1) for claim in claims
    )
    known = Decimal(100)
    for share in shares:
        known *= Decimal(1) if share is None else share / 100
    return Chain(
        names=(*(claim.subject for claim in claims), owned),
        claims=tuple(claim.id for claim in claims),
        shares=shares,
        share=None if None in shares else _plain(known),
        known=_plain(known),
    )


def _share(claim: Claim, *, whole: bool) -> Decimal | None:
    if SHARE in claim.qualifiers:
        return Decimal(claim.qualifiers[SHARE])
    return Decimal(100) if whole else None


def _owner(name: str, chains: list[Chain]) -> Owner:
    known = [chain.share for chain in chains if chain.share is not None]
    total = _plain(sum(known, Decimal(0)))
    return Owner(
        name=name,
        share=total if len(known) == len(chains) else None,
        at_least=total,
        chains=tuple(chains),
    )


def _plain(number: Decimal) -> Decimal:
    """Without trailing zeros and without an exponent."""
    return Decimal(f"{number.normalize():f}")
