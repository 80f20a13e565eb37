"""Reading a language model's answer: every quote, name, figure and year is looked up; what is not there is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from guanxi_graph.dates import Date, parse_date
from guanxi_graph.evidence.citations import quote_fault
from guanxi_graph.evidence.folds import folded
from guanxi_graph.evidence.locators import Passage
from guanxi_graph.evidence.numbers import numbers, years
from guanxi_graph.evidence.quotes import is_short
from guanxi_graph.evidence.stored import Paragraph, Text
from guanxi_graph.kinds import parse_number
from guanxi_graph.map import Map
from guanxi_graph.model import Citation
from guanxi_graph.names import Names
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.proposals.already import Already, is_cited
from guanxi_graph.proposals.doubts import flags_of, no_statement
from guanxi_graph.proposals.marks import Thing
from guanxi_graph.proposals.naming import Called
from guanxi_graph.proposals.prompt import ToldClaim
from guanxi_graph.proposals.proposal import Flag, PassedOver, Proposal, Proposals
from guanxi_graph.proposals.resolving import End, Resolver
from guanxi_graph.proposals.small_words import shipped_words
from guanxi_graph.proposals.splitting import sentences
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.vocabulary import Relation

_LONGEST_QUOTE = 500
NOBODY = Names({})


class _RefusedError(Exception):
    """Why a claim is refused."""


def read_answer(
    answer: str, gmap: Map, text: Text, *, name: str, proposed: str = "model", held_back: Names = NOBODY
) -> Proposals:
    """What can be proposed of an answer; the rest is passed over, with reasons. ``name`` is the answer's in messages.

    Raises MapError when it is not JSON of the right shape at all.
    """
    return _Reader(gmap, text, proposed, held_back).proposals(_claims(answer, name))


def _claims(answer: str, name: str) -> list[Any]:
    start, end = answer.find("{"), answer.rfind("}")
    try:
        told = msgspec.json.decode(answer[start : end + 1].encode())
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        told = None
    claims = told.get("claims") if isinstance(told, dict) else None
    if not isinstance(claims, list):
        hint = 'it must be one JSON object, `{"claims": […]}`, as `guanxi propose ID --prompt` asks for'
        raise MapError([Problem("wrong-shape", "this is no answer that can be read", Span(name), hint)])
    return claims


class _Reader:
    def __init__(self, gmap: Map, text: Text, proposed: str, held_back: Names) -> None:
        self.gmap, self.text, self.proposed = gmap, text, proposed
        self.words = shipped_words()
        self.called = Called(gmap)
        self.resolver = Resolver(gmap, self.words, held_back)
        self.already = Already(gmap)

    def proposals(self, told: list[Any]) -> Proposals:
        found: dict[tuple[str, ...], Proposal] = {}
        refused = []
        for each in told:
            try:
                proposal = self._proposal(msgspec.convert(each, ToldClaim))
                found.setdefault(proposal.says, proposal)
            except (_RefusedError, msgspec.ValidationError) as error:
                refused.append(PassedOver(why=str(error), quote=_quote_of(each)))
        claims = tuple(found.values())
        entities = self.resolver.new_among(claims, self.called)
        return Proposals(
            source=self.text.source, digest=self.text.digest, claims=claims, entities=entities, passed=tuple(refused)
        )

    def _proposal(self, told: ToldClaim) -> Proposal:
        paragraph = self._place(told.quote)
        relation = self.gmap.vocabulary.relations.get(told.relation)
        if relation is None or relation.inverted or relation.derived:
            raise _RefusedError(f"no claim has the relation `{told.relation}`")
        stating = self._stating(told.quote, paragraph)
        subject = self._end(told.subject, relation.domain)
        other = None if relation.value else self._end(told.object, relation.range)
        if other and other.id == subject.id:
            raise _RefusedError("both ends are one")
        cited = Citation(self.text.source, f"¶{paragraph.number}" if paragraph.number else "", told.quote)
        row = ClaimRow(
            subject=subject.id,
            relation=relation.id,
            object=other.id if other else "",
            sources=(cited,),
            **self._value(told, relation, paragraph),
            **self._dates(told, paragraph),
            qualifiers={"role": (told.role,)} if told.role and self._is_said(told.role, paragraph) else {},
        )
        known = self.already.claim(row)
        if known and is_cited(known, cited):
            raise _RefusedError("the map has it, with this quote")
        names = [told.subject, *([told.object] if other else [])]
        flags = (
            *self._missing(names, [subject, *([other] if other else [])], paragraph),
            *flags_of(stating, self.words),
        )
        return Proposal(
            claim=row,
            flags=(*flags, *_private(relation)),
            proposed=self.proposed,
            known=known.id if known else "",
        )

    def _place(self, quote: str) -> Paragraph:
        """The one paragraph in which the quote stands, exactly once."""
        if is_short(quote):
            raise _RefusedError("the quote is too short")
        if len(quote) > _LONGEST_QUOTE:
            raise _RefusedError("the quote is longer than a sentence")
        faults = {each: quote_fault(quote, Passage((each,)), self.text) for each in self.text.paragraphs}
        found = [each for each, fault in faults.items() if not fault]
        if len(found) == 1 and "several" not in faults.values():
            return found[0]
        if found or "several" in faults.values():
            raise _RefusedError("the quote stands more than once")
        if "cut" in faults.values():
            raise _RefusedError("the quote leaves out a denial")
        raise _RefusedError("the quote does not stand in the text")

    def _stating(self, quote: str, paragraph: Paragraph) -> str:
        """The sentences that the quote is of, which must state something."""
        wanted = folded(quote)
        told = [each for _, each in sentences(paragraph.text) if (part := folded(each)) in wanted or wanted in part]
        for each in (*told, quote):
            if why := no_statement(each, self.words):
                raise _RefusedError(f"no statement: {why}")
        return " ".join(told) or quote

    def _end(self, name: str, wanted: tuple[str, ...]) -> End:
        if not name:
            raise _RefusedError("an end is missing")
        found = self.resolver.thing(Thing(name, self._ids(name)), wanted)
        if found is None:
            raise _RefusedError(f"`{name}` is not known as a {' or '.join(wanted)}")
        return found

    def _ids(self, name: str) -> tuple[str, ...]:
        """The known things of the name; none of a new one, which the text must name."""
        if name in self.gmap:
            return (name,)
        for place in self.called.names.places(name):
            if place.end - place.start == len(name):
                return tuple(sorted(place.things))
        if not any(self._is_said(name, paragraph) for paragraph in self.text.paragraphs):
            raise _RefusedError(f"the text does not name `{name}`")
        return ()

    def _is_said(self, words: str, paragraph: Paragraph) -> bool:
        return folded(words) in folded(paragraph.text)

    def _missing(self, names: list[str], ends: list[End], paragraph: Paragraph) -> Iterator[Flag]:
        """A flag when an end is not named in the paragraph: a pronoun, perhaps. Refused when none is."""
        forms = {end.id: (name, *self.called.forms.get(end.id, ())) for name, end in zip(names, ends, strict=True)}
        named = Names(forms).in_text(paragraph.text)
        if not named:
            raise _RefusedError("the paragraph names none of the ends")
        if len(named) < len(forms):
            yield "pronoun"

    def _value(self, told: ToldClaim, relation: Relation, paragraph: Paragraph) -> dict[str, Any]:
        if relation.value is None:
            return {}
        try:
            if relation.value == "number" and parse_number(told.value) not in numbers(paragraph.text):
                raise _RefusedError(f"the paragraph does not say {told.value}")
            if relation.value == "date":
                self._date(told.value, paragraph)
        except ValueError as error:
            raise _RefusedError(str(error)) from error
        if not told.value:
            raise _RefusedError("the value is missing")
        if len(relation.units) > 1 and told.unit not in relation.units:
            raise _RefusedError(f"`{relation.id}` is counted in {' or '.join(relation.units)}")
        return {"value": told.value, "unit": told.unit if len(relation.units) > 1 else ""}

    def _dates(self, told: ToldClaim, paragraph: Paragraph) -> dict[str, Any]:
        written = {"start": told.start, "end": told.end, "at": told.at}
        return {field: self._date(text, paragraph) for field, text in written.items() if text}

    def _date(self, text: str, paragraph: Paragraph) -> Date:
        """A date whose year the paragraph says, or in which the source was published."""
        try:
            date = parse_date(text)
        except ValueError as error:
            raise _RefusedError(str(error)) from error
        source = self.gmap.sources.get(self.text.source)
        own = source.published.earliest if source and source.published else None
        said = years(paragraph.text) | ({own.year} if own else set())
        first, last = date.earliest or date.latest, date.latest or date.earliest
        if first and last and not any(first.year <= year <= last.year for year in said):
            raise _RefusedError(f"the paragraph does not say {text}")
        return date


def _private(relation: Relation) -> tuple[Flag, ...]:
    return ("private",) if relation.sensitive else ()


def _quote_of(told: Any) -> str:
    quote = told.get("quote") if isinstance(told, Mapping) else None
    return quote[:_LONGEST_QUOTE] if isinstance(quote, str) else ""
