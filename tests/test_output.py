"""What the command prints, wherever it goes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from places import ROOT

BASE = ROOT / "tests" / "base"
GUANXI = Path(sys.executable).parent / "guanxi"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["show", "ma-huateng"],
        ["query", "SELECT ?n { ent:wang-xing skos:prefLabel ?n }"],
        ["query", "关系"],
        ["check", "nowhere/关系"],
    ],
)
def test_names_in_any_script_are_printed(arguments: list[str], tmp_path: Path) -> None:
    """Also into a pipe on Windows, whose encoding has no Chinese."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "GUANXI_CACHE": str(tmp_path)}
    ran = subprocess.run([GUANXI, *arguments], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert b"Traceback" not in ran.stderr
    assert re.search("[一-鿿]", (ran.stdout + ran.stderr).decode("utf-8"))


def test_a_command_that_is_told_to_end_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "tmp").mkdir()
    environment = {**os.environ, "GUANXI_CACHE": str(tmp_path / "file"), "TMPDIR": str(tmp_path / "tmp")}
    bomb = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    process = subprocess.Popen([GUANXI, "query", bomb, "--timeout", "100"], cwd=ROOT, env=environment)
    while not list((tmp_path / "tmp").glob("*/entry.json")):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 128 + signal.SIGTERM
    assert list((tmp_path / "tmp").iterdir()) == []


CUT = "error: standard output was not written whole: "


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("end", "code", "message"),
    [
        ("> /dev/full", 1, f"{CUT}No space left on device\n"),
        (">&-", 1, f"{CUT}it is closed\n"),
        ("| true", 141, ""),
    ],
)
def test_less_than_the_whole_is_never_a_success(unbuffered: str, end: str, code: int, message: str) -> None:
    """For a closed pipe, the exit code that other tools have, and no word."""
    command = f"'{GUANXI}' export graph -f ntriples {end}; exit ${{PIPESTATUS[0]}}"
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    ran = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (code, message)


@pytest.mark.parametrize("target", ["-", "/dev/stdout", "/dev/fd/1"])
def test_standard_output_by_its_names(guanxi, tmp_path: Path, target: str) -> None:
    """What is sent on gets the map, and not its name; a file is not replaced under the shell's feet."""
    command = [GUANXI, "export", BASE, "-o", target]
    into_a_pipe = subprocess.run(command, capture_output=True, check=True).stdout
    assert guanxi("export", BASE, "-o", tmp_path / "map.ttl").returncode == 0
    assert into_a_pipe == (tmp_path / "map.ttl").read_bytes()
    with (tmp_path / "out").open("wb") as out:
        out.write(b"# before\n")
        out.flush()
        subprocess.run(command, stdout=out, check=True)
    assert (tmp_path / "out").read_bytes() == b"# before\n" + into_a_pipe


def test_an_error_names_the_target_and_what_to_do(guanxi, write_map, tmp_path: Path) -> None:
    ran = guanxi("export", write_map(), "-o", tmp_path)
    assert ran.returncode == 1
    assert ran.stderr == f"{tmp_path}:1:1: error[unusable-file]: Is a directory\n  help: name a file in it\n"


HARM = "\x1b]0;owned\x07\x9b2J\u202e"


def harmful_map(tmp_path: Path) -> Path:
    """Whose data, file names and saved queries a terminal would obey."""
    directory = tmp_path / f"map{HARM}"
    (directory / "queries").mkdir(parents=True)
    (directory / "map.toml").write_text("")
    escaped = HARM.encode("unicode_escape").decode().replace("\\x", "\\u00")
    (directory / f"people{HARM}.yaml").write_text(f'- {{id: a, class: "{escaped}", labels: {{en: A}}}}\n')
    (directory / "queries" / f"q{HARM}.rq").write_text(f"# {HARM}\n# {HARM}\nASK {{}}\n")
    return directory


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "MAP"],
        ["check", "--json", "MAP"],
        ["query", "-m", "MAP", "--list"],
        ["query", "-m", "MAP", f"ASK {{ {HARM}"],
        ["query", "-m", "MAP", f"no-such-{HARM}"],
        ["show", "-m", "MAP", f"no-such-{HARM}"],
        ["build", "MAP"],
        ["export", "MAP"],
        ["schema", "claims", "-m", "MAP"],
        ["serve", "MAP"],
    ],
)
def test_no_command_prints_what_a_terminal_obeys(guanxi, arguments: list[str], tmp_path: Path) -> None:
    directory = harmful_map(tmp_path)
    words = [directory if each == "MAP" else each for each in arguments]
    ran = guanxi(*words, env={**os.environ, "GUANXI_CACHE": str(tmp_path)}, exact=True)
    printed = ran.stdout + ran.stderr
    assert printed
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", printed) == []


def test_check_as_json_says_what_was_there(guanxi, tmp_path: Path) -> None:
    ran = guanxi("check", "--json", harmful_map(tmp_path))
    assert any(HARM in problem["span"]["file"] for problem in json.loads(ran.stdout))
