"""What the history of a map must not tell: what is held back today, and what the map no longer has."""

from __future__ import annotations

from collections.abc import Iterable

from guanxi_graph.analysis.diff import Difference, in_words
from guanxi_graph.map import Map
from guanxi_graph.model import Claim, Entity
from guanxi_graph.names import Names, forms
from guanxi_graph.reading import Draft
from guanxi_graph.redaction import called


class Unspoken:
    """Decided by the map as it is published today: who left it, or was held back since, is in no older state either."""

    def __init__(self, gmap: Map, draft: Draft, met: Iterable[Entity]) -> None:
        """``draft``: with what is held back; ``met``: the entities of older states."""
        self.gmap = gmap
        known = {
            form for entity in gmap.entities.values() for name in (entity.id, *entity.names) for form in forms(name)
        }
        sources = [record.row for record in draft.sources if record.row.id not in gmap.sources]
        never = called(draft) | {row.id: {row.id, row.title} for row in sources}
        for row in met:
            if row.id not in gmap and row.id not in never:
                never[row.id] = {name for name in (row.id, *row.names) if known.isdisjoint(forms(name))}
        self._names = Names(never)
        held = [record.row for record in draft.claims if record.row.id not in gmap.claims]
        self._held = {(row.subject, row.relation, row.object) for row in held}
        self._held |= {(row.object, row.relation, row.subject) for row in held}

    def can_tell(self, each: Difference) -> bool:
        """Whether the difference may be told, and can in the words of the map."""
        return self._is_of_the_map(each) and not (self._names and self._names.in_text(in_words(each, self.gmap)))

    def _is_of_the_map(self, each: Difference) -> bool:
        if each.claim:
            return self._can_be_said(each.claim)
        return each.what not in {"entity", "source"} or each.id in self.gmap or each.id in self.gmap.sources

    def _can_be_said(self, claim: Claim) -> bool:
        """Also of a claim that is no more: all that it names is there, and nothing like it is held back."""
        vocabulary, gmap = self.gmap.vocabulary, self.gmap
        if claim.relation not in vocabulary.relations or not vocabulary.qualifiers.keys() >= claim.qualifiers.keys():
            return False
        terms = vocabulary.qualifiers
        said = (value for name, values in claim.qualifiers.items() if terms[name].kind.refers for value in values)
        ends = (claim.subject, *([claim.object] if claim.object else []), *said)
        is_held = claim.id not in gmap.claims and (claim.subject, claim.relation, claim.object) in self._held
        return all(end in gmap for end in ends) and not is_held
