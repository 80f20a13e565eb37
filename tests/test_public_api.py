"""What the package shows to the world."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata

import pytest

import guanxi_graph


@pytest.mark.parametrize("name", guanxi_graph.__all__)
def test_every_name_is_there_and_described(name):
    assert getattr(guanxi_graph, name).__doc__.strip()


def test_names_are_few_and_sorted():
    assert len(guanxi_graph.__all__) <= 10
    assert guanxi_graph.__all__ == sorted(guanxi_graph._HOMES)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing"):
        guanxi_graph.nothing  # noqa: B018


def test_the_package_loads_nothing_until_asked():
    script = "import sys, guanxi_graph; sys.exit('networkx' in sys.modules or 'msgspec' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_it_is_typed():
    files = metadata.files("guanxi-graph") or []
    import pathlib

    assert (pathlib.Path(guanxi_graph.__file__).parent / "py.typed").exists()
    assert files
