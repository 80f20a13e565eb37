"""A map as of a day, as known by a day, and what changed in between."""

from __future__ import annotations

import pytest
from small_maps import a_map

from guanxi_graph.analysis.changes import changes
from guanxi_graph.analysis.periods import known_years, latest_day, overlap_years
from guanxi_graph.analysis.view import Left, View, seen
from guanxi_graph.dates import Day, parse_date
from guanxi_graph.graph import claims_of
from guanxi_graph.model import Source

MAP = a_map(
    "a friendOf b, start: 2001, end: 2004, sources: [old]",
    "a teacherOf c, start: 2006-05, sources: [old, new]",
    "a knows d, sources: [new]",
    "b knows d, start: 2003, sources: [whenever]",
    sources=(
        Source(id="old", title="Old", published=parse_date("2007")),
        Source(id="new", title="New", published=parse_date("2012-03-04")),
    ),
)


def shown(**view):
    graph, left = seen(MAP, View(**view))
    return [claim.id for claim in claims_of(graph)], left


def test_as_of_a_year():
    assert shown(as_of=Day(2005, 12, 31)) == (
        ["a.friendOf.b.2001", "a.knows.d", "b.knows.d.2003"],
        Left(later=1, undated=1),
    )


def test_undated_claims_are_counted_in_or_out_but_never_silently():
    assert shown(as_of=Day(2005, 12, 31), undated=False) == (
        ["a.friendOf.b.2001", "b.knows.d.2003"],
        Left(later=1, undated=1, undated_in=False),
    )


def test_known_by_a_day_only_what_had_been_published():
    claims, left = shown(known_by=Day(2008, 1, 1))
    assert claims == ["a.friendOf.b.2001", "a.teacherOf.c.2006-05"]
    assert left == Left(unsourced=2, sources_without_date=1)
    graph, _ = seen(MAP, View(known_by=Day(2008, 1, 1)))
    assert [str(cited) for claim in claims_of(graph) for cited in claim.citations] == ["old", "old"]


def test_on_two_sources_at_least():
    assert shown(min_sources=2)[0] == ["a.teacherOf.c.2006-05"]


def test_today_is_the_latest_day_that_the_map_mentions():
    assert latest_day(MAP) == Day(2012, 3, 4)
    assert latest_day(a_map("a knows b, sources: [x]")) is None


def test_a_derived_claim_falls_with_its_premise():
    graph = a_map(
        "a founded c, start: 2005, sources: [x]",
        "b founded c, start: 2009, sources: [y]",
        "a cofounderWith b, rule: cofounders, premises: [a.founded.c.2005, b.founded.c.2009]",
    )
    shown, left = seen(graph, View(as_of=Day(2006, 1, 1)))
    assert [claim.id for claim in claims_of(shown)] == ["a.founded.c.2005"]
    assert (left.later, left.baseless, left.undated) == (1, 1, 1)


@pytest.mark.parametrize(
    ("dates", "years"),
    [
        ("start: 1997, end: 2001", (1997, 2001)),
        ("start: 1997", (1997, 1997)),  # an end that nobody tells is not guessed
        ("start: 1997, end: ..", (1997, 2020)),
        ("at: 1999-05", (1999, 1999)),
        ("end: 2003", (2003, 2003)),
        ("note: undated", None),
    ],
)
def test_the_years_in_which_a_claim_surely_held(dates, years):
    (claim,) = claims_of(a_map(f"a educatedAt b, {dates}, sources: [x]"))
    assert known_years(claim, Day(2020, 1, 1)) == years


@pytest.mark.parametrize(
    ("one", "other", "years"),
    [((1997, 2001), (2000, 2003), 2), ((1997, 2001), (2001, 2003), 1), ((1997, 2000), (2001, 2003), 0)],
)
def test_temporal_overlap(one, other, years):
    assert overlap_years(one, other) == overlap_years(other, one) == years


def test_what_came_went_and_changed():
    graph = a_map(
        "wang founded fanfou, start: 2007, sources: [x]",
        "wang worksAt xiaonei, start: 2005, end: 2006-10, sources: [x]",
        "opi operates renren, start: 2004, end: 2007, qualifiers: {share: 100}, sources: [x]",
        "opi operates renren, start: 2008, qualifiers: {share: 60}, sources: [x]",
        "renren registeredUsers 10, at: 2005, sources: [x]",
        "renren registeredUsers 160, at: 2010-02, sources: [x]",
        "wang educatedAt tsinghua, start: 1997, end: 2001, sources: [x]",
        "wang knows zhang, sources: [x]",
    )
    found = changes(graph, Day(2005, 12, 31), Day(2010, 12, 31))
    assert [(c.what, c.how, c.subject, c.object, c.before, c.after) for c in found.changes] == [
        ("entity", "came", "fanfou", "", "", ""),
        ("entity", "went", "xiaonei", "", "", ""),
        ("tie", "came", "wang", "fanfou", "", ""),
        ("tie", "went", "wang", "xiaonei", "", ""),
        ("tie", "changed", "opi", "renren", "share 100", "share 60"),
        ("figure", "changed", "renren", "", "10 users", "160 users"),
    ]
    assert found.undated == 1
