"""Vocabulary files: the one in the package, and the one that a map may add to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import msgspec

from guanxi_graph.problems import MapError, Problem, has_errors
from guanxi_graph.reading.located import Fields, Items, Located, Scalar
from guanxi_graph.reading.records import Record, typed
from guanxi_graph.reading.term_checks import TERM_CHECKS
from guanxi_graph.reading.yaml import parse_yaml
from guanxi_graph.text import nearest
from guanxi_graph.vocabulary import Base, Class, Identifier, QualifierTerm, Relation, Vocabulary

FILE_NAME = "vocabulary.yaml"

SECTIONS: Mapping[str, type[Any]] = {
    "identifiers": Identifier,
    "bases": Base,
    "classes": Class,
    "qualifiers": QualifierTerm,
    "relations": Relation,
}
_TABLES = ("prefixes", "strengths")


@lru_cache(maxsize=1)
def built_in_vocabulary() -> Vocabulary:
    """The vocabulary of the package."""
    text = resources.files("guanxi_graph").joinpath(FILE_NAME).read_text("utf-8")
    vocabulary, problems = parse_vocabulary(text, FILE_NAME, Vocabulary(), local=False)
    if has_errors(problems):
        raise MapError(problems)
    return vocabulary


def parse_vocabulary(
    text: str, name: str, known: Vocabulary, *, local: bool = True
) -> tuple[Vocabulary, list[Problem]]:
    """The known vocabulary with the terms of a file added, and what is wrong with them.

    ``local`` marks the added terms as the map's own. Raises MapError when the file is not YAML.
    """
    root = parse_yaml(text, name)
    if root is None:
        return known, []
    if not isinstance(root, Fields):
        hint = f"write the sections {', '.join((*_TABLES, *SECTIONS))}"
        return known, [Problem("not-a-record", "a vocabulary is a set of named sections", root.span, hint)]
    problems = list(_unknown_sections(root))
    tables = {table: _table(root, table) for table in _TABLES}
    problems += _strength_problems(tables["strengths"])
    sections: dict[str, list[Record[Any]]] = {}
    for section, kind in SECTIONS.items():
        sections[section], found = typed(_items(root, section), kind)
        problems += found + list(_redefined(sections[section], getattr(known, section), section))
    vocabulary = _merged(known, tables, sections, local=local)
    for check in TERM_CHECKS:
        for records in sections.values():
            for record in records:
                problems += check(record, vocabulary)
    return _with_inverses(vocabulary), problems


def _unknown_sections(root: Fields) -> Iterator[Problem]:
    known = (*_TABLES, *SECTIONS)
    for name in root.values:
        if name not in known:
            close = nearest(name, known)
            hint = f"did you mean `{close}`?" if close else f"the sections are {', '.join(known)}"
            yield Problem("unknown-field", f"there is no section `{name}`", root.keys[name], hint)


def _items(root: Fields, section: str) -> list[Located]:
    found = root.values.get(section)
    return list(found.values) if isinstance(found, Items) else []


def _table(root: Fields, name: str) -> dict[str, Scalar]:
    found = root.values.get(name)
    cells = found.values.items() if isinstance(found, Fields) else ()
    return {key: value for key, value in cells if isinstance(value, Scalar)}


def _strength_problems(strengths: Mapping[str, Scalar]) -> Iterator[Problem]:
    for name, cell in strengths.items():
        if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", cell.value):
            yield Problem("bad-strength", f"strength {name} is not within 0 and 1", cell.span, "write such as 0.5")


def _redefined(records: list[Record[Any]], known: Mapping[str, Any], section: str) -> Iterator[Problem]:
    seen = dict.fromkeys(known, "the package's vocabulary")
    for record in records:
        span = record.span("id")
        if record.row.id in seen:
            message = f"`{record.row.id}` is already one of the {section} of {seen[record.row.id]}"
            yield Problem("duplicate-term", message, span, "choose another id")
        seen[record.row.id] = f"line {span.line}"


def _merged(
    known: Vocabulary,
    tables: Mapping[str, Mapping[str, Scalar]],
    sections: Mapping[str, list[Record[Any]]],
    *,
    local: bool,
) -> Vocabulary:
    def added(section: str) -> dict[str, Any]:
        rows = (record.row for record in sections[section])
        return {row.id: _marked(row, local=local) for row in rows} | dict(getattr(known, section))

    strengths = {k: float(cell.value) for k, cell in tables["strengths"].items() if _is_number(cell.value)}
    return Vocabulary(
        prefixes={**known.prefixes, **{k: cell.value for k, cell in tables["prefixes"].items()}},
        strengths={**known.strengths, **strengths},
        **{section: added(section) for section in SECTIONS},
    )


def _marked(term: Any, *, local: bool) -> Any:
    return term if isinstance(term, Identifier) else msgspec.structs.replace(term, local=local)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None


def _with_inverses(vocabulary: Vocabulary) -> Vocabulary:
    """An inverted name has what its relation has, read from the other end."""
    relations = dict(vocabulary.relations)
    for relation in vocabulary.relations.values():
        other = relations.get(relation.inverse)
        if relation.inverted and other is not None and not other.inverted:
            relations[relation.id] = msgspec.structs.replace(
                other,
                id=relation.id,
                labels=relation.labels,
                local=relation.local,
                mappings=relation.mappings,
                domain=other.range,
                range=other.domain,
                inverse=other.id,
                inverted=True,
            )
    return msgspec.structs.replace(vocabulary, relations=relations)
