"""What the dates of a life allow is no problem, however vague they are."""

from __future__ import annotations

import pytest

from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of

LIVES = (
    "- {subject: wang-xing, relation: bornOn, value: 1979, sources: [asprec-2012]}\n"
    "- {subject: wang-xing, relation: diedOn, value: 203X, sources: [asprec-2012]}\n"
)


@pytest.mark.parametrize(
    ("said", "is_impossible"),
    [
        ("relation: knows, object: ma-huateng, start: 1979", False),
        ("relation: knows, object: ma-huateng, start: 1978", True),
        ("relation: knows, object: ma-huateng, start: 197X", False),
        ("relation: knows, object: ma-huateng, end: 1978-12-31", True),
        ("relation: knows, object: ma-huateng, at: 2039", False),
        ("relation: knows, object: ma-huateng, at: 2040", True),
        ("relation: knows, object: ma-huateng, start: 2000, end: 2045", True),
        ("relation: knows, object: ma-huateng", False),
        ("relation: about, object: guanxi, at: 1900", False),
        ("relation: founded, object: tencent, start: 2050", True),
        ("relation: founded, object: tencent, start: 2050, rank: deprecated, reason: a slip", False),
    ],
)
def test_a_claim_within_a_life(write_map, said, is_impossible):
    claim = f"- {{subject: wang-xing, {said}, sources: [asprec-2012]}}\n"
    people = "- {id: wang-xing, class: Person, labels: {en: Wang Xing}}\n- {id: ma-huateng, class: Person, labels: {en: M}}\n"
    people += "- {id: lai-binqiang, class: Person, labels: {en: L}}\n"
    info = 'title = {en = "A map of a later day"}\nas_of = "2060"\n'
    files = {"map.toml": info, "people.yaml": people, "claims/lives.yaml": LIVES, "claims/tie.yaml": claim}
    codes = [problem.code for problem in problems_of(read_map(write_map(files)))]
    assert codes == ["impossible-life"] * is_impossible


def test_what_is_no_entity_has_no_life(write_map):
    told = "- {subject: wang-xing, relation: bornOn, value: 1979, sources: [asprec-2012]}\n"
    told += "- {subject: ma-huateng, relation: knows, object: wang-xing, at: 1960, sources: [asprec-2012]}\n"
    people = "- {id: ma-huateng, class: Person, labels: {en: Ma Huateng}}\n"
    draft = read_map(write_map({"people.yaml": people, "claims/told.yaml": told}))
    assert {problem.code for problem in problems_of(draft)} == {"unknown-entity"}
