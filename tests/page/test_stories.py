"""Stories: read with a place for every mistake, and checked with the map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from guanxi_graph.checks import check
from guanxi_graph.reading import read_map
from guanxi_graph.reading.stories import load_stories

SHIPPED = Path(__file__).parent.parent.parent / "graph"

PEOPLE = "- {id: ann, class: Person, labels: {en: Ann}}\n- {id: bo, class: Person, labels: {en: Bo}}\n"
CLAIMS = "- {subject: ann, relation: knows, object: bo, sources: [s]}\n"
SOURCES = "- {id: s, title: S}\n"


def found(write_map: Callable[..., Path], story: str) -> list[str]:
    files = {
        "people.yaml": PEOPLE,
        "claims.yaml": CLAIMS,
        "sources.yaml": SOURCES,
        "map.toml": "",
        "stories/one.yaml": story,
    }
    directory = write_map(files, base=False)
    problems = check(read_map(directory))
    return [f"{p.span.line}:{p.span.column} {p.code}: {p.message}; {p.hint}" for p in problems]


def test_a_sound_story(write_map: Callable[..., Path]) -> None:
    story = """
title: {en: Two}
steps:
  - {text: {en: First.}, select: ann, show: [ann, bo], end: "2005", classes: [Person], relations: [knows]}
  - {text: {en: Second.}, select: ann.knows.bo, focus: bo, depth: 2}
  - {text: {en: Third.}, connect: [ann, bo]}
"""
    assert found(write_map, story) == []


def test_every_unknown_name_is_found_with_its_place(write_map: Callable[..., Path]) -> None:
    story = """\
title: {en: Wrong}
steps:
  - text: {en: First.}
    select: anne
    show: [ann, boo]
    relations: [know]
  - text: {en: Second.}
    classes: [People]
    connect: [ann]
    depth: 9
"""
    assert found(write_map, story) == [
        "4:13 unknown-entity: there is no entity `anne`; did you mean `ann`?",
        "5:17 unknown-entity: there is no entity `boo`; did you mean `bo`?",
        "6:17 unknown-relation: there is no relation `know`; did you mean `knows`?",
        "8:15 unknown-class: there is no class `People`; name a class of the map",
        "9:14 bad-step: `connect` joins two entities; write [a, b]",
        "10:12 bad-step: the depth is 9, and can be from 1 to 3; write 1, 2 or 3",
    ]


def test_shape_is_checked_too(write_map: Callable[..., Path]) -> None:
    assert found(write_map, "title: {en: A}\nstep: []\n") == [
        "1:1 empty-story: the story `one` has no steps; write `steps:` and below it `- text: {en: …}`",
        "2:1 unknown-field: there is no field `step` here; did you mean `steps`?",
    ]
    assert [
        line.split(";")[0] for line in found(write_map, "title: {en: A}\nsteps:\n  - {text: {en: B}, end: 2005-13}\n")
    ] == ["3:26 bad-date: `2005-13` has month 13"]
    assert [line.split(":")[:2] for line in found(write_map, "title: [")] == [["2", "1 yaml-syntax"]]


def test_the_shipped_stories() -> None:
    stories = load_stories(SHIPPED)
    assert [story.id for story in stories] == sorted(file.stem for file in SHIPPED.glob("stories/*.yaml"))
    told = {story.id: (story.title["en"], len(story.steps)) for story in stories}
    assert told["campus-network"] == ("How one campus network became RenRen", 6)
    assert told["five-platforms"] == ("The five platforms of 2012 and who stood behind them", 6)
    for story in stories:
        assert all({"en", "zh-Hans"} <= text.keys() for text in (story.title, *(step.text for step in story.steps)))
