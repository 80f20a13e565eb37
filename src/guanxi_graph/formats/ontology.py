"""The vocabulary as an ontology: OWL and SKOS, with its mappings to well-known vocabularies.

A term that a map adds stands in the map's own file in the same form, and is read back from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from guanxi_graph.formats import terms
from guanxi_graph.iris import Iris
from guanxi_graph.reading.terms import built_in_vocabulary
from guanxi_graph.vocabulary import (
    NAMESPACE,
    Base,
    Class,
    Identifier,
    QualifierTerm,
    Relation,
    Term,
    Vocabulary,
)

AnyTerm = TypeVar("AnyTerm", bound=Term | Identifier)

_FLAGS = (
    "inverted",
    "derived",
    "event",
    "once",
    "board",
    "descent",
    "sensitive",
    "functional",
    "symmetric",
    "transitive",
)
_CHARACTERISTICS = {
    "functional": "owl:FunctionalProperty",
    "symmetric": "owl:SymmetricProperty",
    "transitive": "owl:TransitiveProperty",
}
# What the claims of a map are made of besides the vocabulary's own terms.
_FRAME_CLASSES = {
    "Claim": ("claim", "主张", "rdf:Statement"),
    "Base": ("guanxi base", "关系基础", "skos:Concept"),
    "Confidence": ("confidence", "可信程度", "skos:Concept"),
    "Strength": ("strength", "强度", "skos:Concept"),
    "Identifier": ("identifier scheme", "标识体系", "rdfs:Resource"),
    "Relation": ("relation", "关系类型", "rdf:Property"),
    "Qualifier": ("qualifier", "限定属性", "rdf:Property"),
}
_FRAME_PROPERTIES = {
    "start": ("start, as written (EDTF)", "开始"),
    "end": ("end, as written (EDTF)", "结束"),
    "at": ("point in time, as written (EDTF)", "时间"),
    "asOf": ("day that the map takes for today", "截至日期"),
    "corrections": ("address for corrections, with {title} and {body}", "勘误地址"),
    "over": ("known to be over as of the map's day", "已结束"),
    "holdsNow": ("holds a share or the whole of, as of the map's day", "现持有"),
    "published": ("published, as written (EDTF)", "出版时间"),
    "confidence": ("confidence", "可信程度"),
    "reason": ("reason for the rank", "排序理由"),
    "rule": ("rule that derived the claim", "推导规则"),
    "premise": ("claim that it was derived from", "前提"),
    "unit": ("unit", "单位"),
    "locator": ("place in the source", "出处位置"),
    "quote": ("quotation", "引文"),
    "kind": ("kind of source", "来源类型"),
    "authors": ("authors in their order", "作者次序"),
    "languages": ("languages of the map in their order", "语言"),
    "analysis": ("settings of the analyses", "分析参数"),
    "living": ("known to live", "在世"),
    "base": ("guanxi base of the relation", "关系基础"),
    "strength": ("strength of the relation, by letter", "强度等级"),
    "weight": ("weight of the strength, from 0 to 1", "强度数值"),
    "flags": ("what holds of the relation", "关系特性"),
    "begins": ("end of the claim whose life begins with it", "使其开始的一端"),
    "ends": ("end of the claim whose life ends with it", "使其终结的一端"),
    "holds": ("what of the object is held: a share or the whole", "持有范围"),
    "valueKind": ("kind of value", "值类型"),
    "units": ("units in their order", "单位次序"),
    "mapping": ("mappings in their order, ^ for the inverse", "对应词汇"),
    "inverseMatch": ("close match read from the other end", "反向对应"),
    "abstract": ("nothing is directly of the class", "抽象类"),
    "iriTemplate": ("IRI with {} where the identifier goes", "网址模板"),
}
_CONFIDENCES = {
    "confirmed": ("confirmed", "已证实"),
    "reported": ("reported", "有报道"),
    "disputed": ("disputed", "有争议"),
}


def ontology_turtle(vocabulary: Vocabulary, base: str) -> str:
    """The whole vocabulary as Turtle: the package's terms and, at ``base``, those that a map adds."""
    iris = Iris(base)
    return "".join((terms.header(_prefixes(vocabulary, iris)), "\n", *_frame(), *_terms(vocabulary, vocabulary, iris)))


def local_vocabulary(vocabulary: Vocabulary, iris: Iris) -> Iterator[str]:
    """The blocks of what the map adds to the package's vocabulary."""
    known = built_in_vocabulary()
    if vocabulary == known:
        return
    own = {name: _difference(getattr(vocabulary, name), getattr(known, name)) for name in vocabulary.__struct_fields__}
    for prefix, namespace in sorted(own["prefixes"].items()):
        yield terms.block(
            terms.iri(f"{iris.base}ns/prefix/{prefix}"),
            (("sh:prefix", [terms.literal(prefix)]), ("sh:namespace", [terms.literal(namespace)])),
        )
    yield from _terms(Vocabulary(**own), vocabulary, iris)


def _difference(all_of: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in all_of.items() if known.get(name) != value}


def _prefixes(vocabulary: Vocabulary, iris: Iris) -> dict[str, str]:
    return dict(sorted({**terms.PREFIXES, **vocabulary.prefixes, "my": iris.terms}.items()))


def _frame() -> Iterator[str]:
    yield terms.block(
        terms.iri(NAMESPACE.removesuffix("#")),
        (
            ("a", ["owl:Ontology"]),
            ("rdfs:label", _labels({"en": "guanxi-graph vocabulary", "zh-Hans": "关系图谱词汇表"})),
        ),
    )
    for name, (english, chinese, parent) in sorted(_FRAME_CLASSES.items()):
        labels = _labels({"en": english, "zh-Hans": chinese})
        yield terms.block(f"gx:{name}", (("a", ["owl:Class"]), ("rdfs:label", labels), ("rdfs:subClassOf", [parent])))
    for name, (english, chinese) in sorted(_FRAME_PROPERTIES.items()):
        labels = _labels({"en": english, "zh-Hans": chinese})
        yield terms.block(f"gx:{name}", (("a", ["rdf:Property"]), ("rdfs:label", labels)))
    for name, (english, chinese) in sorted(_CONFIDENCES.items()):
        labels = _labels({"en": english, "zh-Hans": chinese})
        yield terms.block(f"gx:{name}", (("a", ["gx:Confidence"]), ("rdfs:label", labels)))


def _terms(chosen: Vocabulary, vocabulary: Vocabulary, iris: Iris) -> Iterator[str]:
    """The blocks of the chosen terms, which may refer to any of the vocabulary."""
    names = {term.id: _name(term, iris) for term in vocabulary.terms()}
    for scheme in _by_id(chosen.identifiers):
        yield _identifier(scheme)
    for letter, weight in sorted(chosen.strengths.items()):
        weighed = ("gx:weight", [f'"{weight}"^^xsd:decimal'])
        yield terms.block(
            f"gx:strength-{letter}", (("a", ["gx:Strength"]), ("skos:notation", [terms.literal(letter)]), weighed)
        )
    for base in _by_id(chosen.bases):
        yield _base(base, names)
    for cls in _by_id(chosen.classes):
        yield _class(cls, vocabulary, names)
    for qualifier in _by_id(chosen.qualifiers):
        yield _qualifier(qualifier, names)
    for relation in _by_id(chosen.relations):
        yield _relation(relation, vocabulary, names)


def _by_id(found: Mapping[str, AnyTerm]) -> list[AnyTerm]:
    return [found[name] for name in sorted(found)]


def _name(term: Term, iris: Iris) -> str:
    if isinstance(term, Base):
        return terms.iri(iris.term(term).replace("#", "#base-"))
    return terms.name("my" if term.local else "gx", term.id, lambda _: iris.term(term))


def _identifier(scheme: Identifier) -> str:
    return terms.block(
        f"gx:identifier-{scheme.id}",
        (
            ("a", ["gx:Identifier"]),
            ("skos:notation", [terms.literal(scheme.id)]),
            ("sh:pattern", [terms.literal(scheme.pattern)]),
            ("gx:iriTemplate", [terms.literal(scheme.iri)]),
        ),
    )


def _base(base: Base, names: Mapping[str, str]) -> str:
    notation = ("skos:notation", [terms.literal(base.id)])
    return terms.block(names[base.id], (("a", ["gx:Base"]), notation, ("rdfs:label", _labels(base.labels))))


def _class(cls: Class, vocabulary: Vocabulary, names: Mapping[str, str]) -> str:
    parents = [names[cls.parent]] if cls.parent else []
    return terms.block(
        names[cls.id],
        (
            ("a", ["owl:Class"]),
            ("rdfs:label", _labels(cls.labels)),
            ("rdfs:subClassOf", [*parents, *_mapped(cls.mappings, vocabulary)]),
            ("gx:mapping", _written(cls.mappings)),
            ("gx:abstract", ["true"] if cls.abstract else []),
        ),
    )


def _qualifier(qualifier: QualifierTerm, names: Mapping[str, str]) -> str:
    return terms.block(
        names[qualifier.id],
        (
            ("a", ["gx:Qualifier", "rdf:Property"]),
            ("rdfs:label", _labels(qualifier.labels)),
            ("gx:valueKind", [terms.literal(qualifier.value)]),
        ),
    )


def _relation(relation: Relation, vocabulary: Vocabulary, names: Mapping[str, str]) -> str:
    kinds = ["gx:Relation", "owl:DatatypeProperty" if relation.value else "owl:ObjectProperty"]
    kinds += [_CHARACTERISTICS[flag] for flag in _CHARACTERISTICS if getattr(relation, flag)]
    inverse_mappings = [mapping for mapping in relation.mappings if mapping.startswith("^")]
    same_way = [mapping for mapping in relation.mappings if not mapping.startswith("^")]
    return terms.block(
        names[relation.id],
        (
            ("a", kinds),
            ("rdfs:label", _labels(relation.labels)),
            *_ends("domain", [names[cls] for cls in relation.domain]),
            *_ends("range", [names[cls] for cls in relation.range]),
            ("gx:valueKind", [terms.literal(relation.value)] if relation.value else []),
            ("gx:units", [terms.ordered(relation.units)] if relation.units else []),
            ("owl:inverseOf", [names[relation.inverse]] if relation.inverse else []),
            ("gx:base", [names[relation.base]] if relation.base else []),
            ("gx:strength", [terms.literal(relation.strength)]),
            ("skos:closeMatch", _mapped(same_way, vocabulary)),
            ("gx:inverseMatch", _mapped(inverse_mappings, vocabulary)),
            ("gx:mapping", _written(relation.mappings)),
            ("gx:begins", [terms.literal(relation.begins)] if relation.begins else []),
            ("gx:ends", [terms.literal(relation.ends)] if relation.ends else []),
            ("gx:holds", [terms.literal(relation.holds)] if relation.holds else []),
            ("gx:flags", [terms.literal(flag) for flag in _FLAGS if getattr(relation, flag)]),
        ),
    )


def _ends(side: str, classes: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Several classes are alternatives; ``rdfs:domain`` would mean all of them at once."""
    yield f"rdfs:{side}", classes if len(classes) == 1 else []
    yield f"schema:{side}Includes", classes


def _mapped(mappings: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    return [terms.iri(full) for mapping in mappings if (full := vocabulary.expand(mapping))]


def _written(mappings: tuple[str, ...]) -> list[str]:
    return [terms.ordered(mappings)] if mappings else []


def _labels(labels: Mapping[str, str]) -> list[str]:
    return [terms.literal(text, tag) for tag, text in sorted(labels.items())]
