"""What several checks share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from guanxi_graph.licences import is_identifier
from guanxi_graph.problems import Problem, Span
from guanxi_graph.reading import Draft
from guanxi_graph.reading.across import Shape
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.text import is_web_address, nearest
from guanxi_graph.vocabulary import Relation

RowT = TypeVar("RowT")


def related(
    draft: Draft, which: Callable[[Relation], object] = bool, among: Iterable[Record[ClaimRow]] | None = None
) -> Iterator[tuple[Record[ClaimRow], Relation]]:
    """The claims, or those ``among`` them, of the relations that are asked for, as far as these are known."""
    relations = draft.vocabulary.relations
    wanted = {name: relations[name] for name in draft.across.relations if name in relations and which(relations[name])}
    for record in (draft.claims if among is None else among) if wanted else ():
        if relation := wanted.get(record.row.relation):
            yield record, relation


def shaped(draft: Draft, is_wrong: Callable[[Shape, Relation], object]) -> Iterator[tuple[Record[ClaimRow], Relation]]:
    """The claims of known relations whose shape is wrong, of which each is asked about once."""
    relations = draft.vocabulary.relations
    wrong = {each for each in draft.shapes if each.relation in relations and is_wrong(each, relations[each.relation])}
    for record, shape in zip(draft.claims, draft.across.shapes(draft.classes), strict=True) if wrong else ():
        if shape in wrong:
            yield record, relations[record.row.relation]


def suggest(name: str, draft: Draft) -> str:
    close = _called(name, draft) or nearest(name, draft.entity_by_id)
    if close is None:
        return f"add `{name}` to the entities"
    return f"did you mean `{close}` ({_names(draft.entity_by_id[close].row.labels.values())})?"


def _called(name: str, draft: Draft) -> str | None:
    """The only entity of that very name: a list of edges often has names in place of ids."""
    ids = draft.entities_by_name.get(name.casefold(), set())
    return next(iter(ids)) if len(ids) == 1 else None


def _names(labels: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(labels))


def place(span: Span) -> str:
    """Another place, as a message names it."""
    return f"{span.file}:{span.line}"


def no_web_address(text: str, span: Span) -> Problem:
    message = f"`{text}` is not a web address (an IRI, RFC 3987)"
    hint = "start with http:// or https://; write a space as %20, [ as %5B, ] as %5D, a lone % as %25"
    return Problem("bad-iri", message, span, hint)


def no_licence(licence: str, record: Record[Any], *path: str) -> Iterator[Problem]:
    """A problem where the text, which stands there in the record, is none."""
    if licence and not (is_identifier(licence) or is_web_address(licence)):
        hint = "write an SPDX identifier such as CC-BY-SA-4.0, or the licence's address"
        yield Problem("bad-licence", f"`{licence}` names no licence", record.span(*path), hint)


def by_age(one: Record[RowT], other: Record[RowT]) -> tuple[Record[RowT], Record[RowT]]:
    """The older first: of two files the one that was written earlier, else the one that is read first."""
    return (other, one) if _written(one.file) > _written(other.file) else (one, other)


def _written(file: str) -> float:
    with suppress(OSError):
        return Path(file).stat().st_mtime
    return 0.0
