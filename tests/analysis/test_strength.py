"""The strength of a tie, with the worked examples of the convention to the digit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_maps import a_map

from guanxi_graph.analysis.network import project
from guanxi_graph.dates import Day, middle, parse_date, year
from guanxi_graph.map.lineages import lineages_of
from guanxi_graph.map.strength import Weigher
from guanxi_graph.model import Parameters, Source

BELIEVED = Parameters(source_weights={"strong": 0.8, "weak": 0.7})
CLASSMATES = "a classmateOf b, start: 1997, end: 2001, sources: [strong]"
COFOUNDERS = "a cofounderWith b, start: 2020-07-02, end: .., sources: [strong, weak]"


def strengths(gmap):
    """The strength of every tie, by the id of its claim."""
    return {p.claim: p.value for link in gmap.links.values() for p in link.parts if not p.affiliation}


def strength_of(*claims, parameters=BELIEVED, **options):
    (strength,) = strengths(a_map(*claims, parameters=parameters, **options)).values()
    return strength


def test_classmates_of_four_years_that_ended_24_years_ago():
    assert strength_of(CLASSMATES) == pytest.approx(0.1362, abs=5e-5)


def test_cofounders_for_five_years_until_now_by_two_sources():
    assert strength_of(COFOUNDERS) == pytest.approx(0.5959, abs=5e-5)


def test_both_together():
    network = project(a_map(CLASSMATES, COFOUNDERS, parameters=BELIEVED))
    assert network.link("a", "b").strength == pytest.approx(0.6509, abs=5e-5)


@pytest.mark.parametrize(
    ("said", "strength"),
    [
        ("a friendOf b, weight: 11", 0.7 * (0.5 + 0.5 * (1 - 0.367879)) * 0.8),  # e^(−0/3 − 10/10)
        (
            "a friendOf b, weight: 11, start: 2022-07-02, end: ..",
            0.7 * (0.5 + 0.5 * (1 - 0.135335)) * 0.8,
        ),  # e^(−1 − 1)
        ("a friendOf b, weight: 1", 0.7 * 0.5 * 0.8),
        ("a friendOf b, weight: 0.5", 0.7 * 0.5 * 0.8),
        ("a siblingOf b, weight: 11", 0.85 * 0.8),
    ],
)
def test_a_tie_grows_with_every_letter_after_the_first(said, strength):
    assert strength_of(f"{said}, sources: [strong]") == pytest.approx(strength, abs=5e-4)


def test_every_part_is_kept():
    graph = a_map(CLASSMATES, parameters=BELIEVED)
    (claim,) = graph.claims.values()
    part = Weigher(graph).weigh(claim)
    assert (part.base, part.class_weight, part.years) == ("classmate", 0.5, 4.0)
    assert part.since == pytest.approx(24, abs=0.01)
    assert part.duration == pytest.approx(0.8682, abs=5e-5)
    assert part.recency == pytest.approx(0.3921, abs=5e-5)
    assert (part.evidence, part.sidedness) == (pytest.approx(0.8), 1.0)
    assert part.lineages == ("strong",)
    assert part.mutual
    assert not part.affiliation


def test_within_a_base_only_the_largest_counts():
    """A colleague and a cofounder share the base of the work unit."""
    network = project(a_map(COFOUNDERS, "a colleagueOf b, start: 2015, sources: [strong]", parameters=BELIEVED))
    assert network.link("a", "b").strength == pytest.approx(0.5959, abs=5e-5)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("a siblingOf b, sources: [strong]", 0.85 * 0.8),  # kin needs no time to grow
        ("a friendOf b, sources: [strong]", 0.7 * 0.5 * 0.8),  # nothing is known of its years
        ("a didFavourFor b, at: 2015-07-02, sources: [strong]", 0.3 * 0.5 * (0.6 + 0.4 / 2) * 0.8),  # events last
        ("a friendOf b, at: 2015-07-02, sources: [strong]", 0.7 * 0.5 * (0.25 + 0.75 / 2) * 0.8),
        ("a friendOf b, end: 2015-07-02, sources: [strong]", 0.7 * 0.5 * (0.25 + 0.75 / 2) * 0.8),
    ],
)
def test_what_is_not_known_of_its_dates(claim, expected):
    assert strength_of(claim) == pytest.approx(expected)


def test_years_and_the_time_since():
    """What is said of a point in time held for no years; what ended today has only just ended."""
    for claim, years, since in (
        ("at: 2024-07-02", 0, 1),
        ("at: 2024-07", 0, year(Day(2025, 7, 2)) - middle(parse_date("2024-07"))),
        ("start: 2024-07-02", 1, None),
        ("start: 2024-07-02, end: 2025-07-02", 1, None),
        ("start: '[..2024-07-02]'", 1, None),
        ("start: '[2024-07-02..]'", None, None),
        ("start: 2023-07-02, end: '[..2024-07-02]'", 1, 1),
        ("start: 2023-07-02, end: '[2024-07-02..]'", 1, 1),
        ("at: '[2023-07-02..2025-07-02]'", 0, 1),
    ):
        graph = a_map(f"a friendOf b, {claim}, sources: [x]")
        part = Weigher(graph).weigh(next(iter(graph.claims.values())))
        assert (part.years, part.since) == (years, since)


def test_an_event_that_began_is_over():
    assert strength_of("a didFavourFor b, start: 2015, sources: [x]") == strength_of("a didFavourFor b, at: 2015, sources: [x]")  # fmt: skip


@pytest.mark.parametrize(
    "claim", ["a rivalOf b, sources: [x]", "a educatedAt b, sources: [x]", "a bornIn b, sources: [x]"]
)
def test_rivals_and_shared_bases_are_no_ties(claim):
    assert strengths(a_map(claim)) == {}


def test_two_papers_that_repeat_one_report_are_one_lineage():
    report = Source(id="report", title="Report")
    paper = Source(id="paper", title="Paper", lineage="report")
    graph = a_map("a friendOf b, sources: [report, paper]", sources=(report, paper))
    assert lineages_of(next(iter(graph.claims.values())), graph.sources) == ("report",)
    alone = strength_of("a friendOf b, sources: [report]")
    assert strength_of("a friendOf b, sources: [report, paper]", sources=(report, paper)) == alone
    assert strength_of("a friendOf b, sources: [report, other]") > alone


def test_the_word_of_one_of_two():
    mutual = "a friendOf b, sources: [x], qualifiers: {accordingTo: %s}"
    alone = strength_of("a friendOf b, sources: [x]")
    assert strength_of(mutual % "a") == pytest.approx(alone * 0.8)
    assert strength_of(mutual % "c") == alone
    assert strengths(a_map("a didFavourFor b, sources: [x]", mutual % "a"))["a.friendOf.b"] == pytest.approx(
        alone * 0.8
    )
    known = "a knows b, sources: [x], qualifiers: {accordingTo: knows}"  # somebody called so
    assert strength_of(known) == strength_of("a knows b, sources: [x]")
    both = a_map(mutual % "a", "b friendOf a, start: 2025, sources: [x], qualifiers: {accordingTo: b}")
    assert strengths(both)["a.friendOf.b"] == alone


def test_a_derived_tie_is_as_well_founded_as_all_its_premises_together():
    graph = a_map(
        "a founded c, start: 2005, sources: [x]",
        "b founded c, start: 2005, sources: [x]",
        "a cofounderWith b, rule: cofounders, premises: [a.founded.c.2005, b.founded.c.2005]",
    )
    assert Weigher(graph).weigh(next(iter(graph.claims.values()))).evidence == pytest.approx(0.8**2)


def test_a_tie_that_will_end_goes_on_until_then():
    """Planned years have not been: it is as strong as one whose end is open."""
    graph = a_map("a friendOf b, start: 2020-07-02, end: 2040, sources: [x]")
    part = Weigher(graph).weigh(next(iter(graph.claims.values())))
    assert (part.years, part.since) == (5, None)
    assert part.value == strength_of("a friendOf b, start: 2020-07-02, end: .., sources: [x]")


def test_what_rests_on_itself_or_on_nothing_known_has_no_evidence():
    for premises in ("a.cofounderWith.b", "a.founded.nothing"):
        graph = a_map(f"a cofounderWith b, rule: cofounders, premises: [{premises}]")
        assert [Weigher(graph).weigh(claim).evidence for claim in graph.claims.values()] == [0]


def test_a_map_without_any_date():
    assert strength_of("a friendOf b, sources: [strong]", as_of=None) == pytest.approx(0.7 * 0.5 * 0.8)


def test_the_maps_own_weights():
    parameters = Parameters(class_weights={"B": 0.4}, source_weights={"book": 1.0})
    book = Source(id="x", title="X", kind="book")
    assert strength_of("a friendOf b, sources: [x]", parameters=parameters, sources=(book,)) == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("settings", "believed"),
    [
        ({}, 0.4),
        ({"source_weights": {"book": 1.0}}, 0.4),
        ({"reliabilities": {"low": 0.2}}, 0.2),
        ({"reliabilities": {"low": 0.2}, "source_weights": {"x": 0.9}}, 0.9),
    ],
)
def test_a_source_is_believed_by_its_id_else_its_reliability_else_its_kind(settings, believed):
    book = Source(id="x", title="X", kind="book", reliability="low")
    strength = strength_of("a friendOf b, sources: [x]", parameters=Parameters(**settings), sources=(book,), as_of=None)
    assert strength == pytest.approx(0.7 * 0.5 * believed)


years = st.integers(1900, 2100)
cited = st.lists(st.sampled_from("pqrstu"), min_size=1, max_size=5, unique=True)


@given(
    st.sampled_from(["friendOf", "siblingOf", "colleagueOf", "knows"]),
    years,
    st.integers(0, 60),
    st.integers(0, 200),
    cited,
)
def test_strength_is_within_0_and_1_and_rises_with_each_independent_source(relation, start, length, age, sources):
    claim = f"a {relation} b, start: {start}, end: {start + length}, sources: [{{}}]"
    before = 0.0
    for number in range(1, len(sources) + 1):
        after = strength_of(claim.format(", ".join(sources[:number])), as_of=f"{start + age}-01-01")
        assert 0 <= before < after <= 1
        before = after
