"""What the page is told: years, contests, looks, names to search by."""

from __future__ import annotations

import json

import pytest

from guanxi_graph.dates import parse_date
from guanxi_graph.graph import Graph, build, vocabulary_of
from guanxi_graph.model import Claim, Entity, MapInfo
from guanxi_graph.page import render_page
from guanxi_graph.page.contests import contests
from guanxi_graph.page.core import core
from guanxi_graph.page.han import reading, variants
from guanxi_graph.page.looks import LOOKS, OTHER, look_of
from guanxi_graph.page.network import json_block
from guanxi_graph.page.render import class_strengths
from guanxi_graph.page.topology import topology
from guanxi_graph.page.years import FOREVER, years
from guanxi_graph.reading.terms import built_in_vocabulary
from guanxi_graph.vocabulary import Class

VOCABULARY = built_in_vocabulary()


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
        ("knows", {}, (None, None)),
    ],
)
def test_years_in_which_a_claim_may_hold(
    relation: str, dates: dict[str, str], expected: tuple[int | None, ...]
) -> None:
    fields = {name: parse_date(text) for name, text in dates.items()}
    claim = Claim(id="c", subject="a", relation=relation, object="b", **fields)
    assert years(claim, VOCABULARY.relations[relation]) == expected


def test_contests_of_the_shipped_map(shipped: Graph) -> None:
    found = contests(shipped)
    assert ["joseph-chen.bornOn.1969", "joseph-chen.bornOn.1970"] in found  # one birthday each
    assert [
        "sohu.acquired.chinaren.2000",
        "sohu.acquired.chinaren.2000.second-account",
    ] in found  # one sale, two prices
    assert not any("sequoia-china.investedIn.meituan.2010" in group for group in found)  # two rounds are no contest


def test_a_class_of_a_map_looks_like_its_parent() -> None:
    classes = {**VOCABULARY.classes, "Bank": Class(id="Bank", labels={"en": "bank"}, parent="Company")}
    vocabulary = type(VOCABULARY)(classes=classes)
    assert look_of("Bank", vocabulary) == LOOKS["Company"]
    assert len({(look.shape, look.light) for look in LOOKS.values()}) == len(LOOKS)
    assert all(look_of(name, VOCABULARY) != OTHER for name, each in VOCABULARY.classes.items() if not each.abstract)


def test_names_to_search_by() -> None:
    assert reading("重庆") == "zhong qing"
    assert reading("QQ 空间") == "QQ kong jian"
    assert reading("Tencent") == ""
    assert "馬马" in variants(["马化腾"])
    assert "龍龙" not in variants(["马化腾"])


def test_the_core_hangs_together_and_is_the_most_connected_part() -> None:
    people = [Entity(id=f"p{n:03}", cls="Person", labels={"en": str(n)}) for n in range(500)]
    ring = [Claim(id=f"r{n}", subject=f"p{n:03}", relation="knows", object=f"p{(n + 1) % 500:03}") for n in range(500)]
    hub = [Claim(id=f"h{n}", subject="p250", relation="knows", object=f"p{n:03}") for n in range(0, 240, 4)]
    shape = topology(build(MapInfo(), VOCABULARY, entities=people, sources=[], claims=ring + hub))
    found = core(shape)
    assert len(found) == 300
    assert {250, *range(0, 240, 4)} <= set(found)
    assert len(core(shape, size=1000)) == 500


def test_strengths_come_from_the_relation_where_none_is_given(shipped: Graph) -> None:
    strengths = class_strengths(shipped)
    assert strengths["ding-lei.friendOf.ma-huateng"] == vocabulary_of(shipped).strengths["B"]
    assert strengths["ma-huateng.founded.tencent.1998-11"] == 0


@pytest.mark.parametrize("text", ["</script><!--", "a & b", "\u2028\u2029", '"\\', "关系"])
def test_data_cannot_leave_its_block(text: str) -> None:
    block = str(json_block({"text": text}))
    assert not set("<>&\u2028\u2029") & set(block)
    assert json.loads(block) == {"text": text}


def test_an_empty_and_a_tiny_map_have_pages_too() -> None:
    nobody = build(MapInfo(), VOCABULARY, entities=[], sources=[], claims=[])
    assert "<title>guanxi-graph</title>" in render_page(nobody)
    one = build(
        MapInfo(), VOCABULARY, entities=[Entity(id="a", cls="Person", labels={"en": "A"})], sources=[], claims=[]
    )
    assert '"id":"a"' in render_page(one)
