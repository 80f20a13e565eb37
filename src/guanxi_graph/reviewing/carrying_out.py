"""A change that is sound is written, and what it did is told in words."""

from __future__ import annotations

import msgspec

from guanxi_graph.analysis.diff import diff, in_words
from guanxi_graph.evidence import Evidence, Known, Shelf, read_lock, with_claims, write_lock
from guanxi_graph.map import Map
from guanxi_graph.model import Citation
from guanxi_graph.problems import MapError
from guanxi_graph.reviewing.change import Change, State, look

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


class Done(msgspec.Struct, frozen=True):
    """The map after a change, what is different in words, and what was found of the citations of its claims."""

    state: State
    differences: tuple[str, ...]
    found: tuple[tuple[str, Citation, Evidence], ...]


def carried_out(before: State, change: Change) -> Done:
    """Write a sound change, and keep in the lock what the texts at hand say of its claims.

    What errors of the map's own touch is not told of. Raises MapError when a file was changed since it was read:
    nothing is then written. Raises OSError.
    """
    old = _seen(before)
    change.write()
    state = look(change.directory)
    new = _seen(state)
    if old is None or new is None:
        return Done(state, (), ())
    differences = diff(old, new)
    touched = [each.id for each in differences if each.what == "claim"]
    shelf = Shelf(change.directory, read_lock(change.directory))
    claims = [new.claims[name] for name in touched if name in new.claims]
    lock = with_claims(claims, touched, Known(new.entities, new.sources), shelf)
    if lock != shelf.lock:
        write_lock(change.directory, lock)
    found = [
        (claim.id, cited, told)
        for claim in claims
        for cited in claim.citations
        if (told := lock.evidence(claim, cited))
    ]
    words = [f"{_SIGNS[each.how]} {in_words(each, old if each.how == 'removed' else new)}" for each in differences]
    return Done(state, tuple(words), tuple(found))


def _seen(state: State) -> Map | None:
    """None where errors touch everything."""
    try:
        return state.gmap
    except MapError:
        return None
