"""What `--help` says fits in a terminal of 80 columns and is not cut."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from guanxi_graph.cli import COMMANDS, main
from guanxi_graph.cli.commands.source import source

NARROW = {"COLUMNS": "80"}
# Commands that have commands.
PARTS = [["source", name] for name in source.commands]


def test_every_command_is_told_in_one_line_that_is_not_cut():
    lines = CliRunner().invoke(main, ["--help"], env=NARROW).stdout.splitlines()
    told = {match[1]: match[2] for line in lines if (match := re.match(r"  ([a-z]+)  +([A-Z].+)$", line))}
    assert set(told) == set(COMMANDS)
    assert all(line.endswith(".") and "..." not in line for line in told.values()), told
    assert all(cell_len(line) <= 80 for line in lines)
    # The line after a section's last command is empty: no description goes on in a second one.
    listed = lines[lines.index("Make a map:") :]
    assert all(not line or line.endswith(":") or re.match(r"  [a-z]+  ", line) for line in listed)


@pytest.mark.parametrize("words", [[name] for name in COMMANDS] + PARTS, ids=" ".join)
def test_it_says_what_to_do(words):
    lines = CliRunner().invoke(main, [*words, "--help"], env=NARROW).stdout.splitlines()
    first = next(line.strip() for line in lines[1:] if line.strip() and line.startswith("  "))
    assert re.match(r"[A-Z][a-z]+ .*\.$", first), first
    assert not [line for line in lines if re.search(r"(?<![\]A-Z])\.\.\.", line)], "nothing is cut"
    assert not first.split()[0].endswith("s"), "an imperative"
    assert all(cell_len(line) <= 80 for line in lines)


@pytest.mark.parametrize(
    "words",
    [[name] for name in COMMANDS if name not in {"init", "import", "source", "completion"}] + PARTS,
    ids=" ".join,
)
def test_the_map_is_named_last_or_with_m(words):
    text = CliRunner().invoke(main, [*words, "--help"], env=NARROW).stdout
    assert "[MAP]" in " ".join(text.partition("\n\n")[0].split())
    assert "-m, --map PATH" in text
