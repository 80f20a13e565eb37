"""A quote stands in its source word by word, exactly once, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guanxi_graph.evidence.folds import folded
from guanxi_graph.evidence.locators import passage
from guanxi_graph.evidence.numbers import numbers
from guanxi_graph.evidence.quotes import count, is_short, swallowed
from guanxi_graph.evidence.stored import parse_text

STORED = """# The Weavers of Nanhu

Li Ming founded the “Blue Loom” workshop in 1998 — with 1,200 yuan that his aunt had lent him. He was then a student.

# Growth

By March 2004 the workshop had 120 million metres of yarn. Chen Hua, its co-founder, has not invested in the Red Loom.

李明於一九九八年創辦「藍織坊」，当时他还是学生。到2004年3月，用户达到1.2亿。陈华没有投资红织坊。

Li Ming said that the yarn came from Nanhu. The yarn came from Nanhu.
"""


def text(rule="headings not counted"):
    return parse_text(STORED, "weavers", rule)


def stands(quote: str, locator: str = "") -> bool:
    place = passage(text(), locator)
    assert place is not None
    return count(quote, place.text) == 1 and not swallowed(quote, place.text)


# What is quoted, and from where.
TRUE = [
    ("Li Ming founded the “Blue Loom” workshop in 1998", "¶1"),
    ('founded the "Blue Loom" workshop', "¶1"),
    ("founded the  \n “Blue Loom”", "¶1"),
    ("workshop in 1998 — with 1,200 yuan", "¶1"),
    ("in 1998 -- with", "¶1"),
    ("that his aunt had lent him", ""),
    ("He was then a student", "¶1"),
    ("By March 2004 the workshop", "¶2"),
    ("120 million metres of yarn", "¶2"),
    ("Chen Hua, its co-founder", "¶2"),
    ("Chen Hua, its co‑founder", "¶2"),
    ("Chen Hua, its co-founder, has not invested in the Red Loom", "Growth ¶1"),
    ("Chen Hua, its co-\u00adfounder", "¶2"),
    ("李明於一九九八年創辦", "¶3"),
    ("創辦「藍織坊」", "¶3"),
    ('創辦"藍織坊"', "¶3"),
    ("到 2004 年 3 月", "¶3"),
    ("用户达到1.2亿", "¶3"),
    ("用户达到１．２亿", "¶3"),
    ("陈华没有投资红织坊", "¶3"),
    ("当时他还是学生", "¶2-3"),
    ("Li Ming said that the yarn came from Nanhu", "last ¶"),
    ("The yarn came from Nanhu.", "¶4"),
]
FALSE = [
    ("moved", "Li Ming founded the “Blue Loom”", "¶2"),
    ("moved", "120 million metres of yarn", "¶1"),
    ("moved", "创辦「藍織坊」", "¶2"),
    ("moved", "李明於一九九八年創辦", "¶2"),
    ("shortened", "20 million metres of yarn", "¶2"),
    ("shortened", "200 yuan that his aunt", "¶1"),
    ("shortened", "founder, has not invested", "¶2"),
    ("shortened", "oom workshop in 1998", "¶1"),
    ("shortened", "Li Ming founded the Blue", "¶1"),
    ("shortened", "founded … in 1998", "¶1"),
    ("shortened", "founded ... in 1998", "¶1"),
    ("shortened", "founded [...] in 1998", "¶1"),
    ("shortened", "2亿。陈华", "¶3"),
    ("shortened", "八年創辦「藍織坊」", "¶3"),
    ("not swallowed", "invested in the Red Loom", "¶2"),
    ("not swallowed", "Chen Hua has invested in the Red Loom", "¶2"),
    ("not swallowed", "投资红织坊", "¶3"),
    ("not swallowed", "陈华投资红织坊", "¶3"),
    ("number", "founded the “Blue Loom” workshop in 1999", "¶1"),
    ("number", "with 1,300 yuan that his aunt", "¶1"),
    ("number", "By March 2014 the workshop", "¶2"),
    ("number", "130 million metres of yarn", "¶2"),
    ("number", "用户达到2.1亿", "¶3"),
    ("number", "到2004年5月", "¶3"),
    ("name", "Li Wei founded the “Blue Loom”", "¶1"),
    ("name", "Chen Hui, its co-founder", "¶2"),
    ("name", "李亮於一九九八年創辦", "¶3"),
    ("name", "創辦「紅織坊」", "¶3"),
    ("case", "li ming founded the “blue loom”", "¶1"),
    ("script", "李明于一九九八年创办", "¶3"),
    ("twice", "he yarn came from Nanhu", "¶4"),
    ("twice", "yarn came from Nanhu", "¶4"),
]


@pytest.mark.parametrize(("quote", "locator"), TRUE)
def test_what_stands_there_is_found(quote, locator):
    assert stands(quote, locator)


@pytest.mark.parametrize(("how", "quote", "locator"), FALSE)
def test_what_does_not_stand_there_is_not_found(how, quote, locator):  # noqa: ARG001 - it names the case
    assert not stands(quote, locator)


def windows():
    """Runs of four to nine words of the English paragraphs, with the paragraph's number."""
    for paragraph in text().paragraphs:
        words = paragraph.text.split()
        for length in range(4, 10):
            for first in range(len(words) - length + 1):
                quote = " ".join(words[first : first + length])
                if paragraph.number and quote.isascii() and count(quote, paragraph.text) == 1:
                    yield quote, paragraph


def test_every_run_of_words_is_placed_and_none_of_another_word_or_number():
    tried = 0
    for quote, paragraph in windows():
        words = quote.split()
        others = ["".join(reversed(words[1])), "1" + words[1], words[1] + "s", ""]
        changed = [" ".join(filter(None, [words[0], other, *words[2:]])) for other in others if other != words[1]]
        turned = " ".join([words[0], words[2], words[1], *words[3:]])
        assert count(quote, paragraph.text) == 1
        for false in [*changed, turned]:
            assert count(false, paragraph.text) == 0, (false, quote)
            tried += 1
        elsewhere = [other for other in text().paragraphs if other.number not in {0, paragraph.number}]
        assert not any(count(quote, other.text) for other in elsewhere)
    assert tried > 500


@pytest.mark.parametrize(
    ("quote", "short"),
    [("founded Baidu", False), ("Baidu was", True), ("创办百度", False), ("百度公司", False), ("百度", True)],
)
def test_a_quote_of_a_few_letters_proves_nothing(quote, short):
    assert is_short(quote) is short


def test_folds_are_those_that_are_declared():
    assert folded("ﬁne “x”—y\u00ad  z") == 'fine "x"--y z'
    assert folded("Straße STRASSE é") == "Straße STRASSE é"
    assert folded("在 2005 年 the 繁体") == "在2005年the繁体"


@pytest.mark.parametrize(
    ("locator", "beginnings"),
    [
        ("¶1", ["Li Ming founded"]),
        ("¶2-3", ["By March", "李明於"]),
        ("¶1, ¶4", ["Li Ming founded", "Li Ming said"]),
        ("Growth, ¶2", ["李明於"]),
        ("§Growth ¶1", ["By March"]),
        ("last ¶", ["Li Ming said"]),
        ("caption", ["The Weavers", "Li Ming f", "Growth", "By March", "李明於", "Li Ming said"]),
    ],
)
def test_a_locator_names_a_place(locator, beginnings):
    found = passage(text(), locator)
    assert found is not None
    assert [p.text[: len(start)] for p, start in zip(found.paragraphs, beginnings, strict=True)] == beginnings


def test_headings_are_counted_where_that_is_the_rule():
    found = passage(text("headings counted"), "¶2")
    assert found is not None
    assert found.text.startswith("Li Ming founded")


@pytest.mark.parametrize("locator", ["¶5", "¶999", "¶4-5", "Growth, ¶9"])
def test_a_place_that_is_not_there(locator):
    assert passage(text(), locator) is None


def test_pages_are_places_where_a_text_has_them():
    stored = "\f93\n\nOne.\n\n\f94\n\nTwo.\n\nThree.\n"
    paged = parse_text(stored, "book")
    assert [passage(paged, each).text for each in ("p. 94", "pp. 93-94", "p. 94, ¶2", "¶1")] == [
        "Two.\nThree.",
        "One.\nTwo.\nThree.",
        "Three.",
        "One.",
    ]
    assert passage(paged, "p. 400") is None
    assert passage(text(), "p. 400").is_whole


def test_nothing_of_an_excerpt_is_counted():
    found = passage(text("excerpt"), "¶99")
    assert found is not None
    assert found.is_whole


def test_a_figure_in_trillions_is_read_whole() -> None:
    """兆 is a million millions; without it the sum would be read as three."""
    assert numbers("营收三兆元，去年1.2兆") == {Decimal(3 * 10**12), Decimal(12 * 10**11)}
