"""What is refused before it is parsed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.query.limits import QueryError, refuse_unsafe
from guanxi_graph.query.results import count_rows
from guanxi_graph.query.scan import tokens


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?s ex:p <http://a/#b> .", ["variable", "name", "iri", "sign"]),
        ("# { comment }\n?s", ["variable"]),
        ('\'a # b\' """x "{" y"""', ["string", "string"]),
        ("?a<?b && ?c>1", ["variable", "sign", "variable", "mark", "variable", "sign", "number"]),
        ('"x"@zh-Hans "1"^^xsd:date', ["string", "language", "string", "mark", "name"]),
        ("ent:wang-xing.", ["name", "sign"]),
        ('"open', ["open"]),
        ('"""open "" ', ["open"]),
    ],
)
def test_tokens(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokens(text)] == kinds


@given(st.text(alphabet="\"'\\<>{}()[]#?:.^|/!+- \nabSERVICE关", max_size=400))
def test_tokens_are_parts_of_the_text_in_order(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert token.start >= end
        assert text[token.start : token.start + len(token.text)] == token.text
        end = token.start + len(token.text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'SERVICE <http://x>' }",
        "SELECT * { ?s ex:SERVICE ?o } # SERVICE",
        "SELECT * { ?s <http://x/SERVICE> ?o }",
        "SELECT ?service { ?service a ex:Service }",
        "SELECT * {" + "{" * 90 + "}" * 90 + "}",
        "SELECT * { ?s ex:a/ex:b/ex:c ?o ; ex:d/ex:e ?x FILTER(?a || ?b || ?c) }",
        "SELECT * {" + " ?s ex:a/ex:b ?o ." * 60 + "}",
        "SELECT (" + "/".join(["?a"] * 2000) + " AS ?x) {}",
        "SELECT (" + "/".join(["2.5"] * 200) + "/" + "/".join(["ex:f(?a)"] * 200) + " AS ?x) {}",
        "SELECT * { ?s ex:p " + ", ".join(["<http://x/A_(b)>"] * 500) + " }",
        "SELECT * { FILTER(" + "(?a<?b)||(?c>?d)||" * 300 + "?a<?b) }",
    ],
)
def test_what_only_looks_unsafe_passes(text: str) -> None:
    refuse_unsafe(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SELECT * { SERVICE <http://x> {} }", "refused"),
        ("SELECT * { service silent ?x {} }", "refused"),
        ("SELECT * {" + "{" * 101, "refused"),
        ("SELECT * { ?s " + "(" * 3000, "refused"),
        ("SELECT * { FILTER(" + "!" * 3000 + "?x) }", "refused"),
        ("SELECT * { FILTER(?a<" + "(" * 3000 + "1" + ")" * 3000 + "&&?c>?d) }", "refused"),
        ("SELECT * { FILTER(?a<" + "!" * 3000 + "?b&&?c>?d) }", "refused"),
        ("SELECT * { FILTER(" + "?a<((?b&&?c>((?d&&" * 30, "refused"),
        ("SELECT * { VALUES ?x { <x:" + ")" * 3000 + "> } FILTER(" + "(" * 101, "refused"),
        ("SELECT * { ?s ex:p" + "/ex:p" * 51 + " ?o }", "refused"),
        ("SELECT * { ?s ex:p" + "|ex:p" * 51 + " ?o }", "refused"),
        ("ASK {} #" + "关" * 30_000, "too-long"),
    ],
)
def test_what_is_unsafe_is_refused(text: str, code: str) -> None:
    with pytest.raises(QueryError) as refused:
        refuse_unsafe(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("media_type", "body", "rows"),
    [
        (
            "application/sparql-results+json",
            b'{"head":{"vars":["a"]},"results":{"bindings":[{},{"a":{"type":"literal","value":"},{"}}]}}',
            2,
        ),
        (
            "application/sparql-results+xml",
            b"<sparql><results><result></result><result/>&lt;result></results></sparql>",
            1,
        ),
        ("text/tab-separated-values", b'?a\n"x\\ny"\n\n', 2),
        ("text/csv", b'a\r\n"x\r\ny"\r\nz\r\n', 2),
    ],
)
def test_rows_are_counted_in_what_oxigraph_writes(media_type: str, body: bytes, rows: int) -> None:
    assert count_rows(body, media_type) == rows
