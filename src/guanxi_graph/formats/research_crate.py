"""The map as an RO-Crate 1.1: a folder for an archive, such as one that gives DOIs.

Its metadata file is JSON-LD of schema.org: https://www.researchobject.org/ro-crate/specification/1.1/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple, TypeAlias

from guanxi_graph.formats.csv_tables import csv_files
from guanxi_graph.formats.gexf import to_gexf
from guanxi_graph.formats.turtle import to_turtle
from guanxi_graph.iris import Iris
from guanxi_graph.licences import licence_iri, licence_of
from guanxi_graph.map import Map
from guanxi_graph.model import Source, label_of
from guanxi_graph.references.csl import to_csl
from guanxi_graph.references.formatted import reference

Node: TypeAlias = Mapping[str, Any]

_METADATA = "ro-crate-metadata.json"
_SPECIFICATION = "https://w3id.org/ro/crate/1.1"
_AUTHOR = re.compile(r"(?P<name>.+?)\s*<(?P<address>https?://[^<>\s]+)>")
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")


class _Part(NamedTuple):
    path: str
    body: bytes
    media_type: str
    name: str


def crate_files(gmap: Map) -> dict[str, bytes]:
    """The files by path; ``SHA256SUMS`` is for ``sha256sum --check``."""
    parts = list(_parts(gmap))
    nodes = [*_descriptors(gmap, parts), *map(_file, parts), *_people(gmap), *_licences(gmap), *_citations(gmap)]
    graph = {"@context": f"{_SPECIFICATION}/context", "@graph": nodes}
    files = {_METADATA: (json.dumps(graph, ensure_ascii=False, indent=2) + "\n").encode()}
    files |= {part.path: part.body for part in parts}
    sums = "".join(f"{sha256(body).hexdigest()}  {path}\n" for path, body in files.items())
    return {**files, "SHA256SUMS": sums.encode()}


def _parts(gmap: Map) -> Iterator[_Part]:
    yield _Part("map.ttl", to_turtle(gmap), "text/turtle", "The whole map as RDF")
    yield _Part("map.gexf", to_gexf(gmap), "application/gexf+xml", "Its graph with dates, for Gephi")
    sources = to_csl(gmap.sources.values()).encode()
    yield _Part("sources.json", sources, "application/vnd.citationstyles.csl+json", "Its sources, for Zotero")
    for name, body in csv_files(gmap).items():
        yield _Part(f"tables/{name}", body, "text/csv", f"Its {name.removesuffix('.csv')} as a table")


def _descriptors(gmap: Map, parts: Sequence[_Part]) -> Iterator[Node]:
    """Of the metadata file and of the whole. It was published no earlier than its newest source."""
    info = gmap.info
    yield _node(_METADATA, "CreativeWork", about=_to("./"), conformsTo=_to(_SPECIFICATION))
    title, description = (label_of(texts, *info.languages) for texts in (info.title, info.description))
    days = (source.published.earliest for source in gmap.sources.values() if source.published)
    yield _node(
        "./",
        "Dataset",
        name=title or info.base,
        description=description or title or info.base,
        datePublished=str(max(filter(None, days), default="")),
        license=_to(info.licence) if info.licence else "no licence is stated",
        author=[_author(text) for text in info.authors],
        identifier=info.base,
        inLanguage=list(info.languages),
        hasPart=[_to(part.path) for part in parts],
        citation=[_to(_of(gmap).source(name)) for name in gmap.sources],
    )


def _file(part: _Part) -> Node:
    told = {"contentSize": str(len(part.body)), "sha256": sha256(part.body).hexdigest()}
    return _node(part.path, "File", name=part.name, encodingFormat=part.media_type, **told)


def _author(text: str) -> Node | str:
    """``Li Wei <https://orcid.org/…>`` as a link to what is said of her; else the words: a name alone tells no kind."""
    match = _AUTHOR.fullmatch(text)
    return _to(match["address"]) if match else text


def _people(gmap: Map) -> Iterator[Node]:
    for match in filter(None, map(_AUTHOR.fullmatch, gmap.info.authors)):
        kind = "Organization" if "//ror.org/" in match["address"] else "Person"
        yield _node(match["address"], kind, name=match["name"])


def _licences(gmap: Map) -> Iterator[Node]:
    written = (gmap.info.licence, *(source.licence for source in gmap.sources.values()))
    for iri in dict.fromkeys(licence_iri(licence) for licence in written if licence):
        yield _node(iri, "CreativeWork", name=licence_of(iri))


def _citations(gmap: Map) -> Iterator[Node]:
    return (_cited(source, _of(gmap)) for source in gmap.sources.values())


def _cited(source: Source, iris: Iris) -> Node:
    published = str(source.published or "")
    return _node(
        iris.source(source.id),
        "CreativeWork",
        name=source.title,
        creditText=reference(source),
        genre=source.kind,
        url=source.url,
        archivedAt=source.archived_url,
        datePublished=published if _ISO.fullmatch(published) else "",
        inLanguage=source.language,
        license=_to(licence_iri(source.licence)) if source.licence else "",
        isBasedOn=_to(iris.source(source.lineage)) if source.lineage else "",
    )


def _of(gmap: Map) -> Iris:
    return Iris(gmap.info.base)


def _node(iri: str, kind: str, /, **told: object) -> Node:
    """Without what is not told; a list of one is the one, as the specification has it."""
    return {"@id": iri, "@type": kind, **{name: _single(value) for name, value in told.items() if value}}


def _single(value: object) -> object:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _to(iri: str) -> Node:
    return {"@id": iri}
