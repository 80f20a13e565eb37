"""From located values to typed rows: the shape of a record, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar, get_args

import msgspec

from guanxi_graph.dates import Date, parse_date
from guanxi_graph.problems import Problem, Span
from guanxi_graph.reading.located import Fields, Located, parse_path, plain, span_of
from guanxi_graph.text import nearest

RowT = TypeVar("RowT")


class Record(msgspec.Struct, Generic[RowT], frozen=True):
    """A row, and where each of its fields stands."""

    row: RowT
    fields: Fields

    def span(self, *path: str | int) -> Span:
        """Where the field stands, or the record when the field was not written."""
        return span_of(self.fields, path)

    def is_misread(self, name: str) -> bool:
        """Was something written for the field that had to be left out?"""
        return bool(plain(self.fields.values[name])) if name in self.fields.values else False

    def key_span(self, name: str, key: str) -> Span:
        """Where the key of a member of the field stands."""
        group = self.fields.values.get(name)
        return group.keys.get(key, group.span) if isinstance(group, Fields) else self.span(name)


def typed(items: Iterable[Located], row: type[RowT]) -> tuple[list[Record[RowT]], list[Problem]]:
    """The records that have the row's shape, and what is wrong with the others and in part."""
    records: list[Record[RowT]] = []
    problems: list[Problem] = []
    for item in items:
        if not isinstance(item, Fields):
            hint = f"write `- {{{', '.join(f'{name}: …' for name in required(row))}}}`"
            problems.append(Problem("not-a-record", "a record is a set of named fields", item.span, hint))
            continue
        record, found = _typed(item, row)
        problems += found
        if record is not None:
            records.append(record)
    return records, problems


def _typed(fields: Fields, row: type[RowT]) -> tuple[Record[RowT] | None, list[Problem]]:
    """Each wrong field is reported and left out, so that one run finds them all."""
    problems = list(_unknown_fields(fields, row))
    known = fields_of(row)
    values = {name: plain(value) for name, value in fields.values.items() if name in known}
    values = {name: value for name, value in values.items() if value is not None}
    while True:
        try:
            return Record(msgspec.convert(values, row, strict=False, dec_hook=decode), fields), problems
        except msgspec.ValidationError as error:
            problem, culprit = _explain(str(error), fields, row)
            if culprit in values:
                problems.append(problem)
                del values[culprit]
            else:
                already_said = culprit in fields.values
                return None, problems if already_said else [*problems, problem]


def decode(kind: type[Any], value: Any) -> Any:
    """Msgspec's hook: dates are written as text."""
    if kind is Date:
        return parse_date(value)
    raise NotImplementedError(kind)


def _unknown_fields(fields: Fields, row: type[Any]) -> Iterable[Problem]:
    known = fields_of(row)
    for name in fields.values:
        if name not in known:
            close = nearest(name, known)
            hint = f"did you mean `{close}`?" if close else f"the fields are {', '.join(known)}"
            yield Problem("unknown-field", f"there is no field `{name}` here", fields.keys[name], hint)


_EXPECTED = {
    "str": "a text",
    "str | null": "a text",
    "bool": "true or false",
    "bool | null": "true or false",
    "float": "a number",
    "int": "a whole number",
    "array": "a list such as [first, second]",
    "object": "named texts such as {en: first}",
    "str | object": "a text, or source, locator and quote by name",
}
_BOUNDS = {"<=": "of at most", ">=": "of at least", "<": "below", ">": "above"}


def _explain(message: str, fields: Fields, row: type[Any]) -> tuple[Problem, str]:
    """A problem from msgspec's message, and the name of the field at fault."""
    text, _, path = message.partition(" - at `")
    steps = parse_path(path.rstrip("`"))
    if missing := re.search(r"missing required field `(\w+)`", text):
        name = missing[1]
        hint = f"every record of this kind has {', '.join(f'`{n}`' for n in required(row))}"
        where = span_of(fields, steps)
        return Problem("missing-field", f"`{name}` is missing", where, hint), str(steps[0]) if steps else name
    culprit = str(steps[0]) if steps else ""
    where = span_of(fields, steps)
    if invalid := re.search(r"Invalid enum value '?(.*?)'?$", text):
        allowed = _choices(row, culprit)
        close = nearest(invalid[1], allowed)
        hint = f"write one of {', '.join(allowed)}"
        hint = f"did you mean `{close}`? {hint}" if close else hint
        return Problem("unknown-choice", f"`{invalid[1]}` is not a value of `{culprit}`", where, hint), culprit
    if unknown := re.search(r"unknown field `(.*?)`", text):
        message = f"there is no field `{unknown[1]}` here"
        return Problem("unknown-field", message, where, "the fields are source, locator, quote"), culprit
    if pattern := re.search(r"matching regex '(.*)'", text):
        hint = "choose an id of that shape"
        return Problem("wrong-shape", f"`{culprit}` must match {pattern[1]}", where, hint), culprit
    if wanted := expected(text):
        hint = "`guanxi schema` describes every field"
        return Problem("wrong-shape", f"`{culprit}` must be {wanted}", where, hint), culprit
    message, _, hint = text.partition("; ")
    return Problem("bad-date", message, where, hint), culprit


def fields_of(row: type[Any]) -> list[str]:
    """The names that a record of this kind may use, as they are written."""
    return [field.encode_name for field in msgspec.structs.fields(row)]


def expected(message: str) -> str | None:
    """What msgspec's message says was expected, in words for people."""
    found = re.search(r"Expected `(.*?)`(?: ([<>]=?) ([-\d.]+))?", message)
    if found is None:
        return None
    bound = f" {_BOUNDS[found[2]]} {found[3].removesuffix('.0')}" if found[2] else ""
    return _EXPECTED.get(found[1], found[1]) + bound


def required(row: type[Any]) -> list[str]:
    return [field.encode_name for field in msgspec.structs.fields(row) if field.required]


def _choices(row: type[Any], name: str) -> list[str]:
    """The texts that an enumerated field may hold."""
    kinds = {field.encode_name: field.type for field in msgspec.structs.fields(row)}
    return list(_literals(kinds[name]))


def _literals(kind: Any) -> Iterator[str]:
    if isinstance(kind, str):
        yield kind
    for argument in get_args(kind):
        yield from _literals(argument)
