"""RDF and JSON-LD as things and claims: names, identifiers and places by well-known terms, all else by its own.

A term that a mapping of the vocabulary names is that relation, from either end. A membership or a role between two
things (``org:Membership``, ``schema:Role``) is one claim with its dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from guanxi_graph.importers.facts import SEPARATOR, Facts
from guanxi_graph.importers.foreign_table import ForeignTable, How, unreadable
from guanxi_graph.importers.linked_terms import Triples, Value, read_triples, shortened
from guanxi_graph.iris import same_as_readings
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.text import LANGUAGE_TAG, canonical_language

_NAMES = ("skos:prefLabel", "foaf:name", "schema:name", "rdfs:label", "vcard:fn", "dct:title", "dc:title")
_PARTS = (("foaf:givenName", "foaf:familyName"), ("schema:givenName", "schema:familyName"))
_ALIASES = ("skos:altLabel", "schema:alternateName", "foaf:nick")
_DESCRIBED = ("schema:description", "dct:description", "dc:description", "skos:definition", "rdfs:comment")
_SAME = ("owl:sameAs", "schema:sameAs", "skos:exactMatch")
_LATITUDE, _LONGITUDE = ("schema:latitude", "wgs:lat"), ("schema:longitude", "wgs:long")
# What is no fact for a map: how to reach people, pictures, pages, and what the file says of itself.
_LEFT = frozenset(
    {
        *("foaf:mbox", "foaf:mbox_sha1sum", "foaf:phone", "schema:email", "schema:telephone", "schema:address"),
        *("vcard:hasEmail", "vcard:hasTelephone", "vcard:hasAddress", "schema:image", "foaf:depiction", "foaf:img"),
        *("schema:url", "foaf:page", "foaf:homepage", "rdfs:seeAlso", "rdfs:isDefinedBy", "schema:mainEntityOfPage"),
        *("skos:inScheme", "dct:modified", "dct:created", "void:inDataset"),
    }
)
# What describes words and not things.
_OF_WORDS = frozenset(
    {
        *("owl:Ontology", "owl:Class", "rdfs:Class", "rdf:Property", "owl:ObjectProperty", "owl:DatatypeProperty"),
        *("owl:AnnotationProperty", "skos:ConceptScheme", "void:Dataset", "owl:NamedIndividual"),
    }
)
_STARTS = ("schema:startDate", "dbo:startDate", "time:hasBeginning")
_ENDS = ("schema:endDate", "dbo:endDate", "time:hasEnd")
_ROLES = ("schema:roleName", "schema:namedPosition", "org:role")
_BETWEEN = frozenset({"org:Membership", "schema:Role", "schema:OrganizationRole", "schema:EmployeeRole"})
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
    reader = _Reader(triples, facts)
    reader.read()
    return facts.tables


class _Reader:
    def __init__(self, triples: Triples, facts: Facts) -> None:
        self.triples, self.facts = triples, facts
        self.roles = {value.text for said in triples.values() for name, value in said if name in _ROLES}
        self.classes = {
            key: [value.text for name, value in said if name == "rdf:type"] for key, said in triples.items()
        }

    def read(self) -> None:
        for number, key in enumerate(self.triples, 1):
            if self._is_between(key):
                self._membership(key, number)
            elif not _OF_WORDS.isdisjoint(map(shortened, self.classes[key])):
                self.facts.left["a term or a data set and no thing: left out"] += 1
            elif not (self._is_part(key) or key in self.roles):
                self._thing(key, number)

    def _thing(self, key: str, number: int) -> None:
        names = self._texts(key, _NAMES) or self._given(key)
        label, aliases = _by_language(names, self._texts(key, _ALIASES))
        described = self._texts(key, _DESCRIBED)
        same = (*self._values(key, _SAME), Value(key, is_thing=True))
        self.facts.thing(
            key,
            number,
            cls=next((_word(shortened(cls)) for cls in self.classes[key]), ""),
            aliases=SEPARATOR.join(aliases),
            description=described[0].text if described else "",
            **(label or {"label": _local(key)}),
            **_identifiers(each.text for each in same),
            **self._coordinates(key),
        )
        for name, value in self.triples[key]:
            self._fact(key, name, value, number)

    def _fact(self, key: str, name: str, value: Value, number: int) -> None:
        if name in _KNOWN or not value.text:
            return
        if name in _LEFT:
            self.facts.left[f"{name}: left out"] += 1
        elif not value.is_thing:
            self.facts.claim(key, _word(name), number, value=_plain(value), Source=value.graph)
        elif self._is_between(value.text):
            self._role(key, name, value.text, number)
        elif not self._is_part(value.text):
            self.facts.claim(key, _word(name), number, object=value.text, Source=value.graph)
        elif not self._coordinates(value.text):
            self.facts.left[f"{name} of something without a name: left out"] += 1

    def _role(self, key: str, name: str, role: str, number: int) -> None:
        """``schema:Role``: the same property leads on from it to whom is meant."""
        for further, value in self.triples[role]:
            if further == name and value.is_thing:
                self.facts.claim(key, _word(name), number, object=value.text, Source=value.graph, **self._during(role))

    def _membership(self, key: str, number: int) -> None:
        """``org:Membership``; a role is told where it is led to."""
        for member in self._values(key, ("org:member",)):
            for organization in self._values(key, ("org:organization",)):
                said = self._during(key)
                self.facts.claim(member.text, "org:memberOf", number, object=organization.text, **said)

    def _during(self, key: str) -> dict[str, str]:
        """Since when, until when and as what: said of the role, or of the time that it names."""
        keys = (key, *(each.text for each in self._values(key, ("org:memberDuring",)) if each.is_thing))
        told = {
            heading: text
            for heading, names in (("Start", _STARTS), ("End", _ENDS), ("qualifiers.role", _ROLES))
            for each in keys
            for text in self._told(each, names)
        }
        return {name: text for name, text in told.items() if text}

    def _told(self, key: str, names: tuple[str, ...]) -> Iterator[str]:
        for value in self._values(key, names):
            inner = self._texts(value.text, (*_NAMES, "time:inXSDDate", "time:inXSDDateTime", "time:inXSDgYear"))
            yield inner[0].text if value.is_thing and inner else "" if value.is_thing else _plain(value)

    def _is_between(self, key: str) -> bool:
        return not _BETWEEN.isdisjoint(map(shortened, self.classes.get(key, ())))

    def _is_part(self, key: str) -> bool:
        """A node without a name of any kind is only a part of what leads to it."""
        return key.startswith("_:") and not (self._texts(key, _NAMES) or self._given(key))

    def _values(self, key: str, names: Iterable[str]) -> list[Value]:
        return [value for name in names for had, value in self.triples.get(key, ()) if had == name]

    def _texts(self, key: str, names: Iterable[str]) -> list[Value]:
        return [value for value in self._values(key, names) if not value.is_thing and value.text.strip()]

    def _given(self, key: str) -> list[Value]:
        for names in _PARTS:
            found = [self._texts(key, (name,)) for name in names]
            if all(found):
                return [Value(" ".join(each[0].text for each in found))]
        return []

    def _coordinates(self, key: str) -> dict[str, str]:
        places = (key, *(each.text for each in self._values(key, ("schema:geo",))))
        for place in places:
            latitude, longitude = self._texts(place, _LATITUDE), self._texts(place, _LONGITUDE)
            if latitude and longitude:
                return {"Latitude": latitude[0].text, "Longitude": longitude[0].text}
        return {}


_KNOWN = frozenset(
    {
        "rdf:type",
        "schema:geo",
        *_NAMES,
        *_ALIASES,
        *_DESCRIBED,
        *_SAME,
        *_LATITUDE,
        *_LONGITUDE,
        *chain.from_iterable(_PARTS),
    }
)


def _by_language(names: list[Value], others: list[Value]) -> tuple[dict[str, str], list[str]]:
    """A name a language by its heading, and all other names."""
    labels: dict[str, str] = {}
    aliases = [each.text for each in others]
    for name in names:
        is_tag = LANGUAGE_TAG.fullmatch(name.language)
        heading = f"label.{canonical_language(name.language)}" if is_tag else "label"
        if labels.setdefault(heading, name.text) != name.text:
            aliases.append(name.text)
    return labels, list(dict.fromkeys(aliases))


def _identifiers(addresses: Iterable[str]) -> dict[str, str]:
    schemes = built_in_vocabulary().identifiers
    readings = (reading for address in addresses for reading in same_as_readings(address, schemes))
    return {f"same_as.{scheme}": text for scheme, _, text in (reading.partition(":") for reading in readings)}


def _plain(value: Value) -> str:
    """A literal as people write it: of a point in time its day."""
    text = " ".join(value.text.split())
    return (
        text.partition("T")[0] if value.kind == "xsd:dateTime" else text.rstrip("Z") if "Date" in value.kind else text
    )


def _word(name: str) -> str:
    """A well-known term as it is, to be looked up among the mappings; of any other address its last part."""
    return name if not name.startswith(("http:", "https:", "file:", "urn:")) else _local(name)


def _local(name: str) -> str:
    """The last part of an address or a short name: what may be its name in words."""
    return unquote(re.split(r"[#/:]", name.rstrip("#/"))[-1]).replace("_", " ") or name
