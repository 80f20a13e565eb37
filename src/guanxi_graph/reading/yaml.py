"""YAML, read safely: events first, every scalar kept as the text that was written.

No anchors, aliases, tags, merge keys, duplicate keys or several documents; bounded depth and size.
So ``no``, ``012`` and ``1:30`` stay what they look like, and no file can make the reader hang.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from guanxi_graph.problems import MapError, Problem, Span, refusal
from guanxi_graph.reading.located import Fields, Items, Located, Scalar
from guanxi_graph.reading.utf8 import read_utf8

MAX_DEPTH = 64

_Parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = frozenset({"", "~", "null"})


def read_yaml(path: Path, name: str) -> Located | None:
    """The file as located values, or None when it is empty. Raises MapError with one problem.

    ``name`` is the file's name in messages.
    """
    return parse_yaml(read_utf8(path, name), name)


def parse_yaml(text: str, name: str, first_line: int = 1) -> Located | None:
    """Like ``read_yaml``, from a text that begins on a line of its file."""
    loader = None
    try:
        loader = _Parser(text)
        composer = _Composer(name, first_line)
        for event in iter(loader.get_event, None):
            composer.take(event)
        return composer.root
    except yaml.MarkedYAMLError as error:
        raise MapError([_misspelled(error, name, first_line)]) from error
    except yaml.reader.ReaderError as error:
        raise refusal(
            "forbidden-character",
            f"character U+{_codepoint(error.character):04X} may not stand in a YAML file",
            _span_at(text, name, error.position, first_line),
            "remove it, or write it as an escape in double quotes",
        ) from error
    finally:
        if loader is not None:
            loader.dispose()


def _misspelled(error: yaml.MarkedYAMLError, name: str, first_line: int) -> Problem:
    """What is no YAML, where it begins: an open bracket or quotation mark is met only lines later."""
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    opened = next((what for what in _OPENED if what in (error.context or "")), None)
    if opened and mark and begun and mark.line > begun.line:
        place = Span(name, begun.line + first_line, begun.column + 1)
        return Problem(
            "yaml-syntax", f"this {_OPENED[opened]} is not closed", place, "close it where the text or list ends"
        )
    what = error.problem or "it cannot be read"
    hint = next((hint for part, hint in _HINTS.items() if part in what), _QUOTE)
    place = Span(name, mark.line + first_line, mark.column + 1) if mark else Span(name)
    return Problem("yaml-syntax", f"this is not YAML: {what}", place, hint)


# By what the parser was at.
_OPENED = {"a flow mapping": "`{`", "a flow sequence": "`[`", "a quoted scalar": "quotation mark"}
_QUOTE = "put a text that holds `: `, ` #` or starts with one of `[{&*!|>%@` in double quotes"
_HINTS = {
    "found a tab": "indent by spaces, not by tabs",
    "expected '-' indicator": "start each record with `- `, and write its fields two columns further to the right",
    "',' or ']'": f"close the `[`, or write `, ` between what is listed; {_QUOTE}",
    "',' or '}'": f"close the `{{`, or write `, ` between its fields; {_QUOTE}",
    "mapping values": "put a text that holds `: ` in double quotes; all fields of a record begin in one column",
}


class _Composer:
    """Builds located values from parser events with its own stack, so that depth is ours to bound."""

    def __init__(self, name: str, first_line: int) -> None:
        self.name = name
        self.first_line = first_line
        self.root: Located | None = None
        self.documents = 0
        self.stack: list[_Open] = []
        self.takers: dict[type[Event], Callable[[Any], None]] = {
            DocumentStartEvent: self._document,
            AliasEvent: self._alias,
            ScalarEvent: self._scalar,
            SequenceStartEvent: self._opening,
            MappingStartEvent: self._opening,
            SequenceEndEvent: self._closing,
            MappingEndEvent: self._closing,
        }

    def take(self, event: Event) -> None:
        if take := self.takers.get(event.__class__):
            take(event)

    def _document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refuse(event, "yaml-documents", "a second document starts here", "use one file each")

    def _alias(self, event: Event) -> None:
        raise self._refuse(event, "yaml-alias", "aliases are not read", "write the value out")

    def _scalar(self, event: ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            raise self._marked(event)
        value = event.value
        self._place(Scalar(value, self._span(event), value in _NULLS and event.implicit[0]))

    def _opening(self, event: SequenceStartEvent | MappingStartEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            raise self._marked(event)
        if len(self.stack) >= MAX_DEPTH:
            raise self._refuse(event, "yaml-depth", f"nested deeper than {MAX_DEPTH}", "flatten this")
        self.stack.append(_Open(self._span(event), isinstance(event, MappingStartEvent)))

    def _closing(self, _: Event) -> None:
        self._place(self.stack.pop().close())

    def _marked(self, event: ScalarEvent | SequenceStartEvent | MappingStartEvent) -> MapError:
        if event.anchor is not None:
            return self._refuse(event, "yaml-anchor", "anchors are not read", "write the value out")
        return self._refuse(event, "yaml-tag", f"tags such as `{event.tag}` are not read", "remove the tag")

    def _place(self, value: Located) -> None:
        if self.stack:
            self.stack[-1].add(value)
        else:
            self.root = value

    def _span(self, event: Event) -> Span:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return Span(self.name)
        line, column = start.line, start.column
        length = end.column - column if end.line == line else 1
        return Span(self.name, line + self.first_line, column + 1, max(1, length))

    def _refuse(self, event: Event, code: str, message: str, hint: str) -> MapError:
        return refusal(code, message, self._span(event), hint)


class _Open:
    """A sequence or mapping whose end has not come yet."""

    __slots__ = ("fields", "is_mapping", "items", "key", "keys", "span")

    def __init__(self, span: Span, is_mapping: bool) -> None:
        self.span = span
        self.is_mapping = is_mapping
        self.items: list[Located] = []
        self.fields: dict[str, Located] = {}
        self.keys: dict[str, Span] = {}
        self.key: Scalar | None = None

    def add(self, value: Located) -> None:
        if not self.is_mapping:
            self.items.append(value)
        elif (key := self.key) is None:
            self.key = self._checked_key(value)
        else:
            self.fields[key.value] = value
            self.keys[key.value] = key.span
            self.key = None

    def _checked_key(self, key: Located) -> Scalar:
        if not isinstance(key, Scalar):
            raise refusal("yaml-key", "a field's name must be a text", key.span, "write `name: value`")
        if key.value == "<<":
            raise refusal("yaml-merge", "merge keys are not read", key.span, "write the fields out")
        if key.value in self.fields:
            first = self.keys[key.value]
            raise refusal(
                "duplicate-key",
                f"`{key.value}` is given twice; the first is on line {first.line}",
                key.span,
                "keep one of them",
            )
        return key

    def close(self) -> Located:
        if self.is_mapping:
            return Fields(self.fields, self.keys, self.span)
        return Items(self.items, self.span)


def _codepoint(character: str | int) -> int:
    return character if isinstance(character, int) else ord(character[0])


def _span_at(text: str, name: str, position: int, first_line: int) -> Span:
    """``position`` counts bytes of UTF-8, as libyaml does."""
    before = text.encode("utf-8")[:position].decode("utf-8", "ignore")
    return Span(name, before.count("\n") + first_line, len(before.rpartition("\n")[2]) + 1)
