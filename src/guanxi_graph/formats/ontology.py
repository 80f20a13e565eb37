"""The vocabulary as an ontology: OWL and SKOS, with its mappings to well-known vocabularies.

What other vocabularies mean is said by ``gx:closeMatch`` and ``gx:inverseMatch``: ``skos:closeMatch`` between
properties would make a ``skos:Concept`` of each (SKOS Reference, S19 and S20).
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version

from guanxi_graph.formats import terms
from guanxi_graph.formats.frame import About, Frame, frame
from guanxi_graph.formats.vocabulary_writer import VocabularyWriter, said_of, texts
from guanxi_graph.iris import Iris
from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.vocabulary import Term, Vocabulary

_HOME = NAMESPACE.removesuffix("#")
_KINDS = {"data": "owl:DatatypeProperty", "object": "owl:ObjectProperty", "annotation": "owl:AnnotationProperty"}
_PARENTS = {
    "Base": "skos:Concept",
    "Confidence": "skos:Concept",
    "Strength": "skos:Concept",
    "closeMatch": "rdfs:seeAlso",
    "inverseMatch": "rdfs:seeAlso",
}


def ontology_turtle(vocabulary: Vocabulary, base: str) -> str:
    """The whole vocabulary as Turtle: the package's terms and, at ``base``, those that a map adds."""
    iris = Iris(base)
    prefixes = dict(sorted({**terms.PREFIXES, **vocabulary.prefixes, "my": iris.terms}.items()))
    blocks = VocabularyWriter(vocabulary, iris).blocks(vocabulary)
    return "".join((terms.header(prefixes), "\n", _about(frame().ontology), *_frame(frame()), *blocks))


def _about(about: About) -> str:
    number = version("guanxi-graph")
    return terms.block(
        terms.iri(_HOME),
        (
            ("a", ["owl:Ontology"]),
            ("rdfs:label", texts(about.labels)),
            ("dct:title", texts(about.labels)),
            ("dct:description", texts(about.definition)),
            ("dct:creator", [terms.literal(about.creator)]),
            ("dct:license", [terms.iri(about.licence)]),
            ("owl:versionInfo", [terms.literal(number)]),
            ("owl:versionIRI", [terms.iri(f"{_HOME}/{number}")]),
            ("vann:preferredNamespacePrefix", [terms.literal(about.prefix)]),
            ("vann:preferredNamespaceUri", [terms.literal(NAMESPACE)]),
        ),
    )


def _frame(parts: Frame) -> Iterator[str]:
    for cls in sorted(parts.classes, key=_id):
        yield _framed(cls, ["owl:Class"], "rdfs:subClassOf")
    for each in sorted(parts.properties, key=_id):
        yield _framed(each, ["rdf:Property", _KINDS[each.kind]], "rdfs:subPropertyOf")
    for confidence in sorted(parts.confidences, key=_id):
        yield _framed(confidence, ["gx:Confidence"], "")


def _framed(term: Term, kinds: list[str], below: str) -> str:
    parents = [_PARENTS[term.id]] if term.id in _PARENTS else []
    return terms.block(f"gx:{term.id}", (("a", kinds), *said_of(term, _HOME), (below, parents)))


def _id(term: Term) -> str:
    return term.id
