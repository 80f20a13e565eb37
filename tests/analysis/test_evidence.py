"""Audit, conflicts, what falls with a source, why a line is drawn, figures."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import a_map

from guanxi_graph.analysis.audit import audit
from guanxi_graph.analysis.observations import observations
from guanxi_graph.analysis.why import why
from guanxi_graph.analysis.without import without
from guanxi_graph.dates import Day, parse_date
from guanxi_graph.evidence import Evidence
from guanxi_graph.model import Citation, Source


def sides(conflict):
    return [(side.says, side.sources, side.rank) for side in conflict.sides]


def test_figures_of_one_kind_and_date_that_differ():
    graph = a_map(
        "q registeredUsers 160000000, at: 2011-02, sources: [x]",
        "q registeredUsers 170000000, at: 2011-02, sources: [y]",
        "q registeredUsers 200000000, at: 2012, sources: [y]",
        "q monthlyActiveUsers 31000000, at: 2011-02, sources: [x]",
    )
    (found,) = graph.conflicts
    assert (found.kind, found.subject, found.relation, found.settled) == ("figure", "q", "registeredUsers", False)
    assert sides(found) == [("160000000 users", ("x",), "normal"), ("170000000 users", ("y",), "normal")]


def test_two_answers_where_there_can_be_one():
    graph = a_map(
        "ding bornIn ningbo, sources: [x], rank: preferred, reason: a magazine profile",
        "ding bornIn beijing, sources: [y]",
        "ding ancestralHome ningbo, sources: [x]",
        "ding ancestralHome beijing, sources: [x]",
    )
    (found,) = graph.conflicts
    assert (found.kind, found.settled) == ("one answer only", True)
    assert sides(found) == [("ningbo", ("x",), "preferred"), ("beijing", ("y",), "normal")]
    assert found.sides[0].reason == "a magazine profile"


def test_a_date_contradicts_only_what_it_cannot_be():
    graph = a_map(
        "ada bornOn 1890, sources: [x]",
        "ada bornOn '[..1890]', sources: [y]",
        "ada bornOn 1890-05, sources: [z]",
        "bob bornOn '[..1890]', sources: [x]",
        "bob bornOn 1891, sources: [y]",
        "cy bornOn '[1888..1890]', sources: [x]",
        "cy bornOn 1889, sources: [y], rank: preferred, reason: the register",
    )
    bob, cy = graph.conflicts
    assert (bob.kind, bob.subject, bob.settled) == ("one answer only", "bob", False)
    assert (cy.kind, cy.subject, cy.settled) == ("ranked", "cy", True)


def test_claims_that_the_map_ranks():
    graph = a_map(
        "wang founded meituan, start: 2010-03-04, sources: [x]",
        "wang founded meituan, start: 2010-05, sources: [y], rank: deprecated, reason: contradicts itself",
        "wang investedIn other, at: 2010, sources: [x]",
        "wang investedIn other, at: 2012, sources: [y]",
    )
    (found,) = graph.conflicts
    assert (found.kind, found.relation, found.settled) == ("ranked", "founded", True)
    assert [(side.when, side.rank) for side in found.sides] == [("2010-03-04", "normal"), ("2010-05", "deprecated")]


def test_figures_of_two_days_leave_one_that_is_set_aside_settled():
    (found,) = a_map(
        "weibo registeredUsers 368000000, at: 2012-06, sources: [x]",
        "weibo registeredUsers 500000000, at: 2012-12, sources: [y]",
        "weibo registeredUsers 120000000, at: 2012, sources: [z], rank: deprecated, reason: out of date",
    ).conflicts
    assert (len(found.sides), found.settled) == (3, True)


def test_two_best_answers_of_one_day_are_not_settled():
    (found,) = a_map(
        "weibo registeredUsers 368000000, at: 2012-06, sources: [x]",
        "weibo registeredUsers 500000000, at: 2012-06~, sources: [y]",
        "weibo registeredUsers 120000000, at: 2012, sources: [z], rank: deprecated, reason: out of date",
    ).conflicts
    assert not found.settled


def test_a_claim_that_is_set_aside_alone():
    (found,) = a_map("wang founded renren, sources: [x], rank: deprecated, reason: it was xiaonei then").conflicts
    assert (len(found.sides), found.settled, found.sides[0].reason) == (1, True, "it was xiaonei then")


def test_a_tie_that_is_preferred_to_nothing_is_no_conflict():
    assert a_map("wang founded renren, sources: [x], rank: preferred, reason: primary").conflicts == ()


def test_letters_of_several_days_are_no_rival_accounts():
    letters = (f"a didFavourFor b, at: 19{year}, sources: [x]" for year in (20, 21, 22))
    assert a_map(*letters).conflicts == ()


def test_a_mirror_image_of_a_ranked_tie_stands_beside_it():
    (found,) = a_map(
        "d spouseOf e, start: 1990, sources: [x], rank: preferred, reason: the register",
        "e spouseOf d, start: 1985, sources: [y]",
    ).conflicts
    assert (found.subject, [(side.claim, side.says, side.rank) for side in found.sides]) == (
        "d",
        [("d.spouseOf.e.1990", "e", "preferred"), ("e.spouseOf.d.1985", "e", "normal")],
    )


def test_a_tie_and_its_mirror_image_are_one_answer():
    (found,) = a_map(
        "d spouseOf e, start: 1990, sources: [x], rank: preferred, reason: the register",
        "e spouseOf d, start: 1990, sources: [y], rank: preferred, reason: the diary",
        "e spouseOf d, start: 1985, sources: [y], rank: deprecated, reason: hearsay",
    ).conflicts
    assert (found.settled, {side.says for side in found.sides}) == (True, {"e"})


def test_a_value_stands_against_those_that_may_be_of_the_same_time():
    graph = a_map(
        "q users 100, at: 2012, sources: [x], rank: deprecated, reason: a guess",
        "q users 300, at: 2012-06, sources: [y]",
        "q users 900, at: 2019, sources: [y]",
    )
    assert [side.says for side in graph.conflicts[0].sides] == ["300 users", "100 users"]


def with_evidence(gmap, claim, source):
    """The map after the claim's citation of the source was found to be mentioned there."""
    found = {Citation(source): Evidence(state="mentioned")}
    return msgspec.structs.replace(gmap, evidence={claim: found})


DOUBTFUL = with_evidence(
    a_map(
        "a founded c, start: 2005, sources: [x ¶1, copy]",
        "b founded c, start: 2005, sources: [x, y]",
        "a friendOf b",
        "c revenue 100, unit: CNY, at: 2012, sources: [y]",
        "d friendOf b, start: 2001, sources: [y]",
        sources=(
            Source(id="x", title="X", url="https://x.example/"),
            Source(id="copy", title="Copy of X", lineage="x"),
            Source(id="y", title="Y", url="https://y.example/", archived_url="https://archive.example/y"),
            Source(id="unused", title="Nobody cites it"),
        ),
        classes={"alone": "Person"},
    ),
    "b.founded.c.2005",
    "x",
)


def test_what_an_audit_finds():
    found = audit(DOUBTFUL)
    assert [(each.lack, each.item) for each in found.findings] == [
        ("uncited", "a.friendOf.b"),
        ("single lineage", "a.founded.c.2005"),
        ("single lineage", "c.revenue.100.2012"),
        ("single lineage", "d.friendOf.b.2001"),
        ("undated", "a.friendOf.b"),
        ("stale figure", "c.revenue.100.2012"),
        ("no ties", "alone"),
        ("dead end", "d"),
        ("unused source", "unused"),
        ("source without archive", "x"),
        ("citation not verified", "a.founded.c.2005"),
        ("citation not verified", "a.founded.c.2005"),
        ("citation not verified", "b.founded.c.2005"),
        ("citation not verified", "c.revenue.100.2012"),
        ("citation not verified", "d.friendOf.b.2001"),
    ]
    shares = [4 / 5, 1 / 4, 4 / 5, 0, 4 / 5, 4 / 5, 3 / 4, 1 / 2, 1 / 6]
    assert [check.share for check in found.checks] == pytest.approx(shares)
    assert found.score == pytest.approx(100 * sum(shares) / 9)


def test_what_falls_without_a_source_and_what_repeats_it():
    found = without(DOUBTFUL, "x")
    assert found.sources == ("copy", "x")
    assert found.claims == ("a.founded.c.2005",)
    assert found.weakened == ("b.founded.c.2005",)
    assert [(tie.ends, tie.after > 0) for tie in found.ties] == [(("a", "c"), False), (("b", "c"), True)]
    # a, b, c and d hung together (6 pairs); a is left with a friendship that nobody is said to have told.
    assert found.separated == 3
    with pytest.raises(KeyError):
        without(DOUBTFUL, "nothing")


def test_brokers_that_rest_on_one_source():
    graph = a_map("a friendOf b, sources: [x]", "b friendOf c, sources: [x]", "c friendOf d, sources: [y]")
    assert [(each.name, each.before, each.after) for each in without(graph, "x").brokers] == [
        ("b", 1, None),
        ("c", 2, None),
    ]


def test_why_an_inferred_line_is_drawn():
    graph = a_map(
        "a founded c, start: 2005-12, sources: [x ¶9]",
        "b founded c, start: 2005, sources: [y]",
        sources=(Source(id="x", title="On C", published=parse_date("2012-03")),),
    ).view(inferred=True)
    found = why(graph, "a.cofounderWith.b.c.cofounders")
    assert (found.rule, found.rule_says) == ("cofounders", "founded the same")
    assert [premise.claim for premise in found.premises] == ["a.founded.c.2005-12", "b.founded.c.2005"]
    (witness,) = found.premises[0].witnesses
    assert (witness.source, witness.locator, witness.title, witness.published) == ("x", "¶9", "On C", "2012-03")


def test_why_says_what_stands_against_it():
    graph = a_map("a bornIn t, sources: [x]", "a bornIn u, sources: [y], rank: deprecated, reason: hearsay")
    assert [side.claim for side in why(graph, "a.bornIn.t").conflicts[0].sides] == ["a.bornIn.t", "a.bornIn.u"]


def test_figures_are_a_series_for_each_definition():
    graph = a_map(
        "q registeredUsers 200, at: 2012, sources: [x]",
        "q registeredUsers 160, at: 2011-02, sources: [x]",
        "q monthlyActiveUsers 31, at: 2011-04, sources: [y]",
        "q revenue 1.5, unit: CNY, at: 2011, sources: [y]",
        "q revenue 2, unit: USD, at: 2011, sources: [y]",
        "q describedAs old, at: 2011, sources: [y]",
    )
    assert [(s.relation, s.unit, [(f.at, f.value) for f in s.observations]) for s in observations(graph, "q")] == [
        ("monthlyActiveUsers", "users", [("2011-04", 31)]),
        ("registeredUsers", "users", [("2011-02", 160), ("2012", 200)]),
        ("revenue", "CNY", [("2011", Decimal("1.5"))]),
        ("revenue", "USD", [("2011", 2)]),
    ]


people, cited = st.sampled_from("abcd"), st.lists(st.sampled_from("pqrs"), unique=True, max_size=3)
maps = st.lists(
    st.tuples(people, st.sampled_from(["friendOf", "teacherOf", "knows"]), people, st.integers(1990, 2020), cited),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[:4],
).map(lambda rows: a_map(*(f"{s} {r} {o}, start: {y}, sources: [{', '.join(c)}]" for s, r, o, y, c in rows if s != o)))


@settings(max_examples=60, deadline=None)
@given(maps, st.sets(st.sampled_from("pqrs")), st.sampled_from("pqrs"))
def test_removing_a_source_never_adds_a_claim(graph, gone, one_more):
    with_it = {claim.id: set(claim.citations) for claim in graph.view(without=frozenset(gone)).claims.values()}
    without_it = graph.view(without=frozenset(gone | {one_more}))
    assert all(set(claim.citations) <= with_it[claim.id] for claim in without_it.claims.values())


@settings(max_examples=60, deadline=None)
@given(maps, st.integers(1985, 2025), st.integers(0, 10), st.booleans())
def test_as_of_is_monotone_in_what_it_includes(graph, year, later, undated):
    def shown(day):
        return set(graph.view(as_of=day, undated=undated).claims)

    assert shown(Day(year, 12, 31)) <= shown(Day(year + later, 12, 31))
