"""A map as of a day, as known by a day, and what changed in between."""

from __future__ import annotations

import pytest
from small_maps import a_map

from guanxi_graph.analysis.changes import changes
from guanxi_graph.dates import Day, parse_date
from guanxi_graph.map import Left
from guanxi_graph.model import Source
from guanxi_graph.spans import overlap_years

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
    seen = MAP.view(**view)
    return list(seen.claims), seen.left


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
    graph = MAP.view(known_by=Day(2008, 1, 1))
    assert [str(cited) for claim in list(graph.claims.values()) for cited in claim.citations] == ["old", "old"]


def test_on_two_sources_at_least():
    assert shown(min_sources=2)[0] == ["a.teacherOf.c.2006-05"]


@pytest.mark.parametrize(
    ("claims", "today"),
    [
        (["a knows b, sources: [x]"], None),
        (["a founded c, start: 2003-12-31, sources: [x]"], Day(2003, 12, 31)),
        (["a founded c, start: 20XX, sources: [x]", "a knows b, start: 2003, sources: [x]"], Day(2003, 1, 1)),  # vague
        (["a worksAt c, start: 2003, end: 2030, sources: [x]"], Day(2003, 1, 1)),  # an end may be a plan
        (["a founded c, at: '[..2010]', sources: [x]"], None),  # it may be ages ago
        (
            ["a founded c, at: '[2003..2010]', sources: [x]", "a knows b, start: '[2001..]', sources: [x]"],
            Day(2003, 1, 1),
        ),
        (["a worksAt c, end: 2010, sources: [x]"], Day(2010, 1, 1)),
        (["a diedOn 1941-03-28, sources: [x]", "a knows b, start: 1922, sources: [x]"], Day(1941, 3, 28)),
        (
            [
                "a knows b, start: 2003, sources: [x]",
                "a founded c, at: 2010, sources: [x], rank: deprecated, reason: r",
            ],
            Day(2003, 1, 1),
        ),
    ],
)
def test_today_is_the_latest_day_on_which_something_surely_began(claims, today):
    published = (Source(id="x", title="X", published=parse_date("2099")),)  # what is published moves nothing
    assert a_map(*claims, sources=published, as_of=None).today == today


def test_one_far_day_among_many_is_a_slip_of_the_pen():
    years = [f"a knows b{year}, start: {year}, sources: [x]" for year in range(1990, 2004)]
    assert a_map(*years, "a knows c, start: 2099, sources: [x]", as_of=None).today == Day(2003, 1, 1)
    assert a_map(
        "a knows b, start: 1950, sources: [x]", "a knows c, start: 2003, sources: [x]", as_of=None
    ).today == Day(2003, 1, 1)


def test_the_map_may_say_what_today_is():
    assert a_map("a knows b, start: 2003, sources: [x]", as_of="2010-06").today == Day(2010, 6, 30)


def test_nobody_has_ties_before_birth_or_after_death():
    woolf = a_map(
        "woolf bornOn 1882-01-25, sources: [x]",
        "woolf diedOn 1941-03-28, sources: [x]",
        "vita bornOn 1892, sources: [x]",
        "woolf friendOf vita, start: 1922-12, sources: [x]",
        "woolf siblingOf bell, sources: [x]",
        as_of="1996",
    )
    assert woolf.spans["woolf.friendOf.vita.1922-12"].last == Day(1941, 3, 28)
    assert woolf.spans["woolf.siblingOf.bell"].first == Day(1882, 1, 25)
    assert woolf.view(as_of=Day(-346, 1, 1)).facts == ()
    then, now = (gmap.links["vita", "woolf"].strength for gmap in (woolf.view(as_of=Day(1930, 1, 1)), woolf))
    assert now < then  # it fades after a death


def test_an_organisation_has_no_ties_before_it_was_founded():
    gmap = a_map(
        "a founded c, start: 2004-06, sources: [x]",
        "b worksAt c, sources: [x]",
        "d worksAt c, start: 2004, sources: [x]",
    )
    assert gmap.spans["b.worksAt.c"].first == gmap.spans["d.worksAt.c.2004"].first == Day(2004, 6, 1)


def test_only_an_end_says_nothing_of_the_beginning():
    gmap = a_map("a worksAt b, end: 2010, sources: [x]")
    assert list(gmap.view(as_of=Day(2005, 12, 31)).claims) == ["a.worksAt.b.2010"]
    found = changes(gmap, Day(2005, 12, 31), Day(2015, 12, 31)).changes
    assert [(each.what, each.how) for each in found if each.what == "tie"] == [("tie", "went")]


def test_a_derived_claim_falls_with_its_premise():
    graph = a_map(
        "a founded c, start: 2005, sources: [x]",
        "b founded c, start: 2009, sources: [y]",
        "a cofounderWith b, rule: cofounders, premises: [a.founded.c.2005, b.founded.c.2009]",
    )
    shown = graph.view(as_of=Day(2006, 1, 1))
    assert list(shown.claims) == ["a.founded.c.2005"]
    assert (shown.left.later, shown.left.baseless, shown.left.undated) == (1, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "years"),
    [
        ("start: 1997, end: 2001", "start: 2000, end: 2003", 2),
        ("start: 1997, end: 2001", "start: 2001, end: 2003", 1),
        ("start: 1997, end: 2000", "start: 2001, end: 2003", 0),
        ("start: 1997, end: 2000", "note: undated", None),
    ],
)
def test_temporal_overlap(one, other, years):
    gmap = a_map(f"a educatedAt s, {one}, sources: [x]", f"b educatedAt s, {other}, sources: [x]")
    first, second = gmap.spans.values()
    assert overlap_years(first, second, gmap.today) == overlap_years(second, first, gmap.today) == years


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


def test_what_may_be_older_did_not_surely_come():
    """A figure that is told ``by`` a year counts from then on, and no longer beside a later one."""
    graph = a_map(
        "renren users 10, at: '[..2004]', sources: [x]",
        "renren users 20, at: 2006, sources: [x]",
        "wang founded renren, at: '[..2005]', sources: [x]",
        "opi owns renren, start: '[2003..2004]', end: '[..2009]', sources: [x]",
    )
    found = changes(graph, Day(2004, 12, 31), Day(2009, 12, 31))
    assert [(c.what, c.how, c.subject, c.before, c.after) for c in found.changes] == [
        ("tie", "went", "opi", "", ""),
        ("figure", "changed", "renren", "10 users", "20 users"),
    ]
