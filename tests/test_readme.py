"""The README's examples, run as they stand."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from places import ROOT, SHIPPED

README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md"]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)


def sessions(block: str) -> list[tuple[str, str]]:
    """Each command of a block, with the output that is shown."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def same(shown: str, printed: str) -> bool:
    """Line by line without spaces at the ends; … stands for any lines, or for the rest of one."""
    pattern = "\n".join(re.sub(" *…", "*", line.strip()) for line in shown.strip().splitlines())
    text = "\n".join(line.strip() for line in printed.strip().splitlines())
    return fnmatchcase(text, pattern.replace("[", "[[]").replace("?", "[?]"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("readme")
    shutil.copytree(SHIPPED, place / "graph")
    return place


def test_every_console_session(folder):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "GUANXI_CACHE": str(folder / "cache")}
    for command, shown in [session for block in blocks("console") for session in sessions(block)]:
        ran = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, (command, ran.stderr)
        assert same(shown, ran.stdout), f"$ {command}\n{ran.stdout}"


def test_every_python_session(folder, monkeypatch):
    monkeypatch.chdir(folder)
    (block,) = blocks("pycon")
    examples = doctest.DocTestParser().get_doctest(block.replace("…", "..."), {}, "README", "README.md", 0)
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples).failed == 0


def test_the_mistake_that_is_shown_is_the_one_that_is_printed(folder, guanxi):
    guanxi("init", "mistaken", cwd=folder)
    ties = folder / "mistaken" / "claims" / "ties.yaml"
    ties.write_text(
        ties.read_text("utf-8").replace(
            "{subject: su-shi, relation: siblingOf", "{subject: su-shih, relation: siblingOf"
        )
    )
    printed = guanxi("check", "mistaken", cwd=folder).stdout.replace("mistaken", "my-map")
    (shown,) = blocks("text")
    assert shown.strip() in printed


def test_the_claim_that_is_shown_is_in_the_template():
    (claim,) = blocks("yaml")
    assert claim in (ROOT / "src" / "guanxi_graph" / "template" / "example" / "claims" / "ties.yaml").read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text("utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_commands_that_are_named_exist(document):
    from guanxi_graph.cli import COMMANDS

    text = document.read_text("utf-8")
    named = set(re.findall(r"(?:`|^\$ |^)guanxi ([a-z][a-z-]+)", text, flags=re.MULTILINE))
    assert named <= set(COMMANDS)
    for script in re.findall(r"`(?:scripts/)?([a-z_]+\.py)`", text):
        assert (ROOT / "scripts" / script).exists() or list((ROOT / "src").rglob(script)), script
