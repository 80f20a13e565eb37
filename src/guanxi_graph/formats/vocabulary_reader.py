"""The terms that a map adds to the vocabulary, as its Turtle has them: the sections of a vocabulary file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from guanxi_graph.formats.thing import Thing
from guanxi_graph.formats.triples import Triples, full
from guanxi_graph.iris import Iris, local_name
from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.problems import Span
from guanxi_graph.reading.located import Fields, Items, Located, Scalar


class VocabularyReader:
    """``place`` gives where a subject stands in the file."""

    def __init__(self, triples: Triples, iris: Iris, place: Callable[[str], Span]) -> None:
        self.triples = triples
        self.iris = iris
        self.place = place
        self.kinds: Mapping[str, tuple[str, Callable[[str, Thing], Fields]]] = {
            "identifiers": ("gx:Identifier", self._identifier),
            "bases": ("gx:Base", self._base),
            "classes": ("owl:Class", self._class),
            "qualifiers": ("gx:Qualifier", self._qualifier),
            "relations": ("gx:Relation", self._relation),
        }

    def sections(self) -> Fields:
        """The tables and the lists of terms."""
        top = self.place("")
        values: dict[str, Located] = {"prefixes": self._prefixes(), "strengths": self._strengths()}
        for section, (kind, read) in self.kinds.items():
            found = [read(iri, self._thing(iri)) for iri in self.triples.of_type(kind)]
            values[section] = Items(found, top)
        values["labels"] = self._labels()
        return Fields(values, dict.fromkeys(values, top), top)

    def _labels(self) -> Fields:
        """What the file calls the package's terms, of which it says nothing else."""
        is_a, label = full("rdf:type"), full("rdfs:label")
        found: dict[str, Located] = {}
        for iri, said in self.triples.subjects.items():
            if iri.startswith(NAMESPACE) and label in said and is_a not in said:
                names = self._thing(iri).by_language("rdfs:label")
                found[self.term(iri).removeprefix("base-")] = names or Fields({}, {}, self.place(iri))
        return Fields(found, {name: each.span for name, each in found.items()}, self.place(""))

    def term(self, iri: str) -> str:
        """The id of a term of the map or the package; an IRI from elsewhere stands for itself."""
        return local_name(iri, self.iris.terms) or local_name(iri, NAMESPACE) or iri

    def _thing(self, iri: str) -> Thing:
        return Thing(self.triples.subjects[iri], self.place(iri))

    def _prefixes(self) -> Fields:
        named = full("sh:namespace")
        things = [self._thing(iri) for iri, said in self.triples.subjects.items() if named in said]
        return self._table([(thing.text("sh:prefix"), thing.text("sh:namespace")) for thing in things])

    def _strengths(self) -> Fields:
        things = map(self._thing, self.triples.of_type("gx:Strength"))
        return self._table([(thing.text("skos:notation"), thing.text("gx:weight")) for thing in things])

    def _table(self, rows: list[tuple[Scalar | None, Scalar | None]]) -> Fields:
        cells = {name.value: cell for name, cell in rows if name is not None and cell is not None}
        return Fields(cells, {name: cell.span for name, cell in cells.items()}, self.place(""))

    def _identifier(self, _: str, thing: Thing) -> Fields:
        return thing.record(
            id=thing.text("skos:notation"),
            **_words(thing),
            pattern=thing.text("sh:pattern"),
            iri=thing.text("gx:iriTemplate"),
        )

    def _base(self, _: str, thing: Thing) -> Fields:
        return thing.record(id=thing.text("skos:notation"), **_words(thing))

    def _class(self, iri: str, thing: Thing) -> Fields:
        parents = [name for found in thing.iris("rdfs:subClassOf") if (name := self.term(found)) != found]
        return thing.record(
            id=self._id(iri, thing),
            **_words(thing),
            parent=thing.scalar(parents[0]) if parents else None,
            abstract=thing.text("gx:abstract"),
            synonyms=thing.texts("skos:hiddenLabel"),
            mappings=thing.json("gx:mapping"),
        )

    def _qualifier(self, iri: str, thing: Thing) -> Fields:
        return thing.record(id=self._id(iri, thing), **_words(thing), value=thing.text("gx:valueKind"))

    def _relation(self, iri: str, thing: Thing) -> Fields:
        base, inverse = thing.iri("gx:base"), thing.iri("owl:inverseOf")
        flags: dict[str, Located | None] = {flag.value: thing.scalar("true") for flag in thing.literals("gx:flags")}
        return thing.record(
            **flags
            | _words(thing)
            | {
                "id": self._id(iri, thing),
                "domain": thing.items(sorted(map(self.term, thing.iris("schema:domainIncludes")))),
                "range": thing.items(sorted(map(self.term, thing.iris("schema:rangeIncludes")))),
                "value": thing.text("gx:valueKind"),
                "units": thing.json("gx:units"),
                "inverse": inverse and thing.scalar(self.term(inverse.value)),
                "base": base and thing.scalar(self.term(base.value).removeprefix("base-")),
                "strength": thing.text("gx:strength"),
                "synonyms": thing.texts("skos:hiddenLabel"),
                "begins": thing.text("gx:begins"),
                "ends": thing.text("gx:ends"),
                "holds": thing.text("gx:holds"),
                "mappings": thing.json("gx:mapping"),
            }
        )

    def _id(self, iri: str, thing: Thing) -> Scalar:
        return thing.scalar(self.term(iri))


def _words(thing: Thing) -> dict[str, Located | None]:
    return {"labels": thing.by_language("rdfs:label"), "definition": thing.by_language("skos:definition")}
