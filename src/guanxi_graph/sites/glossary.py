"""The terms that a map's claims are made of, as a reader looks them up: what each is called, means, and goes with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from guanxi_graph.formats.frame import frame
from guanxi_graph.iris import Iris
from guanxi_graph.languages import Language
from guanxi_graph.map import Map
from guanxi_graph.model import label_of
from guanxi_graph.names import has_han
from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.text import primary_language
from guanxi_graph.vocabulary import Class, QualifierTerm, Relation, Term


class Word(NamedTuple):
    """Part of a remark, and where it leads."""

    text: str
    href: str = ""


class Entry(NamedTuple):
    """A term: the end of its IRI, which is its place on the page, and the whole of it; its names, the first first.

    ``remarks`` are what else is to be known, each a heading and its words.
    """

    place: str
    short: str
    iri: str
    names: Sequence[str]
    definition: str
    remarks: Sequence[tuple[str, Sequence[Word]]]
    sought: str


Section = tuple[str, Sequence[Entry]]


class Glossary:
    """Of a map, in its languages; headings are in the first."""

    def __init__(self, gmap: Map, language: Language) -> None:
        self.vocabulary, self.words = gmap.vocabulary, language
        self.languages = gmap.info.languages or (language.tag,)
        self.reads_chinese = any(primary_language(tag) == "zh" for tag in self.languages)
        self.iris = Iris(gmap.info.base)

    def sections(self) -> list[Section]:
        """By the kind of term, each under its heading; what is many by its names."""
        vocabulary, words, parts = self.vocabulary, self.words, frame()
        relations = vocabulary.relations.values()
        told = (
            (words["siteRelations"], _by_name(self._relation(each) for each in relations if not each.value)),
            (words["siteFigures"], _by_name(self._relation(each) for each in relations if each.value)),
            (words["deskQualifiers"], _by_name(map(self._qualifier, vocabulary.qualifiers.values()))),
            (words["siteClasses"], map(self._class, vocabulary.classes.values())),
            (words["bases"], [self._entry(each, f"base-{each.id}") for each in vocabulary.bases.values()]),
            (words["confidence"], map(self._entry, parts.confidences)),
            (words["siteFrame"], _by_name(map(self._entry, (*parts.classes, *parts.properties)))),
        )
        return [(heading, list(entries)) for heading, entries in told]

    def about(self) -> str:
        return label_of(frame().ontology.definition, *self.languages)

    def _entry(
        self,
        term: Term,
        name: str = "",
        remarks: Iterable[tuple[str, Sequence[Word]]] = (),
        synonyms: Sequence[str] = (),
    ) -> Entry:
        name = name or term.id
        return Entry(
            place=name,
            short=f"{'my' if term.local else 'gx'}:{name}",
            iri=self.iris.term_named(name, local=term.local),
            names=list(dict.fromkeys(filter(None, (term.labels.get(tag) for tag in self.languages)))) or [term.label()],
            definition=label_of(term.definition, *self.languages),
            remarks=[(heading, found) for heading, found in remarks if found],
            sought=" ".join(each for each in synonyms if self.reads_chinese or not has_han(each)),
        )

    def _class(self, cls: Class) -> Entry:
        parents = self._terms([cls.parent], self.vocabulary.classes)
        remarks = ((self.words["siteKindOf"], parents), (self.words["siteNear"], self._near(cls.mappings)))
        return self._entry(cls, remarks=remarks, synonyms=cls.synonyms)

    def _qualifier(self, term: QualifierTerm) -> Entry:
        return self._entry(term, remarks=[(self.words["siteValue"], [Word(self.words[f"kind-{term.value}"])])])

    def _relation(self, relation: Relation) -> Entry:
        vocabulary, words = self.vocabulary, self.words
        value = [Word(words[f"kind-{relation.value}"])] if relation.value else []
        bases = [Word(self._name(base), f"#base-{base.id}") for base in self._known([relation.base], vocabulary.bases)]
        remarks = (
            (words["siteFrom"], self._terms(relation.domain, vocabulary.classes)),
            (words["siteTo"], self._terms(relation.range, vocabulary.classes)),
            (words["siteValue"], [*value, *map(Word, relation.units)]),
            (words["siteInverse"], self._terms([relation.inverse], vocabulary.relations)),
            (words["siteHolds"], [Word(words[key]) for flag, key in _HOLDS.items() if getattr(relation, flag)]),
            (words["siteBase"], bases),
            (words["siteNear"], self._near(relation.mappings)),
        )
        return self._entry(relation, remarks=remarks, synonyms=relation.synonyms)

    def _terms(self, names: Iterable[str], known: Mapping[str, Term]) -> list[Word]:
        return [Word(self._name(term), f"#{term.id}") for term in self._known(names, known)]

    def _known(self, names: Iterable[str], known: Mapping[str, Term]) -> Iterator[Term]:
        return (known[name] for name in names if name in known)

    def _name(self, term: Term) -> str:
        return term.label(*self.languages)

    def _near(self, mappings: Iterable[str]) -> list[Word]:
        """Terms elsewhere, those that lead the other way with their mark."""
        return [Word(each, self.vocabulary.expand(each) or "") for each in mappings]


_HOLDS = {
    "symmetric": "siteSymmetric",
    "transitive": "siteTransitive",
    "functional": "siteFunctional",
    "derived": "siteDerived",
}


def _by_name(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: entry.names[0].casefold())


def prefixes(base: str) -> Mapping[str, str]:
    """Of the terms of every map, and of those that this one adds."""
    return {"gx": NAMESPACE, "my": Iris(base).terms}
