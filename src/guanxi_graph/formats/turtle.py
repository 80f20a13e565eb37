"""A graph as Turtle, written straight to a file: sorted, stable to the byte, grouped by claim.

Claims stand as ``rdf:Statement`` with their evidence, what is denied as ``gx:Denial``; those of the best rank also
stand as plain facts. There are no blank nodes and no times of writing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import cache, partial
from itertools import chain, islice
from operator import attrgetter, itemgetter
from typing import BinaryIO, NamedTuple

import msgspec

from guanxi_graph import collector
from guanxi_graph.dates import Date, parse_date
from guanxi_graph.evidence import State
from guanxi_graph.formats import terms
from guanxi_graph.formats.vocabulary_writer import CURRENCY, local_vocabulary
from guanxi_graph.iris import Iris, citation_name, same_as_iri, same_as_readings
from guanxi_graph.licences import licence_iri
from guanxi_graph.map import Map
from guanxi_graph.model import CONFIDENCES, Citation, Claim, Entity, MapInfo, Parameters, Source, Theme, plain_number
from guanxi_graph.progress import begun, done
from guanxi_graph.references.formatted import reference
from guanxi_graph.turtle_lines import lines_with

RANK_NAMES = {"preferred": "PreferredRank", "normal": "NormalRank", "deprecated": "DeprecatedRank"}
FOUND_IN: Mapping[State, str] = {
    "verified": "gx:verifiedIn",
    "mentioned": "gx:mentionedIn",
    "half mentioned": "gx:halfMentionedIn",
    "not mentioned": "gx:notMentionedIn",
    "changed": "gx:changedIn",
}
_OVER, _DERIVED, _NOTE = " ;\n    gx:over true", " ;\n    prov:wasDerivedFrom ", " ;\n    skos:note "
# The last words of all terms by which something is said of a claim itself, but for its qualifiers; of a place that it
# cites; and of what somebody holds.
_OF_CLAIMS = frozenset(
    re.findall(
        r"\w+",
        "Claim Statement Denial Observation subject predicate object deniedSubject deniedPredicate deniedObject "
        "observationAbout measuredProperty value observationDate unit start end at startDate endDate over tieWeight "
        "rank confidence wasDerivedFrom reason distinct proposed accepted rule premise note currency",
    )
).union(name.removeprefix("gx:") for name in FOUND_IN.values())
_OF_PLACES = frozenset(
    re.findall(r"\w+", "SpecificResource hasSource hasSelector locator quote url passage TextQuoteSelector exact")
)
_OF_HOLDINGS = frozenset({"holdsNow"})
_BLOCKS_A_WRITE = 256  # joined and encoded while they are still in the processor's cache


def to_turtle(gmap: Map) -> bytes:
    """The graph as Turtle, in UTF-8. Raises ValueError for what no IRI or literal can hold."""
    stream = io.BytesIO()
    write_turtle(gmap, stream)
    return stream.getvalue()


@collector.at_rest()
def write_turtle(
    gmap: Map, stream: BinaryIO, words: Collection[str] | None = None, names: Collection[str] = ()
) -> None:
    """Like ``to_turtle``, into a binary stream.

    With ``words``, the last ones of some terms, only lines in which one of them stands: all that these terms say; and
    all that is said of what has one of these ``names``.
    """
    blocks = _blocks(gmap) if words is None else lines_with(words, _blocks(gmap, None if names else words), names)
    begun("writing", len(gmap.entities) + len(gmap.sources) + len(gmap.claims), len(gmap.claims))
    while batch := "".join(islice(blocks, _BLOCKS_A_WRITE)):
        stream.write(batch.encode("utf-8"))
        done("writing", _BLOCKS_A_WRITE)


def header_of(info: MapInfo) -> str:
    """The prefixes that the Turtle of a map begins with."""
    return terms.header(terms.prefixes_of(Iris(info.base))) + "\n"


class Blocks(NamedTuple):
    """The Turtle of a map in the order of its file: what is said of each thing, with the thing."""

    head: Iterator[str]
    entities: Iterator[tuple[Entity, str]]
    sources: Iterator[tuple[Source, str]]
    citations: Iterator[tuple[Citation, str]]
    claims: Iterator[tuple[Claim, str]]


def blocks_of(gmap: Map, words: Collection[str] | None = None) -> Blocks:
    """A claim comes with the plain fact that it tells, if it is the first to tell it.

    With ``words``, the last ones of some terms, what no such term says may be left out.
    """
    writer = _Writer(gmap, words)
    return Blocks(
        head=chain([header_of(gmap.info), writer.dataset(gmap.info)], local_vocabulary(gmap.vocabulary, writer.iris)),
        entities=((entity, writer.entity(entity)) for entity in gmap.entities.values()),
        sources=((source, writer.source(source)) for source in gmap.sources.values()),
        citations=((cited, writer.citation(cited)) for cited in writer.places),
        claims=zip(gmap.claims.values(), writer.claims(), strict=True),
    )


def turtle_by_thing(gmap: Map) -> Iterator[tuple[str, str]]:
    """What is said of each entity, source, place in a source and claim, by the end of its IRI: ``id/wang-xing``."""
    blocks, here = blocks_of(gmap), Iris("")
    yield from ((here.entity(entity.id), block) for entity, block in blocks.entities)
    yield from ((here.source(source.id), block) for source, block in blocks.sources)
    yield from ((here.citation(cited), block) for cited, block in blocks.citations)
    yield from ((here.claim(claim.id), block) for claim, block in blocks.claims)


def _blocks(gmap: Map, words: Collection[str] | None = None) -> Iterator[str]:
    head, *things = blocks_of(gmap, words)
    return chain(head, map(itemgetter(1), chain.from_iterable(things)))


class _Writer:
    """Writes the parts of one map; what many claims share is put into words once."""

    def __init__(self, gmap: Map, words: Collection[str] | None = None) -> None:
        vocabulary = gmap.vocabulary
        self.facts_alone = not _says(_OF_CLAIMS.union(vocabulary.qualifiers), words)
        tells_places = _says(_OF_PLACES, words)
        self.iris = Iris(gmap.info.base)
        self.identifiers = vocabulary.identifiers
        self.qualifiers = vocabulary.qualifiers
        self.predicates = {
            term.id: _term(term.id, self.iris.term(term), local=term.local) for term in vocabulary.terms()
        }
        self.gmap = gmap
        self.standing = {
            (rank, confidence): f" ;\n    wikibase:rank wikibase:{name} ; gx:confidence gx:{confidence}"
            for rank, name in RANK_NAMES.items()
            for confidence in CONFIDENCES
        }
        self.entities = {name: self.entity_name(name) for name in gmap.entities}
        self.source_name = cache(partial(terms.name, "source", full=self.iris.source))
        citing = () if self.facts_alone and not tells_places else gmap.claims.values()
        citations = set(chain.from_iterable(map(attrgetter("citations"), citing)))
        self.cited = {each: self.citation_name(each) for each in citations}
        self.places = sorted(self.cited) if tells_places else []
        self.passages = {
            cited: found.passage for told in gmap.evidence.values() for cited, found in told.items() if found.passage
        }
        self.mutual = {name for name, relation in vocabulary.relations.items() if relation.symmetric}
        today = None if self.facts_alone else gmap.today
        over = [name for name, span in gmap.spans.items() if span.over_by(today)] if today else []
        self.past = {name for name in over if not gmap.claims[name].denied}
        self.held: dict[str, list[str]] = {}
        for owned, claims in sorted(gmap.holdings.items()) if _says(_OF_HOLDINGS, words) else ():
            for claim in claims:
                self.held.setdefault(claim.subject, []).append(self.entities[owned])
        self.qualified = cache(self._qualified)
        self.start, self.end, self.at = cache(_start), cache(_end), cache(_at)

    def entity_name(self, name: str) -> str:
        return terms.name("ent", name, self.iris.entity)

    def claim_name(self, name: str) -> str:
        return terms.name("claim", name, self.iris.claim)

    def citation_name(self, cited: Citation) -> str:
        return terms.name("cite", citation_name(cited), self.iris.citation_named)

    def dataset(self, info: MapInfo) -> str:
        return terms.block(
            terms.iri(info.base),
            (
                ("a", ["schema:Dataset", "void:Dataset"]),
                ("schema:name", _texts(info.title)),
                ("schema:description", _texts(info.description)),
                ("schema:license", [terms.iri(info.licence)] if info.licence else []),
                ("gx:authors", [terms.ordered(info.authors)] if info.authors else []),
                ("gx:languages", [terms.ordered(info.languages)]),
                ("gx:asOf", [terms.edtf(info.as_of)] if info.as_of else []),
                ("gx:corrections", _given(info.corrections)),
                ("gx:sourceKinds", [terms.ordered(info.source_kinds)] if info.source_kinds else []),
                ("schema:url", [terms.iri(info.page)] if info.page else []),
                ("gx:updated", [terms.edtf(info.updated)] if info.updated else []),
                ("gx:theme", _as_json(info.theme)),
                ("gx:analysis", _as_json(info.analysis)),
            ),
        )

    def entity(self, entity: Entity) -> str:
        statements = [("a", [self.predicates[entity.cls]]), ("skos:prefLabel", _texts(entity.labels))]
        if entity.aliases:
            aliases = [(tag, text) for tag, texts in entity.aliases.items() for text in texts]
            statements.append(("skos:altLabel", [terms.literal(text, tag) for tag, text in aliases]))
        if entity.description:
            statements.append(("schema:description", _texts(entity.description)))
        if entity.same_as:
            statements += self._same_as(entity.same_as)
        if entity.different_from:
            statements.append(("owl:differentFrom", list(map(self.entity_name, entity.different_from))))
        if entity.formerly:
            statements.append(("dct:replaces", list(map(self.entity_name, entity.formerly))))
        if entity.living is not None:
            statements.append(("gx:living", [str(entity.living).lower()]))
        if entity.coordinates is not None:
            for name, degrees in zip(("wgs:lat", "wgs:long"), entity.coordinates, strict=True):
                statements.append((name, [terms.number(Decimal(str(degrees)))]))
        statements.append(("schema:image", [terms.iri(self.iris.image(entity.id))] if entity.image else []))
        if held := self.held.get(entity.id):
            statements.append(("gx:holdsNow", held))
        return terms.block(self.entities[entity.id], statements) + self._image(entity)

    def _image(self, entity: Entity) -> str:
        if (image := entity.image) is None:
            return ""
        return terms.block(
            terms.iri(self.iris.image(entity.id)),
            (
                ("a", ["schema:ImageObject"]),
                ("schema:contentUrl", [terms.iri(self.iris.image_file(image))]),
                ("schema:license", [terms.iri(licence_iri(image.licence))] if image.licence else []),
                ("schema:creditText", _given(image.credit)),
                ("schema:url", [terms.iri(image.source)] if image.source else []),
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
                ("schema:license", [terms.iri(licence_iri(source.licence))] if source.licence else []),
                ("dct:bibliographicCitation", [terms.literal(reference(source))]),
                ("prov:hadPrimarySource", [self.source_name(source.lineage)] if source.lineage else []),
                ("gx:reliability", _given(source.reliability or "")),
                ("owl:differentFrom", list(map(self.source_name, source.different_from))),
                ("dct:replaces", list(map(self.source_name, source.formerly))),
                ("skos:note", _given(source.note)),
            ),
        )

    def citation(self, cited: Citation) -> str:
        selector = terms.iri(f"{self.iris.citation(cited)}#quote") if cited.quote else ""
        place = terms.block(
            self.cited[cited],
            (
                ("a", ["oa:SpecificResource"]),
                ("oa:hasSource", [self.source_name(cited.source)]),
                ("oa:hasSelector", [selector] if selector else []),
                ("gx:locator", _given(cited.locator)),
                ("gx:quote", _given(cited.quote)),
                ("schema:url", [terms.iri(cited.link)] if cited.link else []),
                ("gx:passage", _given(self.passages.get(cited, ""))),
            ),
        )
        if not selector:
            return place
        exact = ("oa:exact", [terms.literal(cited.quote)])
        return place + terms.block(selector, (("a", ["oa:TextQuoteSelector"]), exact))

    def claims(self) -> Iterator[str]:
        """Each claim's statement, with the plain fact before the first that may be said as one.

        One loop and one f-string rather than ``terms.block``: nine tenths of a large file are claims.
        """
        entities, predicates, standing, plain_facts = self.entities, self.predicates, self.standing, self.gmap.truthy
        start, end, at, qualified, cite = self.start, self.end, self.at, self.qualified, self.cited.__getitem__
        mutual, past, evidence, facts_alone = self.mutual, self.past, self.gmap.evidence, self.facts_alone
        is_plain, literal = terms.is_plain, terms.literal
        first: dict[tuple[str, str, str], str] = {}  # by fact, the claim that tells it first
        for name, claim in self.gmap.claims.items():
            one, relation, other = claim.subject, claim.relation, claim.object
            subject, predicate = entities[one], predicates[relation]
            stated = entities[other] if other else _value(claim)
            fact = ""
            if other and name in plain_facts:
                both = relation in mutual and one != other  # true of both ends, so that no question misses half
                told = (other, relation, one) if both and other < one else (one, relation, other)
                if first.setdefault(told, name) is name:
                    turned = f"{stated} {predicate} {subject} .\n" if both else ""
                    fact = f"{subject} {predicate} {stated} .\n{turned}"
            if facts_alone:
                yield f"{fact}\n" if fact else ""
                continue
            if claim.denied:
                said = _denied(claim, subject, predicate, stated)
            else:
                said = (
                    f"gx:Claim, rdf:Statement{'' if other else _observed(claim, subject, predicate, stated)} ;\n"
                    f"    rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {stated}"
                )
            yield (
                f"{fact}{f'claim:{name}' if is_plain(name) else self.claim_name(name)} a {said}"
                f"{start(claim.start.text) if claim.start else ''}"
                f"{end(claim.end.text) if claim.end else ''}"
                f"{at(claim.at.text) if claim.at else ''}"
                f"{_OVER if name in past else ''}"
                f"{qualified(*claim.qualifiers.items()) if claim.qualifiers else ''}"
                f"{_weight(claim.weight) if claim.weight else ''}"
                f"{standing[claim.rank, claim.confidence]}"
                f"{_DERIVED + ', '.join(map(cite, claim.citations)) if claim.citations else ''}"
                f"{self._found(claim) if name in evidence else ''}"
                f"{self._judged(claim) if _is_judged(claim) else ''}"
                f"{_NOTE + literal(claim.note) if claim.note else ''} .\n\n"
            )

    def _found(self, claim: Claim) -> str:
        """In which of its citations' passages the claim's words were found."""
        text = ""
        for state, name in FOUND_IN.items():
            told = self.gmap.evidence[claim.id]
            places = [self.cited[cited] for cited in claim.citations if cited in told and told[cited].state == state]
            text += f" ;\n    {name} {', '.join(places)}" if places else ""
        return text

    def _judged(self, claim: Claim) -> str:
        text = f" ;\n    gx:reason {terms.literal(claim.reason)}" if claim.reason else ""
        for name, said in (("distinct", claim.distinct), ("proposed", claim.proposed), ("accepted", claim.accepted)):
            text += f" ;\n    gx:{name} {terms.literal(said)}" if said else ""
        if claim.rule:
            premises = ", ".join(map(self.claim_name, claim.premises))
            text += f" ;\n    gx:rule {terms.literal(claim.rule)}" + (f" ; gx:premise {premises}" if premises else "")
        return text

    def _qualified(self, *qualifiers: tuple[str, tuple[str, ...]]) -> str:
        return "".join(self._qualifier(name, value) for name, values in sorted(qualifiers) for value in values)

    def _qualifier(self, name: str, value: str) -> str:
        kind, predicate = self.qualifiers[name].kind, self.predicates[name]
        if kind.refers:
            return f" ;\n    {predicate} {self.entity_name(value)}"
        currency, _, number = value.rpartition(" ") if kind.currency else ("", "", value)
        typed = f"{terms.literal(number)}^^{kind.datatype}" if kind.datatype else terms.literal(number)
        beside = f" ; {self._currency(name)} {terms.literal(currency)}" if currency else ""
        return f" ;\n    {predicate} {typed}{beside}"

    def _currency(self, name: str) -> str:
        return terms.name(
            "my" if self.qualifiers[name].local else "gx",
            f"{name}{CURRENCY}",
            lambda _: self.iris.term(self.qualifiers[name]) + CURRENCY,
        )

    def _same_as(self, same_as: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
        """As IRIs; as text too where an IRI does not tell which scheme is meant."""
        by_iri: dict[str, list[str]] = {}
        for written in same_as:
            by_iri.setdefault(same_as_iri(written, self.identifiers), []).append(written)
        unclear = [told for iri, told in by_iri.items() if same_as_readings(iri, self.identifiers) != told]
        yield "schema:sameAs", [terms.iri(iri) for iri in by_iri]
        yield "gx:identifier", [terms.literal(written) for told in unclear for written in told]


def _says(terms: Collection[str], words: Collection[str] | None) -> bool:
    """Whether one of these terms is meant, each told by its last word."""
    return words is None or not frozenset(words).isdisjoint(terms)


def _as_json(settings: Parameters | Theme) -> list[str]:
    """What the map sets, as one JSON literal; nothing where all is as by default."""
    if settings == type(settings)():
        return []
    written = msgspec.json.encode(settings, order="sorted").decode()
    return [f"{terms.literal(written)}^^rdf:JSON"]


def _term(name: str, full: str, *, local: bool) -> str:
    return terms.name("my" if local else "gx", name, lambda _: full)


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


def _start(text: str) -> str:
    date = parse_date(text)
    return _dated("gx:start", date, ("schema:startDate", terms.day(date.earliest)))


def _end(text: str) -> str:
    date = parse_date(text)
    return _dated("gx:end", date, ("schema:endDate", terms.day(date.latest)))


def _at(text: str) -> str:
    date = parse_date(text)
    first, last = terms.day(date.earliest), terms.day(date.latest)
    return _dated("gx:at", date, ("schema:startDate", first), ("schema:endDate", last))


def _dated(predicate: str, date: Date, *days: tuple[str, str | None]) -> str:
    """The written form, and beside it the days that queries compare."""
    return f" ;\n    {predicate} {terms.edtf(date)}" + "".join(f" ; {name} {day}" for name, day in days if day)


def _weight(weight: float) -> str:
    return f" ;\n    gx:tieWeight {terms.number(Decimal(plain_number(weight)))}"


def _texts(texts: Mapping[str, str]) -> list[str]:
    return [terms.literal(text, tag) for tag, text in texts.items()]


def _observed(claim: Claim, subject: str, predicate: str, value: str) -> str:
    text = f", schema:Observation ;\n    schema:observationAbout {subject} ; schema:measuredProperty {predicate}"
    text += f" ; schema:value {value}"
    if isinstance(claim.value, Date):
        days = (("schema:startDate", claim.value.earliest), ("schema:endDate", claim.value.latest))
        text += "".join(f" ; {name} {day}" for name, each in days if (day := terms.day(each)))
    if claim.at and (first_day := terms.day(claim.at.earliest)):
        text += f" ; schema:observationDate {first_day}"
    return f"{text} ; gx:unit {terms.literal(claim.unit)}" if claim.unit else text


def _denied(claim: Claim, subject: str, predicate: str, stated: str) -> str:
    """In words of its own, so that no question for statements takes what is denied for one."""
    said = f"gx:deniedSubject {subject} ; gx:deniedPredicate {predicate} ; gx:deniedObject {stated}"
    return f"gx:Denial ;\n    {said}" + (f" ; gx:unit {terms.literal(claim.unit)}" if claim.unit else "")


def _is_judged(claim: Claim) -> bool:
    return bool(claim.reason or claim.rule or claim.distinct or claim.proposed or claim.accepted)


def _given(text: str) -> list[str]:
    return [terms.literal(text)] if text else []
