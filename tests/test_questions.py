"""docs/questions.md: each question is asked of the map that ships, and the answer is the one that is shown."""

from __future__ import annotations

import functools
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from guanxi_graph.cli import main
from guanxi_graph.cli.querying import queries_of
from places import ROOT, SHIPPED

DOCUMENT = (ROOT / "docs" / "questions.md").read_text("utf-8")


def sessions() -> Iterator[tuple[str, list[str]]]:
    """Each command of the document, with the lines that are shown of its answer."""
    for block in re.findall(r"^```console\n(.*?)^```$", DOCUMENT, flags=re.DOTALL | re.MULTILINE):
        parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
        for command, shown in zip(parts[::2], parts[1::2], strict=True):
            yield command, [line for line in map(unpadded, shown.splitlines()) if line != "…"]


def unpadded(line: str) -> str:
    """Columns are as wide as their widest cell, which is not what is asked."""
    return " ".join(line.split())


def is_shown(line: str, printed: str) -> bool:
    """… stands for any text in a line."""
    return re.fullmatch(".*".join(map(re.escape, re.split(" ?…", line))), printed) is not None


SESSIONS = list(sessions())
COMMANDS = [command for command, _ in SESSIONS]


@pytest.fixture(scope="module", autouse=True)
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The map is read once, and turned into RDF once, for all questions."""
    from guanxi_graph import opening
    from guanxi_graph.map import sound

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "load", functools.cache(opening.load))
        patch.setattr(sound, "load_sound", functools.cache(sound.load_sound))
        patch.setenv("GUANXI_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=COMMANDS)
def test_the_answer_is_the_one_that_is_shown(command: str, shown: list[str]) -> None:
    done = CliRunner().invoke(main, [*shlex.split(command)[1:], "-m", str(SHIPPED)])
    assert done.exit_code == 0, done.output
    printed = iter([unpadded(line) for line in done.stdout.splitlines()])
    for line in shown:
        assert any(is_shown(line, each) for each in printed), f"{line}\nis not in, or not in this order:\n{done.stdout}"


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=COMMANDS)
def test_there_is_a_row_under_the_heading(command: str, shown: list[str]) -> None:
    assert len(shown) >= 2, command


def test_all_twenty_and_five_more_are_asked() -> None:
    asked = re.findall(r"^### (\d+)\. .+\n(?:(?!###)[\s\S])*?```console\n\$ guanxi ", DOCUMENT, flags=re.MULTILINE)
    assert [int(number) for number in asked] == list(range(1, 26))


def test_every_saved_query_that_a_story_names_is_there() -> None:
    told = " ".join(path.read_text("utf-8") for path in (SHIPPED / "stories").glob("*.yaml"))
    asked = set(re.findall(r"`guanxi query ([a-z-]+)", told))
    assert asked
    assert asked <= set(queries_of(SHIPPED))


@pytest.mark.parametrize("story", sorted((SHIPPED / "stories").glob("*.yaml")), ids=lambda path: path.stem)
def test_each_story_ends_in_a_question_that_the_map_answers(story: Path) -> None:
    last = story.read_text("utf-8").rpartition("\n  - title:")[2]
    commands = sorted(set(re.findall(r"`(guanxi [^`]+)`", " ".join(last.split()))))
    assert commands
    for command in commands:
        done = CliRunner().invoke(main, [*shlex.split(command)[1:], "-m", str(SHIPPED)])
        assert done.exit_code == 0, done.output
        assert ": none" not in done.stdout
        assert not re.search(r"^0 rows", done.stdout, flags=re.MULTILINE)
