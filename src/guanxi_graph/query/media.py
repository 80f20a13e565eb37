"""The formats of answers: their short names and media types."""

from __future__ import annotations

from guanxi_graph.media_types import RDF_MEDIA_TYPES
from guanxi_graph.query.messages import Question

# SPARQL 1.1 Query Results JSON / XML / CSV and TSV
ROW_FORMATS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
FORMATS = {**ROW_FORMATS, **RDF_MEDIA_TYPES}


def question_in(text: str, form: str) -> Question:
    """The query with its answer wanted in the format of this short name."""
    of_rows, of_triples = ROW_FORMATS.get(form, ""), RDF_MEDIA_TYPES.get(form, "")
    return Question(text=text, rows=of_rows, triples=of_triples)
