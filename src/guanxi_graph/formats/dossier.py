"""All that a map says of one entity, as a document: claims with footnotes, doubts, and what was verified of each.

In the first language of the map. ``dossier_markdown`` and ``dossier_word`` write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from guanxi_graph.dates import Date
from guanxi_graph.evidence import STATE_TEXTS, State
from guanxi_graph.iris import Iris, same_as_iri
from guanxi_graph.languages import Language, spoken
from guanxi_graph.map import Map, told
from guanxi_graph.map.dated import spell, when
from guanxi_graph.model import Citation, Claim, is_upheld, names_by

_SURE = {"disputed": "confidence0", "reported": "confidence1", "confirmed": "confidence2"}


Style: TypeAlias = Literal["", "strong", "emphasis", "struck", "code", "link"]
HERE = Iris("")  # of any map: its IRIs behind its base


class Run(NamedTuple):
    """Words in one style; ``note`` is the number of a footnote that is marked here instead of words.

    What they name has an IRI that ends in ``to``: ``id/wang-xing``.
    """

    text: str = ""
    style: Style = ""
    note: int = 0
    to: str = ""


Runs: TypeAlias = Sequence[Run]


class Block(NamedTuple):
    """A paragraph; a ``claim`` is an item of a list, and a ``remark`` an item below it.

    ``about`` is where more is said of it, as in a run.
    """

    kind: Literal["title", "heading", "text", "claim", "remark"]
    runs: Runs
    about: str = ""


class Dossier(NamedTuple):
    """``notes`` are the footnotes by number, under ``notes_title`` where there is a place for one."""

    language: str
    blocks: Sequence[Block]
    notes: Mapping[int, Runs]
    notes_title: str


def told_of(gmap: Map) -> Iterator[str]:
    """The entities of which anything is claimed."""
    return (name for name in gmap.entities if gmap.values_of(name) or any(gmap.ties_of(name)))


def dossier_of(gmap: Map, name: str) -> Dossier:
    writer = Writer(gmap, name)
    return writer.dossier(writer.blocks())


class Said(NamedTuple):
    """What was put into words before, in one language: when claims held, by their ids, and footnotes."""

    times: dict[str, str]
    notes: dict[tuple[Citation, State], Runs]


class Writer:
    """Of one entity. Footnotes are numbered as they come; what is cited twice alike is one."""

    def __init__(self, gmap: Map, name: str, language: Language | None = None, said: Said | None = None) -> None:
        """Whoever writes many looks the ``language`` up once, the first of the map, and keeps what was ``said``."""
        self.gmap, self.name, self.words = gmap, name, language or spoken(gmap.info.languages)[0]
        self.said = said or Said({}, {})
        self.notes: dict[tuple[Citation, State], int] = {}

    def dossier(self, blocks: Iterable[Block]) -> Dossier:
        told = list(blocks)
        notes = {number: self.source(*key) for key, number in self.notes.items()}
        return Dossier(self.words.tag, told, notes, self.words["sources"])

    def blocks(self) -> Iterator[Block]:
        yield from self.heading()
        claims = [*self.gmap.ties_of(self.name), *self.gmap.values_of(self.name).values()]
        titles = {claim.id: told.titled(self.gmap, self.name, claim) for claim in claims}
        claims.sort(key=lambda claim: (titles[claim.id], *told.by_time(claim)))
        for title, group in groupby(claims, key=lambda claim: titles[claim.id]):
            yield Block("heading", [Run(title)])
            for claim in group:
                yield Block("claim", self.claim(claim), HERE.claim(claim.id))
                yield from (Block("remark", runs) for runs in self.remarks(claim))

    def heading(self) -> Iterator[Block]:
        gmap, entity = self.gmap, self.gmap.entities[self.name]
        yield Block("title", [Run(" ".join(names_by(entity.labels, gmap.info.languages)))])
        kind = told.named(gmap, gmap.vocabulary.classes[entity.cls].labels)
        yield Block("text", [Run(kind, "emphasis"), Run(" · "), Run(entity.id, "code")])
        aliases = [alias for names in entity.aliases.values() for alias in names]
        links = [same_as_iri(written, gmap.vocabulary.identifiers) for written in entity.same_as]
        yield from (Block("text", [Run(", ".join(aliases))]) for _ in aliases[:1])
        yield from (Block("text", [Run(text)]) for text in names_by(entity.description, gmap.info.languages))
        yield from (Block("text", _listed([address_run(link) for link in links])) for _ in links[:1])

    def claim(self, claim: Claim) -> Runs:
        who = self.other_end(self.name, claim)
        said = "; ".join(filter(None, [self.when(claim), *told.qualified(self.gmap, claim)]))
        sure = Run(self.words[_SURE[claim.confidence]], "emphasis")
        style: Style = "strong" if is_upheld(claim) else "struck"
        sure = Run(f"{self.words['denied']}, {sure.text}", "emphasis") if claim.denied else sure
        parts = [Run(who, style, to=self.to_other_end(claim)), *([Run(said)] if said else []), sure]
        return [*_listed(parts), *(Run(note=self.note(claim, cited)) for cited in claim.citations)]

    def remarks(self, claim: Claim) -> Iterator[Runs]:
        """Its note, why it ranks so, which rule gave it, and which accounts differ from it."""
        yield from ([Run(note)] for note in filter(None, [claim.note]))
        if claim.rank != "normal":
            key = "reasonPreferred" if claim.rank == "preferred" else "reasonAside"
            yield [Run(f"{self.words[key]} {claim.reason}")]
        if claim.rule:
            yield [Run(f"{self.words['derived']}: {claim.rule}")]
        for conflict in self.gmap.disputes.get(claim.id, ()):
            others = [self.gmap.claims[side.claim] for side in conflict.sides if side.claim != claim.id]
            if others:
                settled = self.words["settled" if conflict.settled else "unsettled"]
                accounts = [Run(self.account(other), to=HERE.claim(other.id)) for other in others]
                yield [Run(f"{self.words['conflict']} ({settled}): "), *_listed(accounts, "; ")]

    def account(self, claim: Claim) -> str:
        """What another account says, and who says so."""
        says = self.other_end(claim.subject, claim)
        sources = ", ".join(dict.fromkeys(self.gmap.sources[cited.source].title for cited in claim.citations))
        return f"{', '.join(filter(None, [says, self.when(claim)]))} ({sources})"

    def other_end(self, name: str, claim: Claim) -> str:
        dated = isinstance(claim.value, Date)
        return spell(str(claim.value), self.words.texts) if dated else told.other_end(self.gmap, name, claim)

    def to_other_end(self, claim: Claim) -> str:
        return HERE.entity(claim.object if claim.subject == self.name else claim.subject) if claim.is_tie else ""

    def when(self, claim: Claim) -> str:
        times = self.said.times
        if claim.id not in times:
            times[claim.id] = when(claim, self.words, event=self.gmap.relation(claim).event)
        return times[claim.id]

    def state(self, claim: Claim, cited: Citation) -> str:
        """What was found of a citation, in words."""
        return self.words[STATE_TEXTS[self.gmap.evidence_of(claim.id, cited).state]]

    def note(self, claim: Claim, cited: Citation) -> int:
        key = cited, self.gmap.evidence_of(claim.id, cited).state
        return self.notes.setdefault(key, len(self.notes) + 1)

    def source(self, cited: Citation, state: State) -> Runs:
        notes = self.said.notes
        if (cited, state) not in notes:
            notes[cited, state] = self._source(cited, state)
        return notes[cited, state]

    def _source(self, cited: Citation, state: State) -> Runs:
        source = self.gmap.sources[cited.source]
        first = self.gmap.sources.get(source.lineage)
        parts = [
            Run(", ".join(source.authors)),
            Run(source.title, to=HERE.source(source.id)),
            *map(Run, (source.publisher, str(source.published or ""))),
            address_run(cited.locator),
            Run(f"“{cited.quote}”" if cited.quote else ""),
        ]
        said = [part for part in parts if part.text]
        said += [Run(f"{self.words['repeats']} {first.title}")] if first else []
        said += [Run(self.words[f"reliability-{source.reliability}"])] if source.reliability else []
        runs = [run for part in said for run in _sentence(part)]
        runs += _sentence(address_run(cited.link)) if cited.link else []
        runs += _sentence(address_run(source.url)) if source.url else []
        if source.archived_url:
            runs += [Run(f"{self.words['archived']} "), *_sentence(address_run(source.archived_url))]
        return [*runs, Run(f"{self.words[STATE_TEXTS[state]]}.", "emphasis")]


def _listed(runs: Sequence[Run], mark: str = ", ") -> list[Run]:
    return [each for place, run in enumerate(runs) for each in ([Run(mark), run] if place else [run])]


def _sentence(run: Run) -> list[Run]:
    """Ended, with a space behind it."""
    return [run, Run(" " if run.text.endswith(("。", ".")) and not run.style else ". ")]


def address_run(text: str) -> Run:
    """A link where the text is an address of the web."""
    return Run(text, "link" if re.fullmatch(r"https?://[^\s<>]+", text) else "")
