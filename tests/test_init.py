"""A new map: an example to write over, or empty files, with what was asked for in map.toml."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from contextlib import suppress

import pytest
from click.testing import CliRunner

from guanxi_graph.cli import main

START = "from guanxi_graph.cli import main; main(prog_name='guanxi')"


def run(*arguments, **more):
    return CliRunner().invoke(main, [str(each) for each in arguments], **more)


def settings(directory):
    return tomllib.loads((directory / "map.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("options", "title", "languages"),
    [
        (["--empty"], {"en": "My map"}, ["en"]),
        (["--empty", "--title", "Zola & Cézanne"], {"en": "Zola & Cézanne"}, ["en"]),
        (
            ["--empty", "--title", '"关系" \\ x', "--languages", "zh-Hans,en"],
            {"zh-Hans": '"关系" \\ x'},
            ["zh-Hans", "en"],
        ),
        (["--title", "Song poets", "--languages", "en"], {"en": "Song poets"}, ["en"]),
        (["--languages", " fr , ar"], {"en": "Su Shi and his circle", "zh-Hans": "苏轼与师友"}, ["fr", "ar"]),
        ([], {"en": "Su Shi and his circle", "zh-Hans": "苏轼与师友"}, ["en", "zh-Hans", "zh-Latn-pinyin"]),
    ],
)
def test_what_is_given_stands_in_the_map(tmp_path, options, title, languages):
    directory = tmp_path / "my-map"
    done = run("init", directory, *options)
    assert done.exit_code == 0, done.output
    assert (settings(directory)["title"], settings(directory)["languages"]) == (title, languages)
    checked = run("check", directory)
    assert (checked.exit_code, "all in order" in checked.stdout) == (0, True)
    counted = "0 entities, 0 claims, 0 sources" if "--empty" in options else "6 entities, 6 claims, 1 source"
    assert checked.stdout.startswith(counted)


def test_an_empty_map_builds_and_is_asked(tmp_path):
    directory = tmp_path / "my-map"
    run("init", directory, "--empty")
    assert {path.name for path in directory.iterdir()} == {
        ".gitignore",
        "map.toml",
        "people.yaml",
        "sources.yaml",
        "claims",
    }
    assert run("build", directory).exit_code == 0
    assert {path.name for path in (directory / "export").iterdir()} >= {"guanxi.ttl", "index.html"}
    assert json.loads(run("brokers", directory, "--json").stdout)["results"]["brokers"] == []


def test_the_lines_to_uncomment_pass_the_check(tmp_path):
    directory = tmp_path / "my-map"
    run("init", directory, "--empty")
    for path in directory.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("# - ", "- "), "utf-8")
    assert run("check", directory).stdout == "2 entities, 1 claim, 1 source: all in order\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--languages", "en,english!"], "`english!` is no language tag; write for example en,zh-Hans"),
        (["--title", "two\nlines"], "write it in one line"),
        (["--title", " "], "write it in one line"),
    ],
)
def test_misuse_says_what_to_write(tmp_path, options, message):
    done = run("init", tmp_path / "my-map", *options)
    assert (done.exit_code, message in done.stderr) == (2, True)
    assert not (tmp_path / "my-map").exists()


def test_nothing_is_asked_through_a_pipe(tmp_path):
    done = run("init", tmp_path / "my-map", input="never read\n")
    assert (done.exit_code, "Title" in done.output) == (0, False)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
@pytest.mark.parametrize(
    ("answers", "title", "languages", "people"),
    [
        ("The Mill\nen,fr\n\n", {"en": "The Mill"}, ["en", "fr"], 0),
        ("\n\ny\n", {"en": "My map"}, ["en"], 4),
        ("The Mill\nnot a tag\nfr\nn\n", {"fr": "The Mill"}, ["fr"], 0),
    ],
)
def test_a_terminal_is_asked(tmp_path, answers, title, languages, people):
    directory = tmp_path / "my-map"
    typed_into([sys.executable, "-c", START, "init", str(directory)], answers)
    assert (settings(directory)["title"], settings(directory)["languages"]) == (title, languages)
    records = (directory / "people.yaml").read_text("utf-8").splitlines()
    assert sum(line.startswith("- ") for line in records) == people


def typed_into(command, answers):
    """Run the command in a terminal of its own and type the answers."""
    ours, theirs = os.openpty()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, answers.encode())
        with suppress(OSError):  # the end of a terminal
            while os.read(ours, 1024):
                pass
    os.close(ours)
    assert process.returncode == 0
