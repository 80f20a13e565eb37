"""Looking up one citation of a claim in the text of its source."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal, get_args

import msgspec

from guanxi_graph.dates import Date
from guanxi_graph.evidence.folds import folded
from guanxi_graph.evidence.locators import Passage, passage
from guanxi_graph.evidence.numbers import numbers, years
from guanxi_graph.evidence.quotes import count, is_short, swallowed
from guanxi_graph.evidence.stored import Text, digest
from guanxi_graph.model import Citation, Claim, Entity, Source
from guanxi_graph.names import Names

State = Literal["verified", "mentioned", "half mentioned", "not mentioned", "changed", "not verified"]
STATES: tuple[State, ...] = get_args(State)
# The interface's text for each.
STATE_TEXTS: Mapping[State, str] = {
    "verified": "verified",
    "mentioned": "mentioned",
    "half mentioned": "halfMentioned",
    "not mentioned": "notMentioned",
    "changed": "changedSince",
    "not verified": "notVerified",
}
Fault = Literal["", "no such place", "not found", "elsewhere", "several", "cut"]


class Known(msgspec.Struct, frozen=True):
    """What a map calls its things, and when its sources were published."""

    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of a citation, where it was looked for: ``passage`` is the digest of that place's text.

    ``missing`` says which names, figures and years of the claim were not found. ``fault`` is set where the
    citation says of its source what is not so.
    """

    state: State
    passage: str = ""
    missing: tuple[str, ...] = ()
    fault: Fault = ""


NOT_VERIFIED = Evidence(state="not verified")


def looked_up(claim: Claim, cited: Citation, text: Text, known: Known) -> Evidence:
    """What the text says of the citation: does the quote stand there; else, are the claim's ends mentioned?"""
    place = passage(text, cited.locator)
    if place is None and text.rule == "excerpt":  # the place may be in what is left out
        return Evidence(state="not verified", missing=(f"{cited.locator} is not in the excerpt",))
    if place is None:
        return Evidence(state="not verified", fault="no such place")
    where = digest(folded(place.text))
    if not cited.quote:
        return _mentioned(claim, place.text, where, known.entities, _own_year(known.sources.get(cited.source)))
    if is_short(cited.quote):
        return NOT_VERIFIED
    fault = quote_fault(cited.quote, place, text)
    return Evidence(state="not verified" if fault else "verified", passage=where, fault=fault)


def quote_fault(quote: str, place: Passage, text: Text) -> Fault:
    """Why the quote does not stand in the place exactly once; empty when it does."""
    times = count(quote, place.text)
    if times == 1:
        return "cut" if swallowed(quote, place.text) else ""
    if times > 1:
        return "several"
    return "elsewhere" if any(count(quote, paragraph.text) for paragraph in text.paragraphs) else "not found"


def claimed(claim: Claim, cited: Citation) -> str:
    """A digest of what is looked for: it changes when the claim or the quote does."""
    dates = [str(date or "") for date in (claim.start, claim.end, claim.at)]
    sought = (claim.subject, claim.object, str(claim.value), claim.unit, *dates, cited.locator, cited.quote)
    return hashlib.sha256("\0".join(sought).encode()).hexdigest()[:16]


def _own_year(source: Source | None) -> set[int]:
    """The year in which a source was published, which it need not name: it says "now"."""
    published = source.published if source else None
    return {published.earliest.year} if published and published.earliest else set()


def _mentioned(claim: Claim, words: str, where: str, entities: Mapping[str, Entity], own: set[int]) -> Evidence:
    """Whether both ends, the figure and the years of the claim are named in the words.

    A value that is a text is put in the map's own words, so it is not looked for.
    """
    sought = dict(_sought(claim, entities))
    named = Names({name: forms for name, forms in sought.items() if isinstance(forms, tuple)}).in_text(words)
    said, told = numbers(words), years(words) | own
    found = named | {name for name, number in sought.items() if isinstance(number, Decimal) and number in said}
    found |= {name for name, year in sought.items() if isinstance(year, int) and year in told}
    missing = tuple(name for name in sought if name not in found)
    ends = [name for name, forms in sought.items() if not isinstance(forms, int)]
    if not missing:
        return Evidence(state="mentioned", passage=where)
    state: State = "half mentioned" if any(name in found for name in ends) else "not mentioned"
    return Evidence(state=state, passage=where, missing=missing)


def _sought(claim: Claim, entities: Mapping[str, Entity]) -> Iterator[tuple[str, tuple[str, ...] | Decimal | int]]:
    """What is looked for: names as all that the entity is called, a figure as a number, a year as one."""
    for end in filter(None, (claim.subject, claim.object)):
        yield end, entities[end].names
    if isinstance(claim.value, (int, Decimal)):
        yield str(claim.value), Decimal(claim.value)
    dates = [date for date in (claim.start, claim.end, claim.at, claim.value) if isinstance(date, Date)]
    for date in dates:
        bounds = {day.year for day in (date.earliest, date.latest) if day}
        if len(bounds) == 1 or date.is_set:
            yield from ((f"year {year}", year) for year in sorted(bounds))
