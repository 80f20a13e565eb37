"""What is odd in a query that can be read: names that no data has, comparisons of two kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.problems import Problem
from guanxi_graph.query.mistakes import span_of
from guanxi_graph.query.saved import shipped_as
from guanxi_graph.query.scan import Token, tokens
from guanxi_graph.text import nearest

# Asks a query of one variable and gives its values; none for a query that has no answer within the limits.
Ask = Callable[[str], Sequence[str]]

_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_INVERSE = "http://www.w3.org/2002/07/owl#inverseOf"
_MEANS = f"<{NAMESPACE}closeMatch> <{NAMESPACE}inverseMatch> <http://www.w3.org/2000/01/rdf-schema#subClassOf>"
_ANYWHERE = "{ { ?t ?p ?o } UNION { ?s ?t ?o } UNION { ?s ?p ?t } FILTER(isIRI(?t)) }"
_COMPARES = frozenset({"<", ">", "<=", ">=", "="})
# Names that are compared with one that is not there: fewer than the rows of an answer, and few enough to be quick.
_MOST_NAMES = 5_000
_DATE = re.compile(r"[\"']?(\d{4})(-\d\d){0,2}[\"']?")


def remarks(text: str, prefixes: Mapping[str, str], ask: Ask, *, rows: int, file: str = "query") -> list[Problem]:
    """What is odd in a query that gave so many rows; nothing when the answer may well be that there are none."""
    found = list(tokens(text))
    odd = list(_unbound(found))
    right = _right(text) if odd or not rows else set()
    if not rows and any(token.text not in right for token in found):  # else nothing is asked: it may take long
        odd += _none_found(found, prefixes, ask)
    return [
        Problem("odd-query", what, span_of(text, token.start, len(token.text), file), hint, "warning")
        for token, what, hint in odd
        if token.text not in right
    ]


def _none_found(found: Sequence[Token], prefixes: Mapping[str, str], ask: Ask) -> Iterator[tuple[Token, str, str]]:
    if _is_none("?t ?p ?o", ask):
        yield found[0], "there are no data to ask", ""
        return
    yield from _unknown(found, prefixes, ask)
    yield from _untagged(found, ask)
    yield from _languages(found, ask)
    yield from _not_dates(found)


def _is_none(pattern: str, ask: Ask) -> bool:
    """Whether the data have nothing of the kind: not where the question has no answer, which shows nothing."""
    return list(ask(f"SELECT (COUNT(?t) AS ?n) {{ SELECT ?t {{ {pattern} }} LIMIT 1 }}")) == ["0"]


def _unbound(found: Sequence[Token]) -> Iterator[tuple[Token, str, str]]:
    """Variables of the outermost SELECT that stand nowhere else."""
    start = next((place for place, token in enumerate(found) if token.text == "{"), len(found))
    if not any(token.text.upper() == "SELECT" for token in found[:start]):
        return
    bound = {token.text[1:] for token in found[start:] if token.kind == "variable"}
    for before, token in pairwise(found[:start]):
        if token.kind == "variable" and token.text[1:] not in bound and before.text.upper() != "AS":
            close = nearest(token.text[1:], bound)
            yield token, f"`{token.text}` stands nowhere in the pattern", f"did you mean `?{close}`?" if close else ""


def _right(text: str) -> set[str]:
    """What a query of the package says itself: that a map has nothing of the kind is no mistake."""
    shipped = shipped_as(text)
    return {token.text for token in tokens(shipped.text)} if shipped else set()


def _unknown(found: Sequence[Token], prefixes: Mapping[str, str], ask: Ask) -> Iterator[tuple[Token, str, str]]:
    """Names that stand nowhere in the data."""
    known = dict(prefixes)
    for word, name, iri in zip(found, found[1:], found[2:], strict=False):
        if word.text.upper() == "PREFIX":
            known[name.text[:-1]] = iri.text[1:-1]
    seen = set()
    for before, token in pairwise(found):
        prefix, _, local = token.text.partition(":")
        if token.kind != "name" or before.text.upper() == "PREFIX" or token.text in seen or "\\" in local:
            continue
        if before.text == "^^" or prefix not in known:
            continue
        seen.add(token.text)
        term = f"{known[prefix]}{local}"
        if own := _own_names(token.text, term, known, ask):
            yield token, f"no fact of the data is told by `{token.text}`", f"write `{own}`"
        elif _is_none(_standing(term), ask):
            yield token, *_nearest_of(prefix, known[prefix], local, ask)


def _standing(iri: str) -> str:
    return f"VALUES ?t {{ <{iri}> }} {_ANYWHERE}"


def _own_names(name: str, iri: str, prefixes: Mapping[str, str], ask: Ask) -> str:
    """What the data say in place of a term that tells none of their facts: another one, or one from the other end."""
    from guanxi_graph.meaning import NAMES

    if ask(f"SELECT ?t {{ VALUES ?t {{ <{iri}> }} {{ ?s ?t ?o }} UNION {{ ?s a ?t }} }} LIMIT 1"):
        return ""
    if name in NAMES and ask(f"SELECT ?t {{ {_standing(_LABEL)} }} LIMIT 1"):
        return "rdfs:label"
    own = [("", each) for each in ask(f"SELECT DISTINCT ?t {{ VALUES ?p {{ {_MEANS} }} ?t ?p <{iri}> }} ORDER BY ?t")]
    own += [("^", each) for each in ask(f"SELECT ?t {{ <{iri}> <{_INVERSE}> ?t FILTER EXISTS {{ ?s ?t ?o }} }}")]
    short = (f"{way}{prefix}:{each.removeprefix(space)}" for way, each in own for prefix, space in prefixes.items()
             if space and each.startswith(space))  # fmt: skip
    return "` or `".join(dict.fromkeys(short))


def _nearest_of(prefix: str, space: str, local: str, ask: Ask) -> tuple[str, str]:
    if _is_none(f'{_ANYWHERE} FILTER(STRSTARTS(STR(?t), "{space}"))', ask):
        return f"no data use the prefix `{prefix}:`", ""
    names = ask(_names_like(space, local))
    close = next((name for name in sorted(names) if name.casefold() == local.casefold()), None) or nearest(local, names)
    return f"nothing in the data is called `{prefix}:{local}`", f"did you mean `{prefix}:{close}`?" if close else ""


def _names_like(space: str, local: str) -> str:
    """Asks for the names that ``nearest`` compares; where they are many, for those that have a half of it alike."""
    lower, half = local.lower(), len(local) // 2
    return f"""SELECT ?n {{ {{ SELECT DISTINCT ?n {{ {_ANYWHERE}
        FILTER(STRSTARTS(STR(?t), "{space}") && ABS(STRLEN(STR(?t)) - {len(space) + len(local)}) <= 3)
        BIND(SUBSTR(STR(?t), {len(space) + 1}) AS ?n)
        BIND(LCASE(?n) AS ?l)
        FILTER(STRSTARTS(?l, "{lower[:2]}") || STRENDS(?l, "{lower[-3:]}")) }} }}
        BIND(LCASE(?n) AS ?l) }}
        ORDER BY DESC(STRSTARTS(?l, "{lower[:half]}") || STRENDS(?l, "{lower[half:]}")) ?n LIMIT {_MOST_NAMES}"""


def _untagged(found: Sequence[Token], ask: Ask) -> Iterator[tuple[Token, str, str]]:
    """Texts that the data have with a language only."""
    for token, after in zip(found, [*found[1:], Token("", "", 0)], strict=True):
        if token.kind != "string" or after.kind == "language" or after.text == "^^":
            continue
        tags = ask(f"SELECT DISTINCT ?t {{ ?s ?p ?o FILTER(STR(?o) = {token.text}) BIND(LANG(?o) AS ?t) }}")
        if tags and "" not in tags:
            hint = f"write `{token.text}@{tags[0]}`, or compare with `STR(…)`"
            yield token, "the data have this text with a language tag only", hint


def _languages(found: Sequence[Token], ask: Ask) -> Iterator[tuple[Token, str, str]]:
    """Language tags compared as text, which the store gives back in small letters."""
    for function, _, variable, _, sign, tag in zip(*(found[start:] for start in range(6)), strict=False):
        if (function.text.upper(), sign.text, tag.kind) != ("LANG", "=", "string"):
            continue
        lower = tag.text.lower()
        if _is_none(f"?s ?p ?t FILTER(LANG(?t) = {lower})", ask):
            yield tag, "no text in the data is in this language", ""
        elif lower != tag.text:
            yield tag, "language tags come in small letters", f"write `langMatches(lang({variable.text}), {tag.text})`"


def _not_dates(found: Sequence[Token]) -> Iterator[tuple[Token, str, str]]:
    """A year as a text or a number, compared with a variable: dates are of a kind of their own."""
    triples = zip(found, found[1:], found[2:], [*found[3:], Token("", "", 0)], strict=False)
    for before, sign, token, after in triples:
        date = _DATE.fullmatch(token.text)
        if before.kind == "variable" and sign.text in _COMPARES and date and after.text != "^^":
            hint = f'if a date is meant, write `"{date[1]}-01-01"^^xsd:date`'
            yield token, "a date is neither a text nor a number", hint
