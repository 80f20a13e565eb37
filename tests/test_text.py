"""Slugs, language tags, hidden characters, near words."""

from __future__ import annotations

import pytest

from guanxi_graph.text import LANGUAGE_TAG, canonical_language, hidden_character, nearest, slug


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
