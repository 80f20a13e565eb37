"""What is wrong with a query that cannot be parsed, and what to write instead.

Oxigraph says where it stopped and what it would have taken; the usual mistakes are found first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from guanxi_graph.problems import Problem, Span
from guanxi_graph.query.scan import Token, tokens
from guanxi_graph.text import nearest

# Prefixes that people expect to be there.
WELL_KNOWN = {
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})
# SPARQL 1.1 Query, §19.8: keywords and built-in calls.
_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a ABS AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT "
        "DATATYPE DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP "
        "GROUP_CONCAT HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES "
        "LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NAMED NOT NOW OFFSET OPTIONAL ORDER PREFIX RAND "
        "REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 "
        "SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM "
        "TIMEZONE TRIPLE TRUE TZ UCASE UNDEF UNION URI UUID VALUES WHERE YEAR ADJUST LATERAL ISTRIPLE "
        "SUBJECT PREDICATE OBJECT",
    )
)
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_HINTS = {
    "The SELECT contains a variable that is unbound": "a variable that stands beside an aggregate must be in GROUP BY",
}
# How many terms make a triple whole after each.
_COMPLETE = {"{": 3, "}": 3, ")": 3, ".": 3, ";": 2, ",": 1}
_SCHEME = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def explain(text: str, message: str, prefixes: Mapping[str, str], file: str = "query") -> Problem:
    """The mistake in a query that Oxigraph refused with this message; ``prefixes`` are declared already."""
    found = list(tokens(text))
    for look in (_open_string, _update, _undeclared, _bare_id, _unknown_word, _unbalanced, _relative):
        if mistake := look(found, prefixes):
            token, what, hint = mistake
            return Problem("query-syntax", what, span_of(text, token.start, len(token.text), file), hint)
    return _refused(text, message, file)


Mistake = tuple[Token, str, str] | None


def _open_string(found: Sequence[Token], _: Mapping[str, str]) -> Mistake:
    if found and found[-1].kind == "open":
        return found[-1], "this text has no end", f"close it with {found[-1].text}"
    return None


def _update(found: Sequence[Token], _: Mapping[str, str]) -> Mistake:
    for token in found:
        if token.kind == "word":
            if token.text.upper() in _UPDATES:
                return token, "this is an update; a map is only read here", "change the map's files instead"
            if token.text.upper() not in {"PREFIX", "BASE"}:
                return None
    return None


def _undeclared(found: Sequence[Token], prefixes: Mapping[str, str]) -> Mistake:
    declared = set(prefixes)
    for before, token in zip([Token("", "", 0), *found], found, strict=False):
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if before.text.upper() == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared:
            return token, f"the prefix `{prefix}:` is not declared", _declaration(prefix, declared)
    return None


def _declaration(prefix: str, declared: set[str]) -> str:
    close = nearest(prefix, declared)
    iri = WELL_KNOWN.get(prefix, "…")
    line = f"write `PREFIX {prefix}: <{iri}>` at the top"
    return line + (f", or `{close}:`, which is declared already" if close and prefix not in WELL_KNOWN else "")


def _bare_id(found: Sequence[Token], _: Mapping[str, str]) -> Mistake:
    """``wang-xing`` for ``ent:wang-xing``: words that hyphens join without a space."""
    for place, token in enumerate(found):
        joined = "".join(part.text for part in _joined(found[place:]))
        if token.kind == "word" and "-" in joined:
            whole = Token("word", joined, token.start)
            return whole, f"`{joined}` has no prefix", f"did you mean `ent:{joined}`?"
    return None


def _joined(found: Sequence[Token]) -> Iterator[Token]:
    """The words and numbers from here on with nothing but hyphens between them."""
    end = found[0].start
    for token in found:
        if token.start != end or not (token.kind in {"word", "number"} or token.text == "-"):
            return
        yield token
        end += len(token.text)


def _relative(found: Sequence[Token], _: Mapping[str, str]) -> Mistake:
    if any(token.text.upper() == "BASE" for token in found):
        return None
    for token in found:
        if token.kind == "iri" and not _SCHEME.match(token.text):
            name = token.text[1:-1].rpartition("/")[2]
            return (
                token,
                "this IRI is not whole, and there is no base",
                f"write `ent:{name}`, or all of it: `<https://…>`",
            )
    return None


def _unknown_word(found: Sequence[Token], _: Mapping[str, str]) -> Mistake:
    for token in found:
        if token.kind == "word" and token.text != "a" and token.text.upper() not in _WORDS:
            close = nearest(token.text.upper(), _WORDS)
            hint = f"did you mean `{close}`?" if close else "a variable starts with `?`, a name has a prefix: `ent:…`"
            return token, f"`{token.text}` is no word of SPARQL", hint
    return None


def _unbalanced(found: Sequence[Token], _: Mapping[str, str]) -> Mistake:
    still_open: list[Token] = []
    for token in found:
        if token.text in _PAIRS:
            still_open.append(token)
        elif token.text in _PAIRS.values():
            if all(_PAIRS[each.text] != token.text for each in still_open):
                return token, f"this `{token.text}` closes nothing", "take it out, or open it before"
            if _PAIRS[still_open[-1].text] != token.text:
                return _never_closed(still_open[-1])
            still_open.pop()
    if still_open:
        return _never_closed(still_open[-1])
    return None


def _never_closed(token: Token) -> Mistake:
    return token, f"this `{token.text}` is never closed", f"add `{_PAIRS[token.text]}`"


def _after_a_triple(text: str, start: int) -> Token | None:
    """The term that begins just after a whole triple: the one refused, or one of the two before."""
    found = list(tokens(text))
    here = next((place for place, token in enumerate(found) if token.start == start), 0)
    places = (place for place in (here - 2, here - 1, here) if place > 0)
    return next((found[p] for p in places if _is_term(found[p]) and _is_whole(found[:p])), None)


def _is_whole(before: Sequence[Token]) -> bool:
    """Whether these end with a whole triple and no dot."""
    terms = 0
    for token in reversed(before):
        if token.text in _COMPLETE:
            return terms == _COMPLETE[token.text]
        if token.text in {"/", "|"}:
            terms -= 1
        elif _is_term(token):
            terms += 1
        elif token.text not in {"^", "*", "+", "?"}:
            return False
    return False


def _is_term(token: Token) -> bool:
    return token.kind in {"variable", "name", "iri", "string", "number", "blank"} or token.text == "a"


def _refused(text: str, message: str, file: str) -> Problem:
    """Oxigraph's own place and reason, less the character classes of its grammar."""
    place = _PLACE.match(message)
    if place is None:
        return Problem("query-syntax", f"this is not SPARQL: {message}", Span(file), "")
    expected = [part for part in re.split(r"expected one of |expected |, ", place[3]) if part and "[" not in part]
    start = _offset(text, int(place[1]), int(place[2]))
    if term := _after_a_triple(text, start):
        hint = "write `.` before it, or `;` to say more of the same subject"
        span = span_of(text, term.start, len(term.text), file)
        return Problem("query-syntax", "a dot is missing before this", span, hint)
    said = next((part for part in expected if " " in part), "")
    wanted = [part.strip() for part in expected if " " not in part]
    hint = _HINTS.get(said) or (f"expected {' or '.join(wanted)}" if 0 < len(wanted) < 3 else "")
    return Problem("query-syntax", said or "the query cannot be read from here", span_of(text, start, 1, file), hint)


def _offset(text: str, line: int, column: int) -> int:
    """Where the refused token begins; Oxigraph names the place where it gave up, often just after."""
    lines = text.split("\n")
    at = sum(len(each) + 1 for each in lines[: line - 1]) + column - 1
    inside = [token.start for token in tokens(text) if token.start <= at]
    return inside[-1] if inside else 0


def span_of(text: str, start: int, length: int, file: str) -> Span:
    before = text[:start]
    return Span(file, before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1, max(1, length))
