"""The nodes of linked data: what each is called, of what kind it is, where it lies, what leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from urllib.parse import unquote

from guanxi_graph.importers.facts import SEPARATOR
from guanxi_graph.importers.linked_terms import Triples, Value, shortened
from guanxi_graph.iris import same_as_readings
from guanxi_graph.meaning import NAMES
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

PARTS = (("foaf:givenName", "foaf:familyName"), ("schema:givenName", "schema:familyName"))
KINDS = ("rdf:type", "wdt:P31")
LATITUDE, LONGITUDE = ("schema:latitude", "wgs:lat"), ("schema:longitude", "wgs:long")
PLACED = ("schema:geo",)
IMAGES = ("schema:image", "foaf:depiction", "foaf:img", "wdt:P18", "schema:logo", "wdt:P154")
_CONTENT, _LICENCE = ("schema:contentUrl",), ("schema:license", "dct:license")


class Nodes:
    """Triples by their subject, with what is asked of them more than once."""

    def __init__(self, triples: Triples) -> None:
        self.triples = triples
        self.leading: dict[str, list[str]] = {}  # the nodes that lead to each
        self.kinds: set[str] = set()  # what others are said to be
        self._classes: dict[str, list[str]] = {}
        self._by_name: dict[str, dict[str, list[Value]]] = {}
        for key, said in triples.items():
            by_name = self._by_name[key] = {}
            for name, value in said:
                by_name.setdefault(name, []).append(value)
                if value.is_thing:
                    self.leading.setdefault(value.text, []).append(key)
                    if name in KINDS:
                        self.kinds.add(value.text)
                        self._classes.setdefault(key, []).append(shortened(value.text))

    def values(self, key: str, names: Iterable[str]) -> list[Value]:
        by_name = self._by_name.get(key, {})
        return [value for name in names for value in by_name.get(name, ())]

    def texts(self, key: str, names: Iterable[str]) -> list[Value]:
        return [value for value in self.values(key, names) if not value.is_thing and value.text.strip()]

    def things(self, key: str, names: Iterable[str]) -> list[str]:
        return [value.text for value in self.values(key, names) if value.is_thing]

    def classes(self, key: str) -> list[str]:
        """What it is said to be, in short names."""
        return self._classes.get(key, [])

    def is_a(self, key: str, kinds: Iterable[str]) -> bool:
        return not set(kinds).isdisjoint(self.classes(key))

    def kind(self, key: str) -> str:
        """A word for what it is: the term that a class is mapped to, else what the file calls its class."""
        found = self.things(key, KINDS)
        known = next((cls for cls in map(shortened, found) if cls in _mapped_classes()), "")
        if known or not found:
            return known
        names = self.texts(found[0], NAMES)
        return names[0].text if names else word(shortened(found[0]))

    def names(self, key: str) -> list[Value]:
        return self.texts(key, NAMES) or self._given(key)

    def _given(self, key: str) -> list[Value]:
        for names in PARTS:
            found = [self.texts(key, (name,)) for name in names]
            if all(found):
                return [Value(" ".join(each[0].text for each in found))]
        return []

    def is_part(self, key: str) -> bool:
        """A node without a name of any kind is only a part of what leads to it."""
        return key.startswith("_:") and not self.names(key)

    def coordinates(self, key: str) -> dict[str, str]:
        for place in (key, *self.things(key, PLACED)):
            latitude, longitude = self.texts(place, LATITUDE), self.texts(place, LONGITUDE)
            if latitude and longitude:
                return {"Latitude": latitude[0].text, "Longitude": longitude[0].text}
        return {}

    def image(self, key: str) -> dict[str, str]:
        """The first picture: where it is, and what is told of it."""
        for value in self.values(key, IMAGES)[:1]:
            place = next((each.text for each in self.values(value.text, _CONTENT)), value.text)
            licence = next((each.text for each in self.values(value.text, _LICENCE)), "")
            credit = next(self.told(value.text, ("schema:creditText", "schema:creator", "dct:creator")), "")
            return {"image": place, "image.licence": licence, "image.credit": credit}
        return {}

    def told(self, key: str, names: Iterable[str]) -> Iterator[str]:
        """The texts of these properties; of a thing what it is called, or the time that it is."""
        for value in self.values(key, names):
            inner = self.texts(value.text, (*NAMES, *_TIMES)) if value.is_thing else [value]
            yield from (plain(each) for each in inner[:1])


_TIMES = ("time:inXSDDate", "time:inXSDDateTime", "time:inXSDDateTimeStamp", "time:inXSDgYearMonth", "time:inXSDgYear")


@cache
def _mapped_classes() -> frozenset[str]:
    return frozenset(term for cls in built_in_vocabulary().classes.values() for term in cls.mappings)


@cache
def leads_to_things(term: str) -> bool:
    """Whether a mapped relation has things for objects: a text in their place is the name of one."""
    found = [each for each in built_in_vocabulary().relations.values() if {term, f"^{term}"} & set(each.mappings)]
    return bool(found) and not any(each.value for each in found)


def identifiers(addresses: Iterable[str]) -> dict[str, str]:
    """Those of known schemes among addresses, by their headings."""
    found: dict[str, list[str]] = {}
    for scheme, _, text in (reading.partition(":") for address in addresses for reading in _readings(address)):
        found.setdefault(f"same_as.{scheme}", []).append(text)
    return {heading: SEPARATOR.join(dict.fromkeys(texts)) for heading, texts in found.items()}


@lru_cache(maxsize=65536)
def _readings(address: str) -> list[str]:
    schemes = built_in_vocabulary().identifiers
    known = (iri for iri in _spellings(address) if iri.startswith(_beginnings()))
    return [reading for iri in known for reading in same_as_readings(iri, schemes)]


@cache
def _beginnings() -> tuple[str, ...]:
    """How the addresses of known schemes begin: few others need a closer look."""
    return tuple(scheme.iri.partition("{}")[0] for scheme in built_in_vocabulary().identifiers.values())


def _spellings(address: str) -> tuple[str, ...]:
    """With either protocol; a page of Wikidata is its item."""
    protocol, mark, rest = address.partition("://")
    rest = rest.replace("wikidata.org/wiki/", "wikidata.org/entity/")
    return (f"http://{rest}", f"https://{rest}") if mark and protocol in {"http", "https"} else (address,)


def plain(value: Value) -> str:
    """A literal as people write it: of a point in time its day."""
    text = " ".join(value.text.split())
    if value.kind in {"xsd:dateTime", "xsd:dateTimeStamp"}:
        return text.partition("T")[0]
    return text.rstrip("Z") if value.kind.startswith(("xsd:date", "xsd:gYear")) else text


@lru_cache(maxsize=4096)
def word(name: str) -> str:
    """A well-known term as it is, to be looked up among the mappings; of any other address its last part."""
    return name if not name.startswith(("http:", "https:", "file:", "urn:")) else local(name)


def local(name: str) -> str:
    """The last part of an address or a short name: what may be its name in words."""
    return unquote(re.split(r"[#/:]", name.rstrip("#/"))[-1]).replace("_", " ") or name
