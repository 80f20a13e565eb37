"""The terms of a vocabulary as Turtle. Those that a map adds stand in its own file and are read back from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import quote

from guanxi_graph.formats import terms
from guanxi_graph.iris import Iris
from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.vocabulary import Base, Class, Identifier, QualifierTerm, Relation, Term, Vocabulary

AnyTerm = TypeVar("AnyTerm", bound=Term | Identifier)
Statement = tuple[str, list[str]]

# The property that says in which currency a qualifier's amount is. No term has a hyphen in its id.
CURRENCY = "-currency"
_FLAGS = (
    "inverted",
    "derived",
    "event",
    "once",
    "board",
    "descent",
    "located",
    "sensitive",
    "functional",
    "symmetric",
    "to_itself",
    "transitive",
)
_NAMED = ("bases", "classes", "qualifiers", "relations")
_CHARACTERISTICS = {
    "functional": "owl:FunctionalProperty",
    "symmetric": "owl:SymmetricProperty",
    "transitive": "owl:TransitiveProperty",
}


def local_vocabulary(vocabulary: Vocabulary, iris: Iris) -> Iterator[str]:
    """The blocks of what the map adds to the package's vocabulary."""
    known = built_in_vocabulary()
    if vocabulary == known:
        return
    own = {name: _difference(getattr(vocabulary, name), getattr(known, name)) for name in vocabulary.__struct_fields__}
    for prefix, namespace in sorted(own["prefixes"].items()):
        yield terms.block(
            terms.iri(f"{iris.base}ns/prefix/{quote(prefix, safe='')}"),
            (("sh:prefix", [terms.literal(prefix)]), ("sh:namespace", [terms.literal(namespace)])),
        )
    writer = VocabularyWriter(vocabulary, iris)
    yield from writer.renamed(known)
    added = {
        name: {each: term for each, term in own[name].items() if each not in getattr(known, name)} for name in _NAMED
    }
    yield from writer.blocks(Vocabulary(**(own | added)))


def said_of(term: Term | Identifier, home: str) -> Iterator[Statement]:
    """What a reader wants to know of any term first."""
    yield "rdfs:label", texts(term.labels)
    yield "skos:definition", texts(term.definition)
    yield "rdfs:isDefinedBy", [terms.iri(home)]


def texts(by_language: Mapping[str, str]) -> list[str]:
    return [terms.literal(text, tag) for tag, text in sorted(by_language.items())]


class VocabularyWriter:
    """Writes terms, which may refer to any of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, iris: Iris) -> None:
        self.vocabulary = vocabulary
        self.iris = iris
        self.bases = {base.id: self._named(f"base-{base.id}", local=base.local) for base in vocabulary.bases.values()}
        named = (*vocabulary.classes.values(), *vocabulary.qualifiers.values(), *vocabulary.relations.values())
        self.names = {term.id: self._named(term.id, local=term.local) for term in named}

    def blocks(self, chosen: Vocabulary) -> Iterator[str]:
        """The blocks of the chosen terms."""
        yield from map(self._identifier, _by_id(chosen.identifiers))
        for letter, weight in sorted(chosen.strengths.items()):
            yield self._strength(letter, weight)
        yield from map(self._base, _by_id(chosen.bases))
        yield from map(self._class, _by_id(chosen.classes))
        for qualifier in _by_id(chosen.qualifiers):
            yield self._qualifier(qualifier)
            if qualifier.kind.currency:
                yield self._currency(qualifier)
        yield from map(self._relation, _by_id(chosen.relations))

    def renamed(self, known: Vocabulary) -> Iterator[str]:
        """What the map calls the known terms."""
        for section in _NAMED:
            names = self.bases if section == "bases" else self.names
            before = getattr(known, section)
            for term in _by_id(getattr(self.vocabulary, section)):
                if term.id in before and (further := _difference(term.labels, before[term.id].labels)):
                    yield terms.block(names[term.id], (("rdfs:label", texts(further)),))

    def _named(self, name: str, *, local: bool) -> str:
        return terms.name("my" if local else "gx", name, lambda plain: self.iris.term_named(plain, local=local))

    def _home(self, *, local: bool) -> str:
        return (self.iris.terms if local else NAMESPACE).removesuffix("#")

    def _said_of(self, term: Term) -> Iterator[Statement]:
        return said_of(term, self._home(local=term.local))

    def _identifier(self, scheme: Identifier) -> str:
        local = built_in_vocabulary().identifiers.get(scheme.id) != scheme
        return terms.block(
            self._named(f"identifier-{scheme.id}", local=local),
            (
                ("a", ["gx:Identifier"]),
                *said_of(scheme, self._home(local=local)),
                ("skos:notation", [terms.literal(scheme.id)]),
                ("sh:pattern", [terms.literal(scheme.pattern)]),
                ("gx:iriTemplate", [terms.literal(scheme.iri)]),
            ),
        )

    def _strength(self, letter: str, weight: float) -> str:
        local = built_in_vocabulary().strengths.get(letter) != weight
        words = Term(
            id="strength",
            labels={"en": f"strength {letter}", "zh-Hans": f"强度 {letter}"},
            definition={"en": f"Ties of strength {letter} have the weight {weight:g}, by convention."},
            local=local,
        )
        return terms.block(
            self._named(f"strength-{letter}", local=local),
            (
                ("a", ["gx:Strength"]),
                *self._said_of(words),
                ("skos:notation", [terms.literal(letter)]),
                ("gx:weight", [terms.number(Decimal(str(weight)))]),
            ),
        )

    def _base(self, base: Base) -> str:
        notation = ("skos:notation", [terms.literal(base.id)])
        return terms.block(self.bases[base.id], (("a", ["gx:Base"]), *self._said_of(base), notation))

    def _class(self, cls: Class) -> str:
        parents = [self.names[cls.parent]] if cls.parent else []
        return terms.block(
            self.names[cls.id],
            (
                ("a", ["owl:Class"]),
                *self._said_of(cls),
                ("skos:hiddenLabel", [terms.literal(name) for name in cls.synonyms]),
                ("rdfs:subClassOf", [*parents, *self._mapped(cls.mappings)]),
                ("gx:mapping", _written(cls.mappings)),
                ("gx:abstract", ["true"] if cls.abstract else []),
            ),
        )

    def _qualifier(self, qualifier: QualifierTerm) -> str:
        kind = "owl:ObjectProperty" if qualifier.kind.refers else "owl:DatatypeProperty"
        return terms.block(
            self.names[qualifier.id],
            (
                ("a", ["gx:Qualifier", kind]),
                *self._said_of(qualifier),
                ("gx:valueKind", [terms.literal(qualifier.value)]),
            ),
        )

    def _currency(self, qualifier: QualifierTerm) -> str:
        words = Term(
            id="currency",
            labels={tag: f"{label} (ISO 4217)" for tag, label in qualifier.labels.items()},
            definition={"en": f"The currency of `{qualifier.id}`, by its code in ISO 4217."},
            local=qualifier.local,
        )
        name = self._named(f"{qualifier.id}{CURRENCY}", local=qualifier.local)
        return terms.block(name, (("a", ["rdf:Property", "owl:DatatypeProperty"]), *self._said_of(words)))

    def _relation(self, relation: Relation) -> str:
        kinds = ["gx:Relation", "owl:DatatypeProperty" if relation.value else "owl:ObjectProperty"]
        kinds += [_CHARACTERISTICS[flag] for flag in _CHARACTERISTICS if getattr(relation, flag)]
        inverse_mappings = [mapping for mapping in relation.mappings if mapping.startswith("^")]
        same_way = [mapping for mapping in relation.mappings if not mapping.startswith("^")]
        return terms.block(
            self.names[relation.id],
            (
                ("a", kinds),
                *self._said_of(relation),
                ("skos:hiddenLabel", [terms.literal(name) for name in relation.synonyms]),
                *_ends("domain", [self.names[cls] for cls in relation.domain]),
                *_ends("range", [self.names[cls] for cls in relation.range]),
                ("gx:valueKind", _given(relation.value)),
                ("gx:units", [terms.ordered(relation.units)] if relation.units else []),
                ("owl:inverseOf", [self.names[relation.inverse]] if relation.inverse else []),
                ("gx:base", [self.bases[relation.base]] if relation.base else []),
                ("gx:strength", [terms.literal(relation.strength)]),
                ("gx:closeMatch", self._mapped(same_way)),
                ("gx:inverseMatch", self._mapped(inverse_mappings)),
                ("gx:mapping", _written(relation.mappings)),
                ("gx:begins", _given(relation.begins)),
                ("gx:ends", _given(relation.ends)),
                ("gx:holds", _given(relation.holds)),
                ("gx:flags", [terms.literal(flag) for flag in _FLAGS if getattr(relation, flag)]),
            ),
        )

    def _mapped(self, mappings: Iterable[str]) -> list[str]:
        return [terms.iri(full) for mapping in mappings if (full := self.vocabulary.expand(mapping))]


def _difference(all_of: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in all_of.items() if known.get(name) != value}


def _by_id(found: Mapping[str, AnyTerm]) -> list[AnyTerm]:
    return [found[name] for name in sorted(found)]


def _ends(side: str, classes: list[str]) -> Iterator[Statement]:
    """Several classes are alternatives; ``rdfs:domain`` would mean all of them at once."""
    yield f"rdfs:{side}", classes if len(classes) == 1 else []
    yield f"schema:{side}Includes", classes


def _written(mappings: tuple[str, ...]) -> list[str]:
    return [terms.ordered(mappings)] if mappings else []


def _given(text: str | None) -> list[str]:
    return [terms.literal(text)] if text else []
