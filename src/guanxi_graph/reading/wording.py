"""What a field may hold, in words for people, from its type."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import inspect

Kind = inspect.Type

_WORDS: Mapping[type[Kind], str] = {
    inspect.StrType: "a text",
    inspect.BoolType: "true or false",
    inspect.CustomType: "a date",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.VarTupleType: "a list, for example [first, second]",
}
_NAMED: Mapping[type[Kind], str] = {
    inspect.VarTupleType: "named lists, for example {en: [first, second]}",
    inspect.FloatType: "named numbers, for example {A: 0.5}",
    inspect.StrType: "named texts, for example {en: first}",
}


def wording(kind: Kind) -> str:
    """The kind in words: ``a number from 0 to 1``."""
    kind = bare(kind)
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        return _WORDS[type(kind)] + _bounds(kind)
    if isinstance(kind, inspect.DictType):
        return _NAMED[type(bare(kind.value_type))]
    return _WORDS.get(type(kind)) or _of_several(kind)


def _of_several(kind: Kind) -> str:
    match kind:
        case inspect.UnionType(types=kinds):
            return ", or ".join(wording(each) for each in kinds if not isinstance(each, inspect.NoneType))
        case inspect.LiteralType(values=allowed):
            return f"one of {', '.join(map(str, allowed))}"
        case inspect.TupleType(item_types=kinds):
            return f"a list of {len(kinds)}: {' and '.join(wording(each) for each in kinds)}"
        case inspect.StructType(fields=fields):
            return f"a set of named fields: {', '.join(field.encode_name for field in fields)}"
    raise NotImplementedError(kind)


def _bounds(kind: inspect.IntType | inspect.FloatType) -> str:
    if kind.ge is not None and kind.le is not None:
        return f" from {kind.ge:g} to {kind.le:g}"
    words = (("of at least", kind.ge), ("above", kind.gt), ("of at most", kind.le), ("below", kind.lt))
    return " and".join(f" {word} {bound:g}" for word, bound in words if bound is not None)


def bare(kind: Kind) -> Kind:
    """The kind without what a schema says of it; a list that may be written as one text is a list."""
    match kind:
        case inspect.Metadata():
            return bare(kind.type)
        case inspect.UnionType(types=(inspect.StrType(), inspect.VarTupleType() as several)):
            return several
    return kind
