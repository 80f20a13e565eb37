"""What all claims of a map tell together, by which each of them, and each entity and source, is judged.

It is taken in one run over the claims, which need not be in memory at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

import msgspec

from guanxi_graph.dates import Day
from guanxi_graph.model import is_upheld
from guanxi_graph.reading.across import Across
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow, cited_source
from guanxi_graph.spans import lives_of
from guanxi_graph.today import latest_of, sure_days
from guanxi_graph.vocabulary import Vocabulary


class Together(msgspec.Struct, kw_only=True, dict=True):
    """It grows with entities, sources and days; ``claim_ids`` and ``tied`` with those that are asked for.

    ``used`` are the entities that a claim refers to, ``cited`` the sources that one cites, ``tellers`` by entity the
    claims that tell of its beginning or end, ``sure_days`` how many claims had begun on each day, ``tied`` whom the
    entities that are ``asked`` for are tied to.
    """

    vocabulary: Vocabulary
    used: set[str] = msgspec.field(default_factory=set)
    cited: set[str] = msgspec.field(default_factory=set)
    tellers: dict[str, list[Record[ClaimRow]]] = msgspec.field(default_factory=dict)
    sure_days: Counter[Day] = msgspec.field(default_factory=Counter)
    claim_ids: set[str] = msgspec.field(default_factory=set)
    asked: set[str] = msgspec.field(default_factory=set)
    tied: dict[str, set[str]] = msgspec.field(default_factory=dict)

    def add(self, claims: Across) -> None:
        """Take in more claims, which need no ids."""
        relations = self.vocabulary.relations
        self.used.update(claims.ends, claims.qualified)
        self.cited.update(map(cited_source, claims.cited))
        self.sure_days.update(filter(None, sure_days(claims.upheld, relations)))
        known = claims.relations & relations.keys()
        of_lives = {name for name in known if relations[name].begins or relations[name].ends}
        for record in claims.claims if of_lives else ():
            if record.row.relation in of_lives and is_upheld(record.row):
                for name in lives_of([record.row], relations):
                    self.tellers.setdefault(name, []).append(record)

    def add_ties(self, claims: Iterable[Record[ClaimRow]]) -> None:
        """Take in whom those who are asked for are tied to."""
        for row in (record.row for record in claims) if self.asked else ():
            if row.object and row.object != row.subject and is_upheld(row):
                for one, other in ((row.subject, row.object), (row.object, row.subject)):
                    if one in self.asked:
                        self.tied.setdefault(one, set()).add(other)

    def add_all(self, other: Together) -> None:
        """Take in what other claims, which were read after these, tell together."""
        self.used |= other.used
        self.cited |= other.cited
        self.claim_ids |= other.claim_ids
        self.sure_days += other.sure_days
        for name, tellers in other.tellers.items():
            self.tellers.setdefault(name, []).extend(tellers)
        for name, others in other.tied.items():
            self.tied.setdefault(name, set()).update(others)

    @cached_property
    def latest_sure_day(self) -> Day | None:
        """See ``today.latest_sure_day``."""
        return latest_of(self.sure_days)


def taken_together(claims: Across, vocabulary: Vocabulary) -> Together:
    """What the claims tell together, all ids among it."""
    found = Together(vocabulary=vocabulary, claim_ids=claims.ids)
    found.add(claims)
    return found
