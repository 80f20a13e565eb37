"""The house is easy to find one's way in."""

from __future__ import annotations

from collections import Counter

from places import ROOT


def test_no_two_modules_have_one_name():
    """Commands are called like the analysis that they print."""
    modules = (path for path in (ROOT / "src").rglob("*.py") if path.parent.name != "commands")
    names = Counter(path.name for path in modules if not path.name.startswith("__"))
    assert [name for name, number in names.items() if number > 1] == []
