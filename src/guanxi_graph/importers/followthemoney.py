"""Entities of FollowTheMoney (Aleph, OpenSanctions): companies, people, and what ties them.

Read directly, as the library for it weighs 245 MB. https://followthemoney.tech/explorer/ tells the schemata.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guanxi_graph.importers.facts import SEPARATOR, Facts
from guanxi_graph.importers.foreign_table import ForeignTable

# The schemata that are ties: from which property to which they lead, and in what word.
_TIES = {
    "Ownership": ("owner", "asset", "owns"),
    "Directorship": ("director", "organization", "directorOf"),
    "Membership": ("member", "organization", "memberOf"),
    "Employment": ("employee", "employer", "worksAt"),
    "Family": ("person", "relative", "kinOf"),
    "Associate": ("person", "associate", "associate of"),
    "Representation": ("agent", "client", "represents"),
    "Occupancy": ("holder", "post", "holds the post"),
    "Payment": ("payer", "beneficiary", "paid"),
    "Succession": ("successor", "predecessor", "succeeds"),
    "Debt": ("debtor", "creditor", "owes to"),
    "ProjectParticipant": ("participant", "project", "participates in"),
    "UnknownLink": ("subject", "object", "linkedTo"),
    "ContractAward": ("supplier", "contract", "was awarded"),
}
# What properties of ties are called here; the others keep their names.
_HEADINGS = {
    "startDate": "Start",
    "endDate": "End",
    "date": "Date",
    "sourceUrl": "URL",
    "publisher": "Source",
    "summary": "Note",
    "percentage": "qualifiers.share",
    "relationship": "qualifiers.kinTerm",
}
_NAMES = ("name", "caption", "full", "title", "registrationNumber")
_ALIASES = ("alias", "weakAlias", "previousName", "abbreviation")
_IDENTIFIERS = {"wikidataId": "same_as.wikidata", "leiCode": "same_as.lei"}
# Who is named elsewhere in the record anyway.
_SAID_ALREADY = frozenset({"namesMentioned", "proof"})

Record = Mapping[str, Any]


def is_entity(record: Any) -> bool:
    """Whether it has the shape of FollowTheMoney."""
    return isinstance(record, Mapping) and isinstance(record.get("properties"), Mapping) and "schema" in record


def read_entities(file: str, records: Sequence[tuple[int, Record]]) -> list[ForeignTable]:
    """The tables of entities, each with the line that it stands on."""
    facts = Facts(file, "Organization")
    known = {record["id"] for _, record in records if record["schema"] not in _TIES}
    for line, record in records:
        if record["schema"] in _TIES:
            _tie(facts, record, line)
        else:
            _thing(facts, record, line, known)
    return facts.tables


def _tie(facts: Facts, record: Record, line: int) -> None:
    """One claim for each pair of ends."""
    properties = record["properties"]
    start, end, word = _TIES[record["schema"]]
    said = {_HEADINGS.get(name, name): SEPARATOR.join(_texts(properties, name)) for name in properties}
    said |= _money(properties)
    more = {name: text for name, text in said.items() if name not in {start, end, *_SAID_ALREADY}}
    subjects, objects = list(_texts(properties, start)), list(_texts(properties, end))
    for subject in subjects:
        for object_ in objects:
            facts.claim(subject, word, line, object=object_, **more)
    if not (subjects and objects):
        facts.left[f"{record['schema']} has not both its ends: it was left out"] += 1


def _money(properties: Record) -> dict[str, str]:
    """The amount with its currency, as a map writes it."""
    for name, currency in (("amount", "currency"), ("amountEur", ""), ("amountUsd", "")):
        amounts = list(_texts(properties, name))
        codes = list(_texts(properties, currency)) if currency else [name[-3:].upper()]
        if amounts and codes:
            return {"qualifiers.amount": f"{codes[0]} {amounts[0]}", name: "", currency or name: ""}
    return {}


def _thing(facts: Facts, record: Record, line: int, known: set[str]) -> None:
    properties = record["properties"]
    names = [text for name in _NAMES for text in _texts(properties, name)] or [record["id"]]
    aliases = [*names[1:], *(text for name in _ALIASES for text in _texts(properties, name))]
    said = {heading: SEPARATOR.join(_texts(properties, name)) for name, heading in _IDENTIFIERS.items()}
    facts.thing(record["id"], line, label=names[0], aliases=SEPARATOR.join(aliases), cls=record["schema"], **said)
    for name in properties:
        if name not in {*_NAMES, *_ALIASES, *_IDENTIFIERS, *_SAID_ALREADY, "sourceUrl"}:
            for text in _texts(properties, name):
                where = {"object": text} if text in known else {"value": text}
                facts.claim(record["id"], name, line, **where, URL=next(_texts(properties, "sourceUrl"), ""))


def _texts(properties: Record, name: str) -> Iterator[str]:
    """The values of a property: texts, or the ids of entities that are written in its place."""
    found = properties.get(name, [])
    for each in found if isinstance(found, list) else [found]:
        yield str(each.get("id", "")) if isinstance(each, Mapping) else str(each)
