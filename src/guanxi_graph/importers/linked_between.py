"""What stands between things in linked data: memberships, roles, statements and events are claims with their dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from guanxi_graph.importers.facts import Facts
from guanxi_graph.importers.linked_nodes import Nodes, identifiers, leads_to_things, local, plain, word
from guanxi_graph.importers.linked_terms import Value, shortened

_STARTS = ("schema:startDate", "dbo:startDate", "time:hasBeginning")
_ENDS = ("schema:endDate", "dbo:endDate", "time:hasEnd")
_DURING = ("org:memberDuring",)
_CITED = ("dct:source", "prov:wasDerivedFrom", "schema:citation")
_DATES, _PLACES = ("bio:date", "dc:date", "dct:date"), ("bio:place",)
_PERSONS, _COUPLE = ("bio:principal",), ("bio:partner",)

ROLE_NAMES = ("schema:roleName", "schema:namedPosition", "org:role")
# A role stands in the middle of a property, which leads on from it to whom is meant.
ROLES = frozenset({"schema:Role", "schema:OrganizationRole", "schema:EmployeeRole", "schema:PerformanceRole"})
# What a birth and a death say of him to whom they belong.
_EVENTS = {
    "bio:Birth": ("schema:birthDate", "schema:birthPlace"),
    "bio:Death": ("schema:deathDate", "schema:deathPlace"),
}


def claim(facts: Facts, nodes: Nodes, subject: str, name: str, value: Value, number: int, **said: str) -> None:
    """A triple as a claim. A text where a thing is asked for is its name; what is only led to has its address."""
    is_object = value.is_thing or leads_to_things(name)
    if value.is_thing and value.text not in nodes.triples:
        facts.thing(value.text, number, label=local(value.text), **identifiers([value.text]))
    text = value.text if value.is_thing else plain(value)
    facts.claim(subject, word(name), number, **{"object" if is_object else "value": text}, **said)


def tell(nodes: Nodes, facts: Facts, key: str, number: int) -> bool:
    """Tell the claims that a node is, if it is such a one."""
    told = next((tell for cls, tell in _BETWEEN.items() if cls in nodes.classes(key)), None)
    if told is not None:
        told(nodes, facts, key, number)
    return told is not None


def is_between(nodes: Nodes, key: str) -> bool:
    return nodes.is_a(key, _BETWEEN)


def during(nodes: Nodes, key: str) -> dict[str, str]:
    """Since when, until when, as what and by whom: said of the node, or of the time that it names."""
    keys = (key, *nodes.things(key, _DURING))
    headings = {"Start": _STARTS, "End": _ENDS, "qualifiers.role": ROLE_NAMES, "Source": _CITED}
    found = {
        heading: next((text for each in keys for text in nodes.told(each, names) if text), "")
        for heading, names in headings.items()
    }
    if not found["Source"]:
        found["Source"] = next(iter(nodes.things(key, _CITED)), "")
    return {heading: text for heading, text in found.items() if text}


def _role(_: Nodes, _facts: Facts, _key: str, _number: int) -> None:
    """It is told where it is led to."""


def _membership(nodes: Nodes, facts: Facts, key: str, number: int) -> None:
    for member in nodes.things(key, ("org:member",)):
        for organization in nodes.values(key, ("org:organization",)):
            claim(facts, nodes, member, "org:memberOf", organization, number, **during(nodes, key))


def _statement(nodes: Nodes, facts: Facts, key: str, number: int) -> None:
    """A triple that is spoken of."""
    _spoken_of(nodes, facts, key, number, (("rdf:subject",), ("rdf:predicate",), ("rdf:object",)))


def _negation(nodes: Nodes, facts: Facts, key: str, number: int) -> None:
    """A triple that is said not to be so (OWL 2, §9.6.5 and §9.6.6)."""
    stated = ("owl:targetIndividual", "owl:targetValue")
    parts = (("owl:sourceIndividual",), ("owl:assertionProperty",), stated)
    _spoken_of(nodes, facts, key, number, parts, denied="true")


def _spoken_of(nodes: Nodes, facts: Facts, key: str, number: int, parts: Sequence[Sequence[str]], **more: str) -> None:
    subjects, names, stated = parts
    for subject in nodes.things(key, subjects):
        for name in map(shortened, nodes.things(key, names)):
            for value in nodes.values(key, stated):
                claim(facts, nodes, subject, name, value, number, **during(nodes, key), **more)


def _life(nodes: Nodes, facts: Facts, key: str, number: int) -> None:
    """A birth or a death."""
    cls = next(cls for cls in nodes.classes(key) if cls in _EVENTS)
    for person in dict.fromkeys((*nodes.things(key, _PERSONS), *nodes.leading.get(key, ()))):
        for name, said in zip(_EVENTS[cls], (_DATES, _PLACES), strict=True):
            for value in nodes.values(key, said):
                claim(facts, nodes, person, name, value, number)


def _marriage(nodes: Nodes, facts: Facts, key: str, number: int) -> None:
    couple = dict.fromkeys((*nodes.things(key, _COUPLE), *nodes.leading.get(key, ())))
    if len(couple) == 2:
        start = next(iter(nodes.told(key, _DATES)), "")
        one, other = couple
        claim(facts, nodes, one, "schema:spouse", Value(other, is_thing=True), number, Start=start)
    else:
        facts.left["bio:Marriage without two partners: left out"] += 1


_BETWEEN: Mapping[str, Callable[[Nodes, Facts, str, int], None]] = {
    "org:Membership": _membership,
    "rdf:Statement": _statement,
    "owl:NegativePropertyAssertion": _negation,
    **dict.fromkeys(_EVENTS, _life),
    "bio:Marriage": _marriage,
    **dict.fromkeys(ROLES, _role),
}
