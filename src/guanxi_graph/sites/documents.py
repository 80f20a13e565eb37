"""What the pages of a site say, as documents: of an entity, a claim, a source, a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from guanxi_graph.formats.dossier import HERE, Block, Dossier, Run, Said, Writer, address_run
from guanxi_graph.languages import Language
from guanxi_graph.map import Map, told
from guanxi_graph.model import Citation, Claim, is_upheld, names_by
from guanxi_graph.references.formatted import reference

if TYPE_CHECKING:
    from guanxi_graph.analysis.circles import Circle


class Page(NamedTuple):
    """A document at a ``path`` of the site, without its suffix; ``summary`` is what others show of it.

    ``things`` are what the data beside it are about, none where there are no data.
    """

    path: str
    title: str
    summary: str
    document: Dossier
    things: Sequence[str] = ()


def circle_path(circle: Circle) -> str:
    return f"circle/{circle.id}"


def circle_name(gmap: Map, circle: Circle) -> str:
    return ", ".join(told.name_in(gmap, name) for name in circle.named_after)


class Documents:
    """All of a map's, in one language: each is made when it is asked for."""

    def __init__(self, gmap: Map, language: Language) -> None:
        from guanxi_graph.analysis.circles import circles_of

        self.gmap, self.language, self.said = gmap, language, Said({}, {})
        self.citing: dict[str, list[tuple[Claim, Citation]]] = {}
        for claim in gmap.claims.values():
            for cited in claim.citations:
                self.citing.setdefault(cited.source, []).append((claim, cited))
        self.circles = {circle.id: circle for circle in circles_of(gmap)}
        self.circle_of = {name: circle for circle in self.circles.values() for name in circle.members}
        self.kinds: Mapping[str, tuple[Mapping[str, object], Callable[[str], Page]]] = {
            "id": (gmap.entities, self.entity),
            "id/claim": (gmap.claims, self.claim),
            "id/source": (gmap.sources, self.source),
            "circle": (self.circles, self.circle),
        }

    def __len__(self) -> int:
        return sum(len(names) for names, _ in self.kinds.values())

    def all(self) -> Iterator[Page]:
        """In the order of the map."""
        for names, document in self.kinds.values():
            yield from map(document, names)

    def at(self, path: str) -> Page | None:
        """That of a path; of a citation's it is the source's. None where there is none."""
        kind, _, name = path.rpartition("/")
        if kind == "id/cite":
            return next((self.source(source) for source, cited in self.citations if HERE.citation(cited) == path), None)
        names, document = self.kinds.get(kind, ({}, self.entity))
        return document(unquote(name)) if unquote(name) in names else None

    @property
    def citations(self) -> Iterator[tuple[str, Citation]]:
        return ((source, cited) for source, pairs in self.citing.items() for _, cited in pairs)

    def entity(self, name: str) -> Page:
        gmap, entity = self.gmap, self.gmap.entities[name]
        writer = Writer(gmap, name, self.language, self.said)
        document = writer.dossier([*writer.blocks(), *self._circle_of(name, writer)])
        kind = told.named(gmap, gmap.vocabulary.classes[entity.cls].labels)
        summary = next(iter(names_by(entity.description, gmap.info.languages)), kind)
        claims = [*gmap.ties_of(name), *gmap.values_of(name).values()]
        things = (HERE.entity(name), *(HERE.claim(claim.id) for claim in claims), *_cited(claims))
        return Page(HERE.entity(name), told.name_in(gmap, name), summary, document, things)

    def claim(self, name: str) -> Page:
        gmap, claim = self.gmap, self.gmap.claims[name]
        writer = Writer(gmap, claim.subject, self.language, self.said)
        aside = f"{writer.words['setAside']}: " if claim.rank == "deprecated" else ""
        title = aside + told.sentence(gmap, claim)
        subject = [Run(told.name_in(gmap, claim.subject), "strong", to=HERE.entity(claim.subject))]
        relation = Run(f" · {told.titled(gmap, claim.subject, claim)}: ")
        blocks = [
            Block("title", [Run(title)]),
            Block("text", [Run(claim.id, "code")]),
            Block("claim", [*subject, relation, *writer.claim(claim)]),
            *(Block("remark", runs) for runs in writer.remarks(claim)),
            *(Block("remark", self._said(gmap.claims[each])) for each in claim.premises if each in gmap.claims),
        ]
        things = (HERE.claim(claim.id), *_cited([claim]))
        return Page(HERE.claim(claim.id), title, claim.reason or claim.note or title, writer.dossier(blocks), things)

    def source(self, name: str) -> Page:
        gmap, source = self.gmap, self.gmap.sources[name]
        writer = Writer(gmap, name, self.language, self.said)
        words = writer.words
        blocks = [Block("title", [Run(source.title)]), Block("text", [Run(reference(source, address=False))])]
        blocks += [Block("text", [address_run(address)]) for address in (source.url, source.archived_url) if address]
        if first := gmap.sources.get(source.lineage):
            blocks.append(Block("text", [Run(f"{words['repeats']} "), Run(first.title, to=HERE.source(first.id))]))
        blocks += [Block("text", [Run(source.note)])] if source.note else []
        blocks += self._resting_on(name, writer)
        things = (HERE.source(name), *(HERE.citation(cited) for _, cited in self.citing.get(name, ())))
        return Page(HERE.source(name), source.title, reference(source, address=False), writer.dossier(blocks), things)

    def circle(self, name: str) -> Page:
        gmap, circle = self.gmap, self.circles[name]
        title, writer = circle_name(gmap, circle), Writer(gmap, circle.id, self.language, self.said)
        blocks = [Block("title", [Run(title)])]
        if circle.base:
            base = Run(told.name_in(gmap, circle.base), to=HERE.entity(circle.base))
            relation = gmap.vocabulary.relations[circle.base_relation]
            shared = f"{told.named(gmap, relation.labels)}: "
            blocks.append(Block("text", [Run(shared), base, Run(f" ({circle.sharing}/{len(circle.members)})")]))
        blocks += [
            Block("claim", [Run(told.name_in(gmap, each), "strong", to=HERE.entity(each))]) for each in circle.members
        ]
        return Page(circle_path(circle), title, writer.words["circle"], writer.dossier(blocks))

    def _circle_of(self, name: str, writer: Writer) -> Iterator[Block]:
        if circle := self.circle_of.get(name):
            yield Block("heading", [Run(writer.words["circle"])])
            yield Block("text", [Run(circle_name(self.gmap, circle), to=circle_path(circle))])

    def _resting_on(self, name: str, writer: Writer) -> Iterator[Block]:
        """The claims that cite a source, by subject, each with the place in it, the quote, and what was verified."""
        for subject, group in groupby(self.citing.get(name, ()), key=lambda pair: pair[0].subject):
            yield Block("heading", [Run(told.name_in(self.gmap, subject), to=HERE.entity(subject))])
            for claim, cited in group:
                yield Block("claim", self._said(claim))
                yield Block("remark", self._where(claim, cited, writer))

    def _said(self, claim: Claim) -> list[Run]:
        text = told.sentence(self.gmap, claim)
        return [Run(text, "" if is_upheld(claim) else "struck", to=HERE.claim(claim.id))]

    def _where(self, claim: Claim, cited: Citation, writer: Writer) -> list[Run]:
        parts = (address_run(cited.locator), Run(f"“{cited.quote}”" if cited.quote else ""))
        spaced = [run for part in parts if part.text for run in (part, Run(" "))]
        return [*spaced, Run(writer.state(claim, cited))]


def _cited(claims: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(HERE.citation(cited) for claim in claims for cited in claim.citations))
