"""A renaming as the edits that an editor makes: the same that ``guanxi rename`` writes."""

from __future__ import annotations

from pathlib import Path

import msgspec

from guanxi_graph.lsp.state import State
from guanxi_graph.problems import MapError, Span
from guanxi_graph.reading.folder import LOCK_FILE
from guanxi_graph.reading.mentions import Mention
from guanxi_graph.writing.overlay import Overlay
from guanxi_graph.writing.renaming import RENAMED, renaming, require_free


class Rewritten(msgspec.Struct, frozen=True):
    """A file as it is, empty where there is none yet, and as it will be."""

    path: Path
    before: str
    after: str


class Edits(msgspec.Struct, frozen=True):
    """The places and what they become; and the tables of former ids and of what was verified, where they change."""

    places: tuple[tuple[Span, str], ...]
    tables: tuple[Rewritten, ...] = ()


def edits_of(state: State, overlay: Overlay, mention: Mention, new: str) -> Edits:
    """Raises ValueError that says why the thing cannot be renamed so."""
    if state.draft is None or mention.thing == "claim":
        if (mention.thing, new) in state.by_id:
            raise ValueError(f"there is {new} already")
        return Edits(tuple((each.span, new) for each in state.all_of(mention)))
    try:
        require_free(state.draft, mention.thing, new, mention.id)
        found = renaming(state.draft, state.problems, mention.thing, mention.id, new)
    except (ValueError, MapError) as error:
        raise ValueError(overlay.told(str(error))) from error
    places = ((overlay.place_of(span), text) for span, _, text in found.letters)
    tables = tuple(
        Rewritten(overlay.source / change.file.path.relative_to(found.directory), change.file.text, change.text)
        for change in found.changes
        if change.file.path.name in {RENAMED, LOCK_FILE}
    )
    written = {str(table.path) for table in tables}
    return Edits(tuple((span, text) for span, text in places if span.file not in written), tables)
