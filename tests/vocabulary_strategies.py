"""Vocabularies with terms of a map's own: every field of every kind of term."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st

from guanxi_graph.kinds import KINDS
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary
from guanxi_graph.vocabulary import Base, Class, Identifier, QualifierTerm, Relation, Vocabulary

BUILT_IN = built_in_vocabulary()
EX = "https://example.org/other#"
# Schemes that share a template with another, whole or in part, and are told apart by their patterns or not at all.
SCHEMES = [
    Identifier(id="property", pattern="P[1-9][0-9]*", iri="http://www.wikidata.org/entity/{}"),
    Identifier(id="anything", pattern=".*", iri="http://www.wikidata.org/entity/{}", labels={"en": "anything"}),
    Identifier(id="nearly", pattern="[1-9]+", iri="http://www.wikidata.org/entity/Q{}"),
    Identifier(id="twice", pattern="[a-z]+", iri="https://example.org/{}/{}"),
    Identifier(id="inside", pattern="[0-9]+", iri="https://example.org/{}.html", definition={"en": "A page."}),
]
SAME_AS = (
    *("wikidata:Q1", "lei:549300DTUYXVMJXZNY75", "doi:10.1234/a(b)c;d", "property:P1"),
    *("anything:Q1", "anything:P1", "anything:关 系/%41?", "nearly:1", "twice:ab", "inside:42"),
)


@st.composite
def vocabularies(draw, texts, names):
    """The package's vocabulary, mostly with more."""
    if draw(st.booleans()):
        return BUILT_IN
    words = {"labels": names, "definition": st.just({}) | names, "local": st.just(True)}
    mappings = st.lists(st.sampled_from(["ex:thing", "^ex:other", "schema:about"]), max_size=3).map(tuple)
    bases = draw(st.lists(st.builds(Base, id=st.sampled_from(["guild", "writers-club", "myrelation"]), **words)))
    bases = {**BUILT_IN.bases, **{base.id: base for base in bases}}
    classes = dict(BUILT_IN.classes)
    for name in draw(st.sets(st.sampled_from(["Guild", "Temple", "Ship"]))):
        parent = st.just("") | st.sampled_from(sorted(classes))
        others = st.lists(texts, max_size=2).map(tuple)
        built = st.builds(
            Class, id=st.just(name), parent=parent, abstract=st.booleans(), synonyms=others, mappings=mappings, **words
        )
        classes[name] = draw(built)
    qualifiers = dict(BUILT_IN.qualifiers)
    for kind in draw(st.sets(st.sampled_from(sorted(KINDS)))):
        name = f"my{kind.title()}"
        qualifiers[name] = draw(st.builds(QualifierTerm, id=st.just(name), value=st.just(kind), **words))
    known = Vocabulary(bases=bases, classes=classes)
    relations = {**BUILT_IN.relations, **draw(own_relations(known, texts, {**words, "mappings": mappings}))}
    return Vocabulary(
        prefixes={**BUILT_IN.prefixes, "ex": EX},
        identifiers={each.id: each for each in (*draw(st.lists(st.sampled_from(SCHEMES))), *BUILT_IN.identifiers.values())},
        strengths={**BUILT_IN.strengths, **draw(st.dictionaries(st.sampled_from(["A", "F", "强 1"]), st.floats(0, 1)))},
        bases=bases,
        classes=classes,
        qualifiers=qualifiers,
        relations=relations,
    )  # fmt: skip


@st.composite
def own_relations(draw, known, texts, words):
    """Ties and values; one with a second name from its other end."""
    yes_or_no = [
        "symmetric",
        "transitive",
        "to_itself",
        "functional",
        "derived",
        "event",
        "once",
        "board",
        "descent",
        "located",
        "sensitive",
    ]
    classes = st.lists(st.sampled_from(sorted(known.classes)), min_size=1, max_size=3, unique=True).map(tuple)
    common = {
        **{name: st.booleans() for name in yes_or_no},
        "domain": classes,
        "base": st.just("") | st.sampled_from(sorted(known.bases)),
        "strength": st.sampled_from(["A", "E", "F", "focus", "X"]),
        "begins": st.sampled_from([None, "subject", "object"]),
        "ends": st.sampled_from([None, "subject", "object"]),
        "holds": st.sampled_from([None, "share", "whole"]),
        "synonyms": st.lists(texts, max_size=2).map(tuple),
        **words,
    }
    found = {}
    for name in draw(st.sets(st.sampled_from(["myrelation", "mytie"]))):
        found[name] = draw(st.builds(Relation, id=st.just(name), range=classes, **common))
    if "mytie" in found:
        tie = msgspec.structs.replace(found["mytie"], inverse="mytieBack")
        back = msgspec.structs.replace(
            tie, id="mytieBack", inverse="mytie", inverted=True, domain=tie.range, range=tie.domain
        )
        found |= {"mytie": tie, "mytieBack": back}
    for kind in draw(st.sets(st.sampled_from(["text", "number", "date"]))):
        units = st.lists(texts, min_size=1, max_size=3, unique=True).map(tuple) if kind == "number" else st.just(())
        built = st.builds(Relation, id=st.just(f"my{kind}"), value=st.just(kind), units=units, **common)
        found[f"my{kind}"] = draw(built)
    return found  # fmt: skip
