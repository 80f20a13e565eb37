"""Which term a word means that is none: by meaning first (``ceoOf``, 毕业于, ``foaf:knows``), then by spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from guanxi_graph.names import forms, words
from guanxi_graph.text import mistyped, nearest
from guanxi_graph.vocabulary import Class, Relation, Vocabulary

# Said for the sake of the sentence: isCeoOf, was born in.
_AUXILIARIES = frozenset({"is", "was", "are", "were", "been"})

# By what other vocabularies tell what something is called.
NAMES = ("skos:prefLabel", "foaf:name", "schema:name", "rdfs:label", "vcard:fn", "dct:title", "dc:title")
_PROPERTY = re.compile(r"P[1-9]\d*")


def mapped(word: str, vocabulary: Vocabulary) -> Iterator[tuple[Relation, bool]]:
    """The relations that say what a well-known term says (``schema:founder``, P26), and whether from its other end."""
    term = f"wdt:{word}" if _PROPERTY.fullmatch(word) else word
    for relation in vocabulary.relations.values() if ":" in term else ():
        for mapping in relation.mappings:
            if mapping.removeprefix("^") == term:
                yield relation, mapping.startswith("^")


def meant(word: str, vocabulary: Vocabulary) -> list[Relation]:
    """The relations that the word may mean, the likeliest first; never the one of that id."""
    told = (
        vocabulary.relations.get(each.inverse, each) if turned else each for each, turned in mapped(word, vocabulary)
    )
    if own := {relation.id: relation for relation in told}:
        return list(own.values())
    known = {name: relation for name, relation in vocabulary.relations.items() if name != word}
    by_form = {form: (relation,) for name, relation in known.items() for form in forms(name)}
    found = [*by_meaning(word, vocabulary), *_by_slip(word, by_form)] or _by_slip(word, vocabulary.words)
    if not found and (close := nearest(word, known)):
        found = [known[close]]
    return list({relation.id: relation for relation in found if relation.id != word}.values())


def meant_between(word: str, vocabulary: Vocabulary, subject: str, object_: str) -> list[Relation]:
    """Those of them that fit the classes of a claim's ends, either way round; all where none does."""
    found = meant(word, vocabulary)
    fitting = [
        each
        for each in found
        if vocabulary.fits(each, subject, object_) or (object_ and vocabulary.fits(each, object_, subject))
    ]
    return fitting or found


def by_meaning(word: str, vocabulary: Vocabulary) -> list[Relation]:
    """The relations that have the word for a name or a synonym, however it is spelled: ``studied_at``."""
    bare = " ".join(each for each in words(word) if each not in _AUXILIARIES)
    spelled = dict.fromkeys((*forms(word), *forms(bare)))
    return list({each.id: each for form in spelled for each in vocabulary.words.get(form, ())}.values())


def class_meant(word: str, vocabulary: Vocabulary, *, concrete: bool = True) -> Class | None:
    """The class that the word may mean; none that is abstract where it is to be ``concrete``."""
    called = {form: cls for form, cls in vocabulary.class_words.items() if not (concrete and cls.abstract)}
    found = next((cls for cls in called.values() if word in cls.mappings), None)
    found = found or next((called[form] for form in forms(word) if form in called), None)
    if found is None and (close := nearest(word, {cls.id: cls for cls in called.values()})):
        return vocabulary.classes[close]
    return found


def _by_slip(word: str, by_form: Mapping[str, Sequence[Relation]]) -> list[Relation]:
    return [each for form in forms(word) for close in mistyped(form, by_form, 1) for each in by_form[close]]
