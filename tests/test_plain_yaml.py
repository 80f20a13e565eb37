"""YAML that is read fast is what the exact reader reads: the same values, places and problems, however it is spelled."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guanxi_graph.problems import MapError, Problem
from guanxi_graph.reading import yaml_records
from guanxi_graph.reading.located import Items, Located, plain
from guanxi_graph.reading.plain_yaml import YamlRecord, read_plainly
from guanxi_graph.reading.records import typed
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.yaml import parse_yaml
from guanxi_graph.reading.yaml_records import parse_records
from places import SHIPPED


class Unlike(msgspec.Struct):
    """A row that no record is, so that each is told by name."""

    nothing: str


# What YAML has a meaning for, in some place; and what only looks like it.
SPECIAL = [
    *"-?:,[]{}#&*!|>'\"%@`~<=.\\\t\n\r 0aé关\x00\x07\x7f\x85\xa0\u2028\u2029\ufeff\ufffe𝕏",
    "\n- ", "\n  ", "\n   ", "\n    ", "\n\n", "\n-", "\n- - ", "\r\n", " #", "# a\n", ": ", " : ", ", ", ",", " ,", "- ", "\n---\n",
    "\n...\n", "\n%a\n", '": "', '", "', "'", "''", '\\"', '"', "null", "~", "<<: ", "{", "}", "[", "]", "{}", "[]", ": |\n   a\n",
    ": >\n", "&a ", "*a", "!a ", "a: ", "  a: b\n", "- {a: b}\n", "- a: b\n", "- a\n", "? ", "{a: , b: null}", "-1", "- null\n", "---",
    " -", "a" * 101, "a" * 1030,
]  # fmt: skip
WORDS = st.sampled_from(
    ["a", "b", "ab c", "1:30", "-1", "x#y", "Ma's", "a - b", "关系", "a,b", "a, b", "[..1890]", "{a}", '"a: b, c"', '""', "'a'", "null",
     "~", "no", "https://a.b/?c=d#e", "a?", "a:", "1999-10?", '"a', 'a "b"', "\\n", "&a", ""]
)  # fmt: skip
NAMES = st.sampled_from(["a", "b", "zh-Hans", "id", "关", "null", "1", "a.b"])


def _flow(names: st.SearchStrategy[str], values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    comma = st.sampled_from([", ", ", ", ", ", ",\n   ", ",\n  ", ",\n ", ","])
    fields = st.lists(st.tuples(names, values).map(": ".join), max_size=3)
    return st.builds(lambda by, each: f"{{{by.join(each)}}}", comma, fields) | st.builds(
        lambda by, each: f"[{by.join(each)}]", comma, st.lists(values, max_size=3)
    )


VALUES = WORDS | _flow(NAMES, WORDS) | _flow(NAMES, _flow(NAMES, WORDS) | WORDS)
FIELDS = st.lists(st.tuples(NAMES, VALUES).map(": ".join), min_size=1, max_size=4)
RECORDS = FIELDS.map("\n  ".join) | FIELDS.map(lambda fields: f"{{{', '.join(fields)}}}")
BETWEEN = st.sampled_from(["\n- "] * 6 + ["\n\n# a: b\n- ", "\n  # a\n- ", "\n\n- ", "\r\n- ", " # a\n- "])
LISTS = st.lists(st.tuples(BETWEEN, RECORDS).map("".join), max_size=5).map(
    lambda each: "".join(each).lstrip("\n") + "\n"
)


@st.composite
def spoiled(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """Of the texts, with some letters left out and others put in."""
    text = draw(texts)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(["", *SPECIAL])) + text[at + draw(st.integers(0, 2)) :]
    return text


def _outcome(text: str) -> tuple[list[Located], list[Problem]] | list[Problem]:
    try:
        records, problems = parse_records(text, "f.yaml", Unlike)
    except MapError as error:
        return error.problems
    return [_located(*each) if isinstance(each, tuple) else each for each in records], problems


def _located(values: dict[str, object], record: YamlRecord) -> Located:
    fields = record.fields()
    assert values == record.plain() == plain(fields)
    assert list(values) == list(fields.values)
    return fields


def _assert_read_alike(text: str) -> None:
    fast = _outcome(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_records, "read_plainly", lambda *_: None)
        assert fast == _outcome(text)


@given(spoiled(LISTS))
@settings(max_examples=300)
@example('- "a\n- {a: b}\n- b"\n')
@example("- {a: b}\n...\n- {a: b}\n")
@example("- a: b\n\n   c\n- {a: b}\n")
@example("- {a: b, a: b}\n- {a: b}\n")
@example("- |+\n a\n\n- {a: b}\n- ? b\n- a:\n-")
def test_what_is_read_fast_is_what_the_exact_reader_reads(text):
    _assert_read_alike(text)


def _shipped() -> list[str]:
    """The files of the map that ships, in pieces of a few records."""
    texts = (
        path.read_text("utf-8") for part in ("claims", "sources", "people") for path in (SHIPPED / part).glob("*.yaml")
    )
    records = [record for text in sorted(texts) for record in text.split("\n- ")[1:]]
    return ["- " + "\n- ".join(records[at : at + 4]) + "\n" for at in range(0, len(records), 4)]


@pytest.mark.trial
@given(spoiled(st.sampled_from(_shipped())))
@settings(max_examples=5000)
def test_so_is_what_people_wrote_with_slips_in_it(text):
    _assert_read_alike(text)


@pytest.mark.trial
@given(spoiled(LISTS))
@settings(max_examples=20000)
def test_so_is_anything(text):
    _assert_read_alike(text)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("claims/*.yaml")), ids=lambda path: path.stem)
def test_the_map_that_ships_is_read_fast(path):
    text = path.read_text("utf-8")
    _assert_read_alike(text)
    records = read_plainly(text, path.name, ClaimRow)
    assert records
    assert sum(isinstance(each, tuple) for each in records) > 0.9 * len(records)
    exact = parse_yaml(text, path.name)
    assert isinstance(exact, Items)
    rows, _ = typed(records, ClaimRow)
    assert [record.row for record in rows] == [record.row for record in typed(exact.values, ClaimRow)[0]]


def test_a_slip_among_plain_records_is_told_in_its_place():
    records, problems = parse_records("- {a: b}\n- {a: b, a: c}\n- {a: d}\n", "f.yaml", Unlike)
    assert [(problem.code, problem.span.line, problem.span.column) for problem in problems] == [
        ("duplicate-key", 2, 10)
    ]
    assert [plain(each) for each in records] == [{"a": "b"}, {"a": "d"}]
