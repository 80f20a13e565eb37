"""Checks that the words stand in the source: by the stored texts at hand, else by what was locked of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from guanxi_graph.evidence import Evidence, Known, Lock, Shelf, looked_up, read_lock
from guanxi_graph.evidence.locators import last_paragraph
from guanxi_graph.evidence.quotes import SHORTEST, is_short, likest, nearest_paragraph, swallowed
from guanxi_graph.evidence.stored import Text
from guanxi_graph.model import Citation, Claim
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow, claim

RowT = TypeVar("RowT")

_VERIFY = "run `guanxi verify` where the text is stored"


def short_quote(draft: Draft) -> Iterator[Problem]:
    for record in draft.quoting:
        for index, cited in enumerate(record.row.sources):
            if isinstance(cited, Citation) and cited.quote and is_short(cited.quote):
                message = f"`{cited.quote}` is too short to prove anything"
                hint = f"quote at least {SHORTEST} letters, or 4 Chinese characters"
                yield Problem("short-quote", message, record.span("sources", index, "quote"), hint, "warning")


def evidence(draft: Draft) -> Iterator[Problem]:
    """Citations that say of their source what is not so, or that have changed since they were verified."""
    try:
        lock = read_lock(draft.directory)
        shelf = Shelf(draft.directory, lock)
        if lock or shelf.is_there:
            yield from _citations(draft, lock, shelf)
    except MapError as error:
        yield from error.problems


def _citations(draft: Draft, lock: Lock, shelf: Shelf) -> Iterator[Problem]:
    known = Known(_rows(draft.entity_by_id), _rows(draft.source_by_id))
    for record in draft.claims:
        stated: Claim | None = None
        for index, cited in enumerate(record.row.citations):
            if cited.source not in lock.texts and shelf[cited.source] is None:
                continue
            stated = stated or _claim(record, draft)
            if stated is None:
                break
            yield from _citation(stated, cited, record.span("sources", index, *_said(cited)), shelf, known)


def _said(cited: Citation) -> tuple[str, ...]:
    return ("quote",) if cited.quote else ()


def _rows(records: Mapping[str, Record[RowT]]) -> dict[str, RowT]:
    return {name: record.row for name, record in records.items()}


def _claim(record: Record[ClaimRow], draft: Draft) -> Claim | None:
    """The claim of a row, or None when something else is wrong with it, which is told elsewhere."""
    row = record.row
    if row.subject not in draft.entity_by_id or (row.object and row.object not in draft.entity_by_id):
        return None
    try:
        return claim(row, draft.vocabulary)
    except (KeyError, ValueError):
        return None


def _citation(stated: Claim, cited: Citation, span: Span, shelf: Shelf, known: Known) -> Iterator[Problem]:
    kept = shelf.lock.evidence(stated, cited)
    text = shelf[cited.source]
    if text is None:
        yield from _without_text(cited, span, shelf.lock, kept)
    elif not (kept and kept.state != "changed" and shelf.is_as_locked(cited.source)):
        found = looked_up(stated, cited, text, known)
        if found.fault:
            yield fault(cited, found, text, span)


def _without_text(cited: Citation, span: Span, lock: Lock, kept: Evidence | None) -> Iterator[Problem]:
    locked = lock.texts[cited.source]
    if locked.rule != "excerpt" and last_paragraph(cited.locator) > locked.paragraphs:
        yield _no_such_place(cited, locked.paragraphs, span)
    elif kept and kept.state == "changed":
        message = f"this has changed since it was verified in `{cited.source}`"
        yield Problem("changed-since", message, span, _VERIFY, "warning")
    elif cited.quote and not kept:
        message = f"nobody has verified that this quote stands in `{cited.source}`"
        yield Problem("not-verified", message, span, _VERIFY, "warning")


def fault(cited: Citation, found: Evidence, text: Text, span: Span) -> Problem:
    """The problem of a citation that says of its source what is not so."""
    if found.fault == "no such place":
        return _no_such_place(cited, text.count, span)
    message, hint = _told(cited, found, text)
    return Problem("quote-not-found", message, span, hint)


def _told(cited: Citation, found: Evidence, text: Text) -> tuple[str, str]:
    place = f"{cited.source} {cited.locator}".strip()
    if found.fault == "several":
        return f"the quote stands more than once in `{place}`", "quote more words, or name the paragraph"
    if found.fault == "cut":
        denied = swallowed(cited.quote, "\n".join(paragraph.text for paragraph in text.paragraphs))
        return f"the quote leaves out `{denied}`, which stands right before it", "quote the denial too"
    near = nearest_paragraph(cited.quote, text.paragraphs)
    where = f"¶{near.number}" if near and near.number else "the text"
    if found.fault == "elsewhere":
        return f"the quote does not stand in `{place}`", f"it stands in {where}: write that as its place"
    hint = f"the nearest words, in {where}: “{likest(cited.quote, near.text)}”" if near else "no passage is like it"
    return f"the quote does not stand in `{place}`", f"{hint}. Quote word by word, without ellipsis"


def _no_such_place(cited: Citation, paragraphs: int, span: Span) -> Problem:
    message = f"there is no `{cited.locator}` in `{cited.source}`, of which {paragraphs} paragraphs are counted"
    return Problem("no-such-place", message, span, "name the paragraph in which it stands")
