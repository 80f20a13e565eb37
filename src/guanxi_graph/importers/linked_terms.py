"""RDF in any of its forms as triples by their subject, with short names for well-known terms. Nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pyoxigraph as ox

from guanxi_graph.importers.foreign_table import unreadable
from guanxi_graph.prefixes import STANDARD_PREFIXES
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

FORMATS: Mapping[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
# Some that are not the vocabulary's, and the older spelling of Schema.org's address.
_MORE = {
    "bio": "http://purl.org/vocab/bio/0.1/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dbo": "http://dbpedia.org/ontology/",
    "time": "http://www.w3.org/2006/time#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "wd": "http://www.wikidata.org/entity/",
    "wds": "http://www.wikidata.org/entity/statement/",
}
_SCHEMA_ORG = ("http://schema.org/", "https://schema.org/")


class Value(msgspec.Struct, frozen=True):
    """An object: a thing by its key, or a text with its language and the kind of its literal."""

    text: str
    is_thing: bool = False
    language: str = ""
    kind: str = ""
    graph: str = ""


_Node = ox.NamedNode | ox.BlankNode
Triples = dict[str, list[tuple[str, Value]]]


def read_triples(path: Path) -> Triples:
    """What a file says of each subject, in its order. Raises MapError with the place, and OSError."""
    suffix = path.suffix.casefold()
    form = FORMATS.get(suffix, ox.RdfFormat.RDF_XML if suffix == ".xml" else ox.RdfFormat.JSON_LD)
    data = path.read_bytes()
    if form is ox.RdfFormat.JSON_LD:
        data = _without_contexts_from_elsewhere(path, data)
    names = _Names()
    found: Triples = {}
    try:
        for quad in ox.parse(data, format=form, base_iri=f"file:///{quote(path.name)}"):
            if isinstance(quad.subject, _Node):
                graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
                value = names.value(quad.object, graph)
                found.setdefault(names.key(quad.subject), []).append((shortened(quad.predicate.value), value))
    except (SyntaxError, ValueError) as error:
        line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
        raise unreadable(str(path), f"this is not {form.name}: {error}", "export it anew", line, column) from error
    return found


class _Names:
    """Keys of things. Nodes without a name are numbered as they come: what parsers call them is another each time."""

    def __init__(self) -> None:
        self.blank: dict[str, str] = {}

    def key(self, node: _Node) -> str:
        if isinstance(node, ox.NamedNode):
            return node.value
        return self.blank.setdefault(node.value, f"_:{len(self.blank) + 1}")

    def value(self, node: Any, graph: str) -> Value:
        if isinstance(node, ox.Literal):
            return Value(node.value, language=node.language or "", kind=shortened(node.datatype.value), graph=graph)
        return Value(self.key(node) if isinstance(node, _Node) else str(node), True, graph=graph)


@lru_cache(maxsize=4096)
def shortened(iri: str) -> str:
    """``schema:founder`` for a term of a well-known vocabulary; other addresses stay."""
    if iri.startswith(_SCHEMA_ORG[0]):
        iri = _SCHEMA_ORG[1] + iri.removeprefix(_SCHEMA_ORG[0])
    for prefix, namespace in _prefixes():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


@cache
def _prefixes() -> list[tuple[str, str]]:
    """The longest first: one may begin another."""
    all_known = {**_MORE, **STANDARD_PREFIXES, **built_in_vocabulary().prefixes}
    return sorted(all_known.items(), key=lambda each: -len(each[1]))


def is_json_ld(found: Any) -> bool:
    """Whether JSON has the marks of JSON-LD; without a context each name is an address."""
    first = found[0] if isinstance(found, list) and found else found
    if not isinstance(first, Mapping):
        return False
    if "@context" in first or "@graph" in first:
        return True
    return not {"@id", "@type"}.isdisjoint(first) and all(name.startswith("@") or "://" in name for name in first)


def _without_contexts_from_elsewhere(path: Path, data: bytes) -> bytes:
    """JSON-LD with Schema.org's context as its plain namespace. Raises MapError for any other from elsewhere."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise unreadable(str(path), f"this is not JSON: {error}", "export it anew") from error
    return json.dumps(_plain(document, path)).encode()


def _plain(node: Any, path: Path) -> Any:
    if isinstance(node, list):
        return [_plain(each, path) for each in node]
    if not isinstance(node, Mapping):
        return node
    return {name: _context(each, path) if name == "@context" else _plain(each, path) for name, each in node.items()}


def _context(context: Any, path: Path) -> Any:
    if isinstance(context, list):
        return [_context(each, path) for each in context]
    if not isinstance(context, str):
        return context
    if f"{context.rstrip('/')}/" in _SCHEMA_ORG:
        return {"@vocab": _SCHEMA_ORG[1]}
    hint = "put what the address holds in its place, or export the file as Turtle"
    raise unreadable(str(path), f"the context {context} is not in the file, and nothing is fetched", hint)
