"""``texts.lock``: what was verified, so that a map can say so without holding anybody's text.

One JSON object a line, sorted: each source with the digest of its text, its rule of counting paragraphs
and how many there are; then each citation with the digest of its passage. Lines merge as text does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from guanxi_graph.evidence.citations import Evidence, State, claimed
from guanxi_graph.evidence.stored import Rule, Text
from guanxi_graph.files import write_text
from guanxi_graph.model import Citation, Claim
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading.folder import LOCK_FILE

# By which rules it was verified: raised when folds, locators or the look-up of names change.
METHOD = 1


class LockedText(msgspec.Struct, frozen=True, kw_only=True, tag="text", tag_field="is", forbid_unknown_fields=True):
    """The text that was stored for a source when it was last looked at."""

    source: str
    digest: str
    rule: Rule
    paragraphs: int


class LockedCitation(msgspec.Struct, frozen=True, kw_only=True, tag="citation", tag_field="is", omit_defaults=True):
    """What was found of a citation. ``claimed`` is the digest of what was looked for."""

    claim: str
    source: str
    locator: str = ""
    state: State
    missing: tuple[str, ...] = ()
    passage: str
    claimed: str
    method: int = METHOD


Line = LockedText | LockedCitation
Place = tuple[str, str, str]


class Lock(msgspec.Struct, frozen=True):
    """The texts by source, and the citations by claim, source and locator."""

    texts: Mapping[str, LockedText] = {}
    citations: Mapping[Place, tuple[LockedCitation, ...]] = {}

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Lock:
        texts: dict[str, LockedText] = {}
        citations: dict[Place, tuple[LockedCitation, ...]] = {}
        for line in lines:
            if isinstance(line, LockedText):
                texts[line.source] = line
            else:
                place = (line.claim, line.source, line.locator)
                citations[place] = (*citations.get(place, ()), line)
        return cls(texts, citations)

    def __bool__(self) -> bool:
        return bool(self.texts or self.citations)

    def with_text(self, text: Text) -> Lock:
        """The lock with another text of a source: what was found in the old one is no longer known."""
        told = locked_text(text)
        if self.texts.get(text.source) == told:
            return self
        citations = {place: lines for place, lines in self.citations.items() if place[1] != text.source}
        return Lock({**self.texts, text.source: told}, citations)

    def evidence(self, claim: Claim, cited: Citation) -> Evidence | None:
        """What was found of the citation, without what was missing.

        ``changed`` when the claim or the quote is not what was looked for then.
        """
        kept = self.citations.get((claim.id, cited.source, cited.locator), ())
        if not kept:
            return None
        now = claimed(claim, cited)
        for line in kept:
            if line.claimed == now:
                return Evidence(state=line.state, passage=line.passage)
        return Evidence(state="changed", passage=kept[0].passage)


def locked_text(text: Text) -> LockedText:
    return LockedText(source=text.source, digest=text.digest, rule=text.rule, paragraphs=text.count)


def locked_citation(claim: Claim, cited: Citation, found: Evidence) -> LockedCitation:
    return LockedCitation(
        claim=claim.id,
        source=cited.source,
        locator=cited.locator,
        state=found.state,
        missing=found.missing,
        passage=found.passage,
        claimed=claimed(claim, cited),
    )


def read_lock(directory: Path) -> Lock:
    """The lock of a map; an empty one where it has none. Raises MapError with the line that cannot be read."""
    path = directory / LOCK_FILE
    try:
        lines = path.read_bytes().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return Lock()
    except OSError as error:
        raise MapError(
            [Problem("bad-lock", f"it cannot be read: {error.strerror}", Span(str(path)), _REMEDY)]
        ) from error
    return Lock.of(_read(line, Span(str(path), number)) for number, line in enumerate(lines, 1) if line.strip())


def write_lock(directory: Path, lock: Lock) -> None:
    """Raises OSError; the old file then stands."""
    write_text(directory / LOCK_FILE, lock_text(lock))


def lock_text(lock: Lock) -> str:
    """The lock as its file holds it."""
    texts = sorted(lock.texts.values(), key=lambda line: line.source)
    citations = sorted(
        (line for lines in lock.citations.values() for line in lines),
        key=lambda line: (line.claim, line.source, line.locator, line.claimed),
    )
    encode = msgspec.json.Encoder().encode
    return "".join(f"{encode(line).decode()}\n" for line in (*texts, *citations))


_REMEDY = "it is written by `guanxi verify`: take the line out, or bring the file back from an older version"
_DECODER: msgspec.json.Decoder[Line] = msgspec.json.Decoder(LockedText | LockedCitation)


def _read(line: bytes, span: Span) -> Line:
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _bad_lock(f"this line cannot be read: {error}", span) from error


def _bad_lock(message: str, span: Span) -> MapError:
    return MapError([Problem("bad-lock", message, span, _REMEDY)])
