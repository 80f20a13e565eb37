"""Which relation a word means that stands between two things; one that fits none of them is declared as new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from guanxi_graph.importers.classes_meant import new_term, without_prefix
from guanxi_graph.importers.gathered import Gathered, Tie
from guanxi_graph.importers.headings import LEFT_OUT
from guanxi_graph.meaning import by_meaning, mapped
from guanxi_graph.vocabulary import Relation, Vocabulary

# What a tie is of which nothing is told but that it is there.
# The classes of both ends as far as they are told, and whether there is a value in place of an object.
Ends = tuple[str, str, bool]

LINKED_TO, LINKED_WITH = "linkedTo", "linkedWith"


def relations_meant(found: Gathered, classes: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, str]:
    """For each word the relation that it means, which may be a new one; the commonest words first."""
    # The class of each thing as far as the tables tell it.
    told = {key: thing.cls or classes.get(thing.word, "") for key, thing in found.things.items()}
    counts = Counter(
        (tie.word, told.get(tie.subject, ""), told.get(tie.object, ""), bool(tie.value))
        for tie in found.ties
        if tie.word
    )
    ends: dict[str, Counter[Ends]] = {}
    for (word, subject, object_, valued), number in counts.items():
        ends.setdefault(word, Counter())[subject, object_, valued] += number
    common = sorted(ends, key=lambda word: -ends[word].total())
    taken = {*classes.values(), *(name for tie in found.ties for name in (tie.relation, *tie.qualifiers))}
    return {word: _meant(word, ends[word], vocabulary, taken) for word in common}


def _meant(word: str, ends: Iterable[Ends], vocabulary: Vocabulary, taken: Iterable[str]) -> str:
    for relation, turned in mapped(word, vocabulary):
        if all(_suits(relation, *((o, s) if turned else (s, o)), valued, vocabulary) for s, o, valued in ends):
            return f"^{relation.id}" if turned else relation.id
    word = without_prefix(word)
    exact = [vocabulary.relations[word]] if word in vocabulary.relations else []
    for relation in (*exact, *by_meaning(word, vocabulary)):
        if all(_suits(relation, *each, vocabulary) for each in ends):
            return relation.id
    return new_term(word, vocabulary, taken)


def _suits(relation: Relation, subject: str, object_: str, valued: bool, vocabulary: Vocabulary) -> bool:
    """Figures need a unit and a date, which no table tells."""
    if relation.derived or relation.is_observation or bool(relation.value) != valued:
        return False
    return may_lead(relation, subject, object_, vocabulary)


def may_lead(relation: Relation, subject: str, object_: str, vocabulary: Vocabulary) -> bool:
    """Whether it may go from the one to the other, as far as their classes are told."""
    ends = ((subject, relation.domain), (object_, relation.range))
    return all(not cls or _is_a(cls, allowed, vocabulary) for cls, allowed in ends)


def _is_a(cls: str, allowed: Sequence[str], vocabulary: Vocabulary) -> bool:
    """A class that is new is a kind of thing, and no more is known of it."""
    return vocabulary.is_a(cls, allowed) or (cls not in vocabulary.classes and "Thing" in allowed)


def relate(found: Gathered, relations: Mapping[str, str]) -> None:
    """Give each tie the relation that its word means; those whose word the mapping leaves out go."""
    kept = []
    for tie in found.ties:
        if tie.word:
            tie.relation = relations[tie.word]
        elif not tie.relation:
            tie.relation = LINKED_WITH if tie.undirected else LINKED_TO
        if tie.relation == LEFT_OUT:
            found.leave(f"says `{tie.word}`, which the mapping leaves out", tie.place)
        else:
            kept.append(tie)
    found.ties = kept


def straighten(tie: Tie, vocabulary: Vocabulary) -> None:
    """Turn a tie round that is told from its other end: a claim has the first name of an inverse pair."""
    term = tie.relation.removeprefix("^")
    turned, tie.relation = term != tie.relation, term
    relation = vocabulary.relations.get(term)
    if relation is not None and relation.inverted:
        tie.relation, turned = relation.inverse, not turned
    if turned:
        tie.subject, tie.object = tie.object, tie.subject
