"""SPARQL text as tokens: enough to refuse what is too deep, and to say what is wrong where.

Linear in the length of the text, and without recursion, so that it is safe on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """``kind`` is one of the names in the pattern below; ``start`` counts characters from 0."""

    kind: str
    text: str
    start: int


# SPARQL 1.1 Query, §19.8, loosely: what is not needed to tell tokens apart is left out.
_TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:"{0,2}(?:[^"\\]|\\.))*+\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
        |"(?!"")(?:[^"\\\n\r]|\\.)*+"|'(?!'')(?:[^'\\\n\r]|\\.)*+')
    | (?P<open>["'])
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:\w(?:[\w.\-]*[\w\-])?)
    | (?P<name>(?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*
        (?:[\w:\-]|%[0-9A-Fa-f]{2}|\\.))?)?)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<mark>\^\^|&&|\|\||!=|<=|>=|[{}()\[\]])
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> Iterator[Token]:
    """The tokens without spaces and comments. An unclosed string is the last one, of kind ``open``."""
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind != "space":
            yield Token(kind, match[0], match.start())
        if kind == "open":
            return


def uses_any(text: str, wanted: frozenset[str]) -> bool:
    """Whether one of these keywords or functions, in capitals, is a word of the query."""
    capitals = text.upper()
    if not any(word in capitals for word in wanted):  # most often, and much faster
        return False
    return any(token.kind == "word" and token.text.upper() in wanted for token in tokens(text))
