"""A graph as Turtle, written straight to a file: sorted, stable to the byte, grouped by claim.

Claims stand as ``rdf:Statement`` with their evidence; those of the best rank also stand as plain
facts. There are no blank nodes and no times of writing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import BinaryIO
from urllib.parse import quote

from guanxi_graph.dates import Date
from guanxi_graph.formats import terms
from guanxi_graph.formats.ontology import local_vocabulary
from guanxi_graph.graph import Graph, claims_of, entities_of, info_of, plain_facts, sources_of, vocabulary_of
from guanxi_graph.iris import Iris, citation_name
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Source

RANK_NAMES = {"preferred": "PreferredRank", "normal": "NormalRank", "deprecated": "DeprecatedRank"}
_BLOCKS_A_WRITE = 4096


def to_turtle(graph: Graph) -> bytes:
    """The graph as Turtle, in UTF-8. Raises ValueError for what no IRI or literal can hold."""
    stream = io.BytesIO()
    write_turtle(graph, stream)
    return stream.getvalue()


def write_turtle(graph: Graph, stream: BinaryIO) -> None:
    """Like ``to_turtle``, into a binary stream."""
    blocks = _blocks(graph)
    while batch := "".join(islice(blocks, _BLOCKS_A_WRITE)):
        stream.write(batch.encode("utf-8"))


def _blocks(graph: Graph) -> Iterator[str]:
    writer = _Writer(graph)
    claims = claims_of(graph)
    yield terms.header(terms.prefixes_of(writer.iris)) + "\n"
    yield writer.dataset(info_of(graph))
    yield from local_vocabulary(vocabulary_of(graph), writer.iris)
    yield from map(writer.entity, entities_of(graph))
    yield from map(writer.source, sources_of(graph).values())
    yield from map(writer.citation, sorted({cited for claim in claims for cited in claim.citations}))
    yield from map(writer.claim, claims)


class _Writer:
    """Writes the parts of one graph; what many claims share is put into words once."""

    def __init__(self, graph: Graph) -> None:
        vocabulary = vocabulary_of(graph)
        self.iris = Iris(info_of(graph).base)
        self.identifiers = vocabulary.identifiers
        self.qualifiers = vocabulary.qualifiers
        self.predicates = {
            term.id: _term(term.id, self.iris.term(term), local=term.local) for term in vocabulary.terms()
        }
        self.facts = _first_of_each(plain_facts(graph))
        self.entity_name = cache(lambda name: terms.name("ent", name, self.iris.entity(name)))
        self.source_name = cache(lambda name: terms.name("source", name, self.iris.source(name)))
        self.citation_name = cache(lambda cited: terms.name("cite", citation_name(cited), self.iris.citation(cited)))
        self.start, self.end, self.at = cache(_start), cache(_end), cache(_at)

    def claim_name(self, name: str) -> str:
        return terms.name("claim", name, self.iris.claim(name))

    def dataset(self, info: MapInfo) -> str:
        return terms.block(
            terms.iri(info.base),
            (
                ("a", ["schema:Dataset", "void:Dataset"]),
                ("schema:name", _texts(info.title)),
                ("schema:description", _texts(info.description)),
                ("schema:license", [terms.iri(info.licence)] if info.licence else []),
                ("gx:languages", [terms.ordered(info.languages)]),
            ),
        )

    def entity(self, entity: Entity) -> str:
        aliases = [(tag, text) for tag, texts in entity.aliases.items() for text in texts]
        return terms.block(
            self.entity_name(entity.id),
            (
                ("a", [self.predicates[entity.cls]]),
                ("skos:prefLabel", _texts(entity.labels)),
                ("skos:altLabel", [terms.literal(text, tag) for tag, text in aliases]),
                ("schema:description", _texts(entity.description)),
                ("schema:sameAs", [terms.iri(self._same_as(written)) for written in entity.same_as]),
                ("gx:living", [] if entity.living is None else [str(entity.living).lower()]),
            ),
        )

    def source(self, source: Source) -> str:
        published = source.published
        first_day = terms.day(published.earliest) if published else None
        return terms.block(
            self.source_name(source.id),
            (
                ("a", ["schema:CreativeWork"]),
                ("schema:name", [terms.literal(source.title)]),
                ("gx:kind", [terms.literal(source.kind)]),
                ("schema:author", [terms.literal(author) for author in source.authors]),
                ("gx:authors", [terms.ordered(source.authors)] if len(source.authors) > 1 else []),
                ("schema:publisher", _given(source.publisher)),
                ("gx:published", [terms.edtf(published)] if published else []),
                ("schema:datePublished", [first_day] if first_day else []),
                ("schema:url", [terms.iri(source.url)] if source.url else []),
                ("schema:archivedAt", [terms.iri(source.archived_url)] if source.archived_url else []),
                ("schema:inLanguage", _given(source.language)),
                ("prov:hadPrimarySource", [self.source_name(source.lineage)] if source.lineage else []),
                ("skos:note", _given(source.note)),
            ),
        )

    def citation(self, cited: Citation) -> str:
        return terms.block(
            self.citation_name(cited),
            (
                ("a", ["oa:SpecificResource"]),
                ("oa:hasSource", [self.source_name(cited.source)]),
                ("gx:locator", _given(cited.locator)),
                ("gx:quote", _given(cited.quote)),
            ),
        )

    def claim(self, claim: Claim) -> str:
        """The claim's statement, with the plain fact before it when it may be said as one.

        Written out rather than through ``terms.block``: nine tenths of a large file are claims.
        """
        text = self._stated(claim) + self._when(claim)
        for name in sorted(claim.qualifiers):
            text += f" ;\n    {self._qualifier(name, claim.qualifiers[name])}"
        text += f" ;\n    wikibase:rank wikibase:{RANK_NAMES[claim.rank]} ; gx:confidence gx:{claim.confidence}"
        if claim.reason:
            text += f" ;\n    gx:reason {terms.literal(claim.reason)}"
        if claim.citations:
            text += f" ;\n    prov:wasDerivedFrom {', '.join(map(self.citation_name, claim.citations))}"
        if claim.rule:
            premises = ", ".join(map(self.claim_name, claim.premises))
            text += f" ;\n    gx:rule {terms.literal(claim.rule)}" + (f" ; gx:premise {premises}" if premises else "")
        if claim.note:
            text += f" ;\n    skos:note {terms.literal(claim.note)}"
        return f"{text} .\n\n"

    def _stated(self, claim: Claim) -> str:
        """Subject, relation, and object or value."""
        subject, predicate = self.entity_name(claim.subject), self.predicates[claim.relation]
        text = f"{self.claim_name(claim.id)} a gx:Claim, rdf:Statement"
        if not claim.object:
            value = _value(claim)
            text += (
                f", schema:Observation ;\n    rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {value}"
            )
            return text + self._observation(claim, subject, predicate, value)
        stated = self.entity_name(claim.object)
        if self.facts.get((claim.subject, claim.relation, claim.object)) == claim.id:
            text = f"{subject} {predicate} {stated} .\n{text}"
        return f"{text} ;\n    rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {stated}"

    def _when(self, claim: Claim) -> str:
        text = self.start(claim.start) if claim.start else ""
        if claim.end:
            text += self.end(claim.end)
        return text + self.at(claim.at) if claim.at else text

    def _observation(self, claim: Claim, subject: str, predicate: str, value: str) -> str:
        text = f" ;\n    schema:observationAbout {subject} ; schema:measuredProperty {predicate} ; schema:value {value}"
        if claim.at and (first_day := terms.day(claim.at.earliest)):
            text += f" ; schema:observationDate {first_day}"
        return f"{text} ; gx:unit {terms.literal(claim.unit)}" if claim.unit else text

    def _qualifier(self, name: str, value: str) -> str:
        is_entity = self.qualifiers[name].value == "entity"
        return f"{self.predicates[name]} {self.entity_name(value) if is_entity else terms.literal(value)}"

    def _same_as(self, written: str) -> str:
        scheme, _, identifier = written.partition(":")
        return self.identifiers[scheme].iri.replace("{}", quote(identifier, safe="/:;()._-"))


def _term(name: str, full: str, *, local: bool) -> str:
    return terms.name("my" if local else "gx", name, full)


def _first_of_each(facts: Iterator[Claim]) -> dict[tuple[str, str, str], str]:
    """A plain fact stands once, before the first of the claims that say it."""
    first: dict[tuple[str, str, str], str] = {}
    for claim in facts:
        key = (claim.subject, claim.relation, claim.object)
        first[key] = min(claim.id, first.get(key, claim.id))
    return first


def _value(claim: Claim) -> str:
    match claim.value:
        case Date():
            return terms.edtf(claim.value)
        case str():
            return terms.literal(claim.value)
        case None:
            raise ValueError(f"claim {claim.id!r} has neither an object nor a value")
        case value:
            return terms.number(value)


def _start(date: Date) -> str:
    return _dated("gx:start", date, ("schema:startDate", terms.day(date.earliest)))


def _end(date: Date) -> str:
    return _dated("gx:end", date, ("schema:endDate", terms.day(date.latest)))


def _at(date: Date) -> str:
    first, last = terms.day(date.earliest), terms.day(date.latest)
    return _dated("gx:at", date, ("schema:startDate", first), ("schema:endDate", last))


def _dated(predicate: str, date: Date, *days: tuple[str, str | None]) -> str:
    """The written form, and beside it the days that queries compare."""
    return f" ;\n    {predicate} {terms.edtf(date)}" + "".join(f" ; {name} {day}" for name, day in days if day)


def _texts(texts: Mapping[str, str]) -> list[str]:
    return [terms.literal(text, tag) for tag, text in sorted(texts.items())]


def _given(text: str) -> list[str]:
    return [terms.literal(text)] if text else []
