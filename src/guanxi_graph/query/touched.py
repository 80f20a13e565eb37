"""Which triples of its data a query can touch, told from its text: where they are few, only these need to be loaded.

A reader of SPARQL 1.1 that understands less than the standard. What it does not understand may touch anything, as may
a variable for a predicate unless an IRI stands beside it, a path that may have no steps or is told by what it is not, a
graph, and DESCRIBE.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from guanxi_graph.query.limits import DEEPEST
from guanxi_graph.query.scan import Token, tokens

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_END = Token("end", "", 0)
_BOOLEANS = frozenset({"true", "false"})
_NOT_PLAIN = re.compile(r"[?$()]|\A<[^:]*\Z")  # two comparisons look like an IRI, and one may be relative
_LAST_WORD = re.compile(r"[A-Za-z0-9_]+\Z")
_LAST_WORDS = re.compile(r"[A-Za-z0-9_.-]+\Z")


class Touched(msgspec.Struct, frozen=True):
    """Triples with one of these predicates, that tell one of these classes, or that are said of one of these things.

    A thing is the subject or the object. All are IRIs.
    """

    predicates: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()

    def __or__(self, other: Touched) -> Touched:
        return Touched(self.predicates | other.predicates, self.classes | other.classes, self.things | other.things)

    def words(self) -> frozenset[str] | None:
        """One of them stands in whatever text says such a property; None when there is nothing to look for."""
        return None if TYPE in self.predicates else _ends(_LAST_WORD, self.predicates | self.classes)

    def names(self) -> frozenset[str] | None:
        """One of them stands in whatever text names such a thing, likewise."""
        return _ends(_LAST_WORDS, self.things)


def _ends(end: re.Pattern[str], iris: Iterable[str]) -> frozenset[str] | None:
    found = [end.search(iri) for iri in iris]
    return frozenset(match[0] for match in found if match) if all(found) else None


def touched_by(text: str, prefixes: Mapping[str, str]) -> Touched | None:
    """What a query can touch; None when that may be anything. ``prefixes`` are those it need not declare."""
    if "\\u" in text or "\\U" in text:  # they may stand for any mark
        return None
    reader = _Reader(tokens(text), prefixes)
    try:
        reader.query()
    except _Anything:
        return None
    return Touched(frozenset(reader.predicates), frozenset(reader.classes), frozenset(reader.things))


def _is_named(term: Token) -> bool:
    return term.kind in {"iri", "name"}


class _Anything(Exception):  # noqa: N818
    """The query may touch anything."""


class _Reader:
    """By recursive descent; each method reads what it is called after (SPARQL 1.1 Query, §19.8)."""

    def __init__(self, found: Iterable[Token], prefixes: Mapping[str, str]) -> None:
        self.predicates: set[str] = set()
        self.classes: set[str] = set()
        self.things: set[str] = set()
        self._tokens = [*found, _END]
        self._place = self._depth = 0
        self._prefixes = dict(prefixes)

    def query(self) -> None:
        while self._takes("PREFIX"):
            name, iri = self._next(), self._next()
            if not name.text.endswith(":"):
                raise _Anything
            self._prefixes[name.text[:-1]] = self._iri(iri)
        if self._takes("CONSTRUCT"):
            self._group()
            self._takes("WHERE")
        elif self._takes("ASK"):
            self._takes("WHERE")
        else:
            self._head()
        self._group()
        self._tail()
        if self._now is not _END:
            raise _Anything

    def _head(self) -> None:
        if not self._takes("SELECT"):
            raise _Anything
        while self._now.text != "{":
            if self._now.text == "(":
                self._expression()
            elif not (self._takes("DISTINCT", "REDUCED", "WHERE", "*") or self._takes_kind("variable")):
                raise _Anything

    def _tail(self) -> None:
        while self._now is not _END and self._now.text != "}":
            if self._now.text == "(":
                self._expression()
            elif self._takes("VALUES"):
                self._data()
            elif not self._takes_kind("word", "variable", "number", "name", "iri"):
                raise _Anything

    def _group(self) -> None:
        self._take("{")
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Anything
        if self._now.text.upper() == "SELECT":
            self._head()
            self._group()
            self._tail()
        while self._now.text != "}":
            self._part()
        self._take("}")
        self._depth -= 1

    def _part(self) -> None:
        if self._takes("OPTIONAL", "UNION", "MINUS") or self._now.text == "{":
            self._group()
        elif self._takes("FILTER"):
            self._constraint()
        elif self._takes("BIND"):
            self._expression()
        elif self._takes("VALUES"):
            self._data()
        elif not self._takes("."):
            self._triples()

    def _constraint(self) -> None:
        self._takes("NOT")
        if self._takes("EXISTS"):
            self._group()
            return
        self._takes_kind("word", "name", "iri")  # a function
        self._expression()

    def _expression(self) -> None:
        self._take("(")
        self._depth += 1
        if self._depth > DEEPEST:
            raise _Anything
        while self._now.text != ")":
            if self._now.text == "(":
                self._expression()
            elif self._takes("EXISTS"):
                self._group()
            elif self._now.text in {"{", "}"}:
                raise _Anything
            else:
                self._next()
        self._take(")")
        self._depth -= 1

    def _data(self) -> None:
        while not self._takes("{"):
            if not (self._takes("(", ")") or self._takes_kind("variable")):
                raise _Anything
        while not self._takes("}"):
            if self._next().text == "{":
                raise _Anything

    def _triples(self) -> None:
        stands_alone = self._now.text == "["
        subject = self._term()
        if not (stands_alone and self._now.text in {".", "}"}):
            self._properties(subject)

    def _properties(self, subject: Token) -> None:
        """Verbs and what they lead to."""
        while True:
            start = self._place
            verbs = [] if self._takes_kind("variable") else self._path()
            is_verb = self._place == start + 1
            objects = [self._term()]
            while self._takes(","):
                objects.append(self._term())
            if not verbs:
                self.things.update(map(self._iri, [subject] if _is_named(subject) else objects))
            elif is_verb and verbs == [TYPE] and all(map(_is_named, objects)):
                self.classes.update(map(self._iri, objects))
            else:
                self.predicates.update(verbs)
            if self._now.text != ";":
                return
            while self._takes(";"):
                pass
            if self._now.kind not in {"iri", "name", "variable"} and self._now.text not in {"a", "^", "("}:
                return

    def _path(self) -> list[str]:
        """The predicates of a path of at least one step."""
        verbs: list[str] = []
        opened = 0
        while True:
            while self._now.text in {"^", "("}:
                opened += self._next().text == "("
            verb = self._next()
            verbs.append(TYPE if verb.text == "a" else self._iri(verb))
            while self._now.text == "+" or (opened and self._now.text == ")"):
                opened -= self._next().text == ")"
            if not self._takes("/", "|"):
                break
        if opened:
            raise _Anything
        return verbs

    def _term(self) -> Token:
        term = self._next()
        if term.text == "[":
            if self._now.text != "]":
                self._properties(term)
            self._take("]")
        elif term.kind == "string":
            if self._takes("^^"):
                self._iri(self._next())
            else:
                self._takes_kind("language")
        elif term.text in {"+", "-"}:
            self._takes_kind("number")
        elif term.kind not in {"variable", "iri", "name", "blank", "number"} and term.text.lower() not in _BOOLEANS:
            raise _Anything
        return term

    def _iri(self, token: Token) -> str:
        if token.kind == "iri":
            return token.text[1:-1]
        prefix, _, local = token.text.partition(":")
        if token.kind != "name" or prefix not in self._prefixes or "\\" in local:
            raise _Anything
        return self._prefixes[prefix] + local

    @property
    def _now(self) -> Token:
        return self._tokens[self._place]

    def _next(self) -> Token:
        token = self._now
        if token is _END or (token.kind == "iri" and _NOT_PLAIN.search(token.text)):
            raise _Anything
        self._place += 1
        return token

    def _take(self, text: str) -> None:
        if not self._takes(text):
            raise _Anything

    def _takes(self, *texts: str) -> bool:
        """Whether one of these came, in capitals."""
        if self._now.text.upper() not in texts:
            return False
        self._next()
        return True

    def _takes_kind(self, *kinds: str) -> bool:
        if self._now.kind not in kinds:
            return False
        self._next()
        return True
