"""What is wrong with a query that cannot be read, and what to write instead."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from guanxi_graph.query.mistakes import explain

PREFIXES = {name: f"https://{name}.example/" for name in ("ent", "gx", "skos")}


def mistake(text):
    with pytest.raises(SyntaxError) as refused:
        ox.Store().query(text, prefixes=PREFIXES)
    found = explain(text, str(refused.value), PREFIXES)
    return text[found.span.column - 1 :][: found.span.length], found.message, found.hint


@pytest.mark.parametrize(
    ("text", "at", "message", "hint"),
    [
        ("SELECT * { ?who gx:founded ent:tencent ?who skos:prefLabel ?n }",
         "?who", "a dot is missing before this", "write `.` before it, or `;` to say more of the same subject"),
        ("SELECT * { ?a gx:b/gx:c ?d ; gx:e ?f ent:g gx:h ?i }",
         "ent:g", "a dot is missing before this", "write `.` before it, or `;` to say more of the same subject"),
        ("SELECT * { FILTER(true) ?b a gx:c ?d a gx:e }",
         "?d", "a dot is missing before this", "write `.` before it, or `;` to say more of the same subject"),
        ("SELECT * { ?a gx:b ?d filter(year(?d) = 2005 }", "(", "this `(` is never closed", "add `)`"),
        ("SELECT * { ?a gx:b ?d ] }", "]", "this `]` closes nothing", "take it out, or open it before"),
        ("SELECT * { wang-xing gx:founded ?b }",
         "wang-xing", "`wang-xing` has no prefix", "did you mean `ent:wang-xing`?"),
        ("SELECT * { <wang-xing> gx:founded ?b }",
         "<wang-xing>", "this IRI is not whole, and there is no base",
         "write `ent:wang-xing`, or all of it: `<https://…>`"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_as_such(text, at, message, hint):
    assert mistake(text) == (at, message, hint)
