"""Ultimate ownership: shares multiplied along every chain of owners."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from guanxi_graph.map import Map
from guanxi_graph.model import Claim
from guanxi_graph.vocabulary import SHARE

_LONGEST = 12
_WHOLE = Decimal(100)


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """Owners from the ultimate one down, with the claims between them and their dates as written.

    ``share`` is the product of the shares in percent, None when one of them is not known;
    ``known`` multiplies those that are known, so the true share is at most that.
    """

    names: tuple[str, ...]
    claims: tuple[str, ...]
    dates: tuple[str, ...]
    shares: tuple[Decimal | None, ...]
    share: Decimal | None
    known: Decimal


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """An ultimate owner: the sum over its chains, None when the share of one of them is not known."""

    name: str
    share: Decimal | None
    at_least: Decimal
    chains: tuple[Chain, ...]


class Owners(msgspec.Struct, frozen=True, kw_only=True):
    """The ultimate owners, the largest known share first.

    ``overfull`` names what is held to more than 100 %, with the sum: holdings of different times, or a mistake.
    """

    owners: tuple[Owner, ...]
    overfull: tuple[tuple[str, Decimal], ...]


def owners(gmap: Map, owned: str) -> Owners:
    """The ultimate owners as of the map's today, each holding with its date.

    A relation that ``holds`` the whole does so unless it says a share or is not alone. What has ended
    does not count, and no chain runs in a circle.
    """
    chains: dict[str, list[Chain]] = {}
    held: dict[str, None] = {}
    for claims in _climb(owned, gmap.holdings, ()):
        chain = _chain(gmap, owned, claims)
        chains.setdefault(chain.names[0], []).append(chain)
        held |= dict.fromkeys(claim.object for claim in claims)
    found = (_owner(name, each) for name, each in chains.items())
    return Owners(
        owners=tuple(sorted(found, key=lambda owner: (-owner.at_least, owner.name))),
        overfull=tuple((name, total) for name in sorted(held) if (total := _total(gmap.holdings[name])) > _WHOLE),
    )


def _climb(name: str, holdings: Mapping[str, Sequence[Claim]], below: tuple[Claim, ...]) -> Iterable[tuple[Claim, ...]]:
    """Every chain of claims up from ``name`` to somebody whom nobody owns."""
    above = [claim for claim in holdings.get(name, ()) if claim.subject not in {c.object for c in below} | {name}]
    if (not above or len(below) >= _LONGEST) and below:
        yield below
        return
    for claim in above:
        yield from _climb(claim.subject, holdings, (*below, claim))


def _chain(gmap: Map, owned: str, upward: tuple[Claim, ...]) -> Chain:
    claims = upward[::-1]
    shares = tuple(
        _share(claim, whole=gmap.relation(claim).holds == "whole" and len(gmap.holdings[claim.object]) == 1)
        for claim in claims
    )
    known = _WHOLE
    for share in shares:
        known *= Decimal(1) if share is None else share / 100
    return Chain(
        names=(*(claim.subject for claim in claims), owned),
        claims=tuple(claim.id for claim in claims),
        dates=tuple(claim.when for claim in claims),
        shares=shares,
        share=None if None in shares else _plain(known),
        known=_plain(known),
    )


def _share(claim: Claim, *, whole: bool = False) -> Decimal | None:
    if SHARE in claim.qualifiers:
        (share,) = claim.qualifiers[SHARE]
        return Decimal(share)
    return _WHOLE if whole else None


def _total(claims: Iterable[Claim]) -> Decimal:
    return _plain(sum((_share(claim) or Decimal(0) for claim in claims), Decimal(0)))


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
