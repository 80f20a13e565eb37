"""A renaming as the edits that an editor makes: the same that ``guanxi rename`` writes."""

from __future__ import annotations

from pathlib import Path

import msgspec

from guanxi_graph.lsp.state import State
from guanxi_graph.problems import MapError, Span
from guanxi_graph.reading.mentions import Mention
from guanxi_graph.writing.overlay import Overlay
from guanxi_graph.writing.renaming import RENAMED, renaming, require_free


class Edits(msgspec.Struct, frozen=True):
    """The places and what they become; and the whole table of former ids, as it is and as it will be, if it changes."""

    places: tuple[tuple[Span, str], ...]
    table: Path
    before: str = ""
    after: str = ""


def edits_of(state: State, overlay: Overlay, mention: Mention, new: str) -> Edits:
    """Raises ValueError that says why the thing cannot be renamed so."""
    table = overlay.source / RENAMED
    if state.draft is None or mention.thing == "claim":
        if (mention.thing, new) in state.by_id:
            raise ValueError(f"there is {new} already")
        return Edits(tuple((each.span, new) for each in state.all_of(mention)), table)
    try:
        require_free(state.draft, mention.thing, new, mention.id)
        found = renaming(state.draft, state.problems, mention.thing, mention.id, new)
    except (ValueError, MapError) as error:
        raise ValueError(overlay.told(str(error))) from error
    places = ((overlay.place_of(span), text) for span, _, text in found.letters)
    if found.table is None:
        return Edits(tuple(places), table)
    apart = tuple((span, text) for span, text in places if Path(span.file) != table)
    return Edits(apart, table, found.table.file.text, found.table.text)
