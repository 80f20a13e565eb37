"""The line that tells how far a long command has come: on a terminal, and gone when it is over."""

from __future__ import annotations

import fcntl
import json
import os
import re
import struct
import subprocess
import sys
import termios
from datetime import date, timedelta

import pytest

from guanxi_graph.cli.watching import progress_shown
from guanxi_graph.progress import begun, done, each_told, watched

# As the command is started, without the second in which no line is drawn, and with each step drawn, however fast.
AT_ONCE = (
    "from functools import partialmethod; from rich.progress import Progress; "
    "Progress.update = partialmethod(Progress.update, refresh=True); "
    "from guanxi_graph.cli import later, main, watching; "
    "watching._PATIENCE = later._SMALL = 0; "  # so that every map is a large one, too
    "main(prog_name='guanxi')"
)
COLUMNS = 80
FIRST = date(1999, 1, 1)


@pytest.fixture
def many(write_map):
    rows = (
        {"subject": "ma-huateng", "relation": "knows", "object": "wang-xing", "start": str(FIRST + timedelta(day))}
        | {"note": f"Day {day}.", "sources": ["asprec-2012"], "distinct": f"the {day}th"}
        for day in range(8_000)
    )
    return write_map({"claims/more.jsonl": "\n".join(map(json.dumps, rows))})


def run(*arguments):
    """Exit code, standard output, and what a terminal of 80 columns was told on standard error."""
    terminal, line = os.openpty()
    fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(
        [sys.executable, "-c", AT_ONCE, *map(str, arguments)], env=environment, stdout=subprocess.PIPE, stderr=line
    ) as process:
        os.close(line)
        drawn = b""
        try:
            while piece := os.read(terminal, 1 << 16):
                drawn += piece
        except OSError:  # which is how a terminal ends
            os.close(terminal)
        assert process.stdout is not None
        printed = process.stdout.read()
        return process.wait(60), printed.decode(), drawn.decode()


def left_on_screen(drawn):
    """What stands there after all of it: a small terminal."""
    lines, row, column = [""], 0, 0
    for mark, text in re.findall(r"(\x1b\[[0-9;?]*[A-Za-z]|\r|\n)|([^\x1b\r\n]+)", drawn):
        if mark == "\r":
            column = 0
        elif mark == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif mark.endswith("K"):
            lines[row] = ""
        elif mark.endswith("A"):
            row -= int(mark[2:-1] or 1)
        elif text:
            assert column + len(text) <= COLUMNS, text
            lines[row] = lines[row].ljust(column)[:column] + text + lines[row][column + len(text) :]
            column += len(text)
    return "".join(lines).strip()


@pytest.mark.parametrize(
    ("words", "stages"),
    [
        (("check", "--engine", "memory"), ("reading", "checking")),
        (("check", "--engine", "disk"), ("reading", "checking")),
        (("build", "--no-page"), ("reading", "checking", "writing")),
        (("build", "--engine", "disk"), ("reading", "checking", "writing")),
        (("export", "turtle", "-o", os.devnull), ("reading", "checking", "writing")),
        (("brokers", "--sample", "64"), ("reading", "checking", "linking")),
        (("match", "--list"), ("reading", "checking")),
        (("rename", "wang-xing", "wang-xing-2", "--dry-run"), ("reading", "checking")),
        (("add", "wang-xing knows lai-binqiang @asprec-2012", "--dry-run"), ("reading", "checking")),
        (("query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"), ("reading", "checking", "writing", "loading")),
    ],
    ids=" ".join,
)
def test_a_terminal_is_told_rate_and_time_left_and_keeps_nothing(guanxi, many, words, stages):
    code, printed, drawn = run(*words, "-m", many)
    assert (code, left_on_screen(drawn)) == (0, "")
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn)
    for stage in stages[1:]:
        assert stage in plain
    assert re.search(r"\d+%  [\d,]+ claims/s  \d+:\d\d left", plain)
    piped = guanxi(*words, "-m", many)
    assert (piped.returncode, piped.stdout, piped.stderr) == (0, printed, "")


def test_a_site_and_an_import_tell_of_pages_and_rows(many, tmp_path):
    code, _, drawn = run("site", many, "-o", tmp_path / "site")
    assert (code, left_on_screen(drawn)) == (0, "")
    assert re.search(r"pages.* +\d+%  [\d,]+ pages/s", drawn)
    table = tmp_path / "ties.csv"
    table.write_text("from,to\n" + "".join(f"Person {row},Person {row * 7 % 99}\n" for row in range(20_000)), "utf-8")
    code, _, drawn = run("import", table, "-o", tmp_path / "new", "--yes")
    assert (code, left_on_screen(drawn)) == (0, "")
    assert re.search(r"taking in.* +\d+%  [\d,]+ rows/s", drawn)


def test_problems_stand_alone(many):
    (many / "claims" / "wrong.yaml").write_text("- {subject: nobody}\n", "utf-8")
    code, printed, drawn = run("check", many)
    assert (code, left_on_screen(drawn)) == (1, "")
    assert "missing-field" in printed


class Kept:
    """A watcher that remembers."""

    def __init__(self):
        self.told = []

    def begin(self, stage, of, number, unit):
        self.told.append((stage, of, number, unit))

    def advance(self, stage, by, number):
        self.told.append((stage, by, number))


def test_one_line_is_drawn_at_a_time(monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    kept = Kept()
    with watched(kept), progress_shown():
        begun("reading", 3)
    assert kept.told == [("reading", 3, 0, "claims")]


def test_only_who_watches_is_told():
    kept = Kept()
    begun("reading", 5)
    with watched(kept):
        begun("reading", 3)
        done("reading", 1, 2)
        assert list(each_told(range(250), "drafting", 250, "rows")) == list(range(250))
        assert list(each_told(range(2), "pairing", 2)) == [0, 1]
    done("reading")
    assert kept.told == [
        *(("reading", 3, 0, "claims"), ("reading", 1, 2)),
        *(("drafting", 250, 250, "rows"), *[("drafting", 2, 0)] * 125),
        *(("pairing", 2, 2, "claims"), *[("pairing", 1, 0)] * 2),
    ]
