"""Checks of the terms that a map adds, each within the whole vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from guanxi_graph import patterns
from guanxi_graph.meaning import class_meant
from guanxi_graph.prefixes import OWN_PREFIXES, STANDARD_PREFIXES
from guanxi_graph.problems import Problem
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record
from guanxi_graph.reading.vocabulary_file import STRENGTH, built_in_vocabulary
from guanxi_graph.text import is_iri, nearest
from guanxi_graph.vocabulary import Base, Class, Identifier, Relation, Vocabulary

# The grammar of Turtle, §6.5, PN_PREFIX, in ASCII.
_PREFIX = re.compile(r"[A-Za-z](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
_ENDS = ("#", "/", ":", "=", "_", "-")


def terms(draft: Draft) -> Iterator[Problem]:
    for check in _TERM_CHECKS:
        for record in draft.terms.records():
            yield from check(record, draft.vocabulary)


def duplicate_term(draft: Draft) -> Iterator[Problem]:
    for section, records in draft.terms.sections.items():
        seen = dict.fromkeys(getattr(built_in_vocabulary(), section), "the package's vocabulary")
        for record in records:
            span = record.span("id")
            if record.row.id in seen:
                message = f"`{record.row.id}` is already one of the {section} of {seen[record.row.id]}"
                yield Problem("duplicate-term", message, span, "choose another id")
            seen[record.row.id] = f"line {span.line}"


def bad_strength(draft: Draft) -> Iterator[Problem]:
    for name, _, cell in draft.terms.table("strengths"):
        if not STRENGTH.fullmatch(cell.value):
            message = f"the strength {name} must be a number from 0 to 1"
            yield Problem("bad-strength", message, cell.span, "write a number, for example 0.5")


def unknown_label(draft: Draft) -> Iterator[Problem]:
    """Only what there is can have another name."""
    known = {term.id for term in draft.vocabulary.terms()}
    for name, span in draft.terms.labels.keys.items():
        if name not in known:
            close = nearest(name, known)
            hint = f"did you mean `{close}`?" if close else "name a class, a relation, a qualifier or a base"
            yield Problem("unknown-term", f"there is no term `{name}`", span, hint)


def bad_prefix(draft: Draft) -> Iterator[Problem]:
    """A prefix means one thing in all files: the package's, those of its RDF, and the map's own."""
    known = {**STANDARD_PREFIXES, **built_in_vocabulary().prefixes}
    for name, span, cell in draft.terms.table("prefixes"):
        iri = cell.value
        if not _PREFIX.fullmatch(name):
            hint = "write letters and digits, a letter first"
            yield Problem("bad-prefix", f"`{name}` cannot be a prefix", span, hint)
        elif name in OWN_PREFIXES:
            message = f"`{name}` is the prefix of the map's own things"
            yield Problem("bad-prefix", message, span, "choose another prefix")
        elif known.get(name, iri) != iri:
            hint = "choose another prefix, or remove this line"
            yield Problem("bad-prefix", f"`{name}` already stands for {known[name]}", span, hint)
        if not is_iri(iri):
            hint = "write a namespace, for example https://example.org/ns#"
            yield Problem("bad-iri", f"`{iri}` is not an IRI", cell.span, hint)
        elif not iri.endswith(_ENDS):
            message = f"`{iri}` must end in # or /, as a name follows it"
            yield Problem("bad-prefix", message, cell.span, f"write {iri}# or {iri}/")


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
                close = class_meant(name, vocabulary, concrete=False)
                hint = f"did you mean `{close.id}`?" if close else f"the classes are {', '.join(vocabulary.classes)}"
                yield Problem("unknown-class", f"there is no class `{name}`", record.span(field, index), hint)


def _class_cycle(record: Record[Any], vocabulary: Vocabulary) -> Iterator[Problem]:
    term = record.row
    if isinstance(term, Class) and term.parent and term.id in vocabulary.ancestors(term.parent):
        message = f"the parents of `{term.id}` lead back to it, through `{term.parent}`"
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
    if term.is_observation and not term.units:
        yield Problem("missing-field", f"the figure `{term.id}` has no units", record.span(), "write `units: [people]`")
    if term.symmetric and set(term.domain) != set(term.range):
        message = f"`{term.id}` is symmetric, so domain and range must be the same"
        yield Problem("bad-symmetry", message, record.span("range"), "write the same classes in both")


def _mappings(record: Record[Any], vocabulary: Vocabulary) -> Iterator[Problem]:
    for index, mapping in enumerate(getattr(record.row, "mappings", ())):
        iri = vocabulary.expand(mapping)
        if iri is None or not is_iri(iri):
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
    if wrong := patterns.fault(scheme.pattern):
        message, hint = wrong.rsplit("; ", 1)
        yield Problem("bad-pattern", message, record.span("pattern"), hint)
    if not SCHEME.fullmatch(scheme.id):
        message = f"the id `{scheme.id}` may hold letters and digits, parted by single hyphens"
        yield Problem("bad-id", message, record.span("id"), "write a short name, for example `wikidata`")
    if "{}" not in scheme.iri or not is_iri(scheme.iri.replace("{}", "x")):
        message = f"`{scheme.iri}` is not an IRI with {{}} in it"
        hint = "put {} where the identifier goes, for example https://example.org/{}"
        yield Problem("bad-mapping", message, record.span("iri"), hint)


_TERM_CHECKS = (
    _one_meaning,
    _unknown_classes,
    _class_cycle,
    _inverses,
    _ends,
    _mappings,
    _base_and_strength,
    _identifier,
)
