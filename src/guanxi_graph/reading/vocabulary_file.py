"""Vocabulary files: the one in the package, and the one that a map may add to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from itertools import chain
from typing import Any

import msgspec

from guanxi_graph.problems import MapError, Problem, Span, has_errors
from guanxi_graph.reading.folder import VOCABULARY_FILE
from guanxi_graph.reading.located import Fields, Items, Located, Scalar, plain
from guanxi_graph.reading.records import Record, typed
from guanxi_graph.reading.yaml import parse_yaml
from guanxi_graph.text import nearest
from guanxi_graph.vocabulary import Base, Class, Identifier, QualifierTerm, Relation, Vocabulary

SECTIONS: Mapping[str, type[Any]] = {
    "identifiers": Identifier,
    "bases": Base,
    "classes": Class,
    "qualifiers": QualifierTerm,
    "relations": Relation,
}
# Within 0 and 1.
STRENGTH = re.compile(r"0(\.\d+)?|1(\.0+)?")
_TABLES = ("prefixes", "strengths")
_LABELS = "labels"
_NAMED = ("bases", "classes", "qualifiers", "relations")


NO_LABELS = Fields({}, {}, Span(VOCABULARY_FILE))


class Terms(msgspec.Struct, frozen=True):
    """The terms of one file as they are written: a table has its cells with the places of their names.

    ``labels`` are further names of any terms, the package's too: each a set of texts by language.
    """

    tables: Mapping[str, Fields] = {}
    labels: Fields = NO_LABELS
    sections: Mapping[str, list[Record[Any]]] = {}

    def table(self, name: str) -> Iterator[tuple[str, Span, Scalar]]:
        """The rows of a table: name, the name's place, value."""
        if fields := self.tables.get(name):
            for key, cell in fields.values.items():
                if isinstance(cell, Scalar):
                    yield key, fields.keys[key], cell

    def records(self) -> Iterator[Record[Any]]:
        return chain.from_iterable(self.sections.values())


@lru_cache(maxsize=1)
def built_in_vocabulary() -> Vocabulary:
    """The vocabulary of the package."""
    text = resources.files("guanxi_graph").joinpath(VOCABULARY_FILE).read_text("utf-8")
    vocabulary, _, problems = parse_vocabulary(text, VOCABULARY_FILE, Vocabulary(), local=False)
    if has_errors(problems):
        raise MapError(problems)
    return vocabulary


def parse_vocabulary(
    text: str, name: str, known: Vocabulary, *, local: bool = True
) -> tuple[Vocabulary, Terms, list[Problem]]:
    """The known vocabulary with the terms of a file added, these terms, and what is wrong with their shape.

    ``local`` marks the added terms as the map's own. Raises MapError when the file is not YAML.
    """
    root = parse_yaml(text, name)
    if root is None:
        return known, Terms(), []
    if not isinstance(root, Fields):
        hint = f"write the sections {', '.join((*_TABLES, _LABELS, *SECTIONS))}"
        raise MapError([Problem("not-a-record", "a vocabulary is a set of named sections", root.span, hint)])
    return with_terms(known, root, local=local)


def with_terms(known: Vocabulary, root: Fields, *, local: bool = True) -> tuple[Vocabulary, Terms, list[Problem]]:
    """Like ``parse_vocabulary``, from sections that are parsed already."""
    problems = [*_unknown_sections(root), *_wrong_sections(root)]
    sections: dict[str, list[Record[Any]]] = {}
    for section, kind in SECTIONS.items():
        written = root.values.get(section)
        sections[section], found = typed(written.values if isinstance(written, Items) else [], kind)
        problems += found
    tables = {table: cells for table in _TABLES if isinstance(cells := root.values.get(table), Fields)}
    labels = root.values.get(_LABELS)
    terms = Terms(tables, labels if isinstance(labels, Fields) else NO_LABELS, sections)
    return _with_inverses(_renamed(_merged(known, terms, local=local), terms)), terms, problems


def _unknown_sections(root: Fields) -> Iterator[Problem]:
    known = (*_TABLES, _LABELS, *SECTIONS)
    for name in root.values:
        if name not in known:
            close = nearest(name, known)
            hint = f"did you mean `{close}`?" if close else f"the sections are {', '.join(known)}"
            yield Problem("unknown-field", f"there is no section `{name}`", root.keys[name], hint)


def _wrong_sections(root: Fields) -> Iterator[Problem]:
    """A section that is no list, or no table, would otherwise define nothing."""
    for section in SECTIONS:
        found = root.values.get(section)
        if found is not None and not isinstance(found, Items) and plain(found) is not None:
            hint = "start each term with `- `, for example `- {id: …, labels: {en: …}}`"
            yield Problem("wrong-shape", f"`{section}` must be a list of terms", root.keys[section], hint)
    for table, example in zip(_TABLES, ("{ex: https://example.org/ns#}", "{A: 0.85}"), strict=True):
        found = root.values.get(table)
        if found is not None and plain(found) is not None:
            for span in _wrong_cells(found, root.keys[table]):
                yield Problem("wrong-shape", f"`{table}` must be named texts", span, f"write `{table}: {example}`")

    labels = root.values.get(_LABELS)
    if labels is not None and plain(labels) is not None:
        for span in _wrong_labels(labels, root.keys[_LABELS]):
            hint = "write `labels: {Person: {fr: personne}}`"
            yield Problem("wrong-shape", "`labels` must be terms with their names by language", span, hint)


def _wrong_labels(labels: Located, span: Span) -> Iterator[Span]:
    if not isinstance(labels, Fields):
        yield span
        return
    for term, names in labels.values.items():
        yield from _wrong_cells(names, labels.keys[term])


def _wrong_cells(table: Located, span: Span) -> list[Span]:
    if not isinstance(table, Fields):
        return [span]
    return [table.keys[name] for name, cell in table.values.items() if not isinstance(cell, Scalar) or cell.is_null]


def _merged(known: Vocabulary, terms: Terms, *, local: bool) -> Vocabulary:
    """The known terms go before those of the file; what is defined twice is reported by the checks."""

    def added(section: str) -> dict[str, Any]:
        rows = (record.row for record in terms.sections[section])
        return {row.id: _marked(row, local=local) for row in rows} | dict(getattr(known, section))

    prefixes = {name: cell.value for name, _, cell in terms.table("prefixes") if name not in known.prefixes}
    strengths = {
        name: float(cell.value) for name, _, cell in terms.table("strengths") if STRENGTH.fullmatch(cell.value)
    }
    return Vocabulary(
        prefixes={**known.prefixes, **prefixes},
        strengths={**known.strengths, **strengths},
        **{section: added(section) for section in SECTIONS},
    )


def _renamed(vocabulary: Vocabulary, terms: Terms) -> Vocabulary:
    """With the further names; those of terms that are not there are reported by the checks."""
    further = {term: _texts(names) for term, names in terms.labels.values.items() if isinstance(names, Fields)}

    if not further:
        return vocabulary

    def named(section: str) -> dict[str, Any]:
        return {
            name: msgspec.structs.replace(term, labels={**term.labels, **further[name]}) if name in further else term
            for name, term in getattr(vocabulary, section).items()
        }

    return msgspec.structs.replace(vocabulary, **{section: named(section) for section in _NAMED})


def _texts(names: Fields) -> dict[str, str]:
    return {tag: cell.value for tag, cell in names.values.items() if isinstance(cell, Scalar) and not cell.is_null}


def _marked(term: Any, *, local: bool) -> Any:
    return term if isinstance(term, Identifier) else msgspec.structs.replace(term, local=local)


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
                definition=relation.definition,
                local=relation.local,
                mappings=relation.mappings,
                domain=other.range,
                range=other.domain,
                inverse=other.id,
                inverted=True,
                synonyms=relation.synonyms,
            )
    return msgspec.structs.replace(vocabulary, relations=relations)
