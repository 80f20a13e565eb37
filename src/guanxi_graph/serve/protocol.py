"""SPARQL 1.1 Protocol, the query operation (§2.1): from what was sent to a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

import msgspec

from guanxi_graph.media_types import RDF_MEDIA_TYPES
from guanxi_graph.query.limits import LONGEST_TEXT
from guanxi_graph.query.media import FORMATS, ROW_FORMATS
from guanxi_graph.query.messages import Question
from guanxi_graph.serve.negotiation import preferred

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

# What may be asked for, best first: the specifications' names, then the general ones.
_GENERAL = ("application/json", "application/xml", "text/xml")
ROWS = (*ROW_FORMATS.values(), *_GENERAL)
TRIPLES = (*RDF_MEDIA_TYPES.values(), "text/plain", *_GENERAL)
# A form may need three characters for each byte of a query, and names graphs beside it.
LONGEST_BODY = 4 * LONGEST_TEXT
# Oxigraph's names for what is asked for by a general name.
_AS_ROWS = {"application/json": ROWS[0], "application/xml": ROWS[1], "text/xml": ROWS[1]}
_AS_TRIPLES = {
    "application/json": RDF_MEDIA_TYPES["jsonld"],
    "application/xml": RDF_MEDIA_TYPES["rdfxml"],
    "text/xml": RDF_MEDIA_TYPES["rdfxml"],
    "text/plain": RDF_MEDIA_TYPES["ntriples"],
}
# By `format`, for rows and triples alike.
_NAMED = {**FORMATS, "json": "application/json", "xml": "application/xml"}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\ud800-\udfff]*")
_MOST_PARAMETERS = 1000


class ProtocolError(Exception):
    """A request that is not of the protocol: an HTTP status, and what to do about it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class NothingError(ProtocolError):
    """There is nothing at an address (404); what may have been meant is told with it."""

    def __init__(self, message: str) -> None:
        super().__init__(404, message)


def form_asked_for(accept: str, forms: Sequence[str]) -> str:
    """The media type of these that is most welcome. Raises ProtocolError where none is."""
    form = preferred(accept, forms)
    if not form:
        raise ProtocolError(406, f"this comes as {', '.join(forms)}")
    return form


def from_get(query_string: str, accept: str) -> Question | None:
    """§2.1.1. None when it names no query: that asks for the service description."""
    parameters = parameters_of(query_string)
    if not parameters:
        return None
    return _question(parameters, _one(parameters, "query"), accept)


def from_post(content_type: str, query_string: str, body: bytes, accept: str) -> Question:
    """§2.1.2 (a form) and §2.1.3 (the query itself). Raises ProtocolError."""
    kind, _, rest = content_type.partition(";")
    charset = re.search(r"charset\s*=\s*\"?([\w.:-]+)", rest, re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise ProtocolError(415, f"the charset must be UTF-8, not {charset[1]}")
    match kind.strip().lower():
        case "application/x-www-form-urlencoded":
            # Not by the specification, but clients leave the graphs in the URL.
            parameters = parameters_of(_text(body)) + parameters_of(query_string)
            return _question(parameters, _one(parameters, "query"), accept)
        case "application/sparql-query":
            return _question(parameters_of(query_string), _text(body), accept)
        case "application/sparql-update":
            raise ProtocolError(403, "updates are refused: this endpoint only reads")
        case _:
            raise ProtocolError(415, f"send the query as {FORM} or {QUERY}")


def _question(parameters: Sequence[tuple[str, str]], text: str, accept: str) -> Question:
    accept = _named_format(parameters) or accept
    rows, triples = preferred(accept, ROWS), preferred(accept, TRIPLES)
    if not rows and not triples:
        raise ProtocolError(406, f"answers come as {', '.join(ROWS[:4])}; {', '.join(TRIPLES[:4])}")
    return Question(
        text=text,
        rows=rows,
        triples=triples,
        default_graphs=_graphs(parameters, "default-graph-uri"),
        named_graphs=_graphs(parameters, "named-graph-uri"),
    )


def engine_types(question: Question) -> Question:
    """The same question in the engine's own names of the media types."""
    return msgspec.structs.replace(
        question,
        rows=_AS_ROWS.get(question.rows, question.rows),
        triples=_AS_TRIPLES.get(question.triples, question.triples),
    )


def _one(parameters: Sequence[tuple[str, str]], name: str) -> str:
    if any(given == "update" for given, _ in parameters):
        raise ProtocolError(403, "updates are refused: this endpoint only reads")
    found = [value for given, value in parameters if given == name]
    if len(found) != 1:
        raise ProtocolError(400, f"give exactly one `{name}`, not {len(found)}")
    return found[0]


def _named_format(parameters: Sequence[tuple[str, str]]) -> str:
    """The media type of ``format=csv``: beyond the specification, for who can give an address and no header."""
    names = [value for given, value in parameters if given == "format"]
    if not names:
        return ""
    if len(names) > 1 or names[0] not in _NAMED:
        raise ProtocolError(400, f"`format` is one of {', '.join(_NAMED)}")
    return _NAMED[names[0]]


def _graphs(parameters: Sequence[tuple[str, str]], name: str) -> tuple[str, ...] | None:
    """§2.1.4. The dataset of the request takes the place of that of the query."""
    found = tuple(dict.fromkeys(value for given, value in parameters if given == name))
    for iri in found:
        if not _IRI.fullmatch(iri):
            raise ProtocolError(400, f"`{name}` must be an absolute IRI")
    return found or None


def parameters_of(text: str) -> list[tuple[str, str]]:
    """What a query string or a form says, in order. Raises ProtocolError."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError as error:
        raise ProtocolError(400, "the parameters are not percent-encoded UTF-8") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "the body is not UTF-8") from error
