#!/usr/bin/env python3
"""Writing Turtle: ours against pyoxigraph.serialize and rdflib, on the same triples, in one run.

usage: scripts/benchmark_turtle.py [--claims N]        (default 100000; rdflib gets a tenth, scaled up)

CPU seconds of this process, from the graph in memory to the bytes. The peers make their own terms
and serialize them, as a program does that uses them.
"""

from __future__ import annotations

import argparse
import gc
import io
import random
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pyoxigraph as ox
import rdflib

from guanxi_graph.dates import parse_date
from guanxi_graph.formats import to_turtle
from guanxi_graph.formats.terms import prefixes_of
from guanxi_graph.formats.triples import full
from guanxi_graph.iris import Iris
from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Source
from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.reading.rows import parse_citation
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.references.formatted import reference

BASE = "https://example.org/synthetic/"
RELATIONS = ("knows", "friendOf", "classmateOf", "colleagueOf", "patronOf")
USED = (
    *("rdf:type", "rdf:Statement", "rdf:subject", "rdf:predicate", "rdf:object", "edtf:EDTF", "xsd:date"),
    *("schema:Dataset", "schema:CreativeWork", "schema:name", "schema:startDate", "void:Dataset"),
    "dct:bibliographicCitation",
    *("oa:SpecificResource", "oa:hasSource", "prov:wasDerivedFrom", "skos:note", "skos:prefLabel"),
    *("gx:Claim", "gx:start", "gx:role", "gx:confidence", "gx:reported", "gx:languages", "gx:kind", "gx:locator"),
    *("wikibase:rank", "wikibase:NormalRank"),
)
Triples = Iterator[tuple[Any, Any, Any]]
DATES = [f"{year}-{month:02d}" for year in range(1980, 2012) for month in range(1, 13)]


def synthetic_map(claims: int, seed: int = 1) -> Map:
    """People with ties between them: each claim with two dates, a role, a note and a citation."""
    chance = random.Random(seed)  # noqa: S311
    people = max(10, claims // 5)
    names = [f"person-{number}" for number in range(people)]
    sources = [f"source-{number}" for number in range(200)]
    return Map.of(
        MapInfo(base=BASE),
        built_in_vocabulary(),
        entities=(Entity(id=name, cls="Person", labels={"en": name, "zh-Hans": "关系人"}) for name in names),
        sources=(Source(id=name, title=name.title()) for name in sources),
        claims=_ties(chance, names, sources, claims),
    )


def _ties(chance: random.Random, names: list[str], sources: list[str], claims: int) -> Iterator[Claim]:
    """Different ties in the order of their subjects, as registers are exported."""
    made: set[tuple[str, str, str, str]] = set()
    while len(made) < claims:
        subject, other = chance.sample(names, 2)
        made.add((subject, chance.choice(RELATIONS), other, chance.choice(DATES)))
    for subject, relation, other, date in sorted(made):
        yield Claim(
            id=f"{subject}.{relation}.{other}.{date}",
            subject=subject,
            relation=relation,
            object=other,
            start=parse_date(date),
            qualifiers={"role": ("engineer",)},
            citations=(parse_citation(f"{chance.choice(sources)} p. {chance.randrange(50)}"),),
            note="Met at work.",
        )


def cpu_seconds(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()  # as timeit does: what else is in memory is not the writer's doing
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def best_of(times: int, **works: Callable[[], object]) -> dict[str, float]:
    """The least CPU seconds of each, one after the other and round again: a slow minute is everybody's."""
    rounds = [{name: cpu_seconds(work) for name, work in works.items()} for _ in range(times)]
    return {name: min(each[name] for each in rounds) for name in works}


def triples(gmap: Map, iri: Callable[[str], Any], literal: Callable[..., Any]) -> Triples:
    """The triples of a synthetic graph, as a program writes them that makes a library's terms."""
    iris, known = Iris(BASE), cache(iri)
    std = {name: known(full(name)) for name in USED}
    yield from dataset(iri(BASE), std, iri, literal)
    for entity in gmap.entities.values():
        subject = known(iris.entity(entity.id))
        yield subject, std["rdf:type"], known(NAMESPACE + entity.cls)
        for tag, label in entity.labels.items():
            yield subject, std["skos:prefLabel"], literal(label, language=tag)
    for source in gmap.sources.values():
        subject = known(iris.source(source.id))
        yield subject, std["rdf:type"], std["schema:CreativeWork"]
        yield subject, std["schema:name"], literal(source.title)
        yield subject, std["gx:kind"], literal(source.kind)
        yield subject, std["dct:bibliographicCitation"], literal(reference(source))
    cited: set[Citation] = set()
    mutual = {name for name, relation in gmap.vocabulary.relations.items() if relation.symmetric}
    for claim in gmap.claims.values():
        if claim.relation in mutual:
            yield known(iris.entity(claim.object)), known(NAMESPACE + claim.relation), known(iris.entity(claim.subject))
        yield from statement(claim, iris, std, known, literal)
        cited.update(claim.citations)
    for citation in cited:
        subject = known(iris.citation(citation))
        yield subject, std["rdf:type"], std["oa:SpecificResource"]
        yield subject, std["oa:hasSource"], known(iris.source(citation.source))
        yield subject, std["gx:locator"], literal(citation.locator)


def dataset(subject: Any, std: dict[str, Any], iri: Callable[[str], Any], literal: Callable[..., Any]) -> Triples:
    yield subject, std["rdf:type"], std["schema:Dataset"]
    yield subject, std["rdf:type"], std["void:Dataset"]
    languages = literal('["en", "zh-Hans"]', datatype=iri(full("rdf:JSON")))
    yield subject, std["gx:languages"], languages


def statement(claim: Claim, iris: Iris, std: dict[str, Any], known: Callable[[str], Any], literal: Any) -> Triples:
    """One tie of a synthetic graph: the plain fact and its evidence."""
    subject, relation = known(iris.entity(claim.subject)), known(NAMESPACE + claim.relation)
    other, node = known(iris.entity(claim.object)), known(iris.claim(claim.id))
    yield subject, relation, other
    yield node, std["rdf:type"], std["gx:Claim"]
    yield node, std["rdf:type"], std["rdf:Statement"]
    yield node, std["rdf:subject"], subject
    yield node, std["rdf:predicate"], relation
    yield node, std["rdf:object"], other
    if claim.start:
        yield node, std["gx:start"], literal(claim.start.text, datatype=std["edtf:EDTF"])
        yield node, std["schema:startDate"], literal(str(claim.start.earliest), datatype=std["xsd:date"])
    yield node, std["gx:role"], literal(*claim.qualifiers["role"])
    yield node, std["wikibase:rank"], std["wikibase:NormalRank"]
    yield node, std["gx:confidence"], std["gx:reported"]
    for citation in claim.citations:
        yield node, std["prov:wasDerivedFrom"], known(iris.citation(citation))
    yield node, std["skos:note"], literal(claim.note)


def by_oxigraph(gmap: Map) -> bytes:
    stream = io.BytesIO()
    made = (ox.Triple(*triple) for triple in triples(gmap, ox.NamedNode, ox.Literal))
    ox.serialize(made, stream, ox.RdfFormat.TURTLE, prefixes=prefixes_of(Iris(BASE)))
    return stream.getvalue()


def by_rdflib(gmap: Map) -> bytes:
    def literal(text: str, language: str | None = None, datatype: str | None = None) -> rdflib.Literal:
        return rdflib.Literal(text, lang=language, datatype=datatype)

    made = rdflib.Graph()
    for triple in triples(gmap, rdflib.URIRef, literal):
        made.add(triple)
    return made.serialize(format="turtle", encoding="utf-8")


def read(turtle: bytes) -> set[str]:
    return {str(triple) for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}


def agree() -> bool:
    """Whether all write the same triples of a small map: what is compared must be the same work."""
    sample = synthetic_map(500)
    return read(to_turtle(sample)) == read(by_oxigraph(sample)) == read(by_rdflib(sample))


def main() -> None:
    parser = argparse.ArgumentParser(description="Writing Turtle: ours against pyoxigraph and rdflib.")
    parser.add_argument("--claims", type=int, default=100_000)
    claims = parser.parse_args().claims
    if not agree():
        raise SystemExit("the writers do not write the same triples")
    gmap, tenth = synthetic_map(claims), synthetic_map(claims // 10)
    best = best_of(5, ours=lambda: to_turtle(gmap), oxigraph=lambda: by_oxigraph(gmap))
    ours, oxigraph = best["ours"], best["oxigraph"]
    theirs = 10 * cpu_seconds(lambda: by_rdflib(tenth))
    size = len(to_turtle(gmap)) / 1e6
    print(f"Turtle from a graph of {claims:,} claims ({size:.0f} MB, the same triples by each), CPU seconds")
    print(f"  {'guanxi-graph':22} {ours:8.2f}")
    print(f"  {'pyoxigraph.serialize':22} {oxigraph:8.2f}   {oxigraph / ours:6.1f}×")
    print(f"  {'rdflib':22} {theirs:8.2f}   {theirs / ours:6.1f}×   (a tenth, times ten)")


if __name__ == "__main__":
    main()
