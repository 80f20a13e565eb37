"""Checks of entities."""

from __future__ import annotations

from collections.abc import Iterator

from guanxi_graph import patterns
from guanxi_graph.checks.ids import not_slugs, repeated
from guanxi_graph.checks.vocabulary_terms import SCHEME
from guanxi_graph.meaning import class_meant
from guanxi_graph.model import Entity
from guanxi_graph.problems import Problem, has_errors
from guanxi_graph.reading import Draft
from guanxi_graph.reading.records import Record


def bad_id(draft: Draft) -> Iterator[Problem]:
    return not_slugs(draft.entities)


def duplicate_id(draft: Draft) -> Iterator[Problem]:
    return repeated(draft.entities, "an entity")


def unknown_class(draft: Draft) -> Iterator[Problem]:
    classes = {name: cls for name, cls in draft.vocabulary.classes.items() if not cls.abstract}
    for record in draft.entities:
        name = record.row.cls
        if name in classes:
            continue
        close = class_meant(name, draft.vocabulary)
        hint = f"did you mean `{close.id}`?" if close else f"the classes are {', '.join(classes)}"
        yield Problem("unknown-class", f"there is no class `{name}`", record.span("class"), hint)


def nameless(draft: Draft) -> Iterator[Problem]:
    for record in draft.entities:
        if not record.row.labels:
            message = f"`{record.row.id}` has no name"
            yield Problem("no-label", message, record.span("labels"), "write `labels: {en: …, zh-Hans: …}`")
        for field, texts in (("labels", record.row.labels), ("description", record.row.description)):
            for language, text in texts.items():
                if not text.strip():
                    where = record.span(field, language)
                    yield Problem("no-label", f"the text for `{language}` is empty", where, "fill it in or remove it")


def bad_same_as(draft: Draft) -> Iterator[Problem]:
    schemes = draft.vocabulary.identifiers
    for record in draft.entities:
        for index, written in enumerate(_as_written(record)):
            name, _, identifier = written.partition(":")
            scheme = schemes.get(name)
            if scheme is None:
                message = f"`{written}` begins with no known scheme"
                hint = f"the schemes are {', '.join(schemes)}; {_how_to_declare(name)}"
            elif not patterns.fault(scheme.pattern) and not patterns.matches(scheme.pattern, identifier):
                message = f"`{identifier}` is not a {name} identifier"
                hint = f"it must match the pattern {scheme.pattern}"
            else:
                continue
            yield Problem("bad-same-as", message, record.span("same_as", index), hint)


def _how_to_declare(name: str) -> str:
    """The line of vocabulary.yaml that a map adds for a scheme of its own."""
    scheme = name if SCHEME.fullmatch(name) else "cbdb"
    line = f"{{id: {scheme}, pattern: '[0-9]+', iri: 'https://example.org/{scheme}/{{}}'}}"
    return f"for another, write in vocabulary.yaml `identifiers: [{line}]`, with its form and its address"


def _as_written(record: Record[Entity]) -> list[str]:
    """The identifiers in the order of the file, which the entity does not keep."""
    written = record.said("same_as") if record.row.same_as else None
    return [str(each) for each in written] if isinstance(written, list) else []


def living_thing(draft: Draft) -> Iterator[Problem]:
    for record in draft.entities:
        cls = record.row.cls
        if (
            record.row.living is not None
            and cls in draft.vocabulary.classes
            and not draft.vocabulary.is_a(cls, ["Person"])
        ):
            message = f"only a person can be living; `{record.row.id}` is a {cls}"
            yield Problem("not-a-person", message, record.span("living"), "remove `living`")


def unused(draft: Draft) -> Iterator[Problem]:
    """An entity without a claim says nothing that a source could back."""
    if has_errors(draft.problems):  # a file that cannot be read may refer to it
        return
    for record in draft.entities:
        if record.row.id not in draft.together.used:
            message = f"no claim refers to `{record.row.id}`"
            yield Problem(
                "unused-entity", message, record.span("id"), "state a claim about it, or remove it", "warning"
            )
