"""Traditional characters and their simplified forms, for the search of the page.

For finding only; identity never rests on them. The table of characters stands in ``vendor/`` (see the note there).
"""

from __future__ import annotations

from collections.abc import Iterable

from guanxi_graph.simplified import simplified


def variants(texts: Iterable[str]) -> str:
    """Pairs of a traditional character and its simplified form, for all that the texts may be sought by."""
    used = frozenset(char for text in texts for char in text)
    return "".join(old + new for old, new in sorted(simplified().items()) if old in used or new in used)
