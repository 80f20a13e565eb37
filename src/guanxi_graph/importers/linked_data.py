"""RDF and JSON-LD as things and claims: names, identifiers and places by well-known terms, all else by its own.

A term that a mapping of the vocabulary names is that relation, from either end.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from guanxi_graph.importers.facts import SEPARATOR, Facts
from guanxi_graph.importers.foreign_table import ForeignTable, How, unreadable
from guanxi_graph.importers.linked_between import ROLE_NAMES, ROLES, claim, during, is_between, tell
from guanxi_graph.importers.linked_nodes import (
    IMAGES,
    KINDS,
    LATITUDE,
    LONGITUDE,
    PARTS,
    PLACED,
    Nodes,
    identifiers,
    local,
)
from guanxi_graph.importers.linked_terms import Value, read_triples
from guanxi_graph.meaning import NAMES
from guanxi_graph.text import LANGUAGE_TAG, canonical_language

_ALIASES = ("skos:altLabel", "schema:alternateName", "foaf:nick")
_DESCRIBED = ("schema:description", "dct:description", "dc:description", "skos:definition", "rdfs:comment")
_SAME = ("owl:sameAs", "schema:sameAs", "skos:exactMatch")
# What is no fact for a map: how to reach people, pages, and what the file says of itself.
_LEFT = frozenset(
    {
        *("foaf:mbox", "foaf:mbox_sha1sum", "foaf:phone", "schema:email", "schema:telephone", "schema:address"),
        *("vcard:hasEmail", "vcard:hasTelephone", "vcard:hasAddress"),
        *("foaf:workplaceHomepage", "foaf:weblog", "foaf:isPrimaryTopicOf", "schema:contactPoint"),
        *("schema:url", "foaf:page", "foaf:homepage", "rdfs:seeAlso", "rdfs:isDefinedBy", "schema:mainEntityOfPage"),
        *("skos:inScheme", "dct:modified", "dct:created", "void:inDataset", "rdf:reifies"),
    }
)
# What describes words, the file or a statement, and not things.
_OF_WORDS = frozenset(
    {
        *("owl:Ontology", "owl:Class", "rdfs:Class", "rdf:Property", "owl:ObjectProperty", "owl:DatatypeProperty"),
        *("owl:AnnotationProperty", "skos:ConceptScheme", "void:Dataset", "owl:NamedIndividual", "schema:Dataset"),
        *("foaf:PersonalProfileDocument", "wikibase:Property", "wikibase:Statement"),
        *("foaf:Image", "schema:ImageObject"),
    }
)
_NAMING = frozenset((*NAMES, *_ALIASES, *_DESCRIBED, *_SAME))
_KNOWN = _NAMING.union(KINDS, PLACED, IMAGES, LATITUDE, LONGITUDE, chain.from_iterable(PARTS))
_OWN = "gx:"


def read_linked_data(path: Path, _: How) -> list[ForeignTable]:
    """Raises MapError with the place, and OSError."""
    triples = read_triples(path)
    if any(name.startswith(_OWN) for said in triples.values() for name, _ in said):
        hint = (
            f"build it as it is with `guanxi build {path.name} -o DIR`, or ask it with `guanxi query -m {path.name} …`"
        )
        raise unreadable(str(path), "this is a map that guanxi-graph wrote", hint)
    facts = Facts(path.name, "Concept")
    _Reader(Nodes(triples), facts).read()
    return facts.tables


class _Reader:
    def __init__(self, nodes: Nodes, facts: Facts) -> None:
        self.nodes, self.facts = nodes, facts
        self.roles = {value.text for said in nodes.triples.values() for name, value in said if name in ROLE_NAMES}
        self.words = {key for key in nodes.triples if self._is_of_words(key)}

    def _is_of_words(self, key: str) -> bool:
        """What is only named, and is what others are, is a class too."""
        if self.nodes.is_a(key, _OF_WORDS):
            return True
        return key in self.nodes.kinds and all(name in _NAMING for name, _ in self.nodes.triples[key])

    def read(self) -> None:
        for number, key in enumerate(self.nodes.triples, 1):
            if key in self.words:
                self.facts.left["a term or the file itself, and no thing: left out"] += 1
            elif tell(self.nodes, self.facts, key, number) or key in self.roles:
                continue
            elif not self.nodes.is_part(key):
                self._thing(key, number)
            elif key not in self.nodes.leading:
                self.facts.left["something without a name or an address: left out"] += 1

    def _thing(self, key: str, number: int) -> None:
        label, others = _by_language("label", self.nodes.names(key))
        described, more = _by_language("description", self.nodes.texts(key, _DESCRIBED))
        if more:
            self.facts.left["a second description: left out"] += len(more)
        if (kinds := len(set(self.nodes.classes(key)))) > 1:
            self.facts.left["further kind of a thing: left out"] += kinds - 1
        same = [value.text for value in self.nodes.values(key, _SAME)]
        if unknown := sum(not identifiers([address]) for address in same):
            self.facts.left["the same elsewhere, at an address of no known scheme: left out"] += unknown
        if (pictures := len(self.nodes.values(key, IMAGES)) - 1) > 0:
            self.facts.left["further pictures of a thing: left out"] += pictures
        aliases = (*others, *(each.text for each in self.nodes.texts(key, _ALIASES)))
        self.facts.thing(
            key,
            number,
            cls=self.nodes.kind(key),
            aliases=SEPARATOR.join(dict.fromkeys(aliases)),
            **(label or {"label": local(key)}),
            **described,
            **identifiers([*same, key]),
            **self.nodes.coordinates(key),
            **self.nodes.image(key),
        )
        for name, value in self.nodes.triples[key]:
            self._fact(key, name, value, number)

    def _fact(self, key: str, name: str, value: Value, number: int) -> None:
        target = value.text if value.is_thing else ""
        if name in _KNOWN or not value.text or (target and self._is_told(target)):
            return
        if name in _LEFT or target in self.words:
            self.facts.left[f"{name}: left out"] += 1
        elif target and self.nodes.is_a(target, ROLES):
            self._role(key, name, target, number)
        elif not target or not self.nodes.is_part(target):
            claim(self.facts, self.nodes, key, name, value, number, Source=value.graph)
        elif not self.nodes.coordinates(target):
            self.facts.left[f"{name} of something without a name: left out"] += 1

    def _is_told(self, target: str) -> bool:
        """A membership or an event tells for itself."""
        return is_between(self.nodes, target) and not self.nodes.is_a(target, ROLES)

    def _role(self, key: str, name: str, role: str, number: int) -> None:
        for value in self.nodes.values(role, (name,)):
            claim(self.facts, self.nodes, key, name, value, number, **during(self.nodes, role))


def _by_language(stem: str, texts: list[Value]) -> tuple[dict[str, str], list[str]]:
    """A text a language by its heading, and all others."""
    found: dict[str, str] = {}
    others = []
    for each in texts:
        is_tag = LANGUAGE_TAG.fullmatch(each.language)
        heading = f"{stem}.{canonical_language(each.language)}" if is_tag else stem
        text = " ".join(each.text.split())
        if found.setdefault(heading, text) != text:
            others.append(text)
    return found, others
