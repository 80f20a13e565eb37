"""How the citations of a map stand: by the lock, and by the texts that are at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from guanxi_graph.evidence.citations import Evidence, Known, looked_up
from guanxi_graph.evidence.lock import Lock, LockedCitation, locked_citation, locked_text
from guanxi_graph.evidence.stored import DEFAULT_RULE, Text, read_text, text_path
from guanxi_graph.model import Citation, Claim
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading.folder import TEXTS

_REMEDY = "bring it in again with `guanxi source add`"


class Shelf:
    """The stored texts of a map, each read once, by the rules that the lock keeps for them."""

    def __init__(self, directory: Path, lock: Lock) -> None:
        self.directory, self.lock = directory, lock
        self._read: dict[str, Text | None] = {}

    @cached_property
    def is_there(self) -> bool:
        return (self.directory / TEXTS).is_dir()

    def __getitem__(self, source: str) -> Text | None:
        """The text of a source, if it is at hand. Raises MapError when it cannot be read."""
        if self.is_there and source not in self._read:
            locked = self.lock.texts.get(source)
            try:
                self._read[source] = read_text(self.directory, source, locked.rule if locked else DEFAULT_RULE)
            except (OSError, UnicodeDecodeError) as error:
                place = Span(str(text_path(self.directory, source)))
                message = f"the text cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}"
                raise MapError([Problem("unreadable-file", message, place, _REMEDY)]) from error
        return self._read.get(source)

    def is_as_locked(self, source: str) -> bool:
        """Whether the text at hand is the one that was verified."""
        text, locked = self[source], self.lock.texts.get(source)
        return text is not None and locked is not None and text.digest == locked.digest


Found = tuple[Claim, Citation, Evidence]


def verified(claims: Iterable[Claim], known: Known, shelf: Shelf) -> Iterator[Found]:
    """Every citation whose source's text is at hand, looked up anew."""
    for claim in claims:
        for cited in claim.citations:
            if (text := shelf[cited.source]) is not None:
                yield claim, cited, looked_up(claim, cited, text, known)


def renewed(claims: Iterable[Claim], found: Iterable[Found], shelf: Shelf) -> Lock:
    """The lock as it should be: what was found of the texts at hand, and what it holds on the others."""
    claims = tuple(claims)
    sources = {cited.source for claim in claims for cited in claim.citations}
    here = {source for source in {*sources, *shelf.lock.texts} if shelf[source] is not None}
    texts = [locked_text(text) for source in sorted(here) if (text := shelf[source])]
    kept = [locked for source, locked in shelf.lock.texts.items() if source in sources - here]
    fresh = [locked_citation(claim, cited, each) for claim, cited, each in found if each.passage and not each.fault]
    return Lock.of([*texts, *kept, *fresh, *_kept(claims, here, shelf.lock)])


def _kept(claims: Iterable[Claim], here: set[str], lock: Lock) -> Iterator[LockedCitation]:
    """The lines on citations of texts that are not at hand; those that have changed stay, to be seen as such."""
    for claim in claims:
        for place in sorted({(claim.id, cited.source, cited.locator) for cited in claim.citations}):
            if place[1] not in here:
                yield from lock.citations.get(place, ())


def with_claims(claims: Iterable[Claim], gone: Iterable[str], known: Known, shelf: Shelf) -> Lock:
    """The lock with these claims looked up anew and without those that are gone; all else as it is.

    A text that is not the one that was verified is left to `guanxi verify`, which looks all of its citations up.
    """
    claims = tuple(claims)
    touched = {claim.id for claim in claims} | set(gone)
    kept = [line for lines in shelf.lock.citations.values() for line in lines if line.claim not in touched]
    usable = [each for each in verified(claims, known, shelf) if _is_usable(each[1].source, shelf)]
    fresh = [locked_citation(claim, cited, each) for claim, cited, each in usable if each.passage and not each.fault]
    texts = {cited.source: locked_text(text) for _, cited, _ in usable if (text := shelf[cited.source])}
    return Lock.of([*{**shelf.lock.texts, **texts}.values(), *kept, *fresh])


def _is_usable(source: str, shelf: Shelf) -> bool:
    return source not in shelf.lock.texts or shelf.is_as_locked(source)


def evidence_of(claims: Iterable[Claim], lock: Lock) -> dict[str, dict[Citation, Evidence]]:
    """What the lock says of each claim's citations; nothing of those that were never looked up."""
    found: dict[str, dict[Citation, Evidence]] = {}
    if lock:
        for claim in claims:
            told = {cited: each for cited in claim.citations if (each := lock.evidence(claim, cited))}
            if told:
                found[claim.id] = told
    return found
