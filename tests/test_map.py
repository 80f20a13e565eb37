"""The map that ships: what it must hold, and how it treats what its sources disagree on."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from guanxi_graph import load
from guanxi_graph.checks import check
from guanxi_graph.graph import claims_of, entities_of, sources_of, ties_of
from guanxi_graph.reading import read_map
from places import SHIPPED


@pytest.fixture(scope="module")
def graph():
    return load(SHIPPED)


def test_it_has_no_problems_not_even_warnings():
    assert check(read_map(SHIPPED)) == []


def test_it_is_as_large_as_promised(graph):
    assert len(graph) >= 130
    assert len(claims_of(graph)) >= 220
    assert len(sources_of(graph)) >= 60
    assert len(Counter(entity.cls for entity in entities_of(graph))) >= 11


def test_every_claim_has_a_source(graph):
    assert all(claim.citations for claim in claims_of(graph))


def test_the_article_is_cited_by_paragraph(graph):
    locators = {c.locator for claim in claims_of(graph) for c in claim.citations if c.source == "asprec-2012"}
    assert locators >= {f"¶{n}" for n in (3, 8, 9, 10, 11, 15, 16, 20, 21, 23, 24)}


def test_chinese_names_are_chinese_and_pinyin_has_tones(graph):
    for entity in entities_of(graph):
        for tag, text in entity.labels.items():
            if tag in {"zh-Hans", "zh-Hant"}:
                assert re.search(r"[\u4e00-\u9fff\d]", text), entity.id
            if tag == "zh-Latn-pinyin":
                assert re.search(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ]", text), entity.id


def founders(graph, what):
    return {
        (tie.subject, str(tie.start), tie.rank)
        for tie in ties_of(graph, what)
        if tie.relation == "founded" and tie.object == what
    }


def test_both_accounts_of_renren_stand(graph):
    four = {"wang-xing", "wang-huiwen", "lai-binqiang", "tang-yang"}
    assert {(who, "2005-12", "deprecated") for who in four} <= founders(graph, "renren")
    assert {who for who, _, rank in founders(graph, "xiaonei") if rank != "deprecated"} == four


def test_both_accounts_of_qq_stand(graph):
    assert ("ma-huateng", "1998", "deprecated") in founders(graph, "qq")
    assert {date for _, date, _ in founders(graph, "oicq")} == {"1999-02"}
    assert {tie.subject for tie in ties_of(graph, "qzone") if tie.relation == "operates"} == {"tencent"}


def test_kinds_of_users_are_kept_apart(graph):
    figures = {
        (c.subject, c.relation, c.value)
        for c in claims_of(graph)
        if c.relation in {"users", "registeredUsers", "monthlyActiveUsers", "uniqueVisitors"}
    }
    assert figures >= {
        ("qq", "users", 640_000_000),
        ("renren", "registeredUsers", 160_000_000),
        ("renren", "monthlyActiveUsers", 31_000_000),
        ("sina-weibo", "registeredUsers", 368_000_000),
        ("baidu-space", "registeredUsers", 100_000_000),
        ("baidu-space", "uniqueVisitors", 40_000_000),
        ("qzone", "registeredUsers", 388_000_000),
    }


def test_the_articles_slip_is_corrected_with_a_note(graph):
    (claim,) = [
        c
        for c in claims_of(graph)
        if c.relation == "internetUsers" and any(s.source == "asprec-2012" for s in c.citations)
    ]
    assert claim.value == 450_000_000
    assert claim.note


def test_every_rank_says_why(graph):
    assert all(claim.reason for claim in claims_of(graph) if claim.rank != "normal")


def test_no_private_people(graph):
    """The article's students and its unnamed friend are nobody's business."""
    text = " ".join(f"{claim.note} {claim.reason} {claim.value}" for claim in claims_of(graph))
    assert not re.search(r"\bstudents? of (the author|his)|friend of (the author|his)", text)
    assert "hu-jintao" not in graph


def test_no_passage_of_the_article_is_copied(graph):
    """Notes and texts are short, as our own words are."""
    assert max(len(claim.note) for claim in claims_of(graph)) <= 240
