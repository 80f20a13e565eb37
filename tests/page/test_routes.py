"""The page says what the command says: its own modules, run on the document that it is given, against the analyses."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import printed_by

from guanxi_graph.analysis.circles import circles_of
from guanxi_graph.analysis.introductions import Asked, introductions
from guanxi_graph.analysis.paths import Route
from guanxi_graph.analysis.saying import Said
from guanxi_graph.dates import parse_date
from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Parameters, Source
from guanxi_graph.page.document import document
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.text import three_digits

VOCABULARY = built_in_vocabulary()
SHOWN = 5


def document_of(gmap: Map) -> dict[str, Any]:
    circles = [circle.members for circle in circles_of(gmap)]
    return document(gmap, stories=(), circles=circles, points=[(0.0, 0.0)] * len(gmap.entities))


def page_answers(*maps: Map, every: int = 1) -> list[dict[str, Any]]:
    """What the page's script answers for each of the maps, in one process; of so many pairs about one."""
    return json.loads(printed_by("answers.mjs", [document_of(gmap) for gmap in maps], str(every)))


def assert_same_answers(gmap: Map, answer: Mapping[str, Any]) -> None:
    """The same kind of answer, the same bases, steps and scores; and the same names wherever a score leaves no choice."""
    later = not all(map(gmap.has_begun, gmap.claims.values()))
    for each in answer["connections"]:
        start, end = each["ends"]
        found = introductions(gmap, start, end, Asked(count=SHOWN + 1))
        if found.year is not None:  # the page knows no later year than the map's today
            assert each["kind"] in {"trail", "apart"}
            continue
        assert each["kind"] == found.kind, each["ends"]
        assert later or each.get("parts") == (found.parts and list(found.parts)), each["ends"]
        assert each["shared"] == [[base.base, base.years, list(map(ids, base.claims))] for base in found.shared]
        assert each["trail"] == [[step.start, step.end, ids(step.claims)] for step in found.trail]
        assert_same_routes(each["routes"], found.routes)


def ids(claims: Sequence[Said]) -> list[str]:
    return [claim.claim for claim in claims]


def assert_same_routes(shown: Sequence[Mapping[str, Any]], expected: Sequence[Route]) -> None:
    scores = [route.score for route in expected]
    assert [each["score"] for each in shown] == pytest.approx(scores[:SHOWN], rel=1e-6)
    assert [each["told"] for each in shown] == [three_digits(each["score"]) for each in shown], "as the command does"
    for place, each in enumerate(shown):
        if is_alone(scores, place):
            assert tuple(each["names"]) == expected[place].names


def is_alone(scores: list[float], place: int) -> bool:
    near = scores[max(0, place - 1) : place] + scores[place + 1 : place + 2]
    return not any(math.isclose(score, scores[place], rel_tol=1e-6) for score in near)


def test_answers_conflicts_and_circles_of_the_shipped_map(shipped: Map) -> None:
    (answer,) = page_answers(shipped, every=31)
    assert len(answer["connections"]) > 7_000
    assert {each["kind"] for each in answer["connections"]} == {"introduced", "shared", "far", "trail", "apart", "same"}
    assert_same_answers(shipped, answer)
    assert answer["conflicts"] == [
        {"claims": [side.claim for side in conflict.sides], "settled": conflict.settled}
        for conflict in shipped.conflicts
    ]
    assert answer["circles"] == [list(circle.members) for circle in circles_of(shipped)]


CLASSES = {
    "a": "Person",
    "b": "Person",
    "c": "Person",
    "d": "Person",
    "f": "Company",
    "u": "School",
    "p": "Platform",
    "t": "Place",
}
TIES = {
    "friendOf": ("abcd", "abcd"),
    "spouseOf": ("abcd", "abcd"),
    "studentOf": ("abcd", "abcd"),
    "worksAt": ("abcd", "fp"),
    "founded": ("abcd", "fp"),
    "educatedAt": ("abcd", "u"),
    "owns": ("f", "p"),
    "ancestralHome": ("abcd", "t"),
    "rivalOf": ("abcd", "abcd"),
}
SOURCES = [
    Source(id="letter", title="A letter"),
    Source(id="book", title="A book"),
    Source(id="hearsay", title="Hearsay", kind="gossip"),
]


def made(*claims: Claim, as_of: str | None = None, **analysis: Any) -> Map:
    info = MapInfo(as_of=parse_date(as_of) if as_of else None, analysis=Parameters(**analysis))
    entities = [Entity(id=name, cls=cls, labels={"en": name}) for name, cls in CLASSES.items()]
    return Map.of(info, VOCABULARY, entities=entities, sources=SOURCES, claims=claims)


def tie(said: str, *, rank: str = "normal", sources: str = "book", **dates: str) -> Claim:
    subject, relation, target = said.split()
    return Claim(
        id=" ".join([said, rank, sources, *dates.values()]),
        subject=subject,
        relation=relation,
        object=target,
        rank=rank,  # type: ignore[arg-type]
        citations=tuple(Citation(source) for source in sources.split()),
        **{name: parse_date(text) for name, text in dates.items()},
    )


def best(answer: Mapping[str, Any], one: str, other: str) -> dict[str, Any] | None:
    """The best route from one to the other; None of none."""
    found = next((each["routes"] for each in answer["connections"] if set(each["ends"]) == {one, other}), [])
    if not found:
        return None
    names = found[0]["names"]
    return {**found[0], "names": names[::-1] if names[0] == other else names}


FRIENDS = tie("a friendOf b", start="2000")
MAPS = {
    "a platform at an end": made(FRIENDS, tie("b founded p", start="2003")),
    "preferred against normal": made(
        tie("a worksAt f", start="2000", end="2001"), tie("a worksAt f", rank="preferred", start="1990", end="1991")
    ),
    "a mirror image": made(tie("b spouseOf a", start="1985"), tie("a spouseOf b", rank="preferred", start="1990")),
    "a source that is not believed": made(tie("a friendOf b", sources="hearsay"), source_weights={"gossip": 0.0}),
    "schools that introduce": made(
        tie("a educatedAt u"), tie("b educatedAt u"), go_betweens=("Person", "School"), intermediaries=1
    ),
    "platforms that introduce": made(tie("a worksAt p"), tie("b worksAt p"), go_betweens=("Person", "Platform")),
    "T near 1": made(
        tie("a spouseOf b", sources="letter book", start="1990"),
        tie("a friendOf b", sources="letter book", start="1990"),
        tie("b founded f", start="1990"),
        class_weights={"A": 1.0, "B": 1.0},
        source_weight=1.0,
        introduction_decay=1.0,
    ),
    "ended ties": made(tie("a worksAt f", start="1990", end="1995"), tie("b worksAt f", start="2019"), FRIENDS),
    "as of a day": made(FRIENDS, tie("b worksAt f", start="1990", end="1995"), as_of="2050"),
}


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    return dict(zip(MAPS, page_answers(*MAPS.values()), strict=True))


@pytest.mark.parametrize("name", MAPS)
def test_answers_of_small_maps(name: str, answers: dict[str, dict[str, Any]]) -> None:
    assert_same_answers(MAPS[name], answers[name])


def test_what_small_maps_answer(answers: dict[str, dict[str, Any]]) -> None:
    """So that the comparisons above are not of nothing with nothing."""
    found = best(answers["a platform at an end"], "a", "p")
    assert found is not None
    assert found["names"] == ["a", "b", "p"]
    assert best(answers["a source that is not believed"], "a", "b") is None
    for name, base in (("schools that introduce", "u"), ("platforms that introduce", "p")):
        (found,) = (each for each in answers[name]["connections"] if set(each["ends"]) == {"a", "b"})
        assert (found["kind"], found["shared"][0][0]) == ("shared", base)
    assert best(answers["T near 1"], "a", "b")["score"] == pytest.approx(1.0, abs=1e-3)  # type: ignore[index]
    assert len(MAPS["a mirror image"].links["a", "b"].claims) == 1


years = st.integers(1980, 2020)


@st.composite
def ties(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """What ``tie`` makes a claim of."""
    relation = draw(st.sampled_from(sorted(TIES)))
    subjects, objects = TIES[relation]
    subject = draw(st.sampled_from(subjects))
    target = draw(st.sampled_from([name for name in objects if name != subject]))
    told = {
        "rank": draw(st.sampled_from(["normal", "normal", "preferred", "deprecated"])),
        "sources": draw(st.sampled_from(["book", "hearsay", "book letter"])),
    }
    if draw(st.booleans()):
        start = draw(years)
        told["start"] = str(start)
        if draw(st.booleans()):
            told["end"] = str(draw(st.integers(start, 2021)))
    return f"{subject} {relation} {target}", told


settings_of_maps = st.fixed_dictionaries(
    {
        "as_of": st.sampled_from([None, "2010", "2030-06"]),
        "source_weights": st.sampled_from([{}, {"gossip": 0.0}, {"book": 1.0}]),
        "go_betweens": st.sampled_from([("Person",), ("Person", "Platform"), ("School",)]),
        "affiliation": st.sampled_from([0.5, 0.0, 1.0]),
        "introduction_decay": st.sampled_from([0.8, 1.0, 0.1]),
        "intermediaries": st.integers(0, 5),
    }
)


@settings(max_examples=40)
@given(st.lists(ties(), max_size=12, unique_by=str), settings_of_maps)
def test_answers_and_conflicts_of_any_map(said: list[tuple[str, dict[str, str]]], told: dict[str, Any]) -> None:
    gmap = made(*(tie(words, **fields) for words, fields in said), **told)
    (answer,) = page_answers(gmap)
    assert_same_answers(gmap, answer)
    assert [each["claims"] for each in answer["conflicts"]] == [
        [side.claim for side in conflict.sides] for conflict in gmap.conflicts
    ]
