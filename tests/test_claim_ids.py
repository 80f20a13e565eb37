"""A claim's id is minted from what it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.dates import parse_date
from guanxi_graph.iris import Iris, citation_name, local_name
from guanxi_graph.model import Citation
from guanxi_graph.reading import read_map
from guanxi_graph.reading.claim_ids import minted
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.text import CLAIM_ID
from strategies import dates, texts

VOCABULARY = built_in_vocabulary()


def row(subject="ann", relation="founded", start=None, end=None, at=None, **fields):
    dates = {name: parse_date(text) for name, text in (("start", start), ("end", end), ("at", at)) if text}
    return ClaimRow(subject=subject, relation=relation, **dates, **fields)


def ids(*rows):
    return minted(rows, VOCABULARY)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (row(object="renren", start="2005-12"), "ann.founded.renren.2005-12"),
        (row(object="renren"), "ann.founded.renren"),
        (row(object="renren", end=".."), "ann.founded.renren.open"),
        (row(object="renren", at="1998~"), "ann.founded.renren.1998-about"),
        (row(object="renren", at="-0205"), "ann.founded.renren.minus-0205"),
        (row(relation="users", value="160000000", at="2011-02"), "ann.users.160000000.2011-02"),
        (row(relation="users", value="-5"), "ann.users.minus-5"),
        (row(relation="definedAs", value="a network of favours"), "ann.definedAs.a-network-of-favours"),
        (row(relation="definedAs", value="関係"), "ann.definedAs.value-b4afe7"),
        (row(relation="definedAs", value="the 关系 of old"), "ann.definedAs.the-of-old-5d11a1"),
        (row(relation="definedAs", value="café"), "ann.definedAs.cafe"),
        (row(relation="bornOn", value="1901?"), "ann.bornOn.1901-perhaps"),
        (row(relation="bornOn", value="-0205"), "ann.bornOn.minus-0205"),
        (row(relation="bornOn", value="[..1890]"), "ann.bornOn.by-1890"),
        (row(relation="bornOn", value="[1890-05..]"), "ann.bornOn.1890-05-or-later"),
        (row(object="renren", at="[-0205..-0200]"), "ann.founded.renren.minus-0205-to-minus-0200"),
        (row(object="renren", start="[1905,1907..1909]"), "ann.founded.renren.1905-or-1907-to-1909"),
        (row(object="renren", id="given"), "given"),
    ],
)
def test_minted_ids(written, name):
    assert ids(written) == [name]


LONG = "A merchant of the port who traded in rice and in "


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (
            [row(relation="describedAs", value="商人"), row(relation="describedAs", value="诗人")],
            ["ann.describedAs.value-3f1784", "ann.describedAs.value-d40e0c"],
        ),
        (
            [row(relation="describedAs", value=f"{LONG}tin"), row(relation="describedAs", value=f"{LONG}tea")],
            [
                "ann.describedAs.a-merchant-of-the-port-who-traded-in-rice-and-in.4887b2",
                "ann.describedAs.a-merchant-of-the-port-who-traded-in-rice-and-in.4f1bbe",
            ],
        ),
        (
            [row(relation="bornOn", value="0205"), row(relation="bornOn", value="-0205")],
            ["ann.bornOn.0205", "ann.bornOn.minus-0205"],
        ),
        (
            [
                row(relation="worksAt", object="acme", qualifiers={"role": ("clerk",)}),
                row(relation="worksAt", object="acme", qualifiers={"role": ("head of sales",)}),
                row(relation="worksAt", object="acme"),
            ],
            ["ann.worksAt.acme.clerk", "ann.worksAt.acme.head-of-sales", "ann.worksAt.acme"],
        ),
        (
            [row(relation="worksAt", object="acme", start="1998", end="2001"), row(relation="worksAt", object="acme", start="1998", end="..")],
            ["ann.worksAt.acme.1998.2001", "ann.worksAt.acme.1998.open"],
        ),
        (
            [row(relation="founded", object="acme", at="1998"), row(relation="founded", object="acme", start="1998")],
            ["ann.founded.acme.1998.1998-ccd13a", "ann.founded.acme.1998.1998-356a6d"],
        ),
        (
            [row(relation="revenue", value="5", unit="USD", at="2001"), row(relation="revenue", value="5", unit="CNY", at="2001")],
            ["ann.revenue.5.2001.usd", "ann.revenue.5.2001.cny"],
        ),
    ],
    ids=["scripts", "48 equal letters", "before our era", "roles", "ends", "point or span", "units"],
)  # fmt: skip
def test_claims_of_one_map_are_told_apart(rows, names):
    assert ids(*rows) == names
    assert ids(*reversed(rows)) == names[::-1]


def test_claims_that_differ_in_nothing_keep_one_id():
    twice = [row(object="renren", note="one"), row(object="renren", note="other")]
    assert ids(*twice, row(object="renren", qualifiers={"role": ("x",)})) == [
        "ann.founded.renren",
        "ann.founded.renren",
        "ann.founded.renren.x",
    ]


sets_of_texts = st.lists(texts, min_size=1, max_size=3, unique=True).map(sorted).map(tuple)


@given(
    st.lists(st.tuples(texts, st.dictionaries(st.sampled_from(["role", "share"]), sets_of_texts), dates), max_size=4)
)
def test_any_claims_get_ids_that_differ_when_they_do(said):
    rows = [ClaimRow(subject="a", relation="r", value=value, qualifiers=more, at=at) for value, more, at in said]
    names = ids(*rows)
    assert all(CLAIM_ID.fullmatch(name) for name in names)
    assert len(set(names)) == len({(value, tuple(sorted(more.items())), at) for value, more, at in said})


@given(texts, dates)
def test_any_claim_gets_an_id(text, date):
    assert CLAIM_ID.fullmatch(ids(ClaimRow(subject=text, relation="r", value=text, at=date))[0])


def test_the_claims_of_a_map_have_their_ids(write_map):
    names = [record.row.id for record in read_map(write_map()).claims]
    assert names[0] == "wang-xing.founded.renren.2005-12"
    assert len(set(names)) == len(names)


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
