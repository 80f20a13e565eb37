"""What is left of writing Turtle when all but the format is left out, as a measure for the writer."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache

from guanxi_graph.iris import citation_name
from guanxi_graph.map import Map


def copied(blocks: Iterable[str]) -> bytes:
    """Texts that stand ready, written: the encoding and the memory, no formatting."""
    stream = io.BytesIO()
    for block in blocks:
        stream.write(block.encode())
    return stream.getvalue()


def formatted(gmap: Map, head: str) -> bytes:
    """The same bytes by f-strings in loops, without checks, escapes or rank.

    It takes for granted what the map of benchmark_turtle.py has: plain ids, a start, one role, a note, all of one rank.
    """
    stream, cited, day = io.StringIO(), cache(citation_name), cache(str)
    write = stream.write
    mutual = {name for name, relation in gmap.vocabulary.relations.items() if relation.symmetric}
    write(head)
    for entity in gmap.entities.values():
        names = ", ".join([f'"{text}"@{tag}' for tag, text in entity.labels.items()])
        write(f"ent:{entity.id} a gx:{entity.cls} ;\n    skos:prefLabel {names} .\n\n")
    for source in gmap.sources.values():
        write(f"source:{source.id} a schema:CreativeWork ;\n")
        write(f'    schema:name "{source.title}" ;\n    gx:kind "{source.kind}" ;\n')
        write(f'    dct:bibliographicCitation "{source.title}." .\n\n')
    for place in sorted({place for claim in gmap.claims.values() for place in claim.citations}):
        write(f"cite:{cited(place)} a oa:SpecificResource ;\n")
        write(f'    oa:hasSource source:{place.source} ;\n    gx:locator "{place.locator}" .\n\n')
    said: set[tuple[str, str, str]] = set()
    for claim in gmap.claims.values():
        one, relation, other, start = claim.subject, claim.relation, claim.object, claim.start
        if start is None:
            raise ValueError(f"{claim.id} has no start")
        if (one, relation, other) not in said:
            said.add((one, relation, other))
            write(f"ent:{one} gx:{relation} ent:{other} .\n")
            if relation in mutual:
                said.add((other, relation, one))
                write(f"ent:{other} gx:{relation} ent:{one} .\n")
        places = ", ".join([f"cite:{cited(place)}" for place in claim.citations])
        write(
            f"claim:{claim.id} a gx:Claim, rdf:Statement ;\n"
            f"    rdf:subject ent:{one} ; rdf:predicate gx:{relation} ; rdf:object ent:{other} ;\n"
            f'    gx:start "{start.text}"^^edtf:EDTF ; schema:startDate "{day(start.earliest)}"^^xsd:date ;\n'
            f'    gx:role "{claim.qualifiers["role"][0]}" ;\n'
            f"    wikibase:rank wikibase:NormalRank ; gx:confidence gx:{claim.confidence} ;\n"
            f'    prov:wasDerivedFrom {places} ;\n    skos:note "{claim.note}" .\n\n'
        )
    return stream.getvalue().encode()
