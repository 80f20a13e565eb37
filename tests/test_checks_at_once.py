"""What checks ask of many records at once is what they would find of each: names that are shared, tags of languages."""

from __future__ import annotations

import json
import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.checks.texts import bad_language
from guanxi_graph.checks.twins import same_name
from guanxi_graph.namesakes import Called, shared_names
from guanxi_graph.reading import read_map
from guanxi_graph.text import LANGUAGE_TAG

_names = st.sampled_from(
    [
        "Li Wei",
        "Wei Li",
        "LiWei",
        "李伟",
        "李薇",
        "关系",
        "關係",
        "e\u0301",
        "é",
        "A B",
        "B a",
        "3com",
        "wáng",
        "Wang",
        "王",
    ]
)
# The last begins with the sign of kelvin, which in small letters is a plain k.
_tags = st.sampled_from(["en", "EN", "zh-Hans", "zh-hans", "zh_Hans", "de", "\u212ao"])
_KINDS = ("Person", "Company")


def entities(folder, rows):
    (folder / "map.toml").write_text('title = {en = "Names"}\n', "utf-8")
    lines = (json.dumps({"id": f"e{number}", **row}) for number, row in enumerate(rows))
    (folder / "entities.jsonl").write_text("\n".join(lines), "utf-8")
    return read_map(folder)


@given(st.lists(st.tuples(st.sampled_from(_KINDS), st.lists(_names, min_size=1, max_size=3)), min_size=1, max_size=5))
def test_names_that_are_shared(tmp_path_factory, named):
    rows = [{"class": kind, "labels": {"en": names[0]}, "aliases": {"en": names[1:]}} for kind, names in named]
    draft = entities(tmp_path_factory.mktemp("names"), rows)
    told = {frozenset(re.findall(r"`(e\d)`", each.message)[:2]) for each in same_name(draft) if "share" in each.message}
    pairs = combinations([record.row for record in draft.entities], 2)
    assert told == {
        frozenset((one.id, other.id))
        for one, other in pairs
        if one.cls == other.cls and shared_names(Called(one.names), Called(other.names))
    }


@given(st.lists(st.lists(_tags, unique=True, max_size=4), min_size=1, max_size=4))
def test_tags_of_languages(tmp_path_factory, tags):
    rows = [{"class": "Person", "labels": dict.fromkeys(each, "Name")} for each in tags]
    draft = entities(tmp_path_factory.mktemp("tags"), rows)
    sound = [{tag.lower() for tag in each if LANGUAGE_TAG.fullmatch(tag)} for each in tags]
    assert len(list(bad_language(draft))) == sum(map(len, tags)) - sum(map(len, sound))
