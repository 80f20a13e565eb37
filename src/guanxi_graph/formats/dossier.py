"""All that a map says of one entity, as Markdown: claims with footnotes, and what was verified of each.

In the first language of the map. Pandoc and GitHub read the footnotes; Pandoc makes Word and PDF of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from guanxi_graph.evidence import State
from guanxi_graph.iris import same_as_iri
from guanxi_graph.languages import Language, spoken
from guanxi_graph.map import Map, told
from guanxi_graph.model import Citation, Claim, Entity, names_by

_FOUND: dict[State, str] = {
    "verified": "verified",
    "mentioned": "mentioned",
    "half mentioned": "halfMentioned",
    "not mentioned": "notMentioned",
    "changed": "changedSince",
    "not verified": "notVerified",
}
_SURE = {"disputed": "confidence0", "reported": "confidence1", "confirmed": "confidence2"}


def dossier_files(gmap: Map) -> dict[str, bytes]:
    """A dossier of each entity of which anything is claimed."""
    told_of = (name for name in gmap.entities if gmap.values_of(name) or any(gmap.ties_of(name)))
    return {f"{name}.md": to_dossier(gmap, name) for name in told_of}


def to_dossier(gmap: Map, name: str) -> bytes:
    language = spoken(gmap.info.languages)[0]
    return ("\n".join(_Dossier(gmap, name, language).lines()) + "\n").encode()


class _Dossier:
    """Footnotes are numbered as they come; what is cited twice alike is one."""

    def __init__(self, gmap: Map, name: str, language: Language) -> None:
        self.gmap, self.name, self.words = gmap, name, language
        self.notes: dict[tuple[Citation, State], int] = {}

    def lines(self) -> Iterator[str]:
        yield from _heading(self.gmap, self.gmap.entities[self.name])
        claims = [*self.gmap.ties_of(self.name), *self.gmap.values_of(self.name).values()]
        titles = {claim.id: told.titled(self.gmap, self.name, claim) for claim in claims}
        claims.sort(key=lambda claim: (titles[claim.id], *told.by_time(claim)))
        for title, group in groupby(claims, key=lambda claim: titles[claim.id]):
            yield from (f"\n## {_text(title)}\n", *(line for claim in group for line in self.claim(claim)))
        yield f"\n## {_text(self.words['sources'])}\n"
        for (cited, state), number in self.notes.items():
            yield f"[^{number}]: {self.source(cited)} *{_text(self.words[_FOUND[state]])}.*\n"

    def claim(self, claim: Claim) -> Iterator[str]:
        who = _text(told.other_end(self.gmap, self.name, claim))
        who = f"~~{who}~~" if claim.rank == "deprecated" else f"**{who}**"
        said = "; ".join(filter(None, [claim.when, *told.qualified(self.gmap, claim)]))
        sure = f"*{_text(self.words[_SURE[claim.confidence]])}*"
        marks = "".join(f"[^{self.note(claim, cited)}]" for cited in claim.citations)
        yield f"- {', '.join(filter(None, [who, _text(said), sure]))}{marks}"
        yield from (f"  - {_text(text)}" for text in self.remarks(claim))

    def remarks(self, claim: Claim) -> Iterator[str]:
        """Its note, why it ranks so, which rule gave it, and which accounts differ from it."""
        yield from filter(None, [claim.note])
        if claim.rank != "normal":
            key = "reasonPreferred" if claim.rank == "preferred" else "reasonAside"
            yield f"{self.words[key]} {claim.reason}"
        if claim.rule:
            yield f"{self.words['derived']}: {claim.rule}"
        for conflict in self.gmap.disputes.get(claim.id, ()):
            others = [self.gmap.claims[side.claim] for side in conflict.sides if side.claim != claim.id]
            if others:
                settled = self.words["settled" if conflict.settled else "unsettled"]
                yield f"{self.words['conflict']} ({settled}): {'; '.join(map(self.account, others))}"

    def account(self, claim: Claim) -> str:
        """What another account says, and who says so."""
        says = told.other_end(self.gmap, claim.subject, claim)
        sources = ", ".join(dict.fromkeys(self.gmap.sources[cited.source].title for cited in claim.citations))
        return f"{', '.join(filter(None, [says, claim.when]))} ({sources})"

    def note(self, claim: Claim, cited: Citation) -> int:
        key = cited, self.gmap.evidence_of(claim.id, cited).state
        return self.notes.setdefault(key, len(self.notes) + 1)

    def source(self, cited: Citation) -> str:
        source = self.gmap.sources[cited.source]
        first = self.gmap.sources.get(source.lineage)
        parts = [", ".join(source.authors), source.title, source.publisher, str(source.published or ""), cited.locator]
        said = [_text(part) for part in (*parts, f"“{cited.quote}”" if cited.quote else "") if part]
        said += [f"{_text(self.words['repeats'])} {_text(first.title)}"] if first else []
        said += [_link(source.url)] if source.url else []
        said += [f"{_text(self.words['archived'])} {_link(source.archived_url)}"] if source.archived_url else []
        return " ".join(part if part.endswith(("。", ".")) else f"{part}." for part in said)


def _heading(gmap: Map, entity: Entity) -> Iterator[str]:
    yield f"# {_text(' '.join(names_by(entity.labels, gmap.info.languages)))}\n"
    yield f"*{_text(told.named(gmap, gmap.vocabulary.classes[entity.cls].labels))}* · `{entity.id}`"
    aliases = [_text(alias) for names in entity.aliases.values() for alias in names]
    links = [_link(same_as_iri(written, gmap.vocabulary.identifiers)) for written in entity.same_as]
    told_of = map(_text, names_by(entity.description, gmap.info.languages))
    yield from (f"\n{line}" for line in (_listed(aliases), *told_of, _listed(links)) if line)


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts)


def _text(text: str) -> str:
    """Words that mean nothing to Markdown, in one line."""
    plain = re.sub(r"([\\`*_{}\[\]<>#|~$&])", r"\\\1", " ".join(text.split()))
    return re.sub(r"^(?:[-+=](?=\s|$)|(\d+)(?=[.)]\s))", r"\\\g<0>", plain)


def _link(address: str) -> str:
    return f"<{address}>" if re.fullmatch(r"https?://[^\s<>]+", address) else _text(address)
