"""Our own Turtle, read back into an equal graph."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import cast

import msgspec
import pyoxigraph as ox

from guanxi_graph.dates import Date, parse_date
from guanxi_graph.formats.triples import Triples, full, single
from guanxi_graph.formats.vocabulary_reader import VocabularyReader
from guanxi_graph.formats.vocabulary_writer import CURRENCY
from guanxi_graph.iris import Iris, local_name, same_as_iri, same_as_readings
from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Confidence, Entity, MapInfo, Parameters, Rank, Source, Value
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.vocabulary import NAMESPACE

_RANKS: dict[str, Rank] = {"PreferredRank": "preferred", "NormalRank": "normal", "DeprecatedRank": "deprecated"}


def from_turtle(path: Path) -> Map:
    """The map that a file written by ``write_turtle`` holds, equal to the one it was written from.

    Raises MapError when the file is not Turtle or not a whole map, and OSError.
    """
    triples = Triples(path)
    try:
        return _Reader(triples).whole()
    except (KeyError, ValueError, TypeError) as error:
        message = f"this Turtle is not a whole map: {error!s}"
        hint = "export it anew with `guanxi build`; to ask any other Turtle, use `guanxi query --file`"
        raise MapError([Problem("not-our-turtle", message, Span(str(path)), hint)]) from error


class _Reader:
    def __init__(self, triples: Triples) -> None:
        self.triples = triples
        self.info = self._info()
        self.iris = Iris(self.info.base)
        self.vocabulary = VocabularyReader(triples, self.iris).read()
        self.terms = {self.iris.term(term): term.id for term in self.vocabulary.terms()}

    def whole(self) -> Map:
        ours = self.triples.subjects
        entities = [(iri, name) for iri in ours if (name := local_name(iri, self.iris.entities))]
        sources = [(iri, name) for iri in ours if (name := local_name(iri, self.iris.sources))]
        claims = [(iri, name) for iri in ours if (name := local_name(iri, self.iris.claims))]
        return Map.of(
            self.info,
            self.vocabulary,
            entities=(self.entity(*found) for found in entities if self.triples.objects(found[0], "rdf:type")),
            sources=(self.source(*found) for found in sources),
            claims=(self.claim(*found) for found in claims),
        )

    def entity(self, iri: str, name: str) -> Entity:
        read = self.triples
        return Entity(
            id=name,
            cls=self.terms[read.iri(iri, "rdf:type")],
            labels=single(read.by_language(iri, "skos:prefLabel")),
            aliases={tag: tuple(names) for tag, names in read.by_language(iri, "skos:altLabel").items()},
            description=single(read.by_language(iri, "schema:description")),
            same_as=self._same_as(iri),
            coordinates=self._coordinates(iri),
            living={"true": True, "false": False, "": None}[read.text(iri, "gx:living")],
        )

    def source(self, iri: str, name: str) -> Source:
        read = self.triples
        return Source(
            id=name,
            title=read.text(iri, "schema:name"),
            kind=read.text(iri, "gx:kind"),
            authors=read.ordered(iri, "gx:authors") or tuple(read.texts(iri, "schema:author")),
            publisher=read.text(iri, "schema:publisher"),
            published=self._date(iri, "gx:published"),
            url=read.iri(iri, "schema:url"),
            archived_url=read.iri(iri, "schema:archivedAt"),
            language=read.text(iri, "schema:inLanguage"),
            lineage=self._id(read.iri(iri, "prov:hadPrimarySource"), self.iris.sources),
            note=read.text(iri, "skos:note"),
        )

    def citation(self, iri: str) -> Citation:
        source = self._id(self.triples.iri(iri, "oa:hasSource"), self.iris.sources)
        if not source:
            raise ValueError(f"citation {iri} names no source")
        return Citation(source, self.triples.text(iri, "gx:locator"), self.triples.text(iri, "gx:quote"))

    def claim(self, iri: str, name: str) -> Claim:
        read = self.triples
        (stated,) = read.objects(iri, "rdf:object")
        is_tie = isinstance(stated, ox.NamedNode)
        return Claim(
            id=name,
            subject=self._id(read.iri(iri, "rdf:subject"), self.iris.entities),
            relation=self.terms[read.iri(iri, "rdf:predicate")],
            object=self._id(stated.value, self.iris.entities) if isinstance(stated, ox.NamedNode) else "",
            value=None if is_tie else _value(cast("ox.Literal", stated)),
            unit=read.text(iri, "gx:unit"),
            start=self._date(iri, "gx:start"),
            end=self._date(iri, "gx:end"),
            at=self._date(iri, "gx:at"),
            qualifiers=self._qualifiers(iri),
            citations=tuple(self.citation(cited) for cited in read.iris(iri, "prov:wasDerivedFrom")),
            confidence=cast("Confidence", read.iri(iri, "gx:confidence").removeprefix(NAMESPACE)),
            rank=_RANKS[read.iri(iri, "wikibase:rank").partition("#")[2]],
            reason=read.text(iri, "gx:reason"),
            note=read.text(iri, "skos:note"),
            rule=read.text(iri, "gx:rule"),
            premises=tuple(self._id(found, self.iris.claims) for found in read.iris(iri, "gx:premise")),
        )

    def _info(self) -> MapInfo:
        read = self.triples
        bases = [iri for iri in read.of_type("void:Dataset") if read.text(iri, "gx:languages")]
        if len(bases) != 1:
            raise ValueError(f"it describes {len(bases)} maps, not one")
        base = bases[0]
        return MapInfo(
            title=single(read.by_language(base, "schema:name")),
            description=single(read.by_language(base, "schema:description")),
            base=base,
            licence=read.iri(base, "schema:license"),
            languages=read.ordered(base, "gx:languages"),
            as_of=self._date(base, "gx:asOf"),
            corrections=read.text(base, "gx:corrections"),
            analysis=msgspec.json.decode(read.text(base, "gx:analysis") or "{}", type=Parameters),
        )

    def _qualifiers(self, iri: str) -> dict[str, str]:
        found = {}
        for predicate, objects in self.triples.subjects[iri].items():
            name = self.terms.get(predicate, "")
            if name in self.vocabulary.qualifiers:
                kind = self.vocabulary.qualifiers[name].kind
                value = cast("ox.NamedNode | ox.Literal", objects[0]).value
                if kind.currency:
                    (currency,) = self.triples.subjects[iri][predicate + CURRENCY]
                    value = f"{cast('ox.Literal', currency).value} {value}"
                found[name] = self._id(value, self.iris.entities) if kind.refers else value
        return dict(sorted(found.items()))

    def _coordinates(self, iri: str) -> tuple[float, float] | None:
        latitude, longitude = self.triples.text(iri, "wgs:lat"), self.triples.text(iri, "wgs:long")
        return (float(latitude), float(longitude)) if latitude and longitude else None

    def _date(self, iri: str, predicate: str) -> Date | None:
        text = self.triples.text(iri, predicate)
        return parse_date(text) if text else None

    def _id(self, iri: str, namespace: str) -> str:
        if not iri:
            return ""
        if (name := local_name(iri, namespace)) is None:
            raise ValueError(f"<{iri}> is not one of <{namespace}…>")
        return name

    def _same_as(self, iri: str) -> tuple[str, ...]:
        schemes, told = self.vocabulary.identifiers, self.triples.texts(iri, "gx:identifier")
        clear = set(self.triples.iris(iri, "schema:sameAs")) - {same_as_iri(written, schemes) for written in told}
        return (*told, *chain.from_iterable(map(self._readings, clear)))

    def _readings(self, iri: str) -> list[str]:
        if found := same_as_readings(iri, self.vocabulary.identifiers):
            return found
        raise ValueError(f"<{iri}> is of no known scheme")


def _value(literal: ox.Literal) -> Value:
    kind = literal.datatype.value
    if kind == full("xsd:integer"):
        return int(literal.value)
    if kind == full("xsd:decimal"):
        return Decimal(literal.value)
    if kind == full("edtf:EDTF"):
        return parse_date(literal.value)
    return literal.value
