"""What one query may take, and what is refused before it is parsed."""

from __future__ import annotations

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
# Where a property path cannot run on.
_PATH_ENDS = frozenset("{};.,")
_PATH_STEPS = frozenset("/|^")
_UNARY = frozenset("!-+^")


@lru_cache(maxsize=256)
def refuse_unsafe(text: str) -> None:
    """Raise QueryError for a text that is too long, nests too deep or asks another server.

    Engines parse by recursion: 3,000 braces end Oxigraph's process. A worker that dies is replaced,
    but a refusal is faster and says why.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LONGEST_TEXT:
        raise QueryError("too-long", f"the query is longer than {LONGEST_TEXT // 1024} KB; ask for less at a time")
    depth = signs = steps = 0
    for token in tokens(text):
        if token.kind == "word" and token.text.upper() == "SERVICE":
            raise QueryError("refused", "SERVICE asks another server, which is not done here; query that server itself")
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        signs = signs + 1 if token.text in _UNARY else 0
        if token.text in _PATH_ENDS:
            steps = 0
        steps += token.text in _PATH_STEPS
        if depth + signs > DEEPEST:
            raise QueryError("refused", f"the query nests deeper than {DEEPEST} levels; take it apart")
        if steps > MOST_STEPS:
            raise QueryError("refused", f"a property path has more than {MOST_STEPS} steps; use `*` or `+`, or less")
