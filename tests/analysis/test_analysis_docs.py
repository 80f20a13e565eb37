"""What docs/analyses.md shows is true: its example runs, its defaults are the defaults, its commands exist."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import pytest
from small_maps import a_map

import guanxi_graph.map
from guanxi_graph.analysis import as_dicts
from guanxi_graph.cli import COMMANDS
from guanxi_graph.dates import parse_date
from guanxi_graph.model import Claim, Parameters

DOCS = (Path(__file__).parents[2] / "docs" / "analyses.md").read_text("utf-8")


def block(language):
    return re.search(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)[1]


def test_the_example_runs(monkeypatch, capsys):
    graph = a_map("wang-xing friendOf x, start: 2005, sources: [s]", "x knows ma-huateng, sources: [s]")
    monkeypatch.setattr(guanxi_graph.map, "load", lambda _: graph)
    exec(block("python"), {})  # noqa: S102  our own document
    assert "'names': ['wang-xing', 'x', 'ma-huateng']" in capsys.readouterr().out


def test_the_defaults_are_the_defaults():
    assert msgspec.convert(tomllib.loads(block("toml"))["analysis"], Parameters) == Parameters()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`([a-z]+) [A-Z0-9-]", DOCS)) - {"guanxi"}))
def test_its_commands_exist(command):
    assert command in COMMANDS


def test_plain_values():
    claim = Claim(id="c", subject="a", relation="r", value=1, at=parse_date("2005-12"))
    assert as_dicts((claim,))[0] | {"note": ""} == as_dicts([claim])[0]
    assert as_dicts((claim,))[0]["at"] == "2005-12"
