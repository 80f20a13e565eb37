"""What the types of a row ask of written values, and what is wrong with a value that is not so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import msgspec
from msgspec import inspect

from guanxi_graph.dates import parse_date
from guanxi_graph.problems import Problem
from guanxi_graph.reading.located import Fields, Items, Located, Scalar
from guanxi_graph.reading.wording import Kind, bare, wording
from guanxi_graph.spelled_dates import how_to_write
from guanxi_graph.text import nearest

_HINT = "`guanxi schema` describes the fields, `guanxi init` writes an example"


class Field(msgspec.Struct, frozen=True):
    """A field of a row: the kind of its values, and whether every row has it."""

    kind: Kind
    required: bool

    @property
    def is_list(self) -> bool:
        return isinstance(_alternative(self.kind), inspect.VarTupleType | inspect.TupleType)

    @property
    def is_named(self) -> bool:
        """Does it hold values by name, one a language for example, or fields of its own?"""
        return isinstance(self.kind, inspect.DictType) or bool(self.members)

    @property
    def members(self) -> Mapping[str, Field]:
        """The fields that it has of its own, where it is a record within another."""
        kind = _alternative(self.kind)
        return fields_of(kind.cls) if isinstance(kind, inspect.StructType) else {}

    @property
    def members_are_lists(self) -> bool:
        return isinstance(self.kind, inspect.DictType) and isinstance(bare(self.kind.value_type), inspect.VarTupleType)


_FIELDS: dict[type[Any], Mapping[str, Field]] = {}


def fields_of(row: type[Any]) -> Mapping[str, Field]:
    """The fields that a record of this kind may have, by the names that are written."""
    if row not in _FIELDS:
        kind = inspect.type_info(row)
        if not isinstance(kind, inspect.StructType):
            raise TypeError(row)
        _FIELDS[row] = {field.encode_name: Field(bare(field.type), field.required) for field in kind.fields}
    return _FIELDS[row]


def required(row: type[Any]) -> list[str]:
    return [name for name, field in fields_of(row).items() if field.required]


def unknown_fields(written: Fields, row: type[Any]) -> Iterator[Problem]:
    known = fields_of(row)
    for name in written.values:
        if name not in known:
            hint = field_meant(name, row, f"qualifiers: {{{name}: …}}")
            yield Problem("unknown-field", f"there is no field `{name}` here", written.keys[name], hint)


def field_meant(name: str, row: type[Any], qualifier: str) -> str:
    """What to write instead of a field that there is not; ``qualifier`` is how it is written as one."""
    known = fields_of(row)
    if close := nearest(name, known):
        return f"did you mean `{close}`?"
    among = f"; a qualifier is written `{qualifier}`" if "qualifiers" in known else ""
    return f"the fields are {', '.join(known)}{among}"


def missing_fields(written: Fields, row: type[Any]) -> Iterator[Problem]:
    for name in required(row):
        value = written.values.get(name)
        if value is None or _is_null(value):
            hint = f"every record of this kind has {', '.join(f'`{each}`' for each in required(row))}"
            yield Problem("missing-field", f"`{name}` is missing", written.span, hint)


def faults(value: Located, kind: Kind, name: str) -> Iterator[Problem]:
    """What is wrong with a field's value, at the innermost place; nothing when it is of the kind."""
    kind = bare(kind)
    if isinstance(kind, inspect.UnionType) and kind.includes_none and _is_null(value):
        return
    kind = _alternative(kind, record=isinstance(value, Fields))
    members = _members(value, kind, name)
    if isinstance(kind, inspect.StructType) and isinstance(value, Fields):
        yield from record_faults(value, kind.cls)
    elif members is not None:
        for member in members:
            yield from faults(*member)
    elif isinstance(value, Scalar) and not value.is_null:
        yield from _text_faults(value, kind, name)
    else:
        yield _wrong_shape(value, kind, name)


def _members(value: Located, kind: Kind, name: str) -> list[tuple[Located, Kind, str]] | None:
    """What the value is made of, when it is made as the kind asks: each with its own kind and name."""
    match kind, value:
        case inspect.DictType(value_type=member), Fields(values=named):
            return [(each, _one_of(each, member), f"{name}.{key}") for key, each in named.items()]
        case inspect.VarTupleType(item_type=member), Items(values=values):
            return [(each, member, name) for each in values]
        case inspect.TupleType(item_types=kinds), Items(values=values) if len(values) == len(kinds):
            return [(each, member, name) for each, member in zip(values, kinds, strict=True)]
    return None


def _one_of(value: Located, kind: Kind) -> Kind:
    """A single text among named lists is a list of one."""
    kind = bare(kind)
    one = isinstance(kind, inspect.VarTupleType) and isinstance(value, Scalar) and not value.is_null
    return kind.item_type if one and isinstance(kind, inspect.VarTupleType) else kind


def _wrong_shape(value: Located, kind: Kind, name: str) -> Problem:
    if date := _set_without_quotes(value):
        message = f"`{name}` is a list here: a date in brackets needs quotes"
        return Problem("wrong-shape", message, value.span, f'write `"{date}"`')
    return Problem("wrong-shape", f"`{name}` must be {wording(kind)}", value.span, _HINT)


def _set_without_quotes(value: Located) -> str:
    """The date that YAML takes for a list, such as ``[..1890]``; empty where it is none."""
    members = value.values if isinstance(value, Items) else ()
    text = f"[{','.join(member.value for member in members if isinstance(member, Scalar))}]"
    with suppress(ValueError):
        return str(parse_date(text))
    return ""


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
                yield Problem("bad-date", message, cell.span, how_to_write(cell.value, hint))
            return
        case inspect.BoolType() if cell.value.lower() in {"true", "false", "1", "0"}:
            return
        case inspect.IntType() if _is_within(cell.value, int, kind):
            return
        case inspect.FloatType() if _is_within(cell.value, float, kind):
            return
    yield _wrong_shape(cell, kind, name)


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


def _alternative(kind: Kind, *, record: bool = False) -> Kind:
    """The one of several kinds that was meant: a record is a set of named fields, all else is not."""
    if not isinstance(kind, inspect.UnionType):
        return kind
    kinds = [bare(each) for each in kind.types if not isinstance(each, inspect.NoneType)]
    meant = [each for each in kinds if isinstance(each, inspect.StructType) == record]
    return (meant or kinds)[0]


def _is_null(value: Located) -> bool:
    return isinstance(value, Scalar) and value.is_null
