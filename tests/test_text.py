"""Slugs, language tags, hidden characters, near words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from rdflib import Graph

from guanxi_graph.reading.text_lines import are_plain
from guanxi_graph.text import (
    CLAIM_ID,
    LANGUAGE_TAG,
    are_claim_ids,
    canonical_language,
    hidden_character,
    is_iri,
    is_plain,
    nearest,
    slug,
    three_digits,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ma Huateng", "ma-huateng"),
        ("Wáng Xīng", "wang-xing"),
        ("JD.com", "jd-com"),
        ("关系", ""),
        ("--a--b--", "a-b"),
        ("ＱＱ", "qq"),
    ],
)
def test_slug(text, expected):
    assert slug(text) == expected


# Letters that are hidden, such that are composed with the one before, and such that stand between lines.
LETTERS = st.sampled_from("ae<关é\u0301\u0323\u0344\u212a\u1100\u1161\u3099か\t\n\r\x00\x85\u200b\ufeff\u2028 ")


@given(st.text(LETTERS))
def test_lines_that_are_plain_together_are_plain_each(text):
    lines = [line for line in re.split("[\t\n\r]", text) if line]
    assert not are_plain(text.encode()) or all(map(is_plain, lines))


@pytest.mark.parametrize(("text", "plain"), [("", True), ("a\tb\n关系\r\né", True), ("e\n\u0301", True),
                                             ("关\u0301", True), ("e\u0301", False), ("a\x00", False), ("关\u200b", False)])  # fmt: skip
def test_what_lines_are_plain(text, plain):
    assert are_plain(text.encode()) == plain


@pytest.mark.parametrize(
    "tag", ["en", "zh-Hans", "zh-Latn-pinyin", "x-klingon", "es-419", "de-CH-1901", "en-a-bbb-x-a"]
)
def test_language_tags(tag):
    assert LANGUAGE_TAG.fullmatch(tag)


@pytest.mark.parametrize(
    "tag", ["", "a", "zh_Hans", "en-", "i-enochian", "en--us", "toolonglanguage", "zh-Hans-Hant", "eｎ"]
)
def test_what_is_not_a_language_tag(tag):
    assert not LANGUAGE_TAG.fullmatch(tag)


@pytest.mark.parametrize(
    ("tag", "canonical"),
    [
        ("ZH-HANT-tw", "zh-Hant-TW"),
        ("zh-latn-PINYIN", "zh-Latn-pinyin"),
        ("EN", "en"),
        ("x-AB", "x-ab"),
        ("de-ch-1901", "de-CH-1901"),
    ],
)
def test_the_letter_case_of_language_tags(tag, canonical):
    assert canonical_language(tag) == canonical
    assert canonical_language(canonical) == canonical


@pytest.mark.parametrize("char", ["\x00", "\x7f", "\x85", "\u200b", "\u202e", "\u2066", "\ufeff", "\ud800", "\u00ad"])
def test_hidden_characters(char):
    assert hidden_character(f"a{char}b") == char


def test_what_names_may_hold():
    assert hidden_character("王兴 Wáng Xīng · O’Neill (名) \u200cفارسی") is None


def test_nearest():
    words = ["wang-xing", "wang-huiwen", "ma-huateng"]
    assert nearest("wang-xin", words) == "wang-xing"
    assert nearest("Ma-Huateng", words) == "ma-huateng"
    assert nearest("renren", words) is None


@pytest.mark.parametrize(
    "text",
    [
        *("https://example.org/", "https://example.org", "urn:isbn:9780306406157", "mailto:a@b.c", "e:"),
        *("https://user:pw@example.org:8080/a;b/%E6%9B%BE?q=1&r=(2)#f/?", "https://例子.中国/曾李青"),
        *("https://[2001:db8::1]/", "https://[::ffff:192.0.2.1]:80/", "https://[v1.x]/", "file:///a//b"),
    ],
)
def test_iris(text):
    assert is_iri(text)
    assert len(Graph().parse(data=f"<{text}> <a:b> <a:c> .", format="turtle")) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "//example.org/", "/a", "1a:b", "https://example.org/?f[]=1", "https://example.org/[x]"),
        *("https://example.org/100%", "https://example.org/%4", "https://example.org/%zz", "https://example.org/a#b#c"),
        *("https://example.org:80a/", "https://example.org/a b", "https://[::1", "https://[1:2]/", "https://[::1]x/"),
        *("https://example.org/\ue000", "https://example.org/\ufdd0", "https://example.org/\uffff", "e:\U0001fffe"),
        *("https://example.org/\ud800", "https://example.org/<", "https://example.org/\\", "https://example.org/\n"),
        *(
            "https://example.org/\n",
            "https://example.org/`",
            "https://example.org/^",
            "https://example.org/{}",
            "e:\x00",
        ),
    ],
)
def test_what_is_not_an_iri(text):
    assert not is_iri(text)


PIECES = st.sampled_from(
    [
        *"a1é关:/?#[]@%!$&'()*+,;=-._~ <>\"{}|\\^`",
        *("//", "%41", "%4", "::", "[::1]", "[1:2:3:4:5:6:7:8]", "[1::8]", "[1:2:3:4:5:6:7::]", "[::1.2.3.4]"),
        *("[::256.1.1.1]", "[v1.a]", ":80", ":8a", "http:", "urn:", "x.org", "\ufdd0", "\ufffd", "\uffff"),
        *("\U0001fffe", "\U000e0001", "\U000e1000", "\x7f", "\x80", "\u200e", "\ud7ff"),
    ]
)


@given(st.sampled_from(["", "e:", "http://", "http://x.org/", "http://x.org/?", "urn:"]), st.lists(PIECES, max_size=6))
def test_an_iri_is_what_the_parsers_take(head, pieces):
    text = head + "".join(pieces)
    try:
        NamedNode(text)
    except ValueError:
        assert not is_iri(text)
    else:
        assert is_iri(text)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0.0, "0"),
        (0.012345, "0.0123"),
        (0.5, "0.500"),
        (1.0, "1.00"),
        (59.247, "59.2"),
        (1234.5, "1235"),  # a half goes up
        (0.3125, "0.313"),
        (0.99961, "1.00"),
        (-2.0, "-2.00"),
    ],
)
def test_numbers_have_three_significant_digits(number, shown):
    assert three_digits(number) == shown


@given(st.lists(st.from_regex(r"[Az0é關?\n.-]{0,5}", fullmatch=True) | st.text(max_size=3), max_size=3))
def test_ids_that_are_looked_at_together_are_right_when_each_is(names):
    if are_claim_ids(names):
        assert all(map(CLAIM_ID.fullmatch, names))
    assert are_claim_ids([name for name in names if CLAIM_ID.fullmatch(name)])
