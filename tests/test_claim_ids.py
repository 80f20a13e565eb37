"""A claim's id is minted from what it says."""

from __future__ import annotations

import pytest
from hypothesis import given

from guanxi_graph.dates import parse_date
from guanxi_graph.iris import Iris, citation_name, local_name
from guanxi_graph.model import Citation
from guanxi_graph.reading.rows import ClaimRow, claim_id
from guanxi_graph.text import CLAIM_ID
from strategies import dates, texts


@pytest.mark.parametrize(
    ("row", "minted"),
    [
        ({"object": "renren", "start": "2005-12"}, "wang-xing.founded.renren.2005-12"),
        ({"object": "renren"}, "wang-xing.founded.renren"),
        ({"object": "renren", "end": ".."}, "wang-xing.founded.renren.open"),
        ({"object": "renren", "at": "1998~"}, "wang-xing.founded.renren.1998-about"),
        ({"object": "renren", "at": "-0205"}, "wang-xing.founded.renren.minus-0205"),
        ({"value": "160000000", "at": "2011-02"}, "wang-xing.founded.160000000.2011-02"),
        ({"value": "a network of favours"}, "wang-xing.founded.a-network-of-favours"),
        ({"value": "关系"}, "wang-xing.founded.value"),
        ({"object": "renren", "id": "given"}, "given"),
    ],
)
def test_minted_ids(row, minted):
    row = {name: parse_date(value) if name in {"start", "end", "at"} else value for name, value in row.items()}
    assert claim_id(ClaimRow(subject="wang-xing", relation="founded", **row)) == minted


@given(texts, dates)
def test_any_claim_gets_an_id(text, date):
    assert CLAIM_ID.fullmatch(claim_id(ClaimRow(subject=text, relation="r", value=text, at=date)))


@pytest.mark.parametrize(
    ("locator", "name"),
    [("", "s"), ("¶9", "s.para-9"), ("p. 94", "s.p-94"), ("pp. 9-12", "s.pp-9-12"), ("§3", "s.section-3")],
)
def test_citations_have_readable_names(locator, name):
    assert citation_name(Citation("s", locator)) == name


@given(texts, texts)
def test_different_citations_have_different_names(one, other):
    assert (citation_name(Citation("s", one)) == citation_name(Citation("s", other))) == (one == other)


@given(texts)
def test_any_id_has_an_iri_and_comes_back(text):
    iris = Iris("https://example.org/")
    assert local_name(iris.entity(text), iris.entities) == text
