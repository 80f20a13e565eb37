"""What a file says beside the map that was read from it, or leaves out: found by writing the map again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from guanxi_graph.formats.places import lines_of
from guanxi_graph.formats.triples import Objects, Term, Triples, parse_triples
from guanxi_graph.formats.turtle import to_turtle
from guanxi_graph.map import Map
from guanxi_graph.problems import Problem, Span

_HINT = "remove what was changed by hand, or export the map anew with `guanxi build`"
_LONGEST = 80


def differences(gmap: Map, read: Triples, turtle: bytes, name: str) -> list[Problem]:
    """A problem for each subject of which the file ``name`` says more or less than its map would be written as."""
    written = to_turtle(gmap)
    if written == turtle:  # as it nearly always is, and much faster
        return []
    found = list(_by_subject(read.subjects, parse_triples(written, name).subjects))
    lines = lines_of(turtle, read.prefixes) if found else {}
    return [_problem(*each, name, lines, read.prefixes) for each in found]


def _by_subject(read: Mapping[str, Objects], written: Mapping[str, Objects]) -> Iterator[tuple[str, str, Term, int]]:
    """The subject, predicate and object of the first triple that only one side has; how often it is the file."""
    for subject in [*read, *(each for each in written if each not in read)]:
        ours, theirs = written.get(subject, {}), read.get(subject, {})
        for predicate in {**theirs, **ours} if ours != theirs else ():
            both = set(theirs.get(predicate, ())), set(ours.get(predicate, ()))
            if both[0] != both[1]:
                more = both[0] - both[1]
                yield subject, predicate, min(more or both[1] - both[0], key=str), len(more)
                break


def _problem(
    subject: str,
    predicate: str,
    value: Term,
    more: int,
    name: str,
    lines: Mapping[str, int],
    prefixes: Mapping[str, str],
) -> Problem:
    triple = " ".join(_short(each, prefixes) for each in (subject, predicate, value))
    span = Span(name, lines.get(subject, 1))
    if more:
        return Problem("foreign-triple", f"the map cannot hold `{triple}`", span, _HINT)
    message = f"`{triple}` is missing, and follows from what else is said"
    return Problem("missing-triple", message, span, _HINT)


def _short(term: str | Term, prefixes: Mapping[str, str]) -> str:
    text = str(term)
    iri = term.value if isinstance(term, ox.NamedNode) else text
    for prefix, namespace in sorted(prefixes.items(), key=lambda pair: -len(pair[1])):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
