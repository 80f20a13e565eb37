"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from guanxi_graph.map import Map, load
from places import ROOT, SHIPPED

pytest_plugins = ["chromium_windows", "launching", "running"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the expected outputs anew")


@pytest.fixture(autouse=True)
def as_piped() -> None:
    """readline, which pytest imports, puts the terminal's size where every new process sees it, workers too."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
        os.unsetenv(name)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a file, or writes the file under --update-golden."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return compare


@pytest.fixture(scope="session")
def shipped() -> Map:
    """A map is frozen, and keeps what was worked out of it."""
    return load(SHIPPED)


@pytest.fixture
def write_map(tmp_path: Path) -> Callable[..., Path]:
    """A map in a new folder: the base map of these tests with the given files over it."""

    def write(files: Mapping[str, str | bytes] | None = None, *, base: bool = True) -> Path:
        directory = tmp_path / "map"
        texts: dict[str, str | bytes] = {}
        if base:
            folder = ROOT / "tests" / "base"
            texts = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        for name, text in {**texts, **(files or {})}.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        return directory

    return write


settings.register_profile("once", deadline=None, max_examples=50)
settings.register_profile("trials", deadline=None, max_examples=1000)
settings.load_profile("once")
