"""Interlocks, ownership, lineage, surroundings, ties, circles, brokers, inference, diff."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from small_maps import a_map

from guanxi_graph.analysis.before import before
from guanxi_graph.analysis.brokers import brokers, circle_of, groups_by_circle, groups_by_relation, spanning
from guanxi_graph.analysis.circles import circles
from guanxi_graph.analysis.descent import descent
from guanxi_graph.analysis.diff import diff
from guanxi_graph.analysis.ego import ego
from guanxi_graph.analysis.interlocks import Interlock, interlocks
from guanxi_graph.analysis.network import from_pairs, project
from guanxi_graph.analysis.owners import owners
from guanxi_graph.analysis.ties import multiplex, ties
from guanxi_graph.map.inference import infer
from guanxi_graph.model import Parameters
from guanxi_graph.problems import MapError
from guanxi_graph.reading.rules import built_in_rules, parse_rules
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

BOARDS = ["directorOf", "heads"]


def test_direct_and_indirect_interlocks():
    graph = a_map(
        "ann directorOf sina, sources: [x]",
        "ann directorOf stone, sources: [x]",
        "bob heads stone, sources: [x]",
        "bob directorOf third, sources: [x]",
        "cai directorOf third, end: 2003, sources: [x]",
        "cai directorOf sina, sources: [x]",
        "cai heads later, start: 2004, sources: [x]",
    )
    now = interlocks(graph, BOARDS, current=True)
    assert now.interlocks == (
        Interlock(kind="direct", organizations=("later", "sina"), people=("cai",)),
        Interlock(kind="direct", organizations=("sina", "stone"), people=("ann",)),
        Interlock(kind="direct", organizations=("stone", "third"), people=("bob",)),
        Interlock(kind="indirect", organizations=("later", "stone"), people=("ann", "cai"), through=("sina",)),
        Interlock(kind="indirect", organizations=("sina", "third"), people=("ann", "bob"), through=("stone",)),
    )
    assert now.ended == 1
    ever = {each.organizations: each.people for each in interlocks(graph, BOARDS).interlocks}
    assert ever["sina", "third"] == ("cai",)
    assert ("later", "third") not in ever  # one ended before the other began


def test_a_seat_of_one_year_does_not_meet_one_of_another():
    graph = a_map("p directorOf a, at: 1990, sources: [x]", "p directorOf b, start: 2010, sources: [x]")
    assert interlocks(graph, BOARDS).interlocks == ()
    assert interlocks(graph, BOARDS, current=True).ended == 1


def test_who_funded_both_rivals():
    graph = a_map("fund investedIn uber, at: 2014, sources: [x]", "fund investedIn didi, at: 2015, sources: [x]")
    (found,) = interlocks(graph, ["investedIn"]).interlocks
    assert (found.organizations, found.people) == (("didi", "uber"), ("fund",))


def test_shares_are_multiplied_along_every_chain():
    graph = a_map(
        'naspers owns tencent, start: 2001, qualifiers: {share: "46.5"}, sources: [x]',
        'naspers investedIn tencent, at: 2018, qualifiers: {share: "31.2"}, sources: [x]',
        "tencent operates qq, sources: [x]",
        'tencent owns jd, qualifiers: {share: "15"}, sources: [x]',
        "liu owns jd, sources: [x]",
        "jd hasSubsidiary shop, sources: [x]",
        'idg owns tencent, start: 1999, end: 2001, qualifiers: {share: "20"}, sources: [x]',
    )
    assert [(owner.name, owner.share) for owner in owners(graph, "qq").owners] == [("naspers", Decimal("31.2"))]
    of_shop = owners(graph, "shop").owners
    assert [(owner.name, owner.share, owner.at_least) for owner in of_shop] == [
        ("naspers", Decimal("4.68"), Decimal("4.68")),
        ("liu", None, Decimal(0)),  # a share that nobody says is not made up
    ]
    assert of_shop[0].chains[0].names == ("naspers", "tencent", "jd", "shop")


def test_holdings_have_dates_and_what_has_ended_does_not_count():
    stakes = (
        'ann owns firm, start: 1998, qualifiers: {share: "70"}, sources: [x]',
        'bob owns firm, at: 2006, qualifiers: {share: "55.8"}, sources: [x]',
        'cai owns firm, start: 1999, end: 2001, qualifiers: {share: "20"}, sources: [x]',
        "dan investedIn firm, at: 2007, sources: [x]",  # nobody says that anything of it is held
    )
    found = owners(a_map(*stakes), "firm")
    assert [(owner.name, owner.chains[0].dates) for owner in found.owners] == [("ann", ("1998",)), ("bob", ("2006",))]
    assert found.overfull == (("firm", Decimal("125.8")),)  # two thirds of a firm in 1998, and more than half in 2006
    earlier = owners(a_map(*stakes, as_of="2000"), "firm")
    assert [owner.name for owner in earlier.owners] == ["ann", "cai"]


def test_owners_of_each_other_end():
    graph = a_map(
        'a owns b, qualifiers: {share: "60"}, sources: [x]',
        'b owns a, qualifiers: {share: "10"}, sources: [x]',
        'b owns c, qualifiers: {share: "50"}, sources: [x]',
    )
    assert [(owner.name, owner.share) for owner in owners(graph, "c").owners] == [("a", Decimal(30))]


def test_what_it_was_modelled_on_and_what_became_of_it():
    graph = a_map(
        "xiaonei modelledOn facebook, sources: [x]",
        "renren succeeds xiaonei, at: 2009-08, sources: [y]",
        "next succeeds renren, sources: [y]",
        classes={"renren": "Platform", "xiaonei": "Platform", "next": "Platform"},
    )
    assert [
        (s.way, s.distance, s.subject, s.relation, s.object)
        for s in descent(graph, "renren", ["modelledOn", "succeeds"])
    ] == [
        ("before", 2, "xiaonei", "modelledOn", "facebook"),
        ("before", 1, "renren", "succeeds", "xiaonei"),
        ("after", 1, "next", "succeeds", "renren"),
    ]


def test_surroundings_do_not_grow_through_places():
    graph = a_map(
        "a bornIn town, sources: [x]",
        "b bornIn town, sources: [x]",
        "a friendOf c, sources: [x]",
        "c friendOf d, sources: [x]",
    )
    assert [(each.name, each.distance, each.near) for each in ego(graph, "a", depth=3)] == [
        ("c", 1, "a"),
        ("town", 1, "a"),
        ("d", 2, "c"),
    ]


def test_everything_between_two():
    graph = a_map(
        "a friendOf b, start: 2005, sources: [x]",
        "a teacherOf b, start: 2001, end: 2004, sources: [y]",
        "b rivalOf a, sources: [y]",
        "a educatedAt s, start: 1997, end: 2001, sources: [x]",
        "b educatedAt s, start: 2000, end: 2003, sources: [x]",
    )
    network = project(graph)
    found = ties(graph, network, "a", "b")
    assert [(each.relation, each.strength is not None) for each in found.claims] == [
        ("friendOf", True),
        ("teacherOf", True),
        ("rivalOf", False),
    ]
    assert found.multiplexity == 2
    assert [(base.base, base.years) for base in found.shared] == [("s", 2)]
    assert [(each.ends, each.bases) for each in multiplex(network)] == [(("a", "b"), ("friend", "teacher-student"))]


CIRCLES = a_map(
    *(f"{a} friendOf {b}, sources: [x]" for a, b in ["ab", "ac", "bc", "xy", "xz", "yz", "ad", "bd"]),
    "c friendOf x, sources: [x]",
    *(f"{who} educatedAt tsinghua, sources: [x]" for who in "abd"),
    "x worksAt tencent, sources: [x]",
    "tencent locatedIn nanshan, sources: [x]",
    "nanshan locatedIn shenzhen, sources: [x]",
    classes={"nanshan": "Place"},
)


def test_circles_are_named_by_members_and_what_they_share():
    first, second = circles(CIRCLES, project(CIRCLES))
    assert (first.named_after, first.members) == (("a", "b"), ("a", "b", "c", "d"))
    assert (first.base, first.base_relation, first.sharing) == ("tsinghua", "educatedAt", 3)
    assert (second.members, second.base, second.sharing) == (("x", "y", "z"), "", 0)
    assert 0.8 < first.cohesion < 1


def test_brokers_by_circle_and_by_school():
    network = project(CIRCLES)
    found = {each.name: each for each in brokers(network, groups_by_circle(network)).brokers}
    assert list(found)[:2] == ["c", "x"]
    assert (found["c"].roles.representative, found["c"].roles.gatekeeper) == (2, 2)
    by_school = brokers(network, groups_by_relation(CIRCLES, "educatedAt"))
    assert by_school.ungrouped == 4
    assert groups_by_relation(CIRCLES, "educatedAt")["a"] == "tsinghua"


def test_who_brokers_between_two_circles():
    one, other = ("tsinghua", circle_of(CIRCLES, "tsinghua")), ("shenzhen", circle_of(CIRCLES, "shenzhen"))
    assert (one[1], other[1]) == (frozenset("abd"), frozenset("x"))  # by way of the firm's district
    found = spanning(project(CIRCLES), one, other)
    assert [(each.name, each.pairs, each.member_of) for each in found] == [("c", 2, ())]


def inferred(*claims, **options):
    return [
        (c.rule, c.subject, c.relation, c.object, str(c.start or ""), str(c.end or ""), c.premises)
        for c in infer(a_map(*claims, **options)).claims
        if c.rule not in ("inverse", "symmetry")
    ]


def test_cofounders():
    assert inferred("b founded c, start: 2005, sources: [x]", "a founded c, start: 2006-01, sources: [x]") == [
        ("cofounders", "a", "cofounderWith", "b", "2006-01", "", ("a.founded.c.2006-01", "b.founded.c.2005"))
    ]


@pytest.mark.parametrize(
    ("years", "rule", "relation"),
    [
        ("start: 2000, end: 2003", "potential-classmates", "classmateOf"),
        ("start: 2002, end: 2005", "alumni", "alumniWith"),
        ("end: 1990", "alumni", "alumniWith"),
        ("start: 200X, end: 2005", "alumni", "alumniWith"),  # perhaps there in 2001, and surely only in 2005
        ("note: undated", "alumni", "alumniWith"),
    ],
)
def test_classmates_as_against_alumni(years, rule, relation):
    found = inferred("a educatedAt s, start: 1997, end: 2001, sources: [x]", f"b educatedAt s, {years}, sources: [x]")
    assert [each[:4] for each in found] == [(rule, "a", relation, "b")]


def test_who_came_back_is_a_classmate_of_either_stay_and_not_an_alumnus_too():
    found = inferred(
        "a educatedAt s, start: 2000, end: 2002, sources: [x]",
        "a educatedAt s, start: 2010, end: 2012, sources: [x]",
        "b educatedAt s, start: 2011, end: 2013, sources: [x]",
    )
    assert [each[:6] for each in found] == [("potential-classmates", "a", "classmateOf", "b", "2011", "2012")]


def test_colleagues_in_the_years_in_common():
    found = inferred(
        "a worksAt o, start: 1999, end: 2003, sources: [x]", "b heads o, start: 2001-05, end: .., sources: [x]"
    )
    assert [each[:6] for each in found] == [("colleagues", "a", "colleagueOf", "b", "2001", "2003")]


HOMES = ("a bornIn county-a, sources: [x]", "b ancestralHome county-b, sources: [x]")
PREFECTURE = ("county-a locatedIn longyan, sources: [x]", "county-b locatedIn longyan, sources: [x]")
PLACES = {"county-a": "Place", "county-b": "Place", "longyan": "Prefecture", "fujian": "Province"}


def test_fellow_townsmen_within_one_prefecture():
    ((rule, *tie, _, _, premises),) = inferred(*HOMES, *PREFECTURE, classes=PLACES)
    assert (rule, tie) == ("townsmen", ["a", "fellowTownsmanOf", "b"])
    assert premises == (
        "a.bornIn.county-a",
        "b.ancestralHome.county-b",
        "county-a.locatedIn.longyan",
        "county-b.locatedIn.longyan",
    )


def test_a_province_is_too_wide_to_be_a_home_town():
    wide = ("county-a locatedIn fujian, sources: [x]", "county-b locatedIn fujian, sources: [x]")
    assert inferred(*HOMES, *wide, classes=PLACES) == []
    assert inferred("a bornIn fujian, sources: [x]", "b bornIn fujian, sources: [x]", classes=PLACES) == []


def test_closures_name_rule_and_premises():
    graph = a_map(
        "a teacherOf b, start: 2001, sources: [x]",
        "a friendOf b, sources: [x]",
        "p locatedIn q, sources: [x]",
        "q locatedIn r, sources: [x]",
        classes={"p": "Place", "q": "Place"},
    )
    found = {(c.rule, c.subject, c.relation, c.object): c for c in infer(graph).claims}
    assert set(found) == {
        ("inverse", "b", "studentOf", "a"),
        ("symmetry", "b", "friendOf", "a"),
        ("transitivity", "p", "locatedIn", "r"),
    }
    assert found["inverse", "b", "studentOf", "a"].premises == ("a.teacherOf.b.2001",)
    assert found["transitivity", "p", "locatedIn", "r"].premises == ("p.locatedIn.q", "q.locatedIn.r")


def test_what_is_stated_is_not_inferred_again():
    claims = ("a educatedAt s, start: 1997, sources: [x]", "b educatedAt s, start: 1997, sources: [x]")
    assert inferred(*claims, "b classmateOf a, sources: [x]") == []


def test_a_crowd_ties_nobody_and_is_reported():
    rules = parse_rules(
        "- {id: r, shares: [educatedAt], infers: alumniWith, largest: 2}", "rules.yaml", built_in_vocabulary()
    )
    found = infer(a_map(*(f"{who} educatedAt s, sources: [x]" for who in "abc")), rules)
    assert (found.claims, found.crowds) == ((), (("r", "s", 3),))


def test_inferred_ties_are_out_unless_asked_for():
    graph = a_map("a founded c, sources: [x]", "b founded c, sources: [x]")
    assert project(graph).links == 0
    assert project(graph.view(inferred=True)).link("a", "b").claims[0].rule == "cofounders"
    assert graph.graph.number_of_edges() == 2


def test_the_built_in_rules_name_only_terms_of_the_vocabulary():
    vocabulary = built_in_vocabulary()
    for rule in built_in_rules():
        assert {*rule.shares, *filter(None, (rule.infers, rule.through))} <= set(vocabulary.relations)
        assert {*rule.within, *rule.not_within} <= set(vocabulary.classes)


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("{id: r, shares: [educatedAtt], infers: alumniWith}", "[unknown-term] there is no relation `educatedAtt`"),
        ("{id: r, shares: [bornIn], infers: knows, within: [Perfecture]}", "there is no class `Perfecture`"),
        ("{id: r}", "[bad-rule] `r` concludes nothing"),
        ("{id: r, closure: inverted}", "`inverted` is not a value of `closure`"),
        ("{id: r, shared: [x]}", "there is no field `shared` here"),
    ],
)
def test_what_is_wrong_with_a_rule(rule, problem):
    with pytest.raises(MapError) as caught:
        parse_rules(f"- {rule}", "rules.yaml", built_in_vocabulary())
    assert problem in str(caught.value)


def test_added_removed_and_changed():
    before = a_map("a friendOf b, start: 2001, sources: [x]", "a knows c, sources: [x]")
    after = a_map("a friendOf b, start: 2001, end: 2004, sources: [x, y]", "a knows d, sources: [x]")
    found = diff(before, after)
    assert [(each.how, each.what, each.id) for each in found] == [
        ("added", "claim", "a.knows.d"),
        ("removed", "claim", "a.knows.c"),
        ("changed", "claim", "a.friendOf.b.2001"),
        ("added", "entity", "d"),
        ("removed", "entity", "c"),
        ("added", "source", "y"),
    ]
    assert [(field.field, field.before, field.after) for field in found[2].fields] == [
        ("end", "", "2004"),
        ("citations", "x", "x, y"),
    ]


def test_settings_and_terms_are_compared_too():
    before, after = a_map("a knows b, sources: [x]"), a_map("a knows b, sources: [x]", parameters=Parameters(floor=0.5))
    (found,) = diff(before, after)
    assert (found.what, found.id, found.how) == ("map", "map.toml", "changed")
    assert [(field.field, field.before, field.after) for field in found.fields] == [("floor", "0.25", "0.5")]
    words = msgspec.structs.replace(before.vocabulary, strengths={**before.vocabulary.strengths, "A": 0.9})
    (found,) = diff(before, msgspec.structs.replace(before, vocabulary=words))
    assert (found.what, found.id) == ("map", "vocabulary.yaml")


def test_an_empty_network_has_answers_too():
    graph = a_map("a bornIn t, sources: [x]")
    network = project(graph)
    assert (network.links, circles(graph, network), brokers(network, {}).brokers) == (0, (), ())
    assert from_pairs([], []).links == 0
    assert len(list(graph.claims.values())) == 1


def test_who_worked_together_before_founding_it():
    graph = a_map(
        "a founded new, start: 2005, sources: [x]",
        "b founded new, start: 2005-06, sources: [x]",
        "c founded new, start: 2005, sources: [x]",
        "a worksAt old, start: 2001, end: 2004, sources: [x]",
        "b worksAt old, start: 2003, end: 2004, sources: [x]",
        "c worksAt old, start: 1999, end: 2000, sources: [x]",
        "a founded next, start: 2010, sources: [x]",
        "b founded next, start: 2010, sources: [x]",
        "b friendOf c, sources: [x]",
        "a knows c, start: 2015, sources: [x]",
    )
    found = before(graph, "new", ["founded"])
    assert found.founders == ("a", "b", "c")
    assert [(each.pair, each.relations, each.base, each.years) for each in found.earlier] == [
        (("a", "b"), ("worksAt", "worksAt"), "old", 2),
        (("b", "c"), ("friendOf",), "", None),
    ]
    assert found.undated == 1
