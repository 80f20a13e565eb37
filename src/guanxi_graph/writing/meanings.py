"""What the words of a line name: entities, relations and sources by id or by any name, dates, and fields.

Raises LookupError and ValueError that say what to write instead.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from guanxi_graph.dates import parse_date
from guanxi_graph.map.called import called
from guanxi_graph.meaning import meant
from guanxi_graph.model import Entity, Source
from guanxi_graph.reading import Draft
from guanxi_graph.text import nearest, slug
from guanxi_graph.vocabulary import Relation

_OFFERED = 3
_NAMED = re.compile(r"(?P<name>[A-Za-z][\w.-]*)=(?P<value>.*)", re.DOTALL)


class Known(msgspec.Struct, frozen=True, dict=True):
    """What a map has by now, to be named in a line."""

    draft: Draft

    @cached_property
    def answers(self) -> dict[Any, Any]:
        return {}

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        return {name: record.row for name, record in self.draft.entity_by_id.items()}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Every name of an entity, and its id."""
        called_so = ((each, entity.labels.values()) for each, entity in self.entities.items())
        return {name: each for each, labels in called_so for name in (each, *labels)}

    @cached_property
    def _sources(self) -> Mapping[str, Source]:
        return {name: record.row for name, record in self.draft.source_by_id.items()}

    @cached_property
    def _relations(self) -> Mapping[str, Relation]:
        """By all that they are called; an id before a label, a label before a synonym."""
        relations = self.draft.vocabulary.relations.values()
        found: dict[str, Relation] = {}
        for name, named in (
            *((relation.id, relation) for relation in relations),
            *((label, relation) for relation in relations for label in relation.labels.values()),
            *((name, relation) for relation in relations for name in relation.synonyms),
        ):
            found.setdefault(name.casefold(), named)
        return found

    def entity(self, text: str) -> str:
        try:
            return called(self, text)
        except LookupError as error:
            if "several" in str(error):
                raise
            more = "" if "did you mean" in str(error) else _holding(text, self._names)
            raise LookupError(
                f"{error}{more} (a new one: `guanxi add entity {slug(text) or 'ID'} CLASS en=…`)"
            ) from error

    def is_entity(self, text: str) -> bool:
        try:
            return bool(called(self, text))
        except LookupError:
            return False

    def relation(self, text: str) -> Relation:
        if found := self._relations.get(text.casefold()):
            return found
        close = next(iter(meant(text, self.draft.vocabulary)), None)
        hint = f"did you mean `{close.id}`?" if close else "see `guanxi relations`"
        raise LookupError(f"there is no relation `{text}`; {hint}")

    def is_relation(self, text: str) -> bool:
        return text.casefold() in self._relations

    def source(self, text: str) -> str:
        by_title = {source.title.casefold(): source.id for source in self._sources.values()}
        if text in self._sources:
            return text
        if text.casefold() in by_title:
            return by_title[text.casefold()]
        names = {name: name for name in self._sources} | by_title
        raise LookupError(
            f"there is no source `{text}`{_holding(text, names)} "
            f"(a new one: `guanxi add source {slug(text) or 'ID'} title=…`)"
        )

    def source_and_locator(self, text: str) -> tuple[str, str]:
        """``asprec-2012 ¶9``, or a title alone."""
        name, _, locator = text.strip().partition(" ")
        return (name, locator.strip()) if name in self._sources else (self.source(name if locator else text), locator)


def words_of(line: str) -> list[str]:
    """The words of a line; those between double quotes are one."""
    reader = shlex.shlex(line, posix=True, punctuation_chars=False)
    reader.whitespace_split, reader.commenters, reader.quotes, reader.escape = True, "", '"', ""
    try:
        return list(reader)
    except ValueError as error:
        raise ValueError("a double quotation mark is not closed") from error


def named_value(word: str) -> tuple[str, str] | None:
    """The two sides of ``name=value``."""
    found = _NAMED.fullmatch(word)
    return (found["name"], found["value"]) if found else None


def is_date(word: str) -> bool:
    try:
        parse_date(word)
    except ValueError:
        return False
    return True


def dated(words: Sequence[str], alone: str) -> dict[str, str]:
    """The fields of ``2005-12`` (which is of the field ``alone``), ``2005..2008``, ``2005..`` and ``..2008``."""
    if not words:
        return {}
    [word, *more] = words
    if more:
        raise ValueError(f"`{more[0]}` is one word too many; a text or a name of several words stands in quotes")
    start, dots, end = ("", "", "") if word.startswith("[") else word.partition("..")
    if not dots:
        parse_date(word)
        return {alone: word}
    for side in filter(None, (start, end)):
        parse_date(side)
    return {name: text for name, text in (("start", start), ("end", end or "..")) if text}


def _holding(text: str, names: Mapping[str, str]) -> str:
    """The ids that are probably meant: of the nearest name, else of those that hold the text."""
    close = nearest(text, names)
    ids = [names[close]] if close else [each for name, each in names.items() if text.casefold() in name.casefold()]
    meant = " or ".join(f"`{each}`" for each in list(dict.fromkeys(ids))[:_OFFERED])
    return f"; did you mean {meant}?" if meant else ""
