"""What the types of a row ask of written values, and what is wrong with a value that is not so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec
from msgspec import inspect

from guanxi_graph.dates import parse_date
from guanxi_graph.problems import Problem
from guanxi_graph.reading.located import Fields, Items, Located, Scalar
from guanxi_graph.text import nearest

Kind = inspect.Type

_HINT = "`guanxi schema` describes the fields, `guanxi init` writes an example"


class Field(msgspec.Struct, frozen=True):
    """A field of a row: the kind of its values, and whether every row has it."""

    kind: Kind
    required: bool

    @property
    def is_list(self) -> bool:
        return isinstance(self.kind, inspect.VarTupleType)

    @property
    def is_named(self) -> bool:
        """Does it hold values by name, one a language for example?"""
        return isinstance(self.kind, inspect.DictType)

    @property
    def members_are_lists(self) -> bool:
        return isinstance(self.kind, inspect.DictType) and isinstance(_bare(self.kind.value_type), inspect.VarTupleType)


_FIELDS: dict[type[Any], Mapping[str, Field]] = {}


def fields_of(row: type[Any]) -> Mapping[str, Field]:
    """The fields that a record of this kind may have, by the names that are written."""
    if row not in _FIELDS:
        kind = inspect.type_info(row)
        if not isinstance(kind, inspect.StructType):
            raise TypeError(row)
        _FIELDS[row] = {field.encode_name: Field(_bare(field.type), field.required) for field in kind.fields}
    return _FIELDS[row]


def required(row: type[Any]) -> list[str]:
    return [name for name, field in fields_of(row).items() if field.required]


def unknown_fields(written: Fields, row: type[Any]) -> Iterator[Problem]:
    known = fields_of(row)
    for name in written.values:
        if name not in known:
            close = nearest(name, known)
            hint = f"did you mean `{close}`?" if close else f"the fields are {', '.join(known)}"
            yield Problem("unknown-field", f"there is no field `{name}` here", written.keys[name], hint)


def missing_fields(written: Fields, row: type[Any]) -> Iterator[Problem]:
    for name in required(row):
        value = written.values.get(name)
        if value is None or _is_null(value):
            hint = f"every record of this kind has {', '.join(f'`{each}`' for each in required(row))}"
            yield Problem("missing-field", f"`{name}` is missing", written.span, hint)


def faults(value: Located, kind: Kind, name: str) -> Iterator[Problem]:
    """What is wrong with a field's value, at the innermost place; nothing when it is of the kind."""
    kind = _bare(kind)
    match kind, value:
        case inspect.UnionType(includes_none=True), Scalar(is_null=True):
            return
        case inspect.UnionType(), _:
            yield from faults(value, _alternative(kind, value), name)
        case inspect.StructType(), Fields():
            yield from record_faults(value, kind.cls)
        case inspect.DictType(), Fields():
            for key, member in value.values.items():
                yield from faults(member, kind.value_type, f"{name}.{key}")
        case inspect.VarTupleType(), Items():
            for member in value.values:
                yield from faults(member, kind.item_type, name)
        case _, Scalar(is_null=False):
            yield from _text_faults(value, kind, name)
        case _:
            yield Problem("wrong-shape", f"`{name}` must be {wording(kind)}", value.span, _HINT)


def record_faults(written: Fields, row: type[Any]) -> Iterator[Problem]:
    """All that is wrong with a record of this kind within another."""
    yield from unknown_fields(written, row)
    yield from missing_fields(written, row)
    for name, field in fields_of(row).items():
        value = written.values.get(name)
        if value is not None and not (_is_null(value) and field.required):
            yield from faults(value, field.kind, name)


def _text_faults(cell: Scalar, kind: Kind, name: str) -> Iterator[Problem]:
    """What is wrong with a text as a value of a kind that is written as text."""
    match kind:
        case inspect.StrType(pattern=pattern):
            if pattern and not re.search(pattern, cell.value):
                yield Problem("wrong-shape", f"`{name}` must match {pattern}", cell.span, "choose an id of that shape")
            return
        case inspect.LiteralType(values=allowed):
            if cell.value not in allowed:
                yield _unknown_choice(cell, [str(value) for value in allowed], name)
            return
        case inspect.CustomType():
            try:
                parse_date(cell.value)
            except ValueError as error:
                message, _, hint = str(error).partition("; ")
                yield Problem("bad-date", message, cell.span, hint)
            return
        case inspect.BoolType() if cell.value.lower() in {"true", "false", "1", "0"}:
            return
        case inspect.IntType() if _is_within(cell.value, int, kind):
            return
        case inspect.FloatType() if _is_within(cell.value, float, kind):
            return
    yield Problem("wrong-shape", f"`{name}` must be {wording(kind)}", cell.span, _HINT)


def _unknown_choice(cell: Scalar, allowed: list[str], name: str) -> Problem:
    close = nearest(cell.value, allowed)
    hint = f"write one of {', '.join(allowed)}"
    hint = f"did you mean `{close}`? {hint}" if close else hint
    return Problem("unknown-choice", f"`{cell.value}` is not a value of `{name}`", cell.span, hint)


def _is_within(text: str, number: type[int | float], kind: inspect.IntType | inspect.FloatType) -> bool:
    try:
        value = msgspec.convert(text, number, strict=False)
    except msgspec.ValidationError:
        return False
    within = (
        kind.ge is None or value >= kind.ge,
        kind.gt is None or value > kind.gt,
        kind.le is None or value <= kind.le,
        kind.lt is None or value < kind.lt,
    )
    return all(within)


_WORDS: Mapping[type[Kind], str] = {
    inspect.StrType: "a text",
    inspect.BoolType: "true or false",
    inspect.CustomType: "a date",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.VarTupleType: "a list, for example [first, second]",
}


def wording(kind: Kind) -> str:
    """The kind in words for people."""
    match _bare(kind):
        case inspect.IntType() | inspect.FloatType() as number:
            return _WORDS[type(number)] + _bounds(number)
        case inspect.LiteralType(values=allowed):
            return f"one of {', '.join(map(str, allowed))}"
        case inspect.DictType(value_type=member):
            return _wording_of_named(_bare(member))
        case inspect.StructType(fields=fields):
            return f"a set of named fields: {', '.join(field.encode_name for field in fields)}"
        case inspect.UnionType(types=kinds):
            return ", or ".join(wording(each) for each in kinds if not isinstance(each, inspect.NoneType))
        case other:
            return _WORDS[type(other)]


def _wording_of_named(member: Kind) -> str:
    match member:
        case inspect.VarTupleType():
            return "named lists, for example {en: [first, second]}"
        case inspect.FloatType():
            return "named numbers, for example {A: 0.5}"
        case _:
            return "named texts, for example {en: first}"


_BOUNDS: Mapping[Literal["ge", "gt", "le", "lt"], str] = {
    "ge": "of at least",
    "gt": "above",
    "le": "of at most",
    "lt": "below",
}


def _bounds(kind: inspect.IntType | inspect.FloatType) -> str:
    if kind.ge is not None and kind.le is not None:
        return f" from {kind.ge:g} to {kind.le:g}"
    given = [(words, getattr(kind, name)) for name, words in _BOUNDS.items()]
    return " and".join(f" {words} {bound:g}" for words, bound in given if bound is not None)


def _alternative(kind: inspect.UnionType, value: Located) -> Kind:
    """The one of several kinds that was meant: records are named fields, all else is a text."""
    kinds = [_bare(each) for each in kind.types if not isinstance(each, inspect.NoneType)]
    record = next((each for each in kinds if isinstance(each, inspect.StructType)), None)
    if record is not None and isinstance(value, Fields):
        return record
    return next(each for each in kinds if each is not record)


def _bare(kind: Kind) -> Kind:
    """The kind without what a schema says of it."""
    return _bare(kind.type) if isinstance(kind, inspect.Metadata) else kind


def _is_null(value: Located) -> bool:
    return isinstance(value, Scalar) and value.is_null
