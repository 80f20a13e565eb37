"""The words that a claim at the desk may be made of: what the form offers, and which relation takes what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from guanxi_graph.model import CONFIDENCES
from guanxi_graph.reading import Draft
from guanxi_graph.vocabulary import Relation, Term
from guanxi_graph.writing.lines import date_field
from guanxi_graph.writing.meanings import Known


class Word(msgspec.Struct, frozen=True, omit_defaults=True):
    """A term. ``kinds`` are the classes that it is a kind of, itself first; ``value`` is the kind of a value."""

    id: str
    label: str
    definition: str = ""
    kinds: tuple[str, ...] = ()
    value: str = ""


class RelationWord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A relation: what its ends are, and which field a date alone is of."""

    id: str
    label: str
    definition: str
    also: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    date: str
    value: str = ""
    units: tuple[str, ...] = ()


class Words(msgspec.Struct, frozen=True):
    """All words of a map, in its languages."""

    classes: tuple[Word, ...]
    relations: tuple[RelationWord, ...]
    qualifiers: tuple[Word, ...]
    confidences: tuple[str, ...]
    languages: tuple[str, ...]


def words_of(draft: Draft) -> Words:
    """In the languages of the map; relations that are never stated are left out."""
    vocabulary, languages = draft.vocabulary, draft.info.languages
    return Words(
        tuple(
            msgspec.structs.replace(_word(term, languages), kinds=vocabulary.ancestors(term.id))
            for term in vocabulary.classes.values()
            if not term.abstract
        ),
        tuple(_relations(draft)),
        tuple(
            msgspec.structs.replace(_word(term, languages), value=term.value) for term in vocabulary.qualifiers.values()
        ),
        CONFIDENCES,
        languages,
    )


def _relations(draft: Draft) -> Iterator[RelationWord]:
    known, languages = Known(draft), draft.info.languages
    for relation in draft.vocabulary.relations.values():
        if not relation.derived:
            word = _word(relation, languages)
            yield RelationWord(
                relation.id,
                word.label,
                word.definition,
                _also(relation),
                relation.domain,
                relation.range,
                date_field(relation, known),
                relation.value or "",
                relation.units,
            )


def _also(relation: Relation) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*relation.labels.values(), *relation.synonyms)))


def _word(term: Term, languages: tuple[str, ...]) -> Word:
    return Word(term.id, term.label(*languages), _first(term.definition, languages))


def _first(texts: Mapping[str, str], languages: tuple[str, ...]) -> str:
    return next((texts[tag] for tag in (*languages, "en") if tag in texts), "")
