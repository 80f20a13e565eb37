"""Whatever two are asked about, the answer says what joins them, or why nothing does."""

from __future__ import annotations

import json
import shlex

import pytest
from click.testing import CliRunner
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_maps import a_map, write_map

from guanxi_graph.analysis import as_dicts
from guanxi_graph.analysis.introductions import Asked, introductions
from guanxi_graph.analysis.shared import shared
from guanxi_graph.cli import main
from guanxi_graph.dates import Day
from guanxi_graph.notebook import load
from places import SHIPPED

MAP = a_map(
    "ann friendOf bob, start: 2001, sources: [x, y]",
    "bob friendOf cai, start: 2003, sources: [x]",
    "cai friendOf dan, start: 2003, sources: [x]",
    "dan friendOf eve, start: 2003, sources: [x]",
    "eve friendOf fay, start: 2008, sources: [x]",
    "ann worksAt mill, start: 2002, sources: [x]",
    "gus worksAt mill, start: 2006, sources: [x]",
    "fay ancestralHome town, sources: [x]",
    "hal bornIn town, sources: [x]",
    "ida friendOf jon, sources: [x]",
)


def joined(start, end, asked=Asked(), **view):  # noqa: B008  immutable
    found = introductions(MAP.view(**view), start, end, asked)
    return found.kind, *(" ".join(route.names) for route in found.routes[:1])


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        (("ann", "cai"), ("introduced", "ann bob cai")),
        (("ann", "gus"), ("shared",)),
        (("ann", "mill"), ("shared", "ann mill")),
        (("bob", "gus"), ("shared", "bob ann mill gus")),
        (("fay", "hal"), ("shared",)),
        (("ann", "fay"), ("far", "ann bob cai dan eve fay")),
        (("gus", "eve"), ("far", "gus mill ann bob cai dan eve")),
        (("ann", "ida"), ("apart",)),
        (("ann", "town"), ("trail",)),
        (("ann", "ann"), ("same",)),
    ],
)
def test_each_kind_of_answer(ends, expected):
    assert joined(*ends) == joined(*ends[::-1])[:1] + expected[1:]
    assert joined(*ends) == expected


def test_what_two_share_is_told_with_the_claims_of_each_and_beside_introductions_too():
    (town,) = introductions(MAP, "fay", "hal").shared
    assert (town.base, town.years) == ("town", None)
    assert [[claim.relation for claim in claims] for claims in town.claims] == [["ancestralHome"], ["bornIn"]]
    both = a_map(
        "ann friendOf bob, sources: [x]",
        *(f"{name} founded mill, start: 2001, sources: [x]" for name in ("ann", "bob")),
        "ann worksAt mill, start: 2002, end: 2005, sources: [x]",
        "bob worksAt mill, start: 2004, end: 2009, sources: [x]",
        *(f"{name} ancestralHome town, sources: [x]" for name in ("ann", "bob")),
        *(
            f"{name} educatedAt {school}, start: {year}, end: {year}, sources: [x]"
            for name, school, year in (("ann", "school", 1990), ("bob", "school", 1995))
        ),
    )
    found = introductions(both, "ann", "bob")
    assert found.kind == "introduced"
    assert [(base.base, base.years) for base in found.shared] == [("mill", 2), ("town", None), ("school", 0)]


def test_a_town_is_shared_within_its_prefecture_and_a_country_is_too_wide():
    said = (
        "ann bornIn village, sources: [x]",
        "bob bornIn town, sources: [x]",
        "cai bornIn land, sources: [x]",
        "dan bornIn land, sources: [x]",
        "village locatedIn prefecture, sources: [x]",
        "town locatedIn prefecture, sources: [x]",
        "prefecture locatedIn land, sources: [x]",
    )
    gmap = a_map(*said, classes={"prefecture": "Prefecture", "land": "Country"})
    assert [base.base for base in shared(gmap, "ann", "bob")] == ["prefecture"]
    assert shared(gmap, "cai", "dan") == ()
    assert [step.end for step in introductions(gmap, "cai", "dan").trail] == ["land", "dan"]


def test_a_trail_leads_through_whatever_there_is_and_says_who_cannot_be_introduced():
    gmap = a_map("ann rivalOf bob, sources: [x]", "ann bornIn town, sources: [x]", "cai bornIn land, sources: [x]")
    assert [(step.start, step.end) for step in introductions(gmap, "bob", "town").trail] == [
        ("bob", "ann"),
        ("ann", "town"),
    ]
    assert introductions(gmap, "bob", "town").outside == ("town",)
    assert introductions(gmap, "ann", "bob").trail[0].claims[0].relation == "rivalOf"
    assert introductions(gmap, "ann", "cai").parts == (3, 2)


@pytest.mark.parametrize(
    ("ends", "view", "asked", "expected"),
    [
        (("ann", "cai"), {"as_of": Day(2002, 6, 1)}, {}, ("introduced", 2003, ())),
        (("ann", "gus"), {"as_of": Day(2001, 6, 1)}, {}, ("shared", 2006, ())),
        (("ann", "fay"), {"as_of": Day(2004, 6, 1)}, {}, ("far", 2008, ())),
        (("ann", "cai"), {"min_sources": 2}, {}, ("introduced", None, ("min_sources",))),
        (("ann", "bob"), {"known_by": Day(2000, 1, 1)}, {}, ("introduced", None, ("known_by",))),
        (("ida", "jon"), {"undated": False}, {}, ("introduced", None, ("undated",))),
        (("ann", "cai"), {}, {"via": ("knows",)}, ("introduced", None, ("via",))),
        (("ann", "cai"), {"min_sources": 2}, {"via": ("knows",)}, ("introduced", None, ("min_sources", "via"))),
        (
            ("ann", "cai"),
            {"min_sources": 2, "as_of": Day(2002, 6, 1)},
            {"via": ("friendOf",)},
            ("introduced", 2003, ("min_sources", "via")),
        ),
        (("ann", "ida"), {"min_sources": 2, "as_of": Day(2002, 6, 1)}, {"via": ("knows",)}, ("apart", None, ())),
        (("ann", "town"), {"undated": False, "as_of": Day(2002, 6, 1)}, {}, ("trail", 2008, ("undated",))),
    ],
)
def test_what_hides_an_answer(ends, view, asked, expected):
    found = introductions(MAP.view(**view), *ends, Asked(**asked))
    assert (found.kind, found.year, found.without) == expected


people = st.sampled_from(["p1", "p2", "p3", "p4", "p5", "p6", "p7"])
years = st.sampled_from(["", ", start: 2001", ", start: 2010"])
ties = st.tuples(people, st.sampled_from(["friendOf", "knows"]), people, years)
bases = st.tuples(people, st.sampled_from(["founded", "worksAt"]), st.sampled_from(["o1", "o2"]), years)
homes = st.tuples(people, st.just("ancestralHome"), st.sampled_from(["t1", "t2"]), st.just(""))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(ties, bases, homes), min_size=2, max_size=12, unique_by=lambda each: each[:3]),
    st.sampled_from([None, Day(2005, 1, 1)]),
    st.sampled_from(["introduction", "shortest", "widest"]),
    st.booleans(),
)
def test_what_is_advised_is_new_and_gives_the_answer(claims, as_of, by, affiliations):
    gmap = a_map(
        *(f"{s} {r} {o}{when}, sources: [x]" for s, r, o, when in claims if s != o), "p1 knows p2, sources: [x]"
    )
    assume({"p1", "p7"} <= set(gmap.entities))
    asked = Asked(by=by, affiliations=affiliations)
    found = introductions(gmap.view(as_of=as_of), "p1", "p7", asked)
    if not found.routes:
        everything = gmap.view(as_of=Day(2025, 1, 1))
        widest = Asked(by="shortest", affiliations=True, through=("Thing",))
        known = {"shared": ("introduced", "shared"), "trail": ("trail",), "apart": ("apart",)}[found.kind]
        assert introductions(everything, "p1", "p7", widest).kind in known
        return
    new_day = Day(found.year, 12, 31) if found.year else as_of
    again = introductions(gmap.view(as_of=new_day), "p1", "p7", found.asked)
    assert again.kind == "introduced"
    plain = found.kind == "introduced" and not found.year
    assert plain == (found.asked == asked and new_day == as_of)


# The command.

PEOPLE = "".join(
    f"- {{id: {name}, class: Person, labels: {{en: {name.title()}}}}}\n"
    for name in ["ann", "bob", "cai", "dan", "eve", "fay"]
)
FILES = {
    "people": PEOPLE + "- {id: town, class: Place, labels: {en: Town}}\n"
    "- {id: mill, class: Company, labels: {en: Mill}}\n",
    "sources": "- {id: book, title: A book, published: 2012}\n- {id: paper, title: A paper, published: 2016}\n",
    "claims": """
- {subject: ann, relation: knows, object: bob, start: 2001, sources: [book, paper]}
- {subject: bob, relation: knows, object: cai, start: 2008, sources: [book]}
- {subject: ann, relation: worksAt, object: mill, start: 2001, sources: [book]}
- {subject: dan, relation: worksAt, object: mill, start: 2001, sources: [book]}
- {subject: eve, relation: knows, object: fay, start: 2001, sources: [book]}
- {subject: dan, relation: bornIn, object: town, sources: [book]}
""",
}


@pytest.fixture
def directory(tmp_path):
    return write_map(tmp_path / "graph", **FILES, map='languages = ["en"]\n[analysis]\nintermediaries = 1\n')


def told(directory, *arguments):
    done = CliRunner().invoke(main, ["path", *arguments, "-m", str(directory)])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize(
    ("arguments", "lead", "advice"),
    [
        ("ann dan", "They share: Mill, 1 year in common Ann works at Mill, 2001 [book] Dan works at", ""),
        (
            "bob dan",
            "The shortest way has 2 in between, where at most 1 may be, by way of shared bases,",
            "--affiliations --through Company --by shortest",
        ),
        ("ann cai --as-of 2005", "Nobody introduces them by 2005-12-31. From 2008 on, somebody does:", "--as-of 2008"),
        ("ann cai --min-sources 2", "Without --min-sources, somebody does:", "without --min-sources"),
        ("ann cai --via friendOf", "Without --via, somebody does:", "without --via"),
        ("ann town", "one is not introduced to Town (Place). By what the map says of other things", ""),
        (
            "ann fay",
            "Nothing in the map joins Ann to Fay, in whatever year: Ann is in a part of 6; Fay is in a part of 2.",
            "",
        ),
        ("ann ann", "Both are Ann.", ""),
    ],
)
def test_the_command_says_what_it_found_and_what_to_ask(directory, arguments, lead, advice):
    out = told(directory, *arguments.split())
    assert lead in " ".join(out.split())
    assert ("To ask for this alone:" in out) == bool(advice)
    assert advice in out
    if advice.startswith("--"):
        typed = [part for part in arguments.split() if not part.startswith("--as-of") and not part.isdigit()]
        again = told(directory, *typed, *shlex.split(advice))
        assert again.startswith("1. ")
        assert "To ask for this alone:" not in again


def test_the_command_python_and_json_say_the_same(directory):
    for ends in (("ann", "bob"), ("ann", "dan"), ("bob", "dan"), ("ann", "town"), ("ann", "fay")):
        printed = json.loads(told(directory, *ends, "--json"))["results"]
        assert printed == as_dicts(load(directory).path(*ends))
    assert load(directory).view(as_of=Day(2005, 1, 1)).path("ann", "cai").year == 2008


# Pairs of whom it was once said that nobody introduces them, each with what is true of them.
@pytest.mark.parametrize(
    ("graph", "question", "expected"),
    [
        (SHIPPED, "zhang-yiming wang-xing", "introduced"),
        (SHIPPED, "zhang-yiming wang-xing --as-of 2015", "shared"),
        (SHIPPED, "zhang-yiming wang-xing --via friendOf", "introduced"),
        (SHIPPED, "wang-xing ma-huateng -k 20 --explain", "introduced"),
        (SHIPPED, "wang-xing ma-huateng --as-of 2003", "far"),
        (SHIPPED, "lei-jun wang-xing", "introduced"),
        (SHIPPED, "wang-xing wang-xing", "same"),
        (SHIPPED, "guanxi tencent", "trail"),
        (
            SHIPPED.parent / "examples" / "bloomsbury",
            "em-forster vita-sackville-west --affiliations --through Organization --through School",
            "introduced",
        ),
        (SHIPPED.parent / "examples" / "bloomsbury", "gerald-brenan lydia-lopokova", "far"),
    ],
)
def test_once_there_was_none(graph, question, expected):
    answer = json.loads(told(graph, *question.split(), "--json"))
    assert answer["results"]["kind"] == expected
    assert answer["results"]["routes"] or expected in {"trail", "same"}
    typed = question.split()
    assert not [word for word in " ".join(answer["remarks"]).split() if word.startswith("--") and word in typed]
