"""Our own Turtle, read back: it becomes the records that files have, and passes the same checks.

What a map then still lacks of the file, or has more, is found by writing it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox

from guanxi_graph import collector
from guanxi_graph.evidence import Evidence
from guanxi_graph.formats.differences import differences
from guanxi_graph.formats.places import lines_of
from guanxi_graph.formats.thing import Thing
from guanxi_graph.formats.triples import Triples, parse_triples
from guanxi_graph.formats.turtle import FOUND_IN, RANK_NAMES
from guanxi_graph.formats.vocabulary_reader import VocabularyReader
from guanxi_graph.formats.vocabulary_writer import CURRENCY
from guanxi_graph.iris import Iris, local_name, same_as_iri, same_as_readings
from guanxi_graph.licences import licence_of
from guanxi_graph.map import Map
from guanxi_graph.map.loading import from_draft
from guanxi_graph.model import Citation, Entity, MapInfo, Source
from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.problems import MapError, Problem, Span, has_errors, in_order
from guanxi_graph.reading import Draft
from guanxi_graph.reading.located import Fields, Items, Located, Scalar
from guanxi_graph.reading.records import Record, typed, typed_record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary, with_terms
from guanxi_graph.redaction import problems_of
from guanxi_graph.vocabulary import Vocabulary

_STATED = ("rdf:subject", "rdf:predicate", "rdf:object")
_DENIED = ("gx:deniedSubject", "gx:deniedPredicate", "gx:deniedObject")
_RANKS = {name: rank for rank, name in RANK_NAMES.items()}


def from_turtle(path: Path, *, drafting: bool = False) -> Map:
    """The map that a file written by ``write_turtle`` holds, equal to the one it was written from.

    Raises MapError with all that is wrong: the file is not Turtle, not a map that would pass the checks, or
    says less or more than the map that is read from it. Raises OSError.
    """
    with collector.at_rest():
        return _checked(path.read_bytes(), str(path), drafting=drafting)


def _checked(turtle: bytes, name: str, *, drafting: bool) -> Map:
    triples = parse_triples(turtle, name)
    draft = draft_of(triples, name)
    if has_errors(problems_of(draft, drafting=drafting)):
        draft = draft_of(triples, name, lines_of(turtle, triples.prefixes))
        raise MapError(problems_of(draft, drafting=drafting))
    gmap = msgspec.structs.replace(from_draft(draft), evidence=evidence_in(draft, triples))
    if found := differences(gmap, triples, turtle, name):
        raise MapError(in_order(found))
    return gmap


def draft_of(triples: Triples, name: str, lines: Mapping[str, int] | None = None) -> Draft:
    """What the triples of a file say, before it is checked. Raises MapError where they describe no map.

    ``name`` is the file's in messages, ``lines`` hold where its subjects stand.
    """
    at = lines or {}
    return _Reader(triples, lambda iri: Span(name, at.get(iri, 1))).draft(Path(name))


def evidence_in(draft: Draft, triples: Triples) -> dict[str, dict[Citation, Evidence]]:
    """What the file says was found of each claim's citations."""
    iris = Iris(draft.info.base)
    found: dict[str, dict[Citation, Evidence]] = {}
    for record in draft.claims:
        claim = Thing(triples.subjects.get(iris.claim(record.row.id), {}), record.span())
        states = {iri: state for state, name in FOUND_IN.items() for iri in claim.iris(name)}
        for cited in sorted(record.row.citations) if states else ():
            iri = iris.citation(cited)
            if iri in states:
                passage = Thing(triples.subjects.get(iri, {}), claim.span).text("gx:passage")
                told = Evidence(state=states[iri], passage=passage.value if passage else "")
                found.setdefault(record.row.id, {})[cited] = told
    return found


class _Reader:
    def __init__(self, triples: Triples, place: Callable[[str], Span]) -> None:
        self.triples = triples
        self.place = place
        self.base = self._base()
        self.iris = Iris(self.base)
        self.problems: list[Problem] = []
        vocabulary = VocabularyReader(triples, self.iris, place)
        self.vocabulary, self.terms, found = with_terms(built_in_vocabulary(), vocabulary.sections())
        self.problems += found
        self.names = {self.iris.term(term): term.id for term in self.vocabulary.terms()}

    def draft(self, directory: Path) -> Draft:
        return Draft(
            directory=directory,
            vocabulary=self.vocabulary,
            settings=self._settings(),
            terms=self.terms,
            entities=self._typed(self.iris.entities, self._entity, Entity),
            sources=self._typed(self.iris.sources, self._source, Source),
            claims=self._typed(self.iris.claims, self._claim, ClaimRow),
            problems=self.problems,
        )

    def _typed(self, namespace: str, read: Callable[[str, Thing], Fields], row: type[Any]) -> list[Record[Any]]:
        subjects = self.triples.subjects
        items = [
            read(name, Thing(said, self.place(iri)))
            for iri, said in subjects.items()
            if iri.startswith(namespace) and (name := local_name(iri, namespace))
        ]
        records, problems = typed(items, row)
        self.problems += problems
        return records

    def _base(self) -> str:
        bases = [
            iri for iri in self.triples.of_type("void:Dataset") if self._thing(iri).text("gx:languages") is not None
        ]
        if len(bases) != 1:
            message = f"this Turtle is not a map: it describes {len(bases)} maps, not one"
            hint = (
                "export it anew with `guanxi build`; other Turtle is for `guanxi import`, or for `guanxi query --file`"
            )
            raise MapError([Problem("not-our-turtle", message, self.place(""), hint)])
        return bases[0]

    def _thing(self, iri: str) -> Thing:
        return Thing(self.triples.subjects.get(iri, {}), self.place(iri))

    def _settings(self) -> Record[MapInfo]:
        thing = self._thing(self.base)
        fields = thing.record(
            title=thing.by_language("schema:name"),
            description=thing.by_language("schema:description"),
            base=thing.scalar(self.base),
            licence=thing.iri("schema:license"),
            authors=thing.json("gx:authors"),
            languages=thing.json("gx:languages"),
            as_of=thing.text("gx:asOf"),
            corrections=thing.text("gx:corrections"),
            source_kinds=thing.json("gx:sourceKinds"),
            page=thing.iri("schema:url"),
            updated=thing.text("gx:updated"),
            theme=thing.json("gx:theme"),
            analysis=thing.json("gx:analysis"),
        )
        record, problems = typed_record(fields, MapInfo)
        self.problems += problems
        return record or Record(MapInfo(base=self.base), fields)

    def _entity(self, name: str, thing: Thing) -> Fields:
        cls = thing.iri("rdf:type")
        degrees = (thing.text("wgs:lat"), thing.text("wgs:long"))
        return thing.record(
            **{"class": cls and thing.scalar(self.names.get(cls.value, cls.value))},
            id=thing.scalar(name),
            labels=thing.by_language("skos:prefLabel"),
            aliases=thing.lists_by_language("skos:altLabel"),
            description=thing.by_language("schema:description"),
            same_as=thing.items(_same_as(thing, self.vocabulary)),
            different_from=thing.ids("owl:differentFrom", self.iris.entities),
            formerly=thing.ids("dct:replaces", self.iris.entities),
            coordinates=Items([each for each in degrees if each is not None], thing.span) if any(degrees) else None,
            living=thing.text("gx:living"),
            image=self._image(thing),
        )

    def _image(self, entity: Thing) -> Fields | None:
        iri = entity.iri("schema:image")
        if iri is None:
            return None
        thing = Thing(self.triples.subjects.get(iri.value, {}), entity.span)
        file = thing.iri("schema:contentUrl")
        return thing.record(
            file=file and thing.scalar(self.iris.image_written(file.value)),
            licence=_licence(thing),
            credit=thing.text("schema:creditText"),
            source=thing.iri("schema:url"),
        )

    def _source(self, name: str, thing: Thing) -> Fields:
        return thing.record(
            id=thing.scalar(name),
            title=thing.text("schema:name"),
            kind=thing.text("gx:kind"),
            authors=thing.json("gx:authors") or thing.texts("schema:author"),
            publisher=thing.text("schema:publisher"),
            published=thing.text("gx:published"),
            url=thing.iri("schema:url"),
            archived_url=thing.iri("schema:archivedAt"),
            language=thing.text("schema:inLanguage"),
            licence=_licence(thing),
            lineage=thing.id("prov:hadPrimarySource", self.iris.sources),
            reliability=thing.text("gx:reliability"),
            different_from=thing.ids("owl:differentFrom", self.iris.sources),
            formerly=thing.ids("dct:replaces", self.iris.sources),
            note=thing.text("skos:note"),
        )

    def _claim(self, name: str, thing: Thing) -> Fields:
        denied = thing.iri(_DENIED[0]) is not None
        subject, predicate, stated = _DENIED if denied else _STATED
        relation, rank, confidence = (thing.iri(each) for each in (predicate, "wikibase:rank", "gx:confidence"))
        return thing.record(
            id=thing.scalar(name),
            subject=thing.id(subject, self.iris.entities),
            relation=relation and thing.scalar(self.names.get(relation.value, relation.value)),
            object=thing.id(stated, self.iris.entities),
            value=thing.text(stated),
            unit=thing.text("gx:unit"),
            start=thing.text("gx:start"),
            end=thing.text("gx:end"),
            at=thing.text("gx:at"),
            qualifiers=self._qualifiers(thing),
            weight=thing.text("gx:tieWeight"),
            sources=self._citations(thing),
            denied=thing.scalar("true") if denied else None,
            confidence=confidence and thing.scalar(confidence.value.removeprefix(NAMESPACE)),
            rank=rank and thing.scalar(_RANKS.get(rank.value.partition("#")[2], rank.value)),
            reason=thing.text("gx:reason"),
            distinct=thing.text("gx:distinct"),
            proposed=thing.text("gx:proposed"),
            accepted=thing.text("gx:accepted"),
            note=thing.text("skos:note"),
            rule=thing.text("gx:rule"),
            premises=thing.ids("gx:premise", self.iris.claims),
        )

    def _citations(self, thing: Thing) -> Items | None:
        cited = [self._citation(iri, thing) for iri in thing.iris("prov:wasDerivedFrom")]
        return Items(cited, thing.span) if cited else None

    def _citation(self, iri: str, claim: Thing) -> Fields:
        """It stands with the claim: two claims may cite one place."""
        thing = Thing(self.triples.subjects.get(iri, {}), claim.span)
        source = thing.id("oa:hasSource", self.iris.sources)
        locator, quotation, link = thing.text("gx:locator"), thing.text("gx:quote"), thing.iri("schema:url")
        return thing.record(source=source, locator=locator, quote=quotation, link=link)

    def _qualifiers(self, thing: Thing) -> Fields | None:
        found: dict[str, Located] = {}
        for predicate, objects in thing.said.items():
            qualifier = self.vocabulary.qualifiers.get(self.names.get(predicate, ""))
            if qualifier is None:
                continue
            values = [each.value for each in objects if isinstance(each, ox.NamedNode | ox.Literal)]
            if qualifier.kind.refers:
                values = [local_name(value, self.iris.entities) or value for value in values]
            if qualifier.kind.currency:
                currency = [
                    each.value for each in thing.said.get(predicate + CURRENCY, []) if isinstance(each, ox.Literal)
                ]
                values = [" ".join((*currency[:1], value)) for value in values]
            if listed := thing.items(sorted(values)):
                found[qualifier.id] = listed
        return thing.table(dict(sorted(found.items()))) if found else None


def _licence(thing: Thing) -> Scalar | None:
    found = thing.iri("schema:license")
    return found and thing.scalar(licence_of(found.value))


def _same_as(thing: Thing, vocabulary: Vocabulary) -> list[str]:
    """Each as ``scheme:identifier``: as it is told where two schemes give one address; the IRI where none does."""
    schemes, told = vocabulary.identifiers, [found.value for found in thing.literals("gx:identifier")]
    clear = set(thing.iris("schema:sameAs")) - {same_as_iri(written, schemes) for written in told}
    readings = (same_as_readings(iri, schemes) or [iri] for iri in sorted(clear))
    return [*told, *chain.from_iterable(readings)]
