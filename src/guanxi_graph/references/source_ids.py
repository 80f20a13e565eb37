"""Ids for sources that come from elsewhere: their key where it can be one, else author and year."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from guanxi_graph.text import free_name, slug

_KEY = re.compile(r"(?=.*[A-Za-z])[\w.:+-]{3,100}", re.ASCII)


def source_id(key: str, row: Mapping[str, Any], taken: Collection[str]) -> str:
    """An id that is not taken: ``fannin-2008``, ``fannin-2008-2``. ``key`` is what it is called elsewhere."""
    year = str(row.get("published", ""))[:4]
    author = slug(str(next(iter(row.get("authors", ())), "")).rpartition(" ")[2])
    made = "-".join(filter(None, (author or slug(str(row["title"]), 32), year)))
    first = (slug(key.replace("_", "-"), 100) if _KEY.fullmatch(key) else made) or "source"
    return free_name(first, taken)
