"""What the rules find in a sentence, and what they leave alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from guanxi_graph.evidence import parse_text
from guanxi_graph.evidence.citations import quote_fault
from guanxi_graph.evidence.locators import passage
from guanxi_graph.opening import load
from guanxi_graph.proposals import propose
from places import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from benchmark_propose import measured, read_rows

HERE = Path(__file__).parent
GMAP = load(ROOT / "tests" / "base")


def proposed(*paragraphs: str):
    return propose(GMAP, parse_text("\n\n".join(paragraphs), "asprec-2012"))


def said(*paragraphs: str) -> list[str]:
    """Each proposal in short: who, what, whom, dates and qualifiers."""
    claims = (each.claim for each in proposed(*paragraphs).claims)
    return sorted(
        " ".join(
            filter(
                None,
                [
                    *(claim.subject, claim.relation, claim.object, claim.value, claim.unit),
                    f"{claim.start or ''}–{claim.end or ''}" if claim.start or claim.end else "",
                    f"at {claim.at}" if claim.at else "",
                    *(f"{name}={text}" for name, texts in claim.qualifiers.items() for text in texts),
                ],
            )
        )
        for claim in claims
    )


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Ma Huateng founded Tencent in November 1998.", ["ma-huateng founded tencent at 1998-11"]),
        ("In 1998, Pony Ma co-founded Tencent.", ["ma-huateng founded tencent at 1998"]),
        ("Ma Huateng founded Tencent before 1999.", ["ma-huateng founded tencent at [..1999]"]),
        ("Ma Huateng founded Tencent between 1997 and May 1999.", ["ma-huateng founded tencent at [1997-01..1999-05]"]),
        ("马化腾1999年之前创办了腾讯。", ["ma-huateng founded tencent at [..1999]"]),
        ("Ma Huateng was chairman of Tencent by 2013.", ["ma-huateng heads tencent [..2013]– role=chairman"]),
        ("Tencent, founded by Ma Huateng, is large.", ["ma-huateng founded tencent"]),
        (
            "Renren was founded by Wang Xing, Lai Binqiang and Ma Huateng.",
            ["lai-binqiang founded renren", "ma-huateng founded renren", "wang-xing founded renren"],
        ),
        ("Wang Xing, an engineer from Fujian, founded Renren.", ["wang-xing founded renren"]),
        ("Wang Xing is the founder and chairman of Renren.", ["wang-xing founded renren"]),
        ("Tencent founder Ma Huateng spoke.", ["ma-huateng founded tencent"]),
        ("Ma Huateng is the chief executive of Tencent.", ["ma-huateng heads tencent role=chief executive"]),
        ("Ma Huateng was chairman of Tencent until 2013.", ["ma-huateng heads tencent –2013 role=chairman"]),
        ("Wang Xing worked at Tencent from 2001 to 2004.", ["wang-xing worksAt tencent 2001–2004"]),
        ("Wang Xing joined Tencent in March 2012.", ["wang-xing worksAt tencent 2012-03–"]),
        ("Wang Xing graduated from Tsinghua University in 2001.", ["wang-xing educatedAt tsinghua-university –2001"]),
        ("Tencent invested US$5 million in Renren.", ["tencent investedIn renren amount=USD 5000000"]),
        ("Renren was acquired by Tencent in 2006.", ["tencent acquired renren at 2006"]),
        ("Tencent owns 20 per cent of Renren.", ["tencent owns renren share=20"]),
        ("Renren has about 170 million registered users.", ["renren registeredUsers 170000000 at 2012-03-04?"]),
        ("As of July 2009, Renren had 2 million users.", ["renren users 2000000 at 2009-07"]),
        ("Tencent is headquartered in China.", ["tencent locatedIn china"]),
        ("Renren is blocked in China.", ["renren blockedIn china"]),
        ("Sites like Renren are banned in China.", ["renren blockedIn china"]),
        ("Renren was launched in December 2005.", ["renren foundedOn 2005-12"]),
        (
            "Wang Xing founded and was chief executive of Renren.",
            ["wang-xing founded renren", "wang-xing heads renren role=chief executive"],
        ),
        (
            "Ma Huateng founded Tencent along with Wang Xing.",
            ["ma-huateng founded tencent", "wang-xing founded tencent"],
        ),
        ("Ma Huateng founded Tencent & Partners.", ["ma-huateng founded tencent-partners"]),
        ("Wang Xing's son, Ma Huateng, spoke.", ["wang-xing parentOf ma-huateng"]),
        ("The acquisition of Renren by Tencent took years.", ["tencent acquired renren"]),
        ("马化腾于1998年11月创办腾讯。", ["ma-huateng founded tencent at 1998-11"]),
        (
            "人人网由王兴、赖斌强等人于2005年12月创立。",
            ["lai-binqiang founded renren at 2005-12", "wang-xing founded renren at 2005-12"],
        ),
        ("腾讯创始人马化腾出席。", ["ma-huateng founded tencent"]),
        ("马化腾担任腾讯董事长。", ["ma-huateng heads tencent role=董事长"]),
        ("王兴毕业于清华大学。", ["wang-xing educatedAt qinghuadaxue"]),
        ("王兴曾任职于腾讯。", ["wang-xing worksAt tencent"]),
        ("2006年，腾讯以1800万美元收购人人网。", ["tencent acquired renren at 2006 amount=USD 18000000"]),
        ("腾讯向人人网投资了500万美元。", ["tencent investedIn renren amount=USD 5000000"]),
        ("截至2010年底，人人网注册用户超过1.7亿。", ["renren registeredUsers 170000000 at 2010"]),
    ],
)
def test_a_sentence_that_states_it(text, claims):
    assert said(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Ma Huateng did not found Renren.",
            "Wang Xing denied that Tencent acquired Renren.",
            "Did Tencent, founded by Ma Huateng, grow?",
        ),
        *(
            "It is not true that Tencent acquired Renren.",
            "Tencent never acquired Renren in 2006.",
            "Nobody says that Tencent acquired Renren.",
        ),
        *(
            "If Tencent acquired Renren, Wang Xing would leave.",
            "Tencent tried to buy Renren.",
            "Tencent will acquire Renren.",
        ),
        *(
            "The founder of Tencent bought Renren.",
            "Ma Huateng founded a rival of Renren.",
            "Ma Huateng founded Renren clone Wealink.",
        ),
        *(
            "腾讯没有收购人人网。",
            "腾讯否认收购人人网。",
            "如果腾讯收购人人网，王兴会离开。",
            "腾讯收购人人网了吗？",
            "人人网被腾讯收购的传闻并非事实。",
        ),
        *("腾讯计划收购人人网。", "腾讯收购了人人网的竞争对手。"),
    ],
)
def test_a_sentence_that_does_not(text):
    assert said(text) == []


def test_what_is_denied_is_told_as_passed_over():
    (passed,) = proposed("It is not true that Tencent acquired Renren.").passed
    assert (passed.why, passed.locator) == ("denial: not", "¶1")


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Renren is a network. It was founded by Wang Xing.", ("pronoun",)),
        ("Wang Xing studied in China and founded Renren.", ("implied subject",)),
        ("Ma Huateng spoke. Later Ma founded Tencent.", ("short name",)),
        ("Reportedly, Ma Huateng founded Tencent.", ("hearsay",)),
        ("据报道，马化腾创办腾讯。", ("hearsay",)),
        ("Tencent, founded by Ma Huateng, will grow.", ("plan",)),
    ],
)
def test_doubts_are_flagged(text, flags):
    assert {each.flags for each in proposed(text).claims if each.claim.relation == "founded"} == {flags}


def test_what_the_map_says_already_is_offered_as_a_citation():
    known, new = sorted(
        proposed("Ma Huateng founded Tencent in 1998. Tencent acquired Renren.").claims, key=lambda e: e.known
    )[::-1]
    assert GMAP.claims[known.known].relation == "founded"
    assert (known.citation.locator, known.citation.quote) == ("¶1", "Ma Huateng founded Tencent in 1998.")
    assert (new.claim.relation, new.known) == ("acquired", "")


def test_a_new_name_is_an_entity_beside_what_it_resembles():
    (new,) = proposed("Ma Huatang (马华唐) founded Tencent.").entities
    assert (new.entity.id, new.entity.cls, new.near) == ("ma-huatang", "Person", ("ma-huateng",))
    assert dict(new.entity.labels) == {"en": "Ma Huatang", "zh-Hans": "马华唐"}


def test_what_stands_twice_is_no_quote():
    assert said("Ma Huateng founded Tencent. Ma Huateng founded Tencent.") == []


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_texts_of_our_own(language):
    """Not the measure of the rules, which docs/proposals.md tells, but a floor."""
    text = parse_text((HERE / f"{language}.txt").read_text("utf-8"), "asprec-2012")
    proposals = propose(GMAP, text)
    result = measured(proposals, read_rows(HERE / f"{language}.tsv"), GMAP)
    assert result.precision >= 0.85
    assert result.recall >= 0.65
    for each in proposals.claims:
        place = passage(text, each.citation.locator)
        assert place
        assert not quote_fault(each.citation.quote, place, text)


def test_no_character_of_a_text_is_taken_for_a_mark():
    assert said("\ue000 founded \ue001, \uf8ff and \uf8fe. Ma Huateng founded Tencent.") == [
        "ma-huateng founded tencent"
    ]


def test_a_long_sentence_takes_no_long_time():
    assert said("Tencent, " + "and then a, " * 5_000 + "founded by of in and, " * 2_000) == []
