"""The cases of ``tests/problems``: each holds files that go over the base map, then what ``guanxi check`` prints."""

from __future__ import annotations

import re
from pathlib import Path

from places import ROOT

CASES = sorted((ROOT / "tests" / "problems").glob("*.txt"))
PRINTED = "--- printed\n"


def parts(text: str) -> tuple[dict[str, str], str]:
    """The files of a case, and the output that it expects."""
    files, _, printed = text.partition(PRINTED)
    pieces = re.split(r"^--- (\S+)\n", files, flags=re.MULTILINE)[1:]
    return dict(zip(pieces[::2], pieces[1::2], strict=True)), printed


def files_of(case: Path) -> dict[str, str]:
    return parts(case.read_text("utf-8"))[0]
