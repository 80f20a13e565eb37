"""A shell completes commands, options, and the ids of the map that is found from where one is."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from places import SHIPPED

BIN = Path(sys.executable).parent

OFFERED = {
    "ren": ["rename"],
    "check --err": ["--errors-only"],
    "show wang-xin": ["wang-xing"],
    "path wang-xing ma-huat": ["ma-huateng"],
    "ties --via introd": [],
    "path wang-xing ma-huateng --via introd": ["introduced"],
    "rename wikipedia-xiaon": ["wikipedia-xiaonei-2012"],
    "without wikipedia-xiaon": ["wikipedia-xiaonei-2012"],
    "query funders": ["funders-of-rivals"],
    "add wang-xin": ["wang-xing"],
    "add wang-xing found": ["founded", "foundedOn"],
    "add wang-xing founded xiaon": ["xiaonei"],
    "add wang-xing founded xiaonei 2005-12 @wikipedia-xiaon": ["@wikipedia-xiaonei-2012"],
    "add wang-xing founded xiaonei 2005-12 @ wikipedia-xiaon": ["wikipedia-xiaonei-2012"],  # as bash parts it
    "add wang-xing founded xiaonei subj": ["subjectOfStudy="],
    "add entity wang-x Pers": ["Person"],
}


def offers(words, folder):
    """What the command answers to bash."""
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_GUANXI_COMPLETE": "bash_complete"}
    environment = {**os.environ, **asked}
    return subprocess.run([BIN / "guanxi"], check=False, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(("typed", "offered"), OFFERED.items(), ids=OFFERED)
def test_what_is_offered(typed, offered):
    ran = offers(f"guanxi {typed}", SHIPPED)
    assert (ran.stdout.split(), ran.stderr) == ([f"plain,{each}" for each in offered], "")


def test_tables_are_looked_into(write_map):
    directory = write_map({"things.csv": "id;class;labels.en\r\nx-thing;Concept;X\r\n"})
    ran = offers("guanxi show x-", directory)
    assert ran.stdout == "plain,x-thing\n"


def test_nothing_is_offered_where_there_is_no_map(tmp_path):
    ran = offers("guanxi show x", tmp_path)
    assert (ran.stdout.strip(), ran.stderr) == ("", "")


@pytest.mark.parametrize(("shell", "word"), [("bash", "complete "), ("zsh", "#compdef"), ("fish", "function")])
def test_each_shell_has_its_lines(guanxi, shell, word):
    assert word in guanxi("completion", shell).stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("guanxi show wang-xin\t", "guanxi show wang-xing "),
        ("guanxi add wang-xing founded xiaonei 2005-12 @wikipedia-xiaon\t", "wikipedia-xiaonei-2012 "),
    ],
)
def test_a_tab_in_bash(typed, line):
    """Typed into a terminal."""
    environment = {
        **os.environ,
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "PS1": "$ ",
        "TERM": "dumb",
        "INPUTRC": "/dev/null",
    }
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(SHIPPED)
        os.execvpe("bash", ["bash", "--norc", "--noprofile", "-i"], environment)  # noqa: S606
    try:
        os.write(
            terminal, b"stty cols 200; bind 'set bell-style none'; eval \"$(guanxi completion bash)\"; echo rea''dy\n"
        )
        seen = _read_until(terminal, "ready\r\n")
        os.write(terminal, typed.encode())
        seen = _read_until(terminal, line)
        assert line in seen
    finally:
        os.write(terminal, b"\x15exit\n")
        os.close(terminal)
        os.waitpid(pid, 0)


def _read_until(terminal, wanted):
    seen, latest = "", time.monotonic() + 30
    while wanted not in seen and time.monotonic() < latest:
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 4096).decode("utf-8", "replace")
    assert wanted in seen, seen
    return seen
