"""What the endpoint says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from collections.abc import Sequence

_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def service_description(endpoint: str, graphs: Sequence[str]) -> bytes:
    """As Turtle. The default graph is the union of the named ones."""
    formats = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in _FORMATS)
    named = ", ".join(f"<{endpoint}#graph-{number}>" for number in range(1, len(graphs) + 1))
    described = "".join(
        f"<{endpoint}#graph-{number}> a sd:NamedGraph ; sd:name <{graph}> ; sd:graph <{endpoint}#content-{number}> .\n"
        f"<{endpoint}#content-{number}> a sd:Graph .\n"
        for number, graph in enumerate(graphs, 1)
    )
    dataset = f"<{endpoint}#dataset> a sd:Dataset ; sd:defaultGraph <{endpoint}#default>"
    text = (
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n\n"
        f"<{endpoint}> a sd:Service ;\n"
        f"    sd:endpoint <{endpoint}> ;\n"
        "    sd:supportedLanguage sd:SPARQL11Query ;\n"
        "    sd:feature sd:UnionDefaultGraph ;\n"
        f"    sd:resultFormat {formats} ;\n"
        f"    sd:defaultDataset <{endpoint}#dataset> .\n"
        f"{dataset}{f' ; sd:namedGraph {named}' if named else ''} .\n"
        f"<{endpoint}#default> a sd:Graph .\n{described}"
    )
    return text.encode()
