"""What the page is told: years, conflicts, stories, looks, names to search by."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guanxi_graph.dates import parse_date
from guanxi_graph.map import Map
from guanxi_graph.model import Claim, Entity, MapInfo
from guanxi_graph.page import render_page
from guanxi_graph.page.core import core
from guanxi_graph.page.document import FOREVER, document
from guanxi_graph.page.han import variants
from guanxi_graph.page.looks import LOOKS, OTHER, look_of
from guanxi_graph.page.maker import json_block
from guanxi_graph.page.topology import topology
from guanxi_graph.pinyin import readings
from guanxi_graph.reading.stories import Step, Story
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.vocabulary import Class

VOCABULARY = built_in_vocabulary()


def made(*claims: Claim, classes: dict[str, str] | None = None, info: MapInfo | None = None) -> Map:
    """A map of these claims among people, except where ``classes`` says otherwise."""
    names = dict.fromkeys([end for claim in claims for end in (claim.subject, claim.object) if end], "Person")
    entities = [Entity(id=name, cls=cls, labels={"en": name}) for name, cls in (names | (classes or {})).items()]
    return Map.of(info or MapInfo(), VOCABULARY, entities=entities, sources=[], claims=claims)


def told(gmap: Map, *stories: Story) -> dict[str, Any]:
    return document(gmap, stories=stories, circles=[], points=[(0.0, 0.0)] * len(gmap.entities))


def claim(relation: str, **fields: Any) -> Claim:
    dates = {name: parse_date(fields.pop(name)) for name in ("start", "end", "at") if name in fields}
    target = {} if "value" in fields else {"object": "b"}
    return Claim(**{"id": "c", "subject": "a", "relation": relation, **target, **dates, **fields})


@pytest.mark.parametrize(
    ("relation", "dates", "expected"),
    [
        ("worksAt", {"start": "2005", "end": "2007-03"}, (2005, 2007)),
        ("worksAt", {"start": "2005-12"}, (2005, FOREVER)),  # no end is known
        ("worksAt", {"start": "2005", "end": ".."}, (2005, FOREVER)),
        ("worksAt", {"end": "2007"}, (None, 2007)),
        ("worksAt", {"at": "2018-09"}, (2018, 2018)),
        ("founded", {"start": "2005-12"}, (2005, 2005)),  # an event
        ("founded", {"start": "200X"}, (2000, 2009)),
        ("worksAt", {"start": "[..1890]"}, (None, FOREVER)),
        ("worksAt", {"start": "[1905..1912]", "end": "[1915..1917]"}, (1905, 1917)),
        ("founded", {"at": "[..1890]"}, (None, 1890)),
        ("founded", {"at": "[1890..]"}, (1890, FOREVER)),
        ("knows", {}, (None, None)),
    ],
)
def test_years_in_which_a_claim_may_hold(
    relation: str, dates: dict[str, str], expected: tuple[int | None, ...]
) -> None:
    claims = told(made(claim(relation, **dates)))["claims"]
    assert (claims["from"][0], claims["to"][0]) == expected


def test_a_life_bounds_the_years_of_its_ties() -> None:
    died = claim("diedOn", id="d", value=parse_date("2010-05"))
    claims = told(made(claim("friendOf", start="2005"), died))["claims"]
    assert (claims["from"][0], claims["to"][0]) == (2005, 2010)


def test_the_band_of_years_is_bounded_however_old_a_claim() -> None:
    old = claim("knows", id="old", start="Y-200000")
    assert told(made(claim("founded", start="2005"), old))["years"] == [-995, 2005]
    assert told(made(claim("knows")))["years"] == [0, 0]


def test_a_figure_stands_at_the_middle_of_its_date() -> None:
    figures = [
        claim("registeredUsers", id=f"f{n}", value=n, unit="users", at=at)
        for n, at in enumerate(["2011", "2011-02", "200X"])
    ]
    assert [round(told(made(*figures))["claims"]["middle"][str(n)], 1) for n in range(3)] == [2011.5, 2011.1, 2005.0]


@pytest.mark.parametrize("relation", ["didFavourFor", "investedIn"])
def test_what_happens_again_is_no_rival_account_of_itself(relation: str) -> None:
    """Favours, letters, rounds: each with its own day."""
    happened = [claim(relation, id=f"f{n}", start=f"192{n}-05") for n in range(3)]
    assert told(made(*happened))["conflicts"] == []
    same_day = [*happened, claim(relation, id="other", start="1921-05", rank="preferred")]
    assert [each["claims"] for each in told(made(*same_day))["conflicts"]] == [[3, 1]]


def test_conflicts_of_the_shipped_map(shipped: Map) -> None:
    document = told(shipped)
    ids = document["claims"]["id"]
    found = {tuple(ids[n] for n in conflict["claims"]): conflict["settled"] for conflict in document["conflicts"]}
    assert ("joseph-chen.bornOn.1969", "joseph-chen.bornOn.1970") in found  # one birthday each
    assert (
        "sina-weibo.users.140000000.2011-03",
        "sina-weibo.users.100000000.2011-03",
    ) in found  # one month, two counts
    assert not any("sequoia-china.investedIn.meituan.2010" in sides for sides in found)  # two rounds are no conflict


def test_a_step_of_a_story_has_the_years_that_its_dates_may_mean() -> None:
    dates = [("200X", None), (None, "200X"), ("Y-12000", "-0205"), (None, None)]
    steps = tuple(
        Step(text={"en": "."}, start=start and parse_date(start), end=end and parse_date(end)) for start, end in dates
    )
    (story,) = told(made(), Story(title={"en": "S"}, steps=steps))["stories"]
    assert [step.get("years") for step in story["steps"]] == [[2000, None], [None, 2009], [-12000, -205], None]
    assert all("start" not in step for step in story["steps"])


def test_a_map_that_names_its_day_has_a_page() -> None:
    assert '"as_of":"2020-05"' in render_page(made(claim("knows"), info=MapInfo(as_of=parse_date("2020-05"))))


def test_a_class_of_a_map_looks_like_its_parent() -> None:
    classes = {**VOCABULARY.classes, "Bank": Class(id="Bank", labels={"en": "bank"}, parent="Company")}
    vocabulary = type(VOCABULARY)(classes=classes)
    assert look_of("Bank", vocabulary) == LOOKS["Company"]
    assert len({(look.shape, look.light) for look in LOOKS.values()}) == len(LOOKS)
    assert all(look_of(name, VOCABULARY) != OTHER for name, each in VOCABULARY.classes.items() if not each.abstract)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("银行", ("yin hang",)),
        ("重庆", ("chong qing",)),
        ("重慶", ("chong qing",)),
        ("厦门", ("xia men",)),
        ("长安", ("chang an",)),
        ("曾鸣", ("ceng ming", "zeng ming")),
        ("QQ 空间", ("QQ kong jian",)),
        ("Tencent", ()),
        ("Ténéré", ()),
    ],
)
def test_names_are_read_as_words(name: str, found: tuple[str, ...]) -> None:
    assert readings(name) == found


@pytest.mark.parametrize(
    ("surname", "read"),
    [
        ("曾", "zeng"), ("单", "shan"), ("解", "xie"), ("查", "zha"), ("仇", "qiu"), ("区", "ou"), ("任", "ren"),
        ("朴", "piao"), ("盖", "ge"), ("翟", "zhai"), ("覃", "qin"), ("缪", "miao"), ("员", "yun"),
    ],
)  # fmt: skip
def test_surnames_are_found_by_their_reading_as_surnames(surname: str, read: str) -> None:
    assert f"{read} ming" in readings(f"{surname}明")


def test_traditional_and_simplified_characters_find_each_other() -> None:
    assert "馬马" in variants(["马化腾"])
    assert "龍龙" not in variants(["马化腾"])


def test_the_core_hangs_together_and_is_the_most_connected_part() -> None:
    people = [Entity(id=f"p{n:03}", cls="Person", labels={"en": str(n)}) for n in range(500)]
    ring = [Claim(id=f"r{n}", subject=f"p{n:03}", relation="knows", object=f"p{(n + 1) % 500:03}") for n in range(500)]
    hub = [Claim(id=f"h{n}", subject="p250", relation="knows", object=f"p{n:03}") for n in range(0, 240, 4)]
    shape = topology(Map.of(MapInfo(), VOCABULARY, entities=people, sources=[], claims=ring + hub))
    found = core(shape)
    assert len(found) == 300
    assert {250, *range(0, 240, 4)} <= set(found)
    assert len(core(shape, size=1000)) == 500


def test_strengths_and_routes_are_those_of_the_map(shipped: Map) -> None:
    """Of each claim s, 0 where it joins nobody; of each link T."""
    document = told(shipped)
    strengths = dict(zip(document["claims"]["id"], document["claims"]["strength"], strict=True))
    (link,) = (each for each in shipped.links.values() if "ding-lei.friendOf.ma-huateng" in str(each.claims))
    assert strengths["ding-lei.friendOf.ma-huateng"] == pytest.approx(link.parts[0].value, abs=1e-3)
    assert strengths["joseph-chen.bornOn.1969"] == 0
    assert document["links"]["strength"] == pytest.approx([each.strength for each in shipped.links.values()], abs=1e-8)


@pytest.mark.parametrize("text", ["</script><!--", "a & b", "\u2028\u2029", '"\\', "关系"])
def test_data_cannot_leave_its_block(text: str) -> None:
    block = str(json_block({"text": text}))
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block) == {"text": text}


def test_an_empty_and_a_tiny_map_have_pages_too() -> None:
    assert "<title>guanxi-graph</title>" in render_page(made())
    assert '"id":"a"' in render_page(made(classes={"a": "Person"}))
