"""Several records of a file changed or taken out at once: what stands around them stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi_graph.problems import MapError
from guanxi_graph.writing.revising import appended, revised, without_rows
from guanxi_graph.writing.yaml_text import flow, plain_of

TEXT = (
    "# head\n- id: a   # of L\n  class: P # x\n  note: 'a # b'\n# between\n"
    "- {id: b, n: c} # tail\n- id: c\n  # inner\n  text: |\n    # no comment\n    # two\n"
)


def test_comments_of_what_goes_stay_where_it_stood():
    assert revised(TEXT, {0: None, 1: None}, "f") == (
        "# head\n# of L\n# x\n# between\n# tail\n- id: c\n  # inner\n  text: |\n    # no comment\n    # two\n"
    )


def test_comments_in_what_changes_stand_above_it():
    assert revised(TEXT, {0: {"id": "a", "class": "Q"}, 2: None}, "f") == (
        "# head\n# of L\n# x\n- id: a\n  class: Q\n# between\n- {id: b, n: c} # tail\n# inner\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[{id: a}, {id: b}]\n", "[{id: b}]\n"),
        ("- {id: a}\n", ""),
        ("- id: a\r\n- id: b\r\n", "- id: b\r\n"),
        ("  - id: a\n  - id: b", "  - id: b"),
        ("-\n  id: a\n-\n  id: b\n", "-\n  id: b\n"),
    ],
)
def test_every_way_to_write_a_list(text, expected):
    assert revised(text, {0: None}, "f") == expected


values = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
records = st.lists(st.dictionaries(st.sampled_from(["id", "note", "n"]), values, min_size=1), min_size=1, max_size=5)


@given(records, st.data())
def test_what_is_read_again_is_what_was_wanted(rows, data):
    text = "".join(f"- {flow(row)} # c\n" for row in rows)
    changes = data.draw(st.dictionaries(st.integers(0, len(rows) - 1), st.none() | st.just({"id": "new"})))
    told = [changes.get(number, row) for number, row in enumerate(rows)]
    left = [row for row in told if row is not None]
    after = revised(text, changes, "f")
    assert (plain_of(after, "f") or []) == left
    assert after.count("# c") >= len(rows)


def test_rows_of_a_table_go_with_their_lines():
    assert without_rows('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\r\n3,w', {2, 6}) == "a,b\r\n\r\n2,z\r\n"


def test_records_are_added_behind_the_last_and_never_into_something_else():
    assert appended("- id: a", [{"id": "b"}], "f") == "- id: a\n- {id: b}\n"
    with pytest.raises(MapError):
        appended("[{id: a}]\n", [{"id": "b"}], "f")
