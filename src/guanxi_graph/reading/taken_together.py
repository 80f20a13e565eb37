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
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.spans import lives_of
from guanxi_graph.today import latest_of, sure_day
from guanxi_graph.vocabulary import Vocabulary


class Together(msgspec.Struct, kw_only=True, dict=True):
    """It grows with entities, sources and days; only ``claim_ids`` grow with claims.

    ``used`` are the entities that a claim refers to, ``cited`` the sources that one cites, ``tellers`` by entity the
    claims that tell of its beginning or end, ``sure_days`` how many claims had begun on each day.
    """

    vocabulary: Vocabulary
    used: set[str] = msgspec.field(default_factory=set)
    cited: set[str] = msgspec.field(default_factory=set)
    claim_ids: set[str] = msgspec.field(default_factory=set)
    tellers: dict[str, list[Record[ClaimRow]]] = msgspec.field(default_factory=dict)
    sure_days: Counter[Day] = msgspec.field(default_factory=Counter)

    def add(self, claims: Iterable[Record[ClaimRow]]) -> None:
        """Take in more claims."""
        relations = self.vocabulary.relations
        used, cited, claim_ids, sure_days = self.used, self.cited, self.claim_ids, self.sure_days
        of_lives = {name for name, relation in relations.items() if relation.begins or relation.ends}
        for record in claims:
            row = record.row
            used.update((row.subject, row.object))
            for values in row.qualifiers.values():
                used.update(values)
            cited.update(citation.source for citation in row.citations)
            claim_ids.add(row.id)
            if is_upheld(row):
                if day := sure_day(row, relations):
                    sure_days[day] += 1
                if row.relation in of_lives:
                    for name in lives_of([row], relations):
                        self.tellers.setdefault(name, []).append(record)

    @cached_property
    def latest_sure_day(self) -> Day | None:
        """See ``today.latest_sure_day``."""
        return latest_of(self.sure_days)


def taken_together(claims: Iterable[Record[ClaimRow]], vocabulary: Vocabulary) -> Together:
    """What the claims tell together."""
    found = Together(vocabulary=vocabulary)
    found.add(claims)
    return found
