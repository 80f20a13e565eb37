"""The header of a CSV file: which field each column holds. What is wrong with it is said once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.reading.located import Scalar
from guanxi_graph.reading.shape import Field, field_meant, fields_of, required

# What other tools call the two ends of a tie, the commonest first.
SUBJECTS = (
    *("source", "from", "src", "node1", "ego", "person1", "persona", "sourceid", "fromid", "sender"),
    *("起始节点", "源节点", "起点", "主体", "主语", "寄信人", "发信人", "源", "来源"),
)
OBJECTS = (
    *("target", "to", "dst", "node2", "alter", "person2", "personb", "targetid", "toid", "recipient", "receiver"),
    *("目标节点", "终点", "目标", "去向", "客体", "宾语", "收信人"),
)


class Column(msgspec.Struct, frozen=True):
    """Where the cells of a column go: a field, or the ``member`` of a field of named values."""

    field: str
    member: str
    is_list: bool
    span: Span


def columns_of(header: Sequence[Scalar], row: type[Any]) -> list[Column]:
    """A column for each cell of the header. Raises MapError with all that is wrong with it.

    Rows under a wrong header would only repeat its mistakes.
    """
    _check_names(header)
    _check_for_edges(header, row)
    columns = [_column(cell, row) for cell in header]
    problems = [column for column in columns if isinstance(column, Problem)]
    found = {column.field for column in columns if isinstance(column, Column)}
    for name in required(row):
        if name not in found and not any(f"`{name}" in problem.hint for problem in problems):
            problems.append(_missing(name, row, header[0].span))
    if problems:
        raise MapError(problems)
    return [column for column in columns if isinstance(column, Column)]


def _check_names(header: Sequence[Scalar]) -> None:
    seen: set[str] = set()
    for cell in header:
        name = cell.value.strip().casefold()
        if not name:
            raise MapError([Problem("csv-header", "a column has no name", cell.span, "name it or remove it")])
        if name in seen:
            message = f"column `{cell.value.strip()}` stands twice in the header"
            raise MapError([Problem("duplicate-column", message, cell.span, "rename or remove one of them")])
        seen.add(name)


def _check_for_edges(header: Sequence[Scalar], row: type[Any]) -> None:
    """A list of edges, as other tools write it, is told apart from a claims file with mistakes."""
    names = {cell.value.strip().casefold(): cell.value.strip() for cell in header}
    ends = [next((names[name] for name in names if name in known), "") for known in (SUBJECTS, OBJECTS)]
    if all(ends) and "subject" in fields_of(row) and "subject" not in names:
        message = f"this looks like a list of edges: its columns are {', '.join(names.values())}"
        hint = "bring it in with `guanxi import FILE -o DIR`; or "
        hint += f"rename `{ends[0]}` to subject and `{ends[1]}` to object, and add the columns relation and sources"
        raise MapError([Problem("edge-list", message, header[0].span, hint)])


def _column(cell: Scalar, row: type[Any]) -> Column | Problem:
    written = cell.value.strip()
    name, dot, member = written.partition(".")
    name = name.strip().casefold()
    field = fields_of(row).get(name)
    if field is None:
        return Problem("unknown-field", f"there is no field `{written}`", cell.span, _suggestion(name, row))
    member = member.strip()
    if field.is_named != bool(member) or (field.members and member not in field.members):
        hint = _example(name, field)
        return Problem("csv-header", f"the column `{written}` does not fit the field `{name}`", cell.span, hint)
    return Column(name, member, field.members_are_lists if dot else field.is_list, cell.span)


def _suggestion(name: str, row: type[Any]) -> str:
    if "labels" in fields_of(row) and name in {"label", "name", "labels", "names"}:
        return "write `labels.en`, with the tag of the language"
    return field_meant(name, row, f"qualifiers.{name}")


def _example(name: str, field: Field) -> str:
    if field.is_named:
        member = next(iter(field.members), "role" if name == "qualifiers" else "en")
        return f"name a column for each of its members, for example `{name}.{member}`"
    return f"write `{name}`, with `;` between its members" if field.is_list else f"write `{name}`"


def _missing(name: str, row: type[Any], span: Span) -> Problem:
    field = fields_of(row)[name]
    column = f"{name}.en" if field.is_named else name
    hint = f"every file of this kind has {', '.join(f'`{each}`' for each in required(row))}"
    return Problem("missing-field", f"there is no column `{column}`", span, hint)
