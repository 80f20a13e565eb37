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
from guanxi_graph.reading.yaml import parse_yaml
from guanxi_graph.text import IRI, nearest
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


# Checks of one term within the whole vocabulary.


def _unknown_classes(record: Record[Any], vocabulary: Vocabulary) -> Iterator[Problem]:
    term = record.row
    named: dict[str, tuple[str, ...]] = {}
    if isinstance(term, Class) and term.parent:
        named = {"parent": (term.parent,)}
    elif isinstance(term, Relation):
        named = {"domain": term.domain, "range": term.range}
    for field, classes in named.items():
        for index, name in enumerate(classes):
            if name not in vocabulary.classes:
                close = nearest(name, vocabulary.classes)
                hint = f"did you mean `{close}`?" if close else f"the classes are {', '.join(vocabulary.classes)}"
                yield Problem("unknown-class", f"there is no class `{name}`", record.span(field, index), hint)


def _class_cycle(record: Record[Any], vocabulary: Vocabulary) -> Iterator[Problem]:
    term = record.row
    if isinstance(term, Class) and term.parent and term.id in vocabulary.ancestors(term.parent):
        message = f"`{term.id}` is a kind of itself through `{term.parent}`"
        yield Problem("class-cycle", message, record.span("parent"), "choose another parent")


def _one_meaning(record: Record[Any], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Classes, qualifiers and relations share one namespace."""
    kinds = (vocabulary.classes, vocabulary.qualifiers, vocabulary.relations)
    if not isinstance(record.row, Identifier | Base) and sum(record.row.id in kind for kind in kinds) > 1:
        message = f"`{record.row.id}` is a class, a qualifier or a relation, and only one of them"
        yield Problem("duplicate-term", message, record.span("id"), "choose another id")


def _inverses(record: Record[Any], vocabulary: Vocabulary) -> Iterator[Problem]:
    term = record.row
    if not isinstance(term, Relation) or not term.inverse:
        return
    other = vocabulary.relations.get(term.inverse)
    hint = f"write `{{id: {term.inverse}, inverse: {term.id}, inverted: {str(not term.inverted).lower()}, labels: …}}`"
    if other is None:
        yield Problem("bad-inverse", f"there is no relation `{term.inverse}`", record.span("inverse"), hint)
    elif other.inverse != term.id or other.inverted == term.inverted:
        message = f"`{term.id}` and `{term.inverse}` must name each other, one of them inverted"
        yield Problem("bad-inverse", message, record.span("inverse"), hint)
    elif term.symmetric:
        message = f"`{term.id}` is symmetric: it is its own inverse"
        yield Problem("bad-inverse", message, record.span("inverse"), "remove `inverse`")


def _ends(record: Record[Any], _: Vocabulary) -> Iterator[Problem]:
    """A relation goes from somewhere to somewhere; an inverted one takes that from its inverse."""
    term = record.row
    if not isinstance(term, Relation) or term.inverted:
        return
    if not term.domain:
        yield Problem("missing-field", f"`{term.id}` has no domain", record.span(), "write `domain: [Person]`")
    if bool(term.range) == bool(term.value):
        message = f"`{term.id}` needs a range or a kind of value, and not both"
        yield Problem("missing-field", message, record.span(), "write `range: [Person]` or `value: number`")
    if term.is_figure and not term.units:
        yield Problem("missing-field", f"the figure `{term.id}` has no units", record.span(), "write `units: [people]`")
    if term.symmetric and set(term.domain) != set(term.range):
        message = f"`{term.id}` is symmetric, so domain and range must be the same"
        yield Problem("bad-symmetry", message, record.span("range"), "write the same classes in both")


def _mappings(record: Record[Any], vocabulary: Vocabulary) -> Iterator[Problem]:
    for index, mapping in enumerate(getattr(record.row, "mappings", ())):
        iri = vocabulary.expand(mapping)
        if iri is None or not IRI.fullmatch(iri):
            close = nearest(mapping.removeprefix("^").partition(":")[0], vocabulary.prefixes)
            hint = f"did you mean `{close}:`?" if close else f"the prefixes are {', '.join(vocabulary.prefixes)}"
            message = f"`{mapping}` does not stand for an IRI"
            yield Problem("bad-mapping", message, record.span("mappings", index), hint)


def _base_and_strength(record: Record[Any], vocabulary: Vocabulary) -> Iterator[Problem]:
    term = record.row
    if not isinstance(term, Relation):
        return
    if term.base and term.base not in vocabulary.bases:
        hint = f"the bases are {', '.join(vocabulary.bases)}"
        yield Problem("unknown-base", f"there is no base `{term.base}`", record.span("base"), hint)
    strengths = (*vocabulary.strengths, "focus", "X")
    if term.strength not in strengths:
        hint = f"write one of {', '.join(strengths)}"
        yield Problem("bad-strength", f"there is no strength `{term.strength}`", record.span("strength"), hint)


def _identifier(record: Record[Any], _: Vocabulary) -> Iterator[Problem]:
    scheme = record.row
    if not isinstance(scheme, Identifier):
        return
    try:
        re.compile(scheme.pattern)
    except re.error as error:
        yield Problem("bad-pattern", f"not a regular expression: {error}", record.span("pattern"), "mend the pattern")
    if "{}" not in scheme.iri or not IRI.fullmatch(scheme.iri.replace("{}", "x")):
        yield Problem("bad-mapping", f"`{scheme.iri}` is not an IRI with {{}} in it", record.span("iri"), "")


TERM_CHECKS = (
    _one_meaning,
    _unknown_classes,
    _class_cycle,
    _inverses,
    _ends,
    _mappings,
    _base_and_strength,
    _identifier,
)
