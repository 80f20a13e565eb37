"""The formats of answers: their short names and media types."""

from __future__ import annotations

from guanxi_graph.query.messages import Question

# SPARQL 1.1 Query Results JSON / XML / CSV and TSV
ROW_FORMATS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
TRIPLE_FORMATS = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
FORMATS = {**ROW_FORMATS, **TRIPLE_FORMATS}


def question_in(text: str, form: str) -> Question:
    """The query with its answer wanted in the format of this short name."""
    of_rows, of_triples = ROW_FORMATS.get(form, ""), TRIPLE_FORMATS.get(form, "")
    return Question(text=text, rows=of_rows, triples=of_triples)
