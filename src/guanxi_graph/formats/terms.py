"""RDF terms as Turtle text, escaped by the grammar (RDF 1.1 Turtle, §6.5).

Each function raises ValueError for what no escape can write.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache

from guanxi_graph.dates import Date, Day
from guanxi_graph.iris import Iris
from guanxi_graph.prefixes import STANDARD_PREFIXES
from guanxi_graph.text import LANGUAGE_TAG, is_iri

PREFIXES = STANDARD_PREFIXES


def prefixes_of(iris: Iris) -> dict[str, str]:
    """All prefixes of a map's files: the standard ones and those of its own things."""
    own = {
        "cite": iris.citations,
        "claim": iris.claims,
        "ent": iris.entities,
        "my": iris.terms,
        "source": iris.sources,
    }
    return dict(sorted({**PREFIXES, **own}.items()))


def header(prefixes: Mapping[str, str]) -> str:
    return "".join(f"@prefix {name}: {iri(namespace)} .\n" for name, namespace in prefixes.items())


# What PN_LOCAL of the grammar takes without an escape, in ASCII.
is_plain = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?").fullmatch


def name(prefix: str, local: str, full: Callable[[str], str]) -> str:
    """``prefix:local`` where that needs no escape, else the IRI that ``full`` gives."""
    return f"{prefix}:{local}" if is_plain(local) else iri(full(local))


def iri(text: str) -> str:
    if not is_iri(text):
        raise ValueError(f"{text!r} cannot be written as an IRI")
    return f"<{text}>"


_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def literal(text: str, language: str = "") -> str:
    quoted = f'"{_ESCAPED.sub(_escape, text)}"' if _ESCAPED.search(text) else f'"{text}"'
    return f"{quoted}@{_language(language)}" if language else quoted


@cache
def _language(tag: str) -> str:
    if not LANGUAGE_TAG.fullmatch(tag):
        raise ValueError(f"{tag!r} is not a language tag")
    return tag


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def number(value: int | Decimal) -> str:
    if isinstance(value, int):
        return str(value)
    return f'"{value:f}"^^xsd:decimal'


def edtf(date: Date) -> str:
    return f"{literal(date.text)}^^edtf:EDTF"


def day(value: Day | None) -> str | None:
    """As ``xsd:date`` of XSD 1.1, in which the year 0 is 1 BC."""
    return f'"{value}"^^xsd:date' if value is not None else None


def ordered(texts: Iterable[str]) -> str:
    """A list that keeps its order, as one ``rdf:JSON`` literal: no blank nodes."""
    return f"{literal(json.dumps(list(texts), ensure_ascii=False))}^^rdf:JSON"


def block(subject: str, statements: Iterable[tuple[str, Sequence[str]]]) -> str:
    """One subject with its predicates in the order given; predicates without objects are left out."""
    lines = " ;\n    ".join([f"{predicate} {', '.join(objects)}" for predicate, objects in statements if objects])
    return f"{subject} {lines} .\n\n"
