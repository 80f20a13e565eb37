"""A mapping: how the tables of others become a map. It is guessed, written as YAML, edited, and read again.

What it names that the vocabulary does not have is declared as new in the map's vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from guanxi_graph.calendars import CalendarName
from guanxi_graph.importers.headings import AIMS, LEFT_OUT, Holds, is_aim
from guanxi_graph.problems import MapError, Problem, Span, has_errors
from guanxi_graph.reading.located import Fields
from guanxi_graph.reading.records import Record, typed_record
from guanxi_graph.reading.utf8 import read_utf8
from guanxi_graph.reading.yaml import parse_yaml
from guanxi_graph.spelled_days import Order
from guanxi_graph.text import SLUG, nearest
from guanxi_graph.writing.yaml_text import flow, scalar

# What stands in cells that say nothing.
NILS = (
    "nil",
    "null",
    "none",
    "n/a",
    "na",
    "nan",
    "#n/a",
    "-",
    "--",
    "—",
    "?",
    "unknown",
    "无",
    "暂无",
    "未知",
    "不详",
    *("待考", "未登錄日期", "未登录日期"),
)


class TableMapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one table is read: what its rows are, and what each of its columns is for."""

    file: str
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: Annotated[int, Meta(ge=0)] = 1
    holds: Holds = "claims"
    cls: Annotated[str, Meta(description="What its things are where nothing else tells.")] = msgspec.field(
        name="class", default=""
    )
    relation: Annotated[str, Meta(description="Of rows that name none.")] = ""
    dates: Order = ""
    calendar: Annotated[CalendarName, Meta(description="In which its dates are told.")] = ""
    separator: str = ""
    columns: Mapping[str, str] = {}


class DefaultSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who says what no column names a source for."""

    id: str
    title: str
    kind: str = "data"
    url: str = ""
    publisher: str = ""


class ImportMapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``name`` is what the import's files are called; ids are kept by it. ``relations`` and ``classes`` tell words."""

    name: str
    source: DefaultSource
    language: str = "en"
    chinese: str = "zh-Hans"
    nil: tuple[str, ...] = NILS
    classes: Mapping[str, str] = {}
    relations: Mapping[str, str] = {}
    tables: tuple[TableMapping, ...] = ()


class Placed(msgspec.Struct, frozen=True):
    """A mapping, and where its parts stand; a guessed one stands nowhere."""

    mapping: ImportMapping
    record: Record[ImportMapping] | None = None

    def span(self, *path: str | int) -> Span:
        return self.record.span(*path) if self.record else Span(self.mapping.name)


def parse_mapping(text: str, name: str) -> Placed:
    """The mapping that is written. Raises MapError with all that is wrong with it; ``name`` is the file's."""
    root = parse_yaml(text, name)
    if not isinstance(root, Fields):
        hint = "`guanxi import FILE -o DIR` writes one to begin with"
        raise MapError([Problem("bad-mapping-file", "this is not a mapping", Span(name), hint)])
    record, problems = typed_record(root, ImportMapping)
    if record:
        problems += _faults(record)
    if has_errors(problems) or record is None:
        raise MapError(problems)
    return Placed(record.row, record)


def read_mapping(path: Any) -> Placed:
    """The mapping of a file. Raises MapError and OSError."""
    return parse_mapping(read_utf8(path, str(path)), str(path))


def _faults(record: Record[ImportMapping]) -> Iterator[Problem]:
    mapping = record.row
    for field, name in (("name", mapping.name), ("source", mapping.source.id)):
        if not SLUG.fullmatch(name):
            message = f"`{name}` names files and ids"
            yield Problem("bad-mapping-file", message, record.span(field), "write small letters, digits and hyphens")
    for section, words in (("classes", mapping.classes), ("relations", mapping.relations)):
        for word, term in words.items():
            if not _TERM.fullmatch(term.removeprefix("^")):
                message = f"`{term}` cannot be the name of one of the {section}"
                span, hint = record.span(section, word), "write letters and digits, a letter first, such as friendOf"
                yield Problem("bad-mapping-file", message, span, hint)
    for number, table in enumerate(mapping.tables):
        known = AIMS[table.holds]
        for heading, aim in table.columns.items():
            if not is_aim(aim, table.holds):
                close = nearest(aim, known)
                hint = (
                    f"did you mean `{close}`?"
                    if close
                    else f"write one of {', '.join(known)}, or {LEFT_OUT} to leave it out"
                )
                message = f"a column of {table.holds} cannot be `{aim}`"
                span = record.span("tables", number, "columns", heading)
                yield Problem("bad-mapping-file", message, span, hint)


_TERM = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def columns_found(placed: Placed, number: int, header: Sequence[str]) -> dict[str, int]:
    """Where the columns that a table's mapping names stand. Raises MapError for those that are not there."""
    table = placed.mapping.tables[number]
    places = {name: place for place, name in reversed(list(enumerate(header)))}
    problems = []
    for heading in table.columns:
        if heading not in places:
            close = nearest(heading, places)
            hint = f"did you mean `{close}`?" if close else f"its columns are {', '.join(header)}"
            span = placed.span("tables", number, "columns", heading)
            problems.append(Problem("bad-mapping-file", f"`{table.file}` has no column `{heading}`", span, hint))
    if problems:
        raise MapError(problems)
    return {heading: places[heading] for heading in table.columns}


def mapping_text(mapping: ImportMapping, counts: Mapping[str, int]) -> str:
    """The mapping as YAML, a column and a word a line; ``counts`` tells how often each word stands there."""
    lines = [_HEAD.format(name=mapping.name).rstrip()]
    plain = msgspec.to_builtins(mapping)
    lines += [f"{name}: {flow(_texts(plain[name]))}" for name in ("name", "source", "language", "chinese", "nil")]
    lines += ["", "# What a column leads to; `skip` leaves it out.", "tables:"]
    for table in plain["tables"]:
        lines += _table_lines(table)
    for section in ("classes", "relations"):
        if plain[section]:
            lines += ["", _SECTIONS[section], f"{section}:"]
            lines += [_word(word, term, counts.get(word, 0)) for word, term in plain[section].items()]
    return "\n".join(lines) + "\n"


_HEAD = """
# How the files were read. Edit it and import again: guanxi import FILE… -o DIR --map THIS
# A relation, class or qualifier that the vocabulary does not have is declared as new in vocabulary.yaml.
""".lstrip()
_SECTIONS = {
    "classes": "# Words for what things are.",
    "relations": "# Words for relations. `^founded` swaps the two ends; `skip` leaves such ties out.",
}


def _table_lines(table: Mapping[str, Any]) -> Iterator[str]:
    start = "  - "
    for name, value in table.items():
        if name != "columns" and (value or name == "header"):
            yield f"{start}{name}: {flow(_texts(value))}"
            start = "    "
    yield "    columns:"
    yield from (f"      {scalar(heading)}: {scalar(aim)}" for heading, aim in table["columns"].items())


def _word(word: str, term: str, count: int) -> str:
    return f"  {scalar(word)}: {scalar(term)}" + (f"  # {count}" if count else "")


def _texts(value: Any) -> Any:
    """Numbers as they are written."""
    if isinstance(value, Mapping):
        return {name: _texts(each) for name, each in value.items() if each != ""}
    if isinstance(value, list | tuple):
        return [_texts(each) for each in value]
    return str(value)
