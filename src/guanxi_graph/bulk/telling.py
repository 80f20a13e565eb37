"""What claims tell of the rest of a map, asked twice: when they are read, and when each part is at hand."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from guanxi_graph.bulk.part import Claims, Part
from guanxi_graph.checks.twins import read_as_others
from guanxi_graph.problems import refusal
from guanxi_graph.reading import Draft
from guanxi_graph.reading.across import Across
from guanxi_graph.reading.taken_together import Together


class Telling(msgspec.Struct, kw_only=True):
    """``wanted`` are ids of claims that others name, and ``derived`` the claims that rest on others."""

    together: Together
    wanted: set[str] = msgspec.field(default_factory=set)
    derived: Claims = msgspec.field(default_factory=list)
    claims: int = 0

    @classmethod
    def of(cls, rest: Draft) -> Telling:
        """Of no claim as yet. Raises MapError for a map that is read in one piece only."""
        if rest.redactions:
            message = "what a map holds back is looked for in all of it: such a map is read in one piece"
            raise refusal("not-in-parts", message, rest.redactions[0].span(), "use the engine `memory`")
        chosen = {step.select for story in rest.stories for step in story.row.steps}
        return cls(together=Together(vocabulary=rest.vocabulary, asked=read_as_others(rest)), wanted=chosen)

    def add(self, claims: Claims) -> None:
        """Ask claims as they are read, without their ids."""
        self.together.add(Across(claims))
        self.together.add_ties(claims)
        for record in claims:
            self.wanted.update(record.row.premises)
        self.claims += len(claims)

    def add_all(self, others: Iterable[Telling]) -> None:
        """Add what was told elsewhere, in the order of reading."""
        for other in others:
            self.together.add_all(other.together)
            self.wanted |= other.wanted
            self.derived += other.derived
            self.claims += other.claims

    def tell(self, rest: Draft) -> None:
        """Let the rest know, when all claims are read. What is still to be asked is asked of the parts."""
        known = self.together
        # How much a common acquaintance says depends on how many he has.
        known.asked = {other for others in known.tied.values() for other in others} - known.asked
        rest.told = known

    def add_part(self, part: Part) -> None:
        """Ask the claims of a part that are at home there."""
        claims = part.of_subjects
        if self.wanted:
            self.together.claim_ids.update(self.wanted.intersection(record.row.id for record in claims))
        self.together.add_ties(claims)
        self.derived += [record for record in claims if record.row.rule or record.row.premises]
