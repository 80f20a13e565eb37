"""Short forms of the trials of `scripts/prove`: changed files, changed Turtle, bombs."""

from __future__ import annotations

import re
import sys

import pytest

from places import ROOT

sys.path.append(str(ROOT / "scripts" / "prove"))

import bombs
import fuzz_files
import fuzz_turtle

BOMBS = [*bombs.bombs(0.02)]
FIRST = {re.split(" (?:as|of) ", bomb.name)[0]: bomb for bomb in reversed(BOMBS)}.values()  # of each kind


def test_changed_files_are_refused_with_a_place_or_built(tmp_path):
    trial = fuzz_files.Trial()
    trial.of_changes(tmp_path / "changed", 150)
    trial.of_strategies(tmp_path / "made", 50)
    assert trial.faults == []
    assert trial.seen["refused"] > 50
    assert trial.seen["built"] > 10


def test_changed_turtle_is_refused_or_the_same():
    outcome = fuzz_turtle.run(0.005)
    assert outcome.faults == ()
    assert "lost in silence" not in outcome.measured


@pytest.mark.parametrize(
    "bomb",
    [pytest.param(bomb, id=bomb.name, marks=[] if bomb in FIRST else [pytest.mark.trial]) for bomb in BOMBS],
)
def test_a_bomb_is_refused_or_done(bomb):
    _, megabytes, fault = bombs.laid(bomb)
    assert fault == ""
    assert megabytes < 200
