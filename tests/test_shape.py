"""What is wrong with a record is found by its fields' types, at the innermost place."""

from __future__ import annotations

import json
from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.model import Entity, MapInfo, Source
from guanxi_graph.problems import MapError
from guanxi_graph.reading.info import parse_info
from guanxi_graph.reading.records import typed
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reading.shape import fields_of
from guanxi_graph.reading.stories import Story
from guanxi_graph.reading.yaml import parse_yaml

scalars = st.sampled_from(
    ["", "a", "2005", "2005-13", "..", "true", "maybe", "0.5", "2", "-1", "nan", "preferred", None]
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["en", "source", "text", "A"]), inner, max_size=2)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("row", [Entity, Source, ClaimRow, Story, MapInfo])
@given(st.data())
def test_a_record_is_made_exactly_when_nothing_is_wrong_with_it(row, data):
    names = [*fields_of(row), "unknown"]
    written = data.draw(st.dictionaries(st.sampled_from(names), values))
    root = parse_yaml(json.dumps([written]), "f.yaml")
    records, problems = typed(root.values, row)
    missing = [name for name, field in fields_of(row).items() if field.required and written.get(name) is None]
    wrong = [problem for problem in problems if problem.code != "unknown-field"]
    assert bool(missing) <= bool(wrong)
    if not problems:
        assert len(records) == 1
    if not records:
        assert wrong
    assert all(problem.span.file == "f.yaml" and problem.hint for problem in problems)


def test_a_story_is_wrong_at_its_innermost_place():
    text = """\
- title: {en: [A]}
  steps:
  - {text: {en: One}, depth: deep, start: soon}
  - {title: {en: Two}, tex: {en: x}}
"""
    _, problems = typed(parse_yaml(text, "f").values, Story)
    assert sorted((p.span.line, p.span.column, p.code, p.message) for p in problems) == [
        (1, 15, "wrong-shape", "`title.en` must be a text"),
        (3, 30, "wrong-shape", "`depth` must be a whole number"),
        (3, 43, "bad-date", "`soon` is not a date"),
        (4, 5, "missing-field", "`text` is missing"),
        (4, 24, "unknown-field", "there is no field `tex` here"),
    ]


SETTINGS = '''\
# title of the map [x]
"title" = {en = "A # small [map]", zh-Hans = "小"}  # go
description.en = """
[analysis]
floor = 3
"""
languages = [
  "en", # ]
  "zh",
]
[ analysis ]
licence = "x"
floor = 2
class_weights = {A = 0.9, Z = "much"}
[analysis.source_weights]
"a.b" = 7
'''


def test_the_settings_have_their_places_within_their_tables():
    record, problems = parse_info(SETTINGS, "map.toml")
    assert sorted((p.span.line, p.span.column, p.span.length, p.message) for p in problems) == [
        (12, 1, 7, "there is no field `licence` here"),
        (13, 1, 5, "`floor` must be a number from 0 to 1"),
        (14, 1, 13, "`class_weights.Z` must be a number from 0 to 1"),
        (16, 1, 5, "`source_weights.a.b` must be a number from 0 to 1"),
    ]
    assert record.row.title == {"en": "A # small [map]", "zh-Hans": "小"}
    assert record.row.languages == ("en", "zh")
    places = {name: record.span(name).line for name in ("title", "description", "languages", "analysis")}
    assert places == {"title": 2, "description": 3, "languages": 7, "analysis": 11}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = " + "[" * 50_000, "toml-depth"),
        ("zz = " + "9" * 5000, "toml-syntax"),
        ("title = {en = ", "toml-syntax"),
    ],
)
def test_settings_that_cannot_be_read(text, code):
    with pytest.raises(MapError) as raised:
        parse_info(text, "map.toml")
    assert [problem.code for problem in raised.value.problems] == [code]


class Spot(msgspec.Struct, frozen=True):
    where: tuple[Annotated[float, msgspec.Meta(ge=-90, le=90)], float] | None = None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[1, 2.5]", []),
        ("~", []),
        ("[95, 2]", ["`where` must be a number from -90 to 90"]),
        ("[1]", ["`where` must be a list of 2: a number from -90 to 90 and a number"]),
        ("north", ["`where` must be a list of 2: a number from -90 to 90 and a number"]),
    ],
)
def test_a_list_of_a_fixed_length(written, said):
    _, problems = typed(parse_yaml(f"- {{where: {written}}}", "f").values, Spot)
    assert [problem.message for problem in problems] == said
    assert fields_of(Spot)["where"].is_list
