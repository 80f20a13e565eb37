"""``guanxi export``: a format, a map, and where it is written."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from places import SHIPPED

GUANXI = Path(sys.executable).parent / "guanxi"


@pytest.mark.parametrize(
    "arguments",
    [["graphml", SHIPPED], ["graphml", "-m", SHIPPED], ["-f", "graphml", SHIPPED], [SHIPPED, "-f", "graphml"]],
)
def test_the_format_is_named_first_or_with_f(guanxi, arguments: list[str]) -> None:
    assert "<graphml" in guanxi("export", *arguments).stdout


def test_a_map_alone_is_written_as_turtle(guanxi, write_map, tmp_path: Path) -> None:
    assert guanxi("export", write_map()).stdout.startswith("@prefix")
    guanxi("export", write_map(), "-o", tmp_path / "map.ttl")
    assert guanxi("export", tmp_path / "map.ttl").stdout == (tmp_path / "map.ttl").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gefx"], "there is no format `gefx`; `guanxi export --help` lists them; did you mean `gexf`?"),
        (["gexf", "-f", "graphml"], "the format is named twice: name it first, or with -f"),
        (["gexf", "--rdf", "1.2"], "--rdf 1.2 is written as turtle or ntriples"),
        (["gexf", "--around", "nobody"], "nobody"),
    ],
)
def test_what_is_misused_is_said(guanxi, write_map, arguments: list[str], said: str) -> None:
    ran = guanxi("export", *arguments, "-m", write_map())
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr


def test_a_terminal_is_spared_what_is_no_text(write_map) -> None:
    seen, end = pty.openpty()
    ran = subprocess.run([GUANXI, "export", "sqlite", write_map()], stdout=end, stderr=subprocess.PIPE, check=False)
    os.close(end)
    os.close(seen)
    assert ran.returncode == 2
    assert b"this is no text for a terminal: say with -o where to write it" in ran.stderr


def test_only_what_is_around_one(guanxi, write_map) -> None:
    """Renren with its two founders, its place and its idea; not Tencent with its own."""
    text = guanxi("export", "graphml", "--around", "renren", write_map()).stdout
    assert "wang-xing.founded.renren" in text
    assert "tencent" not in text


def test_places_lead_no_further(guanxi, write_map) -> None:
    more = "- {subject: tencent, relation: locatedIn, object: china, sources: [fannin-2008]}\n"
    directory = write_map({"claims/more.yaml": more})
    text = guanxi("export", "graphml", "--around", "renren", "--depth", "5", directory).stdout
    assert "china" in text
    assert "tencent" not in text
