"""Whether the map says so already."""

from __future__ import annotations

from collections.abc import Iterable

from guanxi_graph.dates import Date, apart
from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim
from guanxi_graph.reading.rows import ClaimRow, parse_value

_Said = tuple[str, str, str]


class Already:
    """The map's claims by what they say."""

    def __init__(self, gmap: Map) -> None:
        self._relations = gmap.vocabulary.relations
        self._claims: dict[_Said, list[Claim]] = {}
        for claim in (each for each in gmap.claims.values() if not each.denied):
            for said in self._said(claim.subject, claim.relation, claim.object or str(claim.value)):
                self._claims.setdefault(said, []).append(claim)

    def claim(self, row: ClaimRow) -> Claim | None:
        """The claim of the map that says the same of a time that may be the same."""
        value = row.object or str(parse_value(row.value, self._relations[row.relation].value))
        known = self._claims.get((row.subject, row.relation, value), [])
        return next((claim for claim in known if _may_be_one(_dates(claim), _dates(row))), None)

    def _said(self, subject: str, relation: str, other: str) -> Iterable[_Said]:
        yield subject, relation, other
        if self._relations[relation].symmetric:
            yield other, relation, subject


def is_cited(claim: Claim, cited: Citation) -> bool:
    """Whether the claim has these words of the source already."""
    return any(each.source == cited.source and each.quote == cited.quote for each in claim.citations)


def _dates(claim: Claim | ClaimRow) -> list[Date]:
    return [date for date in (claim.at or claim.start, claim.at or claim.end) if date and not date.is_open]


def _may_be_one(some: list[Date], others: list[Date]) -> bool:
    """Whether dates say nothing against it: they overlap, or one side has none."""
    spans = [Date("", dates[0].earliest, dates[-1].latest) for dates in (some, others) if dates]
    return not apart(*spans)
