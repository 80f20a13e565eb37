"""Traditional Chinese characters and their simplified forms. For finding only; no identity rests on them.

The table stands with what the page brings along: ``page/vendor/`` (see the note there).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def simplified() -> Mapping[str, str]:
    """The simplified form of each character that has one."""
    table = resources.files("guanxi_graph").joinpath("page", "vendor", "han-simplified.txt").read_text("utf-8")
    return {pair[0]: pair[1] for pair in table.split()}
