"""Which class a word for a thing means: 公司 is a Company. A word that means none is a class of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from guanxi_graph.importers.gathered import Gathered
from guanxi_graph.names import forms, words
from guanxi_graph.pinyin import readings
from guanxi_graph.vocabulary import Relation, Vocabulary

_TERM = re.compile(r"[a-z][a-z0-9]*:[A-Za-z]\w*")


def classes_meant(found: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    """For each word the class that it means, or the id of a new one."""
    known = {form: cls.id for form, cls in vocabulary.class_words.items() if not cls.abstract}
    mapped = {
        term: cls.id for cls in reversed(list(vocabulary.classes.values())) for term in cls.mappings if not cls.abstract
    }
    meant: dict[str, str] = {}
    for word in found:
        name = without_prefix(word)
        hits = [mapped[word]] if word in mapped else [known[form] for form in forms(name) if form in known]
        meant[word] = hits[0] if hits else new_term(name, vocabulary, capital=True)
    return meant


def without_prefix(word: str) -> str:
    """The name of a term of another vocabulary: ``founder`` of ``schema:founder``."""
    return word.partition(":")[2] if _TERM.fullmatch(word) else word


def new_term(word: str, vocabulary: Vocabulary, taken: Iterable[str] = (), *, capital: bool = False) -> str:
    """An id for a term of that name that no class, relation or qualifier has, of the vocabulary or of those named."""
    parts = _latin(word) or _latin(next(iter(readings(word)), "")) or ["term"]
    term = "".join(part.title() if place or capital else part for place, part in enumerate(parts))
    if not term[0].isalpha():
        term = ("N" if capital else "n") + term
    number, told = 2, term
    others = {each.id for each in vocabulary.terms()}.union(taken)
    while told in others:
        told, number = f"{term}{number}", number + 1
    return told


def _latin(word: str) -> list[str]:
    return [part for part in words(word) if part.isascii() and part.isalnum()]


# Classes that the end of a relation asks for, and how often it is asked.
Asked = tuple[tuple[str, ...], int]


def classify(found: Gathered, classes: Mapping[str, str], vocabulary: Vocabulary) -> None:
    """Give each thing its class: what it is told to be, what its relations ask for, else what its table says."""
    asked = _asked(found, vocabulary)
    likeliest: dict[tuple[str, frozenset[Asked]], str] = {}
    for key, thing in found.things.items():
        if thing.word:
            thing.cls = thing.cls or classes.get(thing.word, "")
        if not thing.cls:
            case = (thing.default or "Person", frozenset(asked.get(key, {}).items()))
            if case not in likeliest:
                likeliest[case] = _likeliest(*case, vocabulary)
            thing.cls = likeliest[case]


def _likeliest(default: str, wanted: Collection[Asked], vocabulary: Vocabulary) -> str:
    """The class that suits the most of what is asked; the default where no other suits more."""
    if all(vocabulary.is_a(default, ends) for ends, _ in wanted):
        return default
    order = (default, *(cls.id for cls in vocabulary.classes.values() if not cls.abstract))
    return max(order, key=lambda cls: sum(n for ends, n in wanted if vocabulary.is_a(cls, ends)))


def _asked(found: Gathered, vocabulary: Vocabulary) -> dict[str, dict[tuple[str, ...], int]]:
    """For each key the classes that its claims ask of it, and how often."""
    asked: dict[str, dict[tuple[str, ...], int]] = {}
    for tie in found.ties:
        relation = vocabulary.relations.get(tie.relation.removeprefix("^"))
        if relation is None:
            continue
        for key, ends in zip((tie.subject, tie.object), _ends(relation, tie.relation), strict=True):
            if key and ends:
                wanted = asked.setdefault(key, {})
                wanted[ends] = wanted.get(ends, 0) + 1
    return asked


def _ends(relation: Relation, written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ends = relation.domain, relation.range
    return ends if written == relation.id else (ends[1], ends[0])
