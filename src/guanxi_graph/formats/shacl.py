"""Shapes of a map (SHACL), generated from the vocabulary: what our Turtle keeps to, for other tools to check.

Check the map and the ontology as one graph: the ontology says what is a relation, and a kind of what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guanxi_graph.formats import terms
from guanxi_graph.formats.turtle import RANK_NAMES
from guanxi_graph.iris import Iris
from guanxi_graph.vocabulary import Relation, Vocabulary

_FRAME = """
gx:ClaimShape a sh:NodeShape ;
    sh:targetClass gx:Claim ;
    sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path rdf:predicate ; sh:minCount 1 ; sh:maxCount 1 ; sh:class gx:Relation ] ,
        [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path wikibase:rank ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( %s ) ] ,
        [ sh:path gx:confidence ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( gx:confirmed gx:reported gx:disputed ) ] ,
        [ sh:path gx:start ; sh:maxCount 1 ; sh:datatype edtf:EDTF ] ,
        [ sh:path gx:end ; sh:maxCount 1 ; sh:datatype edtf:EDTF ] ,
        [ sh:path gx:at ; sh:maxCount 1 ; sh:datatype edtf:EDTF ] ,
        [ sh:path schema:startDate ; sh:maxCount 1 ; sh:datatype xsd:date ] ,
        [ sh:path schema:endDate ; sh:maxCount 1 ; sh:datatype xsd:date ] ,
        [ sh:path prov:wasDerivedFrom ; sh:class oa:SpecificResource ] ;
    sh:or ( [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ] [ sh:path gx:rule ; sh:minCount 1 ] ) .

gx:CitationShape a sh:NodeShape ;
    sh:targetClass oa:SpecificResource ;
    sh:property [ sh:path oa:hasSource ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:CreativeWork ] ,
        [ sh:path gx:locator ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path gx:quote ; sh:maxCount 1 ; sh:datatype xsd:string ] .

gx:SourceShape a sh:NodeShape ;
    sh:targetObjectsOf oa:hasSource, prov:hadPrimarySource ;
    sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path gx:kind ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path schema:url ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .

"""


def to_shacl(vocabulary: Vocabulary, base: str) -> bytes:
    """The shapes as Turtle."""
    iris = Iris(base)
    ranks = " ".join(f"wikibase:{rank}" for rank in RANK_NAMES.values())
    shapes = (*_classes(vocabulary), *_relations(vocabulary))
    return "".join((terms.header(terms.prefixes_of(iris)), _FRAME % ranks, *shapes)).encode()


def _classes(vocabulary: Vocabulary) -> Iterator[str]:
    """Every thing has a name, at most one in a language."""
    for name in sorted(vocabulary.classes):
        cls = vocabulary.classes[name]
        if not cls.abstract:
            yield (
                f"{_term(name, local=cls.local)}Shape a sh:NodeShape ;\n"
                f"    sh:targetClass {_term(name, local=cls.local)} ;\n"
                "    sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ;"
                " sh:datatype rdf:langString ] .\n\n"
            )


def _relations(vocabulary: Vocabulary) -> Iterator[str]:
    """Plain facts join only what the relation joins."""
    for name in sorted(vocabulary.relations):
        relation = vocabulary.relations[name]
        if relation.value is None and not relation.inverted:
            yield _ends(relation, vocabulary)


def _ends(relation: Relation, vocabulary: Vocabulary) -> str:
    term = _term(relation.id, local=relation.local)
    sides = (("Subject", "targetSubjectsOf", relation.domain), ("Object", "targetObjectsOf", relation.range))
    return "".join(
        f"{term}{side}Shape a sh:NodeShape ; sh:{target} {term} ; {_one_of(classes, vocabulary)} .\n\n"
        for side, target, classes in sides
        if classes
    )


def _one_of(classes: Iterable[str], vocabulary: Vocabulary) -> str:
    listed = " ".join(f"[ sh:class {_term(name, local=vocabulary.classes[name].local)} ]" for name in classes)
    return f"sh:or ( {listed} )"


def _term(name: str, *, local: bool) -> str:
    return f"my:{name}" if local else f"gx:{name}"
