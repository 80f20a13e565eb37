"""The terms that a map adds to the vocabulary, read back from its Turtle."""

from __future__ import annotations

from typing import Any, cast

from guanxi_graph.formats.triples import Triples, full, single
from guanxi_graph.iris import Iris, local_name
from guanxi_graph.reading.terms import built_in_vocabulary
from guanxi_graph.vocabulary import NAMESPACE, Base, Class, Identifier, QualifierTerm, Relation, Vocabulary


class VocabularyReader:
    """The package's vocabulary with the terms that the file adds."""

    def __init__(self, triples: Triples, iris: Iris) -> None:
        self.read_from = triples
        self.iris = iris
        self.known = built_in_vocabulary()

    def read(self) -> Vocabulary:
        found: dict[str, dict[str, Any]] = {
            "prefixes": {read[0]: read[1] for read in map(self._prefix, self._prefixes())},
            "strengths": {read[0]: read[1] for read in map(self._strength, self.read_from.of_type("gx:Strength"))},
            "identifiers": _by_id(map(self._identifier, self.read_from.of_type("gx:Identifier"))),
            "bases": _by_id(map(self._base, self.read_from.of_type("gx:Base"))),
            "classes": _by_id(map(self._class, self.read_from.of_type("owl:Class"))),
            "qualifiers": _by_id(map(self._qualifier, self.read_from.of_type("gx:Qualifier"))),
            "relations": _by_id(map(self._relation, self.read_from.of_type("gx:Relation"))),
        }
        return Vocabulary(**{name: {**getattr(self.known, name), **terms} for name, terms in found.items()})

    def _prefixes(self) -> list[str]:
        return [iri for iri, predicates in self.read_from.subjects.items() if full("sh:namespace") in predicates]

    def _prefix(self, iri: str) -> tuple[str, str]:
        return self.read_from.text(iri, "sh:prefix"), self.read_from.text(iri, "sh:namespace")

    def _strength(self, iri: str) -> tuple[str, float]:
        return self.read_from.text(iri, "skos:notation"), float(self.read_from.text(iri, "gx:weight"))

    def _identifier(self, iri: str) -> Identifier:
        read = self.read_from
        return Identifier(
            id=read.text(iri, "skos:notation"),
            pattern=read.text(iri, "sh:pattern"),
            iri=read.text(iri, "gx:iriTemplate"),
            **self._words(iri),
        )

    def _base(self, iri: str) -> Base:
        name = self.read_from.text(iri, "skos:notation")
        return Base(id=name, local=self._is_local(iri), **self._words(iri))

    def _class(self, iri: str) -> Class:
        parents = [name for found in self.read_from.iris(iri, "rdfs:subClassOf") if (name := self._term(found))]
        return Class(
            **self._common(iri),
            parent=parents[0] if parents else "",
            abstract=self.read_from.text(iri, "gx:abstract") == "true",
            mappings=self.read_from.ordered(iri, "gx:mapping"),
        )

    def _qualifier(self, iri: str) -> QualifierTerm:
        return QualifierTerm(**self._common(iri), value=cast("Any", self.read_from.text(iri, "gx:valueKind")))

    def _relation(self, iri: str) -> Relation:
        read = self.read_from
        flags = dict.fromkeys(read.texts(iri, "gx:flags"), True)
        return Relation(
            **self._common(iri),
            **cast("Any", flags),
            domain=tuple(sorted(self._known(found) for found in read.iris(iri, "schema:domainIncludes"))),
            range=tuple(sorted(self._known(found) for found in read.iris(iri, "schema:rangeIncludes"))),
            value=cast("Any", read.text(iri, "gx:valueKind") or None),
            units=read.ordered(iri, "gx:units"),
            inverse=self._term(read.iri(iri, "owl:inverseOf")),
            base=self._base_id(read.iri(iri, "gx:base")),
            strength=read.text(iri, "gx:strength"),
            begins=cast("Any", read.text(iri, "gx:begins") or None),
            ends=cast("Any", read.text(iri, "gx:ends") or None),
            holds=cast("Any", read.text(iri, "gx:holds") or None),
            mappings=read.ordered(iri, "gx:mapping"),
        )

    def _common(self, iri: str) -> dict[str, Any]:
        return {"id": self._known(iri), "local": self._is_local(iri), **self._words(iri)}

    def _words(self, iri: str) -> dict[str, Any]:
        read = self.read_from
        return {
            "labels": single(read.by_language(iri, "rdfs:label")),
            "definition": single(read.by_language(iri, "skos:definition")),
        }

    def _is_local(self, iri: str) -> bool:
        return iri.startswith(self.iris.terms)

    def _term(self, iri: str) -> str:
        """The id of a term of the map or the package; empty for an IRI from elsewhere."""
        return local_name(iri, self.iris.terms) or local_name(iri, NAMESPACE) or ""

    def _known(self, iri: str) -> str:
        if name := self._term(iri):
            return name
        raise ValueError(f"<{iri}> is not a term of a vocabulary")

    def _base_id(self, iri: str) -> str:
        return self._term(iri).removeprefix("base-")


def _by_id(terms: Any) -> dict[str, Any]:
    return {term.id: term for term in terms}
