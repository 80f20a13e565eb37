"""What one query may take, and what is refused before it is parsed."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from guanxi_graph.query.scan import tokens


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds of work, rows (or triples) and bytes of an answer, bytes of memory beside the data."""

    seconds: float = 10.0
    rows: int = 10_000
    size: int = 50_000_000
    memory: int = 2_000_000_000


class QueryError(Exception):
    """A query that has no answer. ``code`` says why, the message what to do about it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


LONGEST_TEXT = 65_536  # bytes
DEEPEST = 100
MOST_STEPS = 50

_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")
_UNARY = frozenset("!-+^")
# Marks side by side.
_COUNTED = re.compile(r"[(\[{)\]}!\-+^]+")
_PATH_STEPS = frozenset("/|^")
# A property path does not run on past these; a division does.
_PATH_ENDS = frozenset("{};.,")
_NO_STEPS = frozenset({"variable", "number", "string"})


@lru_cache(maxsize=256)
def refuse_unsafe(text: str) -> None:
    """Raise QueryError for a text that is too long, nests too deep or asks another server.

    Engines parse by recursion: 3,000 braces end Oxigraph's process. A worker that dies is replaced,
    but a refusal is faster and says why.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LONGEST_TEXT:
        raise QueryError("too-long", f"the query is longer than {LONGEST_TEXT // 1024} KB; ask for less at a time")
    if _is_plain(text):
        return
    depth = _Depth()
    steps = 0
    for token in tokens(text):
        if token.kind == "word" and token.text.upper() == "SERVICE":
            raise QueryError("refused", "SERVICE asks another server, which is not done here; query that server itself")
        if token.kind == "iri":
            depth.look_into(token.text)
        else:
            depth.add(token.text)
        if token.kind in _NO_STEPS or token.text in _PATH_ENDS:
            steps = 0
        steps += token.text in _PATH_STEPS
        if steps > MOST_STEPS:
            raise QueryError("refused", f"a property path has more than {MOST_STEPS} steps; use `*` or `+`, or less")


def _is_plain(text: str) -> bool:
    """Whether there are too few marks in it, wherever they stand, for any of this: most often, and much faster."""
    return (
        sum(map(text.count, _OPENING | _UNARY)) <= DEEPEST
        and sum(map(text.count, _PATH_STEPS)) <= MOST_STEPS
        and "SERVICE" not in text.upper()
    )


class _Depth:
    """How deep a text nests: brackets that are open, and signs in a row."""

    def __init__(self) -> None:
        self.open = self.signs = 0

    def add(self, mark: str) -> None:
        self.open += (mark in _OPENING) - (mark in _CLOSING)
        self.signs = self.signs + 1 if mark in _UNARY else 0
        if self.open + self.signs > DEEPEST:
            raise QueryError("refused", f"the query nests deeper than {DEEPEST} levels; take it apart")

    def look_into(self, iri: str) -> None:
        """What looks like an IRI may be two comparisons, ``?a<((?b))&&?c>?d``, so that its brackets count.

        They cannot make up for brackets outside, which an IRI could not either.
        """
        before = self.open
        for run in _COUNTED.findall(iri):
            self.signs = 0
            for mark in run:
                self.add(mark)
        self.open, self.signs = max(before, self.open), 0
