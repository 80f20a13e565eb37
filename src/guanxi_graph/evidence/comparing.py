"""A new copy of a source beside what was verified: what still stands in it, what has moved, what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from guanxi_graph.evidence.citations import Evidence, Known, State, looked_up
from guanxi_graph.evidence.folds import folded
from guanxi_graph.evidence.lock import Lock
from guanxi_graph.evidence.quotes import count
from guanxi_graph.evidence.stored import Paragraph, Text, digest
from guanxi_graph.model import Citation, Claim

Fate = Literal["stands", "moved", "lost", "was not there"]

_FOUND: dict[State, int] = {"verified": 2, "mentioned": 2, "half mentioned": 1}


class Compared(msgspec.Struct, frozen=True):
    """What became of a citation. ``place`` is where its words stand now; ``missing``, what is no longer said there."""

    claim: Claim
    cited: Citation
    fate: Fate
    place: str = ""
    missing: tuple[str, ...] = ()


def compared(claims: Iterable[Claim], known: Known, old: Text | None, new: Text, lock: Lock) -> Iterator[Compared]:
    """Each citation of the new text's source. Without the old text, what the lock says of it counts."""
    for claim in claims:
        for cited in claim.citations:
            if cited.source == new.source:
                before = looked_up(claim, cited, old, known) if old else lock.evidence(claim, cited)
                yield _fate(claim, cited, before, looked_up(claim, cited, new, known), new)


def _fate(claim: Claim, cited: Citation, before: Evidence | None, now: Evidence, new: Text) -> Compared:
    # Nothing is known of a citation that was never looked up: then it should stand.
    was = _FOUND.get(before.state, 0) if before else 1
    if now.passage and before and now.passage == before.passage:
        return Compared(claim, cited, "stands" if was else "was not there")
    if _FOUND.get(now.state, 0) >= max(was, 1):
        return Compared(claim, cited, "stands")
    if place := _moved(cited, before, new):
        return Compared(claim, cited, "moved", place)
    missing = (cited.quote,) if cited.quote else now.missing
    return Compared(claim, cited, "lost" if was else "was not there", missing=missing or (cited.locator,))


def _moved(cited: Citation, before: Evidence | None, new: Text) -> str:
    """The paragraph where the quote, or the same passage, now stands; empty when there is none, or several."""

    def is_it(paragraph: Paragraph) -> bool:
        if cited.quote:
            return count(cited.quote, paragraph.text) == 1
        return bool(before and before.passage) and digest(folded(paragraph.text)) == (before.passage if before else "")

    found = [paragraph for paragraph in new.paragraphs if is_it(paragraph)]
    if len(found) != 1:
        return ""
    where = f"¶{found[0].number}" if found[0].number else "the text"
    return f"p. {found[0].page}, {where}" if found[0].page else where
