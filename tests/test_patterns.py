"""A pattern of identifiers is refused when a text could take for ever to match it."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.patterns import LONGEST_TEXT, fault, matches
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

USUAL = [
    *(scheme.pattern for scheme in built_in_vocabulary().identifiers.values()),
    "[a-z0-9]+(-[a-z0-9]+)*",
    r"(\d{1,3}\.){3}\d{1,3}",
    r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]",
    r"\d+\.\d+\.\d+\.\d+\.\d+",
    "nm[0-9]{7}",
    r"(?:tt|nm)\d{7,8}",
    "https?://.*",
    r"[^/]+/[^/]+/[^/]+",
    "(a+b)*c",
]
EVIL = [
    "(a+)+b",
    "(a*)*b",
    "(a|a)+b",
    "(a|aa)+b",
    "(a?){30}a{30}",
    "a?" * 30 + "a" * 30,
    "a*a*a*a*a*a*b",
    "(.*)*b",
    r"(\w+\s?)*b",
    "((a+)b?)+c",
    "(-a*a*)*b",
    "(-a+x?)*b",
    "(x+x+)+y",
    "([a-z]+)*[0-9]",
]


@pytest.mark.parametrize("pattern", USUAL)
def test_usual_patterns_are_sound(pattern):
    assert fault(pattern) == ""


@pytest.mark.parametrize("pattern", EVIL)
def test_patterns_that_take_for_ever_are_refused(pattern):
    assert "too many ways" in fault(pattern)
    assert not matches(pattern, "a" * 40)


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("[0-9", "unterminated character set"),
        ("(?=a)b", "are not read"),
        (r"(a)\1", "are not read"),
        ("a{99999999999}", "too large"),
        ("(" * 5000, "longer than 200"),
        ("[[a]", "Possible nested set"),
    ],
)
def test_other_patterns_are_refused_with_a_reason(pattern, says):
    assert says in fault(pattern)


def test_a_sound_pattern_matches_as_it_does_elsewhere():
    assert matches("Q[1-9][0-9]*", "Q42")
    assert not matches("Q[1-9][0-9]*", "Q42x")
    assert not matches("[0-9]+", "1" * (LONGEST_TEXT + 1))


pieces = st.recursive(
    st.sampled_from(["a", "b", "-", "[ab]", "[a-z]", ".", r"\w", r"\."]),
    lambda inner: st.one_of(
        st.builds("{}{}".format, inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}"])),
        st.builds("({})".format, inner),
        st.builds("{}{}".format, inner, inner),
        st.builds("({}|{})".format, inner, inner),
    ),
    max_leaves=8,
)


@given(pieces, st.sampled_from(["a", "b", "ab", "-a", "a-", "a."]))
def test_no_sound_pattern_is_slow(pattern, repeated):
    began = time.process_time()
    matches(pattern, (repeated * LONGEST_TEXT)[: LONGEST_TEXT - 1] + "!")
    assert time.process_time() - began < 2


@given(pieces, st.text("ab-.", max_size=12))
def test_what_is_sound_is_read_as_python_reads_it(pattern, text):
    try:
        compiled = re.compile(pattern)
    except re.error:
        assert fault(pattern).startswith("not a regular expression")
        return
    if not fault(pattern):
        assert matches(pattern, text) == bool(compiled.fullmatch(text))
