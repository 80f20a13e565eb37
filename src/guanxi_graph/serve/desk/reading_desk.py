"""The desk of one map: what is read there, what is tried, and what is written into the map's files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from guanxi_graph.evidence import Shelf, Text, read_lock
from guanxi_graph.languages import Language, spoken
from guanxi_graph.map import Map
from guanxi_graph.map.told import sentence
from guanxi_graph.model import Citation, Claim
from guanxi_graph.names import Names
from guanxi_graph.problems import MapError
from guanxi_graph.proposals import Proposals, proposals_path, read_proposals, write_proposals
from guanxi_graph.reading import Draft
from guanxi_graph.reading.folder import TEXTS, look_into
from guanxi_graph.reading.rows import claim as claim_of_row
from guanxi_graph.reviewing import Change, State, accepted, added, look, rejected
from guanxi_graph.reviewing.amiss import amiss
from guanxi_graph.reviewing.carrying_out import carried_out
from guanxi_graph.reviewing.change import plain_of
from guanxi_graph.reviewing.deciding import decided
from guanxi_graph.reviewing.own_letters import Letters, rewritten, shown
from guanxi_graph.serve.desk.marked_text import MarkedParagraph, marked_text
from guanxi_graph.serve.desk.offers import Offer, Offers
from guanxi_graph.serve.desk.orders import ClaimOrder, ProposalOrder, RecordOrder, claim_of, things_of
from guanxi_graph.serve.desk.outcome import Fault, Outcome, faults, outcome, seen
from guanxi_graph.writing.source_file import changed_since, digest_of


class Reading(msgspec.Struct, frozen=True):
    """A source whose text is at hand, with how much was taken from it and is proposed."""

    id: str
    title: str
    claims: int
    proposals: int


class Cited(msgspec.Struct, frozen=True):
    """A citation of a text: what is claimed by it, in words, and how it stands."""

    claim: str
    words: str
    locator: str
    quote: str
    state: str


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """An open proposal. ``new`` are the entities that it brings, each with the known ones that are like it."""

    number: int
    words: str
    claim: Mapping[str, Any]
    locator: str
    quote: str
    flags: tuple[str, ...]
    known: str
    new: tuple[Mapping[str, Any], ...]


class Wrong(msgspec.Struct, frozen=True):
    """An error of the map, and the record or file in which it is to be mended."""

    problem: Fault
    thing: str
    id: str


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A text to be read. ``digest`` is that of the proposals; ``things`` tells who is named in the text."""

    id: str
    title: str
    url: str
    language: str
    count: int
    paragraphs: tuple[MarkedParagraph, ...]
    cited: tuple[Cited, ...]
    proposed: tuple[Proposed, ...]
    things: Mapping[str, Offer]
    digest: str


class Desk:
    """One thing is done at a time. ``by`` is who reads: the claims keep who accepted them."""

    def __init__(self, directory: Path, by: str) -> None:
        self.directory, self.by = directory, by
        self.turn = Lock()
        self._stamps: object = None
        self._state: State | None = None

    def state(self) -> State:
        """The map as its files are now: they are read again when one was touched."""
        stamps = _stamps(self.directory)
        if self._state is None or stamps != self._stamps:
            self._state, self._stamps = look(self.directory), stamps
        return self._state

    def draft(self) -> Draft:
        with self.turn:
            return self.state().draft

    def language(self) -> Language:
        """What the desk speaks: the map's first language; English where its files do not say."""
        try:
            draft = self.draft()
        except MapError:
            return spoken(())[0]
        return spoken(draft.info.languages, {record.row.tag: record.row for record in draft.languages})[0]

    def wrong(self) -> list[Wrong]:
        with self.turn:
            found = list(amiss(self.state()))
            told = faults((each.problem for each in found), self.directory)
            return [Wrong(fault, each.thing, each.id) for fault, each in zip(told, found, strict=True)]

    def sources(self) -> list[Reading]:
        with self.turn:
            gmap = self.state().gmap
            stored = {path.stem for path in (self.directory / TEXTS).glob("*.txt")}
            counts = dict.fromkeys(stored, 0)
            for claim in gmap.claims.values():
                for source in {cited.source for cited in claim.citations} & stored:
                    counts[source] += 1
            return [
                Reading(name, source.title, counts[name], len(read_proposals(self.directory, name).open))
                for name, source in gmap.sources.items()
                if name in stored
            ]

    def article(self, source: str) -> Article:
        """Raises KeyError when there is no text of that source."""
        with self.turn:
            gmap = self.state().gmap
            told = gmap.sources[source]
            text = Shelf(self.directory, read_lock(self.directory))[source]
            if text is None:
                raise KeyError(source)
            cited = list(_cited(gmap, source))
            proposals = read_proposals(self.directory, source)
            paragraphs = tuple(_marked(text, gmap, cited, proposals))
            offers = Offers(gmap.entities, gmap.vocabulary, gmap.info.languages)
            named = {thing for each in paragraphs for segment in each.segments for thing in segment.things}
            return Article(
                id=source,
                title=told.title,
                url=told.url,
                language=told.language,
                count=text.count,
                paragraphs=paragraphs,
                cited=tuple(_in_words(gmap, claim, each) for claim, each in cited),
                proposed=tuple(_proposed(gmap, proposals)),
                things={name: offers.of(name) for name in sorted(named)},
                digest=digest_of(proposals_path(self.directory, source)),
            )

    def offers(self, typed: str, classes: tuple[str, ...]) -> list[Offer]:
        with self.turn:
            return _offers(self.state()).like(typed, classes)

    def claim(self, order: ClaimOrder) -> Outcome:
        """A claim by hand, tried or written."""
        with self.turn:
            state = self.state()
            claim = {**claim_of(order.claim), "accepted": self.by}
            change = added(state, *things_of(order.entities), ("claim", claim))
            return self._outcome(state, change, write=order.write, as_seen=order.seen)

    def proposal(self, order: ProposalOrder) -> Outcome:
        """A proposal accepted, as it is or otherwise, or rejected. Raises KeyError when there is none of its number."""
        with self.turn:
            proposals = self._proposals(order)
            if order.do == "reject":
                write_proposals(self.directory, rejected(proposals, order.number, order.reason))
                return Outcome(done=True)
            state = self.state()
            instead = claim_of(order.claim) if order.claim is not None else None
            things = things_of(order.entities)
            change = accepted(state, proposals, order.number, self.by, instead, things)
            told = self._outcome(state, change, write=order.write, as_seen=order.seen)
            if told.done:
                write_proposals(self.directory, decided(proposals, order.number, by=self.by))
            return told

    def record(self, thing: Letters, name: str) -> Mapping[str, Any]:
        """A record's own letters. Raises KeyError and MapError."""
        with self.turn:
            return msgspec.structs.asdict(shown(self.state(), thing, name))

    def rewrite(self, order: RecordOrder) -> Outcome:
        with self.turn:
            state = self.state()
            change = rewritten(state, order.thing, order.id, order.text, order.digest)
            return self._outcome(state, change, write=order.write)

    def _outcome(self, state: State, change: Change, *, write: bool, as_seen: str = "") -> Outcome:
        if not (write and change.is_sound):
            return outcome(change)
        if as_seen not in {"", seen(change)}:
            raise changed_since(change.parts[-1].file.path)
        done = carried_out(state, change)
        self._state, self._stamps = done.state, None
        return outcome(change, done)

    def _proposals(self, order: ProposalOrder) -> Proposals:
        path = proposals_path(self.directory, order.source)
        if digest_of(path) != order.digest:
            raise changed_since(path)
        proposals = read_proposals(self.directory, order.source)
        if not 0 <= order.number < len(proposals.claims) or proposals.claims[order.number].is_decided:
            raise KeyError(order.number)
        return proposals


def _stamps(directory: Path) -> object:
    stamps = []
    for path in {file.path for file in look_into(directory).files}:
        found = path.stat()
        stamps.append((str(path), found.st_mtime_ns, found.st_size, found.st_ino))
    return sorted(stamps)


def _offers(state: State) -> Offers:
    draft = state.draft
    entities = {name: record.row for name, record in draft.entity_by_id.items()}
    return Offers(entities, draft.vocabulary, draft.info.languages)


def _cited(gmap: Map, source: str) -> Iterator[tuple[Claim, Citation]]:
    for claim in gmap.claims.values():
        yield from ((claim, each) for each in claim.citations if each.source == source)


def _in_words(gmap: Map, claim: Claim, cited: Citation) -> Cited:
    state = gmap.evidence_of(claim.id, cited).state
    return Cited(claim.id, sentence(gmap, claim), cited.locator, cited.quote, state)


def _marked(
    text: Text, gmap: Map, cited: list[tuple[Claim, Citation]], proposals: Proposals
) -> Iterator[MarkedParagraph]:
    names = Names({name: entity.names for name, entity in gmap.entities.items()})
    offered = {number: each.citation for number, each in enumerate(proposals.claims) if not each.is_decided}
    return marked_text(text, names, {number: each for number, (_, each) in enumerate(cited)}, offered)


def _proposed(gmap: Map, proposals: Proposals) -> Iterator[Proposed]:
    new = {each.entity.id: each for each in proposals.entities if each.entity.id not in gmap}
    with_new = Map.of(
        gmap.info,
        gmap.vocabulary,
        entities=(*gmap.entities.values(), *(each.entity for each in new.values())),
        sources=(),
        claims=(),
    )
    for number, each in enumerate(proposals.claims):
        if not each.is_decided:
            claim = claim_of_row(each.claim, gmap.vocabulary)
            ends = [end for end in (claim.subject, claim.object) if end in new]
            yield Proposed(
                number=number,
                words=sentence(with_new, claim),
                claim=plain_of(each.claim),
                locator=each.citation.locator,
                quote=each.citation.quote,
                flags=each.flags,
                known=each.known,
                new=tuple({**plain_of(new[end].entity), "near": list(new[end].near)} for end in ends),
            )
