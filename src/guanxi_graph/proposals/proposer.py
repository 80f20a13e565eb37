"""From a text to proposals, by rules alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from guanxi_graph.dates import OPEN, Date
from guanxi_graph.evidence.citations import quote_fault
from guanxi_graph.evidence.locators import Passage
from guanxi_graph.evidence.quotes import is_short
from guanxi_graph.evidence.stored import Paragraph, Text
from guanxi_graph.map import Map
from guanxi_graph.model import Citation
from guanxi_graph.names import Names
from guanxi_graph.proposals.already import Already, is_cited
from guanxi_graph.proposals.doubts import flags_of, is_imagined, no_statement
from guanxi_graph.proposals.marks import Figure, Mark, Marked, Thing, marked
from guanxi_graph.proposals.matching import Match, matches
from guanxi_graph.proposals.naming import Called, Naming
from guanxi_graph.proposals.phrases import Phrase, compiled, shipped_phrases
from guanxi_graph.proposals.proposal import Flag, PassedOver, Proposal, Proposals
from guanxi_graph.proposals.recognised import Recogniser, nothing
from guanxi_graph.proposals.resolving import End, Resolver
from guanxi_graph.proposals.small_words import shipped_words
from guanxi_graph.proposals.splitting import sentences, without_notes
from guanxi_graph.proposals.written_dates import When
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.vocabulary import SHARE, Relation

# Said with each proposal: it changes when the rules do, so that one can tell what found what.
RULES = "rules 1"

NOBODY = Names({})

_PLURAL = {"subject": "subjects", "object": "objects"}


def propose(
    gmap: Map, text: Text, more: Sequence[Phrase] = (), held_back: Names = NOBODY, recognised: Recogniser = nothing
) -> Proposals:
    """What the shipped rules and ``more`` find in the text. Nothing is asked of anybody, and nothing is written.

    ``recognised`` finds further names in a sentence.
    """
    return _Proposer(gmap, text, (*shipped_phrases(), *more), held_back, recognised).proposals()


class _Proposer:
    def __init__(
        self, gmap: Map, text: Text, phrases: tuple[Phrase, ...], held_back: Names, recognised: Recogniser
    ) -> None:
        self.gmap, self.text, self.words = gmap, text, shipped_words()
        self.patterns = compiled(phrases)
        self.called = Called(gmap)
        self.naming = Naming(
            self.called, [without_notes(each.text) for each in text.paragraphs], self.words, recognised
        )
        self.resolver = Resolver(gmap, self.words, held_back)
        self.resolver.told = self.naming.classes
        self.already = Already(gmap)
        self.passed: list[PassedOver] = []

    def proposals(self) -> Proposals:
        found: dict[tuple[str, ...], Proposal] = {}
        for paragraph in self.text.paragraphs:
            if not paragraph.is_heading:
                for proposal in self._paragraph(paragraph):
                    kept = found.get(proposal.says)
                    if kept is None or _told(proposal) > _told(kept):
                        found[proposal.says] = proposal
        claims = tuple(found.values())
        return Proposals(
            source=self.text.source,
            digest=self.text.digest,
            claims=claims,
            entities=self.resolver.new_among(claims, self.called),
            passed=tuple(self.passed),
        )

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Proposal]:
        self.resolver.begin()
        for _, quote in sentences(paragraph.text):
            sentence = without_notes(quote)
            what = marked(sentence, self.naming.marks(sentence), self.words)
            found = list(matches(what, self.patterns, self.words))
            if found:
                yield from self._sentence(found, what, quote, paragraph)
            self.resolver.keep(what)

    def _sentence(self, found: list[Match], what: Marked, quote: str, paragraph: Paragraph) -> Iterator[Proposal]:
        where = f"¶{paragraph.number}" if paragraph.number else ""
        cited = Citation(self.text.source, where, quote)
        why = no_statement(what.sentence, self.words) or self._unquotable(cited, paragraph)
        stated = [match for match in found if not is_imagined(match.stated, self.words)]
        claims = [claim for match in stated for claim in self._claims(match, what, cited)]
        if why:
            self.passed += [PassedOver(why=why, quote=quote, locator=where)] if claims else []
        else:
            yield from claims

    def _unquotable(self, cited: Citation, paragraph: Paragraph) -> str:
        if is_short(cited.quote):
            return "too short to quote"
        fault = quote_fault(cited.quote, Passage((paragraph,)), self.text)
        return f"no exact place: {fault}" if fault else ""

    def _claims(self, match: Match, what: Marked, cited: Citation) -> Iterator[Proposal]:
        relation = self.gmap.vocabulary.relations.get(match.phrase.relation)
        if relation is None:
            return
        for subject in self._ends(match, "subject", relation.domain, what):
            if relation.value:
                yield from self._valued(match, relation, subject, what, cited)
                continue
            for other in self._ends(match, "object", relation.range, what, not_this=subject.id):
                if other.id != subject.id:
                    fields = {
                        "object": other.id,
                        "qualifiers": self._qualifiers(match, relation),
                        **_dates(match, relation),
                    }
                    yield from self._proposal(
                        match, relation, subject, (*subject.flags, *other.flags), fields, what, cited
                    )

    def _ends(
        self, match: Match, slot: str, wanted: tuple[str, ...], what: Marked, not_this: str = ""
    ) -> Iterator[End]:
        for mark in match.slots.get(slot) or match.slots.get(_PLURAL[slot], ()):
            end = self.resolver.end(mark, wanted, what, not_this, of_people=match.phrase.of_people)
            if end and not _is_one_of_its(mark, what) and not self.resolver.is_a(end.id, match.phrase.never):
                yield end

    def _valued(
        self, match: Match, relation: Relation, subject: End, what: Marked, cited: Citation
    ) -> Iterator[Proposal]:
        fields = self._value(match, relation)
        if fields:
            if relation.value == "number":
                fields |= self._counted(match)
            flags: tuple[Flag, ...] = fields.pop("flags", ())
            yield from self._proposal(match, relation, subject, (*subject.flags, *flags), fields, what, cited)

    def _value(self, match: Match, relation: Relation) -> dict[str, Any]:
        """The value, and its unit where the relation has several; nothing when the rule found none of its kind."""
        marks = [*match.slots.get("date", ()), *match.slots.get("figure", ()), *match.slots.get("amount", ())]
        told = marks[0].what if marks else None
        if isinstance(told, When) and relation.value == "date" and told.mode in {"at", "by", "between"}:
            return {"value": str(told.once)}
        if isinstance(told, Figure) and relation.value == "number":
            unit = told.unit or match.phrase.unit
            if len(relation.units) > 1 and unit not in relation.units:
                return {}
            return {"value": _number(told.value), "unit": unit if len(relation.units) > 1 else ""}
        return {}

    def _counted(self, match: Match) -> dict[str, Any]:
        """When it was counted: as the sentence says; what it says of its present, when the source was published."""
        if match.when or _PAST.search(match.said):
            return {"at": match.when.date} if match.when else {}
        source = self.gmap.sources.get(self.text.source)
        return {"at": source.published, "flags": ("date of source",)} if source and source.published else {}

    def _qualifiers(self, match: Match, relation: Relation) -> dict[str, tuple[str, ...]]:
        known = self.gmap.vocabulary.qualifiers
        told = {"role": match.role}
        for name, slot in ((SHARE, "share"), ("amount", "amount")):
            if (marks := match.slots.get(slot)) and isinstance(figure := marks[0].what, Figure):
                number = _number(figure.value)
                told[name] = number if name == SHARE else f"{figure.unit} {number}"
        return {
            name: (text,) for name, text in told.items() if text and name in known and (name != SHARE or relation.holds)
        }

    def _proposal(
        self,
        match: Match,
        relation: Relation,
        subject: End,
        doubts: tuple[Flag, ...],
        fields: dict[str, Any],
        what: Marked,
        cited: Citation,
    ) -> Iterator[Proposal]:
        row = ClaimRow(subject=subject.id, relation=relation.id, sources=(cited,), **fields)
        known = self.already.claim(row)
        if known and is_cited(known, cited):
            return
        private: tuple[Flag, ...] = ("private",) if relation.sensitive else ()
        yield Proposal(
            claim=row,
            flags=(*doubts, *flags_of(what.sentence, self.words), *private),
            proposed=RULES,
            rule=match.phrase.id,
            known=known.id if known else "",
        )


_PAST = re.compile(r"\b(?:(?!registered\b)\w+ed|had|was|were|hit|rose|grew|fell)\b|[曾当當]")


def _is_one_of_its(mark: Mark, what: Marked) -> bool:
    """Whether the name tells which one of other things is meant: `a CP/M clone` is not CP/M."""
    return isinstance(mark.what, Thing) and what.sentence[: mark.start].lower().endswith((" a ", " an "))


def _dates(match: Match, relation: Relation) -> dict[str, Date | None]:
    """The date beside the words in the field where it belongs."""
    when = match.when
    if when is None:
        return {}
    if relation.event and when.mode != "range":
        return {"at": when.once}
    if when.end:
        return {"start": when.date, "end": when.end}
    lasting: Mapping[str, dict[str, Date | None]] = {
        "by": {"start": when.once},
        "until": {"end": when.date},
        "since": {"start": when.date, "end": OPEN},
    }
    return lasting.get(when.mode, {match.phrase.date or "at": when.date})


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _told(proposal: Proposal) -> tuple[int, int]:
    """How much a proposal says; of two that say the same the fuller one with fewer doubts is kept."""
    claim = proposal.claim
    dates = sum(date is not None for date in (claim.start, claim.end, claim.at))
    return dates + len(claim.qualifiers), -len(proposal.flags)
