"""Answers are remembered, except those that would be another one next time."""

from __future__ import annotations

import pytest

from guanxi_graph.query import Answer
from guanxi_graph.query.answers import Answers
from guanxi_graph.query.media import question_in


def test_the_last_ones_are_remembered_up_to_a_size() -> None:
    answers = Answers(largest=16_000)
    questions = [question_in(f"ASK {{ {number} }}", "csv") for number in range(40)]
    for question in questions:
        answers.put(question, Answer("text/csv", b"true", 1))
    remembered = [answers.get(question) is not None for question in questions]
    assert remembered == [False] * (40 - sum(remembered)) + [True] * sum(remembered)
    assert 10 < sum(remembered) < 16


def test_a_very_long_answer_does_not_push_the_others_out() -> None:
    answers = Answers(largest=16_000)
    question = question_in("ASK {}", "csv")
    answers.put(question, Answer("text/csv", b"x" * 10_000, 1))
    assert answers.get(question) is None


@pytest.mark.parametrize(
    ("text", "remembered"),
    [
        ("SELECT (RAND() AS ?x) {}", False),
        ("SELECT (now() AS ?x) {}", False),
        ("CONSTRUCT { ?x ?y ?z } { BIND(BNODE() AS ?x) }", False),
        ("SELECT * { ?now <http://ex/UUID> 'RAND()' } # NOW", True),
    ],
)
def test_what_differs_each_time_is_asked_each_time(text: str, remembered: bool) -> None:
    answers = Answers()
    answers.put(question_in(text, "csv"), Answer("text/csv", b"", 0))
    assert (answers.get(question_in(text, "csv")) is not None) == remembered


def test_each_format_has_its_own_answer(server) -> None:
    query = "SELECT ?s { ?s gx:founded ent:netease }"
    first = [server.get("/sparql", accept, query=query).type for accept in ("text/csv", "application/json")]
    again = [server.get("/sparql", accept, query=query).type for accept in ("text/csv", "application/json")]
    assert first == again == ["text/csv; charset=utf-8", "application/json"]
    values = {server.get("/sparql", "text/csv", query="SELECT (STRUUID() AS ?x) {}").text for _ in range(3)}
    assert len(values) == 3
