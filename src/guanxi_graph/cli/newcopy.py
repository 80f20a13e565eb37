"""What a new copy of a source has lost of what a map cites."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guanxi_graph.cli.common import misused
from guanxi_graph.cli.given import read_file
from guanxi_graph.cli.output import Answer
from guanxi_graph.evidence import Known, Shelf, parse_text, read_lock
from guanxi_graph.evidence.comparing import Compared, compared
from guanxi_graph.evidence.stored import DEFAULT_RULE
from guanxi_graph.importers.articles import read_article, stored_form
from guanxi_graph.text import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guanxi_graph.map import Map


def compared_with(directory: Path, gmap: Map, file: str, name: str | None) -> tuple[Answer, bool]:
    """What became of each citation, and whether one is lost. Raises MapError and OSError."""
    article = read_article(read_file(file), file)
    source = name or _source_of(gmap, file, article.about)
    if source not in gmap.sources:
        misused(f"there is no source `{source}`", nearest(source, gmap.sources))
    lock = read_lock(directory)
    rule = lock.texts[source].rule if source in lock.texts else DEFAULT_RULE
    new = parse_text(stored_form(article), source, rule)
    known = Known(gmap.entities, gmap.sources)
    old = Shelf(directory, lock)[source]
    found = list(compared(gmap.claims.values(), known, old, new, lock))
    return _answer(source, found), any(each.fate == "lost" for each in found)


def _source_of(gmap: Map, file: str, about: Mapping[str, Any]) -> str:
    """The source of the copy's address, or of its file's name."""
    by_address = [source.id for source in gmap.sources.values() if source.url and source.url == about.get("url")]
    named = [source for source in (Path(file).stem,) if source in gmap.sources]
    found = [*by_address, *named]
    if not found:
        misused(f"{file} does not say which source it is a copy of: name it with --source")
    return found[0]


def _answer(source: str, found: Sequence[Compared]) -> Answer:
    shown = [each for each in found if each.fate in {"moved", "lost"}]
    tally = {fate: sum(each.fate == fate for each in found) for fate in ("stands", "moved", "lost", "was not there")}
    return Answer(
        results=[
            {"claim": each.claim.id, "source": source, "locator": each.cited.locator, "quote": each.cited.quote}
            | {"fate": each.fate, "place": each.place, "missing": list(each.missing)}
            for each in found
        ],
        title=f"{source}: " + ", ".join(f"{number} {fate}" for fate, number in tally.items() if number),
        headers=("claim", "citation", "fate", "now in", "missing"),
        rows=[
            (each.claim.id, str(each.cited), each.fate, each.place, ", ".join(each.missing))
            for each in sorted(shown, key=lambda each: (each.fate, each.claim.id))
        ],
    )
