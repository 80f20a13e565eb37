"""The vocabulary is data, and the data is in order."""

from __future__ import annotations

import re

import pytest

from guanxi_graph.reading.vocabulary_file import built_in_vocabulary, parse_vocabulary
from guanxi_graph.text import is_iri

VOCABULARY = built_in_vocabulary()


def test_every_term_has_both_languages():
    for term in VOCABULARY.terms():
        assert set(term.labels) >= {"en", "zh-Hans"}, term.id
        assert re.search(r"[\u4e00-\u9fff]", term.labels["zh-Hans"]), term.id


def test_every_term_says_in_one_sentence_what_it_means():
    for term in (*VOCABULARY.terms(), *VOCABULARY.identifiers.values()):
        assert term.definition["en"].endswith("."), term.id
        assert len(term.definition["en"]) <= 120, term.id


def test_every_mapping_is_an_iri():
    for term in (*VOCABULARY.classes.values(), *VOCABULARY.relations.values()):
        for mapping in term.mappings:
            assert is_iri(VOCABULARY.expand(mapping) or ""), mapping


@pytest.mark.parametrize(
    ("name", "base", "strength", "symmetric", "inverse"),
    [
        ("parentOf", "kin", "A", False, "childOf"),
        ("classmateOf", "classmate", "C", True, ""),
        ("teacherOf", "teacher-student", "B", False, "studentOf"),
        ("founded", "", "focus", False, "foundedBy"),
        ("owns", "capital", "A", False, "ownedBy"),
        ("competesWith", "", "X", True, ""),
        ("friendOf", "friend", "B", True, ""),
    ],
)
def test_relations(name, base, strength, symmetric, inverse):
    relation = VOCABULARY.relations[name]
    assert (relation.base, relation.strength, relation.symmetric, relation.inverse) == (
        base,
        strength,
        symmetric,
        inverse,
    )


def test_an_inverse_reads_from_the_other_end():
    founded, founded_by = VOCABULARY.relations["founded"], VOCABULARY.relations["foundedBy"]
    assert (founded_by.domain, founded_by.range) == (founded.range, founded.domain)
    assert founded_by.inverted
    assert not founded.inverted


def test_only_inferred_relations():
    derived = {relation.id for relation in VOCABULARY.relations.values() if relation.derived}
    assert derived == {"alumniWith", "cofounderWith", "fellowTownsmanOf"}


def test_kinds_of_users_are_never_mixed():
    assert {"users", "registeredUsers", "monthlyActiveUsers"} <= set(VOCABULARY.relations)
    assert all(VOCABULARY.relations[name].is_observation for name in ("users", "registeredUsers", "monthlyActiveUsers"))


def test_classes_climb():
    assert VOCABULARY.ancestors("Company") == ("Company", "Organization", "Thing")
    assert VOCABULARY.is_a("Country", ["Place"])
    assert not VOCABULARY.is_a("Place", ["Country"])


def test_a_map_adds_terms_of_its_own():
    text = "relations:\n  - {id: advises, labels: {en: advises}, domain: [Person], range: [Organization], base: patron, strength: B}\n"
    vocabulary, _, problems = parse_vocabulary(text, "vocabulary.yaml", VOCABULARY)
    assert problems == []
    assert vocabulary.relations["advises"].local
    assert not vocabulary.relations["founded"].local
    assert "advises" not in VOCABULARY.relations
