"""Shapes of a map (SHACL), generated from the vocabulary: what our Turtle keeps to, for other tools to check.

Check the map and the ontology as one graph: the ontology says what is a relation, and a kind of what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guanxi_graph.formats import terms
from guanxi_graph.formats.turtle import RANK_NAMES
from guanxi_graph.iris import Iris
from guanxi_graph.model import CONFIDENCES, RELIABILITIES
from guanxi_graph.vocabulary import Relation, Vocabulary

# EDTF as ``guanxi_graph.dates`` reads it; how long a month is, no pattern says.
_YEAR = "(-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX|Y-?[1-9][0-9]{4,8})"
_MONTH_AND_DAY = "(-(0[1-9]|1[0-2]|XX)(-(0[1-9]|[12][0-9]|3[01]|XX))?)?"
_PLAIN = "-?[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_MEMBER = f"{_PLAIN}([.][.]{_PLAIN})?"
_SET = rf"\[([.][.]{_PLAIN}(,{_MEMBER})*|({_MEMBER},)*{_PLAIN}[.][.]({_PLAIN})?|{_MEMBER}(,{_MEMBER})+)\]"
EDTF = f"^(({_YEAR}{_MONTH_AND_DAY}|-?[0-9]{{4}}-2[1-4])[?~%]?|{_SET})$"
_DATE = f"sh:maxCount 1 ; sh:datatype edtf:EDTF ; sh:pattern {terms.literal(EDTF)}"
_END = f"sh:maxCount 1 ; sh:datatype edtf:EDTF ; sh:pattern {terms.literal(f'{EDTF}|^[.][.]$')}"

# Days before the year 1 and after 9999 are right by XML Schema, but Python has no such dates: checkers in Python take
# them for ill-typed, and fail at comparing two of them with sh:lessThanOrEquals. So these days are known by their look,
# and one query compares all others (its target is the class: a query for each claim would be slow).
_FRAME = '''
gx:ClaimShape a sh:NodeShape ;
    sh:targetClass gx:Claim ;
    sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path rdf:predicate ; sh:minCount 1 ; sh:maxCount 1 ; sh:class gx:Relation ] ,
        [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path wikibase:rank ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( %(ranks)s ) ] ,
        [ sh:path gx:confidence ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( %(confidences)s ) ] ,
        [ sh:path gx:start ; %(date)s ] ,
        [ sh:path gx:end ; %(end)s ] ,
        [ sh:path gx:at ; %(date)s ] ,
        [ sh:path gx:tieWeight ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minExclusive 0 ] ,
        [ sh:path gx:over ; sh:maxCount 1 ; sh:in ( true ) ] ,
        [ sh:path schema:startDate ; sh:maxCount 1 ; sh:node gx:DayShape ] ,
        [ sh:path schema:endDate ; sh:maxCount 1 ; sh:node gx:DayShape ] ,
        [ sh:path prov:wasDerivedFrom ; sh:class oa:SpecificResource ] ;
    sh:or ( [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ] [ sh:path gx:rule ; sh:minCount 1 ] ) .

gx:DenialShape a sh:NodeShape ;
    sh:targetClass gx:Denial ;
    sh:property [ sh:path gx:deniedSubject ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path gx:deniedPredicate ; sh:minCount 1 ; sh:maxCount 1 ; sh:class gx:Relation ] ,
        [ sh:path gx:deniedObject ; sh:minCount 1 ; sh:maxCount 1 ] ,
        [ sh:path rdf:predicate ; sh:maxCount 0 ] ,
        [ sh:path wikibase:rank ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( %(ranks)s ) ] ,
        [ sh:path gx:confidence ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( %(confidences)s ) ] ,
        [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:class oa:SpecificResource ] .

gx:SpanShape a sh:NodeShape ;
    sh:targetNode gx:Claim ;
    sh:sparql [ sh:message "the end is before the start" ; sh:select """
        SELECT $this ?value WHERE {
          ?value a $this ; <https://schema.org/startDate> ?start ; <https://schema.org/endDate> ?end .
          FILTER(STRLEN(STR(?end)) = 10 && ?end < ?start)
        }""" ] .

gx:DayShape a sh:NodeShape ;
    sh:or ( [ sh:datatype xsd:date ] [ sh:pattern "^(-[0-9]{4,}|0000|[0-9]{5,})-[0-9]{2}-[0-9]{2}$" ] ) .

gx:CitationShape a sh:NodeShape ;
    sh:targetClass oa:SpecificResource ;
    sh:property [ sh:path oa:hasSource ; sh:minCount 1 ; sh:maxCount 1 ; sh:class schema:CreativeWork ] ,
        [ sh:path gx:locator ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path gx:quote ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path schema:url ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .

gx:SourceShape a sh:NodeShape ;
    sh:targetObjectsOf oa:hasSource, prov:hadPrimarySource ;
    sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path gx:kind ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path gx:reliability ; sh:maxCount 1 ; sh:in ( %(reliabilities)s ) ] ,
        [ sh:path gx:published ; %(date)s ] ,
        [ sh:path schema:url ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .

gx:ImageShape a sh:NodeShape ;
    sh:targetObjectsOf schema:image ;
    sh:property [ sh:path schema:contentUrl ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path schema:license ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
        [ sh:path schema:creditText ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path schema:url ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .

gx:MapShape a sh:NodeShape ;
    sh:targetClass void:Dataset ;
    sh:property [ sh:path gx:asOf ; %(date)s ] .

'''


def to_shacl(vocabulary: Vocabulary, base: str) -> bytes:
    """The shapes as Turtle."""
    iris = Iris(base)
    frame = _FRAME % {
        "ranks": " ".join(f"wikibase:{rank}" for rank in RANK_NAMES.values()),
        "confidences": " ".join(f"gx:{confidence}" for confidence in CONFIDENCES),
        "reliabilities": " ".join(map(terms.literal, RELIABILITIES)),
        "date": _DATE,
        "end": _END,
    }
    shapes = (*_classes(vocabulary), *_relations(vocabulary))
    return "".join((terms.header(terms.prefixes_of(iris)), frame, *shapes)).encode()


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
    """Facts and claims join only what the relation joins, and have the kind of value that it has."""
    for name in sorted(vocabulary.relations):
        relation = vocabulary.relations[name]
        if not relation.inverted:
            yield from _facts(relation, vocabulary)
            yield _claims(relation, vocabulary)


def _facts(relation: Relation, vocabulary: Vocabulary) -> Iterator[str]:
    term = _term(relation.id, local=relation.local)
    sides = (("Subject", "targetSubjectsOf", relation.domain), ("Object", "targetObjectsOf", relation.range))
    for side, target, classes in sides:
        if classes and relation.value is None:
            yield f"{term}{side}Shape a sh:NodeShape ; sh:{target} {term} ; {_one_of(classes, vocabulary)} .\n\n"


def _claims(relation: Relation, vocabulary: Vocabulary) -> str:
    """One shape for all claims of a relation: its target is the relation, the path goes back to them."""
    term = _term(relation.id, local=relation.local)
    stated = _VALUES[relation.value] if relation.value else _one_of(relation.range, vocabulary)
    sides = (("subject", _one_of(relation.domain, vocabulary)), ("object", stated))
    properties = " ,\n        ".join(
        f"[ sh:path ( [ sh:inversePath rdf:predicate ] rdf:{side} ) ; {allowed} ]" for side, allowed in sides if allowed
    )
    return f"{term}ClaimsShape a sh:NodeShape ; sh:targetNode {term} ;\n    sh:property {properties} .\n\n"


_VALUES = {
    "text": "sh:datatype xsd:string",
    "number": "sh:or ( [ sh:datatype xsd:integer ] [ sh:datatype xsd:decimal ] )",
    "date": f"sh:datatype edtf:EDTF ; sh:pattern {terms.literal(EDTF)}",
}


def _one_of(classes: Iterable[str], vocabulary: Vocabulary) -> str:
    """Nothing where all things will do."""
    each = [f"sh:class {_term(name, local=vocabulary.classes[name].local)}" for name in classes]
    return each[0] if len(each) == 1 else f"sh:or ( {' '.join(f'[ {cls} ]' for cls in each)} )" if each else ""


def _term(name: str, *, local: bool) -> str:
    return f"my:{name}" if local else f"gx:{name}"
