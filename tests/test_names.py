"""A name is found however it is written, and only as a whole."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.names import Names, _placed, forms, words

ZHANG = Names({"zhang-san": ["zhang-san", "Zhang San", "张三", "Zhāng Sān"]})


@pytest.mark.parametrize(
    "text",
    [
        *("zhang_san", "ZhangSan", "Zhang  San", "San Zhang", "Zhāng Sān", "ZHANG SAN", "Zhang, San", "Zhang\nSan"),
        *("張三", "张 三", "张·三", "致张三丰", "zhangsan@example.org", "zhangsan1990", "byZhangSan2", "Zhang-San's"),
        *("https://example.org/zhang-san/", "https://example.org/%E5%BC%A0%E4%B8%89", "zhang-san.knows.li-si"),
    ],
)
def test_a_name_is_found(text):
    assert ZHANG.in_text(text) == {"zhang-san"}


@pytest.mark.parametrize(
    "text", ["Zhang Sanfeng", "Mozhang San", "张某三", "张。三个人", "Zhang. / San", "", "zhang", "San"]
)
def test_another_name_is_not(text):
    assert ZHANG.in_text(text) == set()


def test_a_name_of_one_character_counts_only_alone():
    names = Names({"q": ["q", "Q"], "wang": ["王"]})
    assert names.in_text("Q is a letter of question, 王兴") == set()
    assert names.in_text("Q") == {"q"}
    assert names.in_text("王") == {"wang"}


def test_nothing_is_found_by_nothing():
    assert Names({"x": ["", "—", " "]}).in_text("— a text") == set()


def test_every_thing_of_a_name_is_found():
    assert Names({"a": ["Li Na"], "b": ["Na Li"], "c": ["Li"]}).in_text("Li Na") == {"a", "b", "c"}


@given(
    st.text(st.sampled_from("王興兴靑青々〇一龥豈７1９0 ·a"), max_size=5)
    | st.text(st.characters(categories=["Lo", "Nd"]))
)
def test_a_chinese_name_is_sought_as_its_words_are(name):
    whole = "".join(words(name))
    assert forms(name)[:1] == ((whole,) if whole else ())


def test_a_long_name_is_sought_by_its_beginning_in_linear_time():
    long = "Ab" * 20_000
    names = Names({"long": [long, "word " * 5_000]})
    assert names.in_text(f"see {long}!") == {"long"}
    assert names.in_text("word " * 10_000) == {"long"}
    assert names.in_text("ab " * 20_000) == {"long"}  # run together it begins so
    assert names.in_text("ab " * 50) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Zhāng Sān met ZhangSan.", ["Zhāng Sān", "ZhangSan"]),
        ("張三和张 三丰", ["張三", "张 三"]),
        ("Zhang Sanfeng, Zhang; San", []),
        ("Zhang San Holdings bought it", ["Zhang San Holdings"]),
    ],
)
def test_the_longest_name_at_each_place(text, found):
    names = Names({"zhang-san": ["Zhang San", "张三"], "company": ["Zhang San Holdings"]})
    assert [text[place.start : place.end] for place in names.places(text)] == found


def test_a_place_tells_every_thing_of_its_name():
    assert list(Names({"a": ["Renren"], "b": ["Renren"]}).places("On Renren:")) == [(3, 9, {"a", "b"})]


@given(st.text() | st.text(st.sampled_from("aBé 关系張1-，Ｚß")))
def test_the_words_of_a_text_are_those_that_have_places_in_it(text: str) -> None:
    assert words(text) == [word.folded for word in _placed(unicodedata.normalize("NFC", text))]
