"""The map that ships: what it must hold, and how it treats what its sources disagree on."""

from __future__ import annotations

import re
from collections import Counter

from guanxi_graph.checks import check
from guanxi_graph.map.lineages import lineages_of
from guanxi_graph.reading import read_map
from places import ROOT, SHIPPED

NOTES = (ROOT / "docs" / "sources-notes.md").read_text("utf-8")


def test_it_has_no_problems_not_even_warnings():
    assert check(read_map(SHIPPED)) == []


def test_it_is_as_large_as_promised(shipped):
    assert len(shipped.entities) >= 500
    assert len(shipped.claims.values()) >= 1_300
    assert len(shipped.sources) >= 350
    assert len(Counter(entity.cls for entity in shipped.entities.values())) >= 11


def is_person(shipped, name):
    return name in shipped and shipped.entities[name].cls == "Person"


def test_persons_are_tied_in_many_ways(shipped):
    ties = [
        c
        for c in shipped.claims.values()
        if is_person(shipped, c.subject) and c.object and is_person(shipped, c.object)
    ]
    assert len(ties) >= 220
    assert len({tie.relation for tie in ties}) >= 12
    assert sum(bool(tie.start or tie.end or tie.at) for tie in ties) >= 190


# Why no source that was read says who headed them
WITHOUT_A_HEAD = {
    "japan-communications": "a venture before DCM, of which only the founding is told",
    "liming-computer": "an employer of the 1990s, named only in passing",
    "onebox": "two partners, neither of whom is called its head",
    "ouku": "a venture before Pinduoduo, of which only the founding and the sale are told",
    "xinyoudi": "a venture before Pinduoduo, of which only the founding is told",
}


def test_companies_that_persons_founded_have_heads_over_time(shipped):
    founded = {
        claim.object
        for claim in shipped.claims.values()
        if claim.relation == "founded" and claim.rank != "deprecated" and is_person(shipped, claim.subject)
    }
    companies = {name for name in founded if shipped.entities[name].cls == "Company"}
    headed = {c.object for c in shipped.claims.values() if c.relation == "heads" and (c.start or c.end or c.at)}
    assert companies - headed == set(WITHOUT_A_HEAD)


def test_founders_without_a_school_are_noted_as_looked_for(shipped):
    founding = {c.subject for c in shipped.claims.values() if c.relation == "founded" and is_person(shipped, c.subject)}
    schooled = {c.subject for c in shipped.claims.values() if c.relation == "educatedAt"}
    looked_for = NOTES.split("## Looked for, not found")[1].split("\nFounders without a post")[0]
    noted = set(re.findall(r"^- ([^:]+):", looked_for, flags=re.MULTILINE))
    assert {shipped.entities[name].labels["en"] for name in founding - schooled} == noted


def test_claims_noted_as_resting_on_one_lineage_are_there_and_do(shipped):
    noted = re.findall(r"^- `([^`]+)`$", NOTES, flags=re.MULTILINE)
    assert len(noted) == len(set(noted)) >= 120
    assert {name: len(lineages_of(shipped.claims[name], shipped.sources)) for name in noted} == dict.fromkeys(noted, 1)


def test_places_have_coordinates_where_they_are_known(shipped):
    assert shipped.entities["shenzhen"].coordinates == (22.54554, 114.0683)
    assert sum(entity.coordinates is not None for entity in shipped.entities.values()) >= 28


def test_every_claim_has_a_source(shipped):
    assert all(claim.citations for claim in shipped.claims.values())


def test_the_article_is_cited_by_paragraph(shipped):
    locators = {c.locator for claim in shipped.claims.values() for c in claim.citations if c.source == "asprec-2012"}
    assert locators >= {f"¶{n}" for n in (3, 8, 9, 10, 11, 15, 16, 20, 21, 23, 24)}


def test_chinese_names_are_chinese_and_pinyin_has_tones(shipped):
    for entity in shipped.entities.values():
        for tag, text in entity.labels.items():
            if tag in {"zh-Hans", "zh-Hant"}:
                assert re.search(r"[\u4e00-\u9fff\d]", text), entity.id
            if tag == "zh-Latn-pinyin":
                assert re.search(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜĀÁǍÀĒÉĚÈŌÓǑÒ]", text), entity.id


def founders(shipped, what):
    return {
        (tie.subject, str(tie.start), tie.rank)
        for tie in shipped.ties_of(what)
        if tie.relation == "founded" and tie.object == what
    }


def test_both_accounts_of_renren_stand(shipped):
    four = {"wang-xing", "wang-huiwen", "lai-binqiang", "tang-yang"}
    assert {(who, "2005-12", "deprecated") for who in four} <= founders(shipped, "renren")
    assert {who for who, _, rank in founders(shipped, "xiaonei") if rank != "deprecated"} == four


def test_both_accounts_of_qq_stand(shipped):
    assert ("ma-huateng", "1998", "deprecated") in founders(shipped, "qq")
    assert {date for _, date, _ in founders(shipped, "oicq")} == {"1999-02"}
    assert {tie.subject for tie in shipped.ties_of("qzone") if tie.relation == "operates"} == {"tencent"}


def test_kinds_of_users_are_kept_apart(shipped):
    figures = {
        (c.subject, c.relation, c.value)
        for c in shipped.claims.values()
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


def test_the_articles_slip_is_corrected_with_a_note(shipped):
    (claim,) = [
        c
        for c in shipped.claims.values()
        if c.relation == "internetUsers" and any(s.source == "asprec-2012" for s in c.citations)
    ]
    assert claim.value == 450_000_000
    assert claim.note


def test_every_rank_says_why(shipped):
    assert all(claim.reason for claim in shipped.claims.values() if claim.rank != "normal")


def test_no_private_people(shipped):
    """The article's students and its unnamed friend are nobody's business."""
    text = " ".join(f"{claim.note} {claim.reason} {claim.value}" for claim in shipped.claims.values())
    assert not re.search(r"\bstudents? of (the author|his)|friend of (the author|his)", text)
    assert "hu-jintao" not in shipped


def test_no_passage_of_the_article_is_copied(shipped):
    """Notes and texts are short, as our own words are."""
    assert max(len(claim.note) for claim in shipped.claims.values()) <= 240
