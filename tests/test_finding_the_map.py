"""A map is where its map.toml is: here, in graph/, or in a folder above."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from guanxi_graph.cli import unedited
from guanxi_graph.problems import MapError

NONE = "error: there is no map.toml here, in graph/ or above: name a map with -m, or start one: `guanxi init DIR`\n"


@pytest.mark.parametrize(
    "arguments", [["check"], ["show", "wang-xing"], ["core"], ["build"], ["query", "ASK {}"], ["schema", "claims"]]
)
def test_without_a_map_one_line_says_so(guanxi, tmp_path, arguments):
    (tmp_path / "playbook.yaml").write_text("- hosts: all\n" * 300)
    ran = guanxi(*arguments, cwd=tmp_path)
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", NONE)


def test_nothing_is_walked_to_find_that_out(tmp_path):
    """Whatever lies in the folder; the time of starting Python is not ours."""
    script = (
        "import time, sys\nfrom guanxi_graph.cli.common import find_map\nbefore = time.perf_counter()\n"
        "try: find_map(None)\nexcept SystemExit: print(time.perf_counter() - before)"
    )
    for folder in range(30):
        deep = tmp_path / f"folder-{folder}" / "deeper"
        deep.mkdir(parents=True)
        for number in range(30):
            (deep / f"{number}.yaml").write_text("- {id: x}\n")
    ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert float(ran.stdout) < 0.1


def test_a_folder_that_is_named_and_is_no_map_is_not_walked_either(tmp_path, monkeypatch):
    def walked(_: Path) -> None:
        raise AssertionError("it was looked into")

    monkeypatch.setattr(unedited, "look_into", walked)
    with pytest.raises(MapError, match=r"there is no map.toml here"):
        unedited.Files(tmp_path)


@pytest.mark.parametrize("here", ["", "claims", "..", "../notes/deep"])
def test_it_is_found_from(guanxi, write_map, here):
    directory = write_map().rename(write_map().parent / "graph")
    place = directory / here
    place.resolve().mkdir(parents=True, exist_ok=True)
    assert guanxi("check", cwd=place.resolve()).stdout.endswith("all in order\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "MAP"],
        ["check", "-m", "MAP"],
        ["core", "MAP"],
        ["ties", "MAP"],
        ["ties", "wang-xing", "renren", "MAP"],
        ["show", "wang-xing", "MAP"],
        ["show", "wang-xing", "-m", "MAP"],
        ["build", "--no-page", "-m", "MAP"],
        ["query", "ASK {}", "MAP"],
    ],
)
def test_the_map_is_named_last_or_with_m(guanxi, write_map, tmp_path, arguments):
    directory = write_map()
    ran = guanxi(*(directory if each == "MAP" else each for each in arguments), cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_folder_whose_graph_is_a_map_may_be_named(guanxi, write_map):
    directory: Path = write_map()
    directory.rename(directory.parent / "graph")
    assert guanxi("check", directory.parent).returncode == 0


def test_a_map_is_named_once(guanxi, write_map):
    directory = write_map()
    ran = guanxi("core", directory, "-m", directory)
    assert (ran.returncode, "named twice" in ran.stderr) == (2, True)


def test_a_name_of_two_words_without_quotes(guanxi, write_map):
    ran = guanxi("show", "Wang", "Xing", cwd=write_map())
    assert (ran.returncode, "there is no map `Xing`; put a name of several words in quotes" in ran.stderr) == (2, True)
