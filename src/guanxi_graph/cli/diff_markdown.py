"""What changed in a map as Markdown, for whoever reviews a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from guanxi_graph.analysis.diff import changed, named
from guanxi_graph.formats.dossier_markdown import plain_markdown
from guanxi_graph.problems import printable_lines

if TYPE_CHECKING:
    from guanxi_graph.analysis.diff import Difference
    from guanxi_graph.map import Map

MARK = "<!-- guanxi diff -->\n"  # by which a comment of ours is found again
_MOST = 60_000  # bytes: GitHub takes 65,536 characters
_FOLDED = 30  # rows that a reader does not want to scroll over


def in_markdown(found: Sequence[Difference], old: Map, new: Map) -> str:
    """A summary and a row for each, as many as a comment holds."""
    if not found:
        return f"{MARK}This changes nothing that the map says.\n"
    counted = Counter((each.what, each.how) for each in found)
    summary = ", ".join(f"{number:,} {_plural(what, number)} {how}" for (what, how), number in counted.items())
    rows: list[str] = []
    left = _MOST
    for each in found:
        row = _row(each, old if each.how == "removed" else new)
        left -= len(row.encode())
        if left < 0:
            rows.append(f"- … and {len(found) - len(rows):,} more\n")
            break
        rows.append(row)
    told = "".join(rows)
    if len(rows) > _FOLDED:
        told = f"<details><summary>All of it</summary>\n\n{told}\n</details>\n"
    return f"{MARK}**What the map says: {summary}**\n\n{told}"


def _plural(what: str, number: int) -> str:
    plurals = {"entity": "entities", "map": "settings"}
    return what if number == 1 else plurals.get(what, f"{what}s")


def _row(each: Difference, gmap: Map) -> str:
    name = _plain(named(each, gmap))
    told = f"~~{name}~~" if each.how == "removed" else name
    fields = f"<br>{_plain(changed(each))}" if each.fields else ""
    return f"- {each.how} {each.what}: {told}{fields}\n"


def _plain(text: str) -> str:
    """Without meaning to Markdown, and calling nobody by ``@name``."""
    return plain_markdown(printable_lines(text)).replace("@", "@<!-- -->")
