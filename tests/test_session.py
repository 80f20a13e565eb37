"""docs/session.md: a session at 80 columns over the map that ships, as the commands print it."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from guanxi_graph.cli import main
from places import ROOT, SHIPPED

DOCUMENT = ROOT / "docs" / "session.md"
HEAD = """\
# A session at 80 columns

What a terminal of 80 columns shows, over the map that ships. A test runs these commands and compares every line;
`python -m pytest tests/test_session.py --update-golden -n 0` writes this page anew.
"""
SESSION = {
    "check": "Is the map in order?",
    "brokers --top 5": "Who stands between the others?",
    "brokers --top 1 --wide": "All of the first. What does not fit side by side is told line by line.",
    "ties ma-huateng ding-lei": "What joins two?",
    "path wang-xing ma-huateng --as-of 2019 -k 1": "Who introduces one to the other?",
    "why wang-xing.knows.ma-huateng.2017-12": "Who says so?",
    "lineage renren": "What became of what?",
    "query founders --set thing=ent:netease": "A saved question in SPARQL: labels stand before names.",
}


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        patch.setenv("GUANXI_CACHE", str(tmp_path_factory.mktemp("cache")))
        told = [f"\n{why}\n\n```console\n$ guanxi {command}\n{said(command)}```\n" for command, why in SESSION.items()]
    return [line.rstrip() for line in f"{HEAD}{''.join(told)}".splitlines()]


def said(command: str) -> str:
    done = CliRunner().invoke(main, [*shlex.split(command), "-m", str(SHIPPED)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_session_is_what_is_printed(lines: list[str], golden: Callable[[Path, str], None]) -> None:
    golden(DOCUMENT, "\n".join(lines) + "\n")


def test_it_fits(lines: list[str]) -> None:
    # An address that is longer is the terminal's to break: it can be copied whole.
    printed = lines[len(HEAD.splitlines()) :]
    assert [line for line in printed if cell_len(line) > 80 and not line.strip().startswith("http")] == []
