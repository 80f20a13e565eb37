"""What a file says beside the map that was read from it, or leaves out: found by writing the map again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

import pyoxigraph as ox

from guanxi_graph.formats.places import lines_of
from guanxi_graph.formats.triples import Objects, Term, Triples, parse_triples
from guanxi_graph.formats.turtle import to_turtle
from guanxi_graph.map import Map
from guanxi_graph.problems import MOST_DESCRIBED, Problem, Span, more_problems

_HINT = "take back what was changed by hand, or export the map anew with `guanxi build`"
_LONGEST = 80


class _Difference(NamedTuple):
    """A triple that only one side has: a foreign one the file, another the map."""

    subject: str
    predicate: str
    value: Term
    is_foreign: bool


def differences(gmap: Map, read: Triples, turtle: bytes, name: str) -> list[Problem]:
    """A problem for each triple that the file ``name`` has and its map would not write, or the other way round."""
    written = to_turtle(gmap)
    if written == turtle:  # as it nearly always is, and much faster
        return []
    found = list(islice(_compared(read.subjects, parse_triples(written, name).subjects), MOST_DESCRIBED + 1))
    lines = lines_of(turtle, read.prefixes) if found else {}
    problems = [_problem(each, Span(name, lines.get(each.subject, 1)), read.prefixes) for each in found]
    if len(found) > MOST_DESCRIBED:
        problems[-1] = more_problems(f"there are more than {MOST_DESCRIBED:,} such triples", problems[-1].span)
    return problems


def _compared(file: Mapping[str, Objects], ours: Mapping[str, Objects]) -> Iterator[_Difference]:
    for subject in [*file, *(each for each in ours if each not in file)]:
        said, meant = file.get(subject, {}), ours.get(subject, {})
        for predicate in {**said, **meant} if said != meant else ():
            here, there = set(said.get(predicate, ())), set(meant.get(predicate, ()))
            for value in sorted(here ^ there, key=str):
                yield _Difference(subject, predicate, value, value in here)


def _problem(found: _Difference, span: Span, prefixes: Mapping[str, str]) -> Problem:
    triple = " ".join(_short(each, prefixes) for each in found[:3])
    if found.is_foreign:
        return Problem("foreign-triple", f"a map cannot hold `{triple}` as it stands here", span, _HINT)
    return Problem("missing-triple", f"`{triple}` is missing: the map read from here would have it", span, _HINT)


def _short(term: str | Term, prefixes: Mapping[str, str]) -> str:
    text = str(term)
    iri = term.value if isinstance(term, ox.NamedNode) else text
    for prefix, namespace in sorted(prefixes.items(), key=lambda pair: -len(pair[1])):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
