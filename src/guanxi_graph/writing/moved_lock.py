"""What was verified of citations, where things get other ids: lines on claims and sources under their new ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

import msgspec

from guanxi_graph.evidence import Lock, read_lock
from guanxi_graph.evidence.citations import claimed
from guanxi_graph.evidence.lock import LockedCitation, LockedText
from guanxi_graph.evidence.stored import text_path
from guanxi_graph.model import Claim
from guanxi_graph.reading import Draft
from guanxi_graph.reading.mentions import Thing
from guanxi_graph.reading.rows import claim

Ids = Mapping[tuple[Thing, str], str]
Moved = tuple[Draft, Ids, Mapping[str, str]]


class Locked(msgspec.Struct, frozen=True):
    """The lock, and the sources of which two texts were stored: those of the first map count."""

    lock: Lock
    differing: tuple[str, ...]


def moved_lock(parts: Sequence[Moved], after: Draft) -> Locked:
    """The lock of all parts. Each is a draft with the new ids of its things, and of its claims.

    ``after`` is the map of all parts under the new ids. Raises MapError where a lock cannot be read.
    """
    texts: dict[str, LockedText] = {}
    lines: dict[LockedCitation, None] = {}
    differing = []
    now = _claims(after)
    for draft, ids, claims in parts:
        lock = read_lock(draft.directory)
        left = set()
        for text in lock.texts.values():
            name = ids.get(("source", text.source), text.source)
            first = texts.setdefault(name, msgspec.structs.replace(text, source=name))
            if first.digest != text.digest:
                left.add(text.source)
                differing.append(name)
        if lock:
            lines |= dict.fromkeys(_lines(draft, lock, left, ids, claims, now))
    return Locked(Lock.of([*texts.values(), *lines]), tuple(differing))


def _lines(
    draft: Draft,
    lock: Lock,
    left: set[str],
    ids: Ids,
    claims: Mapping[str, str],
    now: Mapping[str, Claim],
) -> Iterator[LockedCitation]:
    before = _claims(draft)
    for (name, source, _), found in lock.citations.items():
        if source in left:
            continue
        new = claims.get(name, name)
        for line in found:
            yield msgspec.structs.replace(
                line,
                claim=new,
                source=ids.get(("source", source), source),
                missing=tuple(ids.get(("entity", each), each) for each in line.missing),
                claimed=_claimed(line, before.get(name), now.get(new), ids),
            )


def _claimed(line: LockedCitation, before: Claim | None, now: Claim | None, ids: Ids) -> str:
    """The digest of what was looked for, in the claim's new words where it was right in its old ones."""
    for cited in before.citations if before and now else ():
        if before and now and cited.source == line.source and claimed(before, cited) == line.claimed:
            source = ids.get(("source", cited.source), cited.source)
            return claimed(now, msgspec.structs.replace(cited, source=source))
    return line.claimed


def _claims(draft: Draft) -> dict[str, Claim]:
    """The claims as far as they are in order."""
    found = {}
    for record in draft.claims:
        with suppress(KeyError, ValueError):
            found[record.row.id] = claim(record.row, draft.vocabulary)
    return found


def left_texts(draft: Draft, ids: Ids) -> Iterator[str]:
    """Stored texts, which are not in git, stay where they are."""
    for (thing, gone), kept in ids.items():
        path = text_path(draft.directory, gone)
        if thing == "source" and path.exists():
            is_there = text_path(draft.directory, kept).exists()
            yield f"{path}: left as it is; " + (f"{kept} has a text" if is_there else f"rename it to {kept}.txt")
