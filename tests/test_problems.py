"""A problem is drawn once, the same everywhere, and right under 关系."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from guanxi_graph.problems import Problem, Span, draw, in_order


def test_the_caret_stands_under_wide_characters():
    line = "- {id: 关系网, class: Concpt}"
    problem = Problem(
        "unknown-class", "there is no class `Concpt`", Span("f.yaml", 3, 20, 6), "did you mean `Concept`?"
    )
    assert draw(problem, line) == (
        "f.yaml:3:20: error[unknown-class]: there is no class `Concpt`\n"
        "  3 | - {id: 关系网, class: Concpt}\n"
        "    |                       ^^^^^^\n"
        "  help: did you mean `Concept`?"
    )


def test_a_long_line_is_cut_around_the_place():
    line = "x" * 5000 + "WRONG" + "y" * 5000
    drawn = draw(Problem("c", "m", Span("f", 1, 5001, 5)), line).split("\n")
    assert len(drawn[1]) < 200
    start = drawn[2].index("^")
    assert drawn[1][start : start + 5] == "WRONG"


def test_what_a_terminal_would_obey_is_made_visible():
    drawn = draw(Problem("c", "m", Span("f", 1, 3, 1)), "a\x1b[31m\u202eb")
    assert "\x1b" not in drawn
    assert "\u202e" not in drawn
    assert "\\u001b" in drawn


@given(st.text(min_size=1, max_size=300), st.integers(1, 320), st.integers(1, 50))
def test_the_caret_is_never_beyond_the_line(line, column, length):
    line = line.replace("\n", "").replace("\r", "") or "x"
    drawn = draw(Problem("c", "m", Span("f", 1, column, length)), line).split("\n")
    if len(drawn) > 1:
        assert cell_len(drawn[2]) <= max(cell_len(drawn[1]), column + 8) + length


def test_problems_are_printed_in_the_order_of_their_places():
    spans = [Span("b", 1), Span("a", 10), Span("a", 9, 5), Span("a", 9, 2)]
    ordered = in_order([Problem("c", "m", span) for span in spans])
    assert [str(problem.span) for problem in ordered] == ["a:9:2", "a:9:5", "a:10:1", "b:1:1"]
