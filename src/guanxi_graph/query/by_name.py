"""``?who gx:search "wang xing"`` in a query: what is called so stands in its place before an engine sees the query.

So every engine answers alike, another server too, and finds what ``guanxi search`` finds. With ``(?who ?near)`` comes
how near each is: 7 for the whole name, 1 for a slip of the keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.query.limits import QueryError
from guanxi_graph.query.scan import Token, tokens


class Near(NamedTuple):
    """A thing that is called so, by its IRI, and how near: the more the nearer."""

    iri: str
    near: int


Finder = Callable[[str], Sequence[Near]]

NO_MAP = "gx:search finds the things of a map, and these data are not a whole one"
_MOST = 500  # things of one search, the nearest
_BEGIN = frozenset("{}.")  # what a sentence stands behind
_NESTED = frozenset("()[]")
_EXAMPLE = 'write it as a sentence of its own: ?who gx:search "wang xing" .'
_IRI = f"<{NAMESPACE}search>"
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def with_found(text: str, find: Finder | None) -> str:
    """The query with what is found in place of each ``gx:search``, its lines as they were. Raises QueryError.

    ``find`` is None where the data are not a map whose things could be found.
    """
    if "search" not in text:
        return text
    found = list(tokens(text))
    places = list(_places(found))
    if places and find is None:
        raise QueryError("refused", NO_MAP)
    changes = [change for place in places for change in _Sentence(text, found, place).changes(find or _nothing)]
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _nothing(_: str) -> Sequence[Near]:
    return ()


def _places(found: Sequence[Token]) -> Iterator[int]:
    """Where the property relates something, by whichever prefix."""
    spaces = {"gx": NAMESPACE}
    for place, (before, token, after) in enumerate(zip(found, found[1:], found[2:], strict=False), 1):
        prefix, _, local = token.text.partition(":")
        if before.text.upper() == "PREFIX":
            spaces[prefix] = after.text[1:-1]
        iri = f"<{spaces.get(prefix, '')}{local}>" if token.kind == "name" else token.text
        if iri == _IRI and after.kind in {"string", "variable"} and before.text not in _BEGIN:
            yield place


class _Sentence:
    """One ``gx:search`` with what stands about it."""

    def __init__(self, text: str, found: Sequence[Token], place: int) -> None:
        self.text, self.found, self.place = text, found, place
        self.sought = self._at(place + 1)
        is_tagged = self._at(place + 2).kind == "language"
        self.next = place + (3 if is_tagged else 2)
        self.end = self.found[self.next - 1].start + len(self.found[self.next - 1].text) if self.sought.text else 0

    def changes(self, find: Finder) -> Iterator[_Change]:
        before = self._at(self.place - 1)
        if before.text == ";":
            subject = self._subject()
            yield _Change(subject.start, subject.start, f"{self._values([subject], find)} ")
            yield _Change(before.start, self.end, self._breaks(before.start))
            return
        named = self._named()
        start = self.found[self.place - (1 if len(named) == 1 else 4)].start
        after, end = self._at(self.next), self.end
        again = ""
        if after.text == ";" and len(named) == 1:
            end = after.start + 1
            again = "" if self._at(self.next + 1).text in _BEGIN else f" {named[0].text}"
        elif after.text in {";", ","}:
            raise self._wrong(after)
        yield _Change(start, end, f"{self._values(named, find)}{again}{self._breaks(start)}")

    def _named(self) -> list[Token]:
        """``?who``, or both of ``(?who ?near)``, at the beginning of a sentence."""
        opened, who, near, closed = (self._at(self.place - back) for back in (4, 3, 2, 1))
        if closed.kind == "variable" and self._at(self.place - 2).text in _BEGIN | {")", ""}:
            return [closed]
        if (opened.text, who.kind, near.kind, closed.text) == ("(", "variable", "variable", ")"):
            return [who, near]
        raise self._wrong(self.found[self.place])

    def _subject(self) -> Token:
        """That of the sentence in which this comes behind others."""
        back = self.place - 1
        while back >= 0 and self.found[back].text not in _BEGIN | _NESTED:
            back -= 1
        subject = self._at(back + 1)
        if self._at(back).text in _NESTED or subject.kind != "variable":
            raise self._wrong(self.found[self.place])
        return subject

    def _values(self, named: Sequence[Token], find: Finder) -> str:
        """What is found for the variables, that of the text too where it is one."""
        rows = [
            (f"<{near.iri}>", str(near.near), text) for text in self._texts() for near in find(_plain(text))[:_MOST]
        ]
        if not rows:
            return "FILTER (false)"  # rdflib reads no empty VALUES
        variables = dict(zip((0, 1), named, strict=False)) | (
            {2: self.sought} if self.sought.kind == "variable" else {}
        )
        told = " ".join(f"({' '.join(row[column] for column in variables)})" for row in rows)
        return f"VALUES ({' '.join(each.text for each in variables.values())}) {{ {told} }}"

    def _texts(self) -> list[str]:
        """As they are written: the one that stands there, or those of the variable that does."""
        if self.sought.kind == "string":
            return [self.sought.text]
        if self.sought.kind == "variable" and (given := list(_given(self.found, self.sought.text))):
            return given
        raise self._wrong(self.found[self.place])

    def _at(self, place: int) -> Token:
        return self.found[place] if 0 <= place < len(self.found) else Token("", "", 0)

    def _breaks(self, start: int) -> str:
        """The line breaks of what goes, so that a mistake is found in its line."""
        return "\n" * self.text.count("\n", start, self.end)

    def _wrong(self, token: Token) -> QueryError:
        line = self.text.count("\n", 0, token.start) + 1
        return QueryError("refused", f"line {line}: gx:search cannot be understood here; {_EXAMPLE}")


def _given(found: Sequence[Token], variable: str) -> Iterator[str]:
    """The texts in ``VALUES ?text { "wang xing" "王兴"@zh }``, with their languages."""
    heads = zip(found, found[1:], found[2:], strict=False)
    for place, (word, name, brace) in enumerate(heads):
        if (word.text.upper(), name.text, brace.text) == ("VALUES", variable, "{"):
            yield from _texts_until_closed(found[place + 3 :])


def _texts_until_closed(found: Iterable[Token]) -> Iterator[str]:
    text = ""
    for token in found:
        if token.kind == "language":
            text += token.text
            continue
        if text:
            yield text
        text = token.text if token.kind == "string" else ""
        if token.text == "}":
            return


def _plain(written: str) -> str:
    """What a string in a query says."""
    quote = written[:3] if written[:3] in {'"""', "'''"} else written[:1]
    inside = written[len(quote) : written.rindex(quote)]
    return re.sub(r"\\(.)", lambda escape: _ESCAPES.get(escape[1], escape[1]), inside)
