"""A graph as compact JSON-LD 1.1: one object for each thing, names with prefixes, values without ceremony.

What the short forms stand for is said once, in the context; any JSON-LD tool gives the same triples
as the Turtle has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from guanxi_graph.formats.conversion import triples_of
from guanxi_graph.formats.terms import prefixes_of
from guanxi_graph.formats.triples import full
from guanxi_graph.formats.turtle import to_turtle
from guanxi_graph.iris import Iris
from guanxi_graph.map import Map
from guanxi_graph.text import canonical_language
from guanxi_graph.vocabulary import Vocabulary

_IDS = (
    "rdf:subject rdf:predicate gx:confidence gx:premise wikibase:rank prov:wasDerivedFrom prov:hadPrimarySource "
    "owl:differentFrom dct:replaces oa:hasSource schema:license schema:sameAs schema:url schema:archivedAt "
    "schema:observationAbout schema:measuredProperty oa:hasSelector gx:verifiedIn gx:mentionedIn gx:halfMentionedIn "
    "gx:notMentionedIn gx:changedIn schema:image schema:contentUrl "
    "gx:deniedSubject gx:deniedPredicate gx:deniedObject"
)
_DAYS = "schema:startDate schema:endDate schema:datePublished schema:observationDate"
_WRITTEN_DATES = "gx:start gx:end gx:at gx:published"
_BY_LANGUAGE = "skos:prefLabel skos:altLabel schema:description"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%~-]*")
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_jsonld(gmap: Map) -> bytes:
    """The graph as compact JSON-LD, in UTF-8, sorted. Raises ValueError like ``to_turtle``."""
    context = jsonld_context(gmap.vocabulary, gmap.info.base)["@context"]
    document = {"@context": context, "@graph": Compact(context).objects(triples_of(to_turtle(gmap)))}
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def context_json(gmap: Map) -> bytes:
    """The context alone, as a file."""
    context = jsonld_context(gmap.vocabulary, gmap.info.base)
    return (json.dumps(context, ensure_ascii=False, indent=1) + "\n").encode()


def jsonld_context(vocabulary: Vocabulary, base: str) -> dict[str, Any]:
    """The context of a map: prefixes, and what the values of each term are."""
    iris = Iris(base)
    context: dict[str, Any] = dict(prefixes_of(iris))
    for relation in vocabulary.relations.values():
        if relation.value is None:
            context[("my:" if relation.local else "gx:") + relation.id] = {"@type": "@id"}
    for qualifier in vocabulary.qualifiers.values():
        if typed := "@id" if qualifier.kind.refers else qualifier.kind.datatype:
            context[("my:" if qualifier.local else "gx:") + qualifier.id] = {"@type": typed}
    context |= {name: {"@type": "@id"} for name in _IDS.split()}
    context |= {name: {"@type": "xsd:date"} for name in _DAYS.split()}
    context |= {name: {"@type": "edtf:EDTF"} for name in _WRITTEN_DATES.split()}
    context |= {name: {"@container": "@language"} for name in _BY_LANGUAGE.split()}
    return {"@context": context}


class Compact:
    """Triples in the short forms of a context."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self.context = context
        prefixes = {name: iri for name, iri in context.items() if isinstance(iri, str)}
        self.prefixes = sorted(prefixes.items(), key=lambda pair: -len(pair[1]))
        self.name = lru_cache(maxsize=65536)(self._name)

    def objects(self, triples: Iterable[ox.Triple]) -> list[dict[str, Any]]:
        """One for each subject, sorted by their names."""
        things: dict[str, dict[str, Any]] = {}
        for triple in triples:
            subject = self.name(str(getattr(triple.subject, "value", "")))
            self.add(things.setdefault(subject, {"@id": subject}), triple.predicate.value, triple.object)
        return [things[name] for name in sorted(things)]

    def _name(self, iri: str) -> str:
        """``prefix:name`` where that is plain, else the IRI."""
        for prefix, namespace in self.prefixes:
            if iri.startswith(namespace) and _PLAIN_NAME.fullmatch(iri.removeprefix(namespace)):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri

    def add(self, thing: dict[str, Any], predicate: str, value: object) -> None:
        if predicate == full("rdf:type") and isinstance(value, ox.NamedNode):
            _append(thing, "@type", self.name(value.value))
            return
        name = self.name(predicate)
        rule = self.context.get(name, {})
        if isinstance(value, ox.NamedNode):
            short = self.name(value.value)
            _append(thing, name, short if rule.get("@type") == "@id" else {"@id": short})
        elif isinstance(value, ox.Literal):
            if value.language and rule.get("@container") == "@language":
                _append(thing.setdefault(name, {}), canonical_language(value.language), value.value)
            else:
                _append(thing, name, self._literal(value, rule))

    def _literal(self, value: ox.Literal, rule: Mapping[str, str]) -> Any:
        if value.language:
            return {"@value": value.value, "@language": canonical_language(value.language)}
        datatype = value.datatype.value
        plain = full(rule["@type"]) if ":" in rule.get("@type", "") else "" if rule else _STRING
        if datatype == plain:
            return value.value
        return {"@value": value.value, "@type": self.name(datatype)}


def _append(thing: dict[str, Any], key: str, value: Any) -> None:
    """One value stands alone, several in a list."""
    if key not in thing:
        thing[key] = value
    elif isinstance(thing[key], list):
        thing[key].append(value)
    else:
        thing[key] = [thing[key], value]
