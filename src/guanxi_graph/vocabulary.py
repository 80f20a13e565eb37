"""The words that claims are made of. Relations are rows; no code asks for one by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import force_setattr

from guanxi_graph.kinds import KINDS, Kind
from guanxi_graph.model import Names, by_language, label_of
from guanxi_graph.names import forms

ValueKind = Literal["text", "number", "date"]
LifeEnd = Literal["subject", "object"]
QualifierKind = Literal["text", "number", "date", "money", "entity"]

# The two qualifiers that code knows by their names: how much of a thing is held, in percent, and whose word a claim is.
SHARE, ATTESTED_BY = "share", "accordingTo"


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all terms have. ``local`` is set for the terms that the map at hand adds.

    The ``definition`` says in a sentence what is meant, and where it helps what is not.
    """

    id: Annotated[str, Meta(pattern="^[A-Za-z][A-Za-z0-9]*$")]
    labels: Names
    definition: Names = {}
    local: bool = False

    def __post_init__(self) -> None:
        force_setattr(self, "labels", by_language(self.labels))
        force_setattr(self, "definition", by_language(self.definition))

    def label(self, *languages: str) -> str:
        return label_of(self.labels, *languages) or self.id


class Class(Term, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A class of entities. Nothing is directly of an abstract class; no record calls it by one of its ``synonyms``."""

    parent: str = ""
    abstract: bool = False
    synonyms: tuple[str, ...] = ()
    mappings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Term.__post_init__(self)
        force_setattr(self, "synonyms", tuple(sorted(set(self.synonyms))))


class Base(Term, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A guanxi base (关系基础): what a tie rests on."""

    id: Annotated[str, Meta(pattern="^[a-z]+(-[a-z]+)*$")]


class QualifierTerm(Term, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something more that a claim may say, and what kind of value says it."""

    value: QualifierKind = "text"

    @property
    def kind(self) -> Kind:
        return KINDS[self.value]


class Relation(Term, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of claim: between entities (``range``) or to a value (``value``).

    ``inverted`` marks the second name of an inverse pair; ``derived`` is never stated, only
    inferred; ``event`` holds at a point in time; ``strength`` is a letter of the vocabulary's
    table, ``focus`` for a shared base, or ``X`` for no positive tie. ``once`` is an event that two
    can have only once: another date is another account of it. ``begins`` and ``ends`` name the end
    of the claim whose life begins or ends with it. What ``holds`` a share or the whole of its object
    owns it; ``board`` is a seat among those in charge; by ``descent`` the object came before; what is
    ``located`` lies in its object, lives there or comes from there; what may lead back ``to_itself`` ties
    a thing to itself too. ``synonyms`` are what else one may call it: no claim does, but whoever writes
    one is told the name.
    """

    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    value: ValueKind | None = None
    units: tuple[str, ...] = ()
    inverse: str = ""
    inverted: bool = False
    symmetric: bool = False
    transitive: bool = False
    to_itself: bool = False
    functional: bool = False
    derived: bool = False
    event: bool = False
    once: bool = False
    begins: LifeEnd | None = None
    ends: LifeEnd | None = None
    holds: Literal["share", "whole"] | None = None
    board: bool = False
    descent: bool = False
    located: bool = False
    sensitive: bool = False
    base: str = ""
    strength: str = "X"
    synonyms: tuple[str, ...] = ()
    mappings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        Term.__post_init__(self)
        force_setattr(self, "synonyms", tuple(sorted(set(self.synonyms))))
        force_setattr(self, "domain", tuple(sorted(self.domain)))
        force_setattr(self, "range", tuple(sorted(self.range)))

    @property
    def is_observation(self) -> bool:
        """A number that was counted at some time."""
        return self.value == "number"

    @property
    def is_affiliation(self) -> bool:
        """A shared base: it gives those who have it something in common, and is not yet a tie."""
        return self.strength == "focus"


class Identifier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scheme of ``same_as``; ``iri`` has ``{}`` where the identifier goes."""

    id: str
    pattern: str
    iri: str
    labels: Names = {}
    definition: Names = {}

    def __post_init__(self) -> None:
        force_setattr(self, "labels", by_language(self.labels))
        force_setattr(self, "definition", by_language(self.definition))


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All terms by id. Equal when all terms are."""

    prefixes: Mapping[str, str] = {}
    identifiers: Mapping[str, Identifier] = {}
    strengths: Mapping[str, float] = {}
    bases: Mapping[str, Base] = {}
    classes: Mapping[str, Class] = {}
    qualifiers: Mapping[str, QualifierTerm] = {}
    relations: Mapping[str, Relation] = {}

    @cached_property
    def _ancestors(self) -> dict[str, tuple[str, ...]]:
        return {name: tuple(self._climb(name)) for name in self.classes}

    def _climb(self, name: str) -> Iterable[str]:
        seen: set[str] = set()
        while name in self.classes and name not in seen:
            seen.add(name)
            yield name
            name = self.classes[name].parent

    def ancestors(self, cls: str) -> tuple[str, ...]:
        """The class itself and all that it is a kind of, nearest first."""
        return self._ancestors.get(cls, ())

    @cached_property
    def _kinds(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(above) for name, above in self._ancestors.items()}

    def kind_of(self, cls: str) -> str:
        """What a class is at its broadest below the class of all things: a person, an organization, a place."""
        above = self.ancestors(cls)
        return above[-2] if len(above) > 1 else cls

    def is_a(self, cls: str, any_of: Iterable[str]) -> bool:
        kinds = self._kinds.get(cls)
        return kinds is not None and not kinds.isdisjoint(any_of)

    def fits(self, relation: Relation, subject: str, object_: str) -> bool:
        """Whether it may lead from a thing of the one class to one of the other; to a value where that is empty."""
        return self.is_a(subject, relation.domain) and (
            self.is_a(object_, relation.range) if object_ else relation.value is not None
        )

    def between(self, subject: str, object_: str) -> tuple[Relation, ...]:
        """The relations that a claim may state from a thing of the one class to one of the other, or to a value."""
        stated = (each for each in self.relations.values() if not (each.inverted or each.derived))
        return tuple(each for each in stated if self.fits(each, subject, object_))

    @cached_property
    def words(self) -> Mapping[str, tuple[Relation, ...]]:
        """The relations by what else they are called, as it is sought: their labels in all languages, and synonyms."""
        found: dict[str, dict[str, Relation]] = {}
        for relation in self.relations.values():
            for word in (*relation.labels.values(), *relation.synonyms):
                for form in forms(word):
                    found.setdefault(form, {})[relation.id] = relation
        return {form: tuple(relations.values()) for form, relations in found.items()}

    @cached_property
    def class_words(self) -> Mapping[str, Class]:
        """The classes by what they are called, as it is sought: by their ids before their labels and their synonyms."""
        called = [[(cls.id, cls) for cls in self.classes.values()]]
        called += [[(name, cls) for cls in self.classes.values() for name in cls.labels.values()]]
        called += [[(name, cls) for cls in self.classes.values() for name in cls.synonyms]]
        found: dict[str, Class] = {}
        for word, cls in chain.from_iterable(called):
            for form in forms(word):
                found.setdefault(form, cls)
        return found

    def expand(self, curie: str) -> str | None:
        """The IRI that ``prefix:term`` stands for, or None for an unknown prefix."""
        prefix, _, term = curie.removeprefix("^").partition(":")
        namespace = self.prefixes.get(prefix)
        return None if namespace is None else namespace + term

    def terms(self) -> Iterable[Term]:
        """All that has an IRI of its own."""
        yield from (*self.bases.values(), *self.classes.values())
        yield from (*self.qualifiers.values(), *self.relations.values())
