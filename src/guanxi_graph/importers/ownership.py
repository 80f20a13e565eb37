"""Beneficial ownership data (BODS 0.4): entities, people, and what interests lead from one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guanxi_graph.importers.facts import SEPARATOR, Facts
from guanxi_graph.importers.foreign_table import ForeignTable
from guanxi_graph.names import words

Record = Mapping[str, Any]


def is_statement(record: Any) -> bool:
    """Whether it has the shape of BODS 0.4."""
    return isinstance(record, Mapping) and "statementId" in record and isinstance(record.get("recordDetails"), Mapping)


def read_statements(file: str, records: Sequence[tuple[int, Record]]) -> list[ForeignTable]:
    """The tables of statements; the last of each record is what holds."""
    facts = Facts(file, "Organization")
    for line, record in {str(each["recordId"]): (line, each) for line, each in records}.values():
        if record.get("recordType") == "relationship":
            _interests(facts, record, line)
        else:
            _thing(facts, record, line)
    return facts.tables


def _thing(facts: Facts, record: Record, line: int) -> None:
    key, details = str(record["recordId"]), record["recordDetails"]
    names = [each.get("fullName", "") for each in details.get("names", [])] or [details.get("name", "")]
    leis = [each["id"] for each in details.get("identifiers", []) if "id" in each and _is_lei(each)]
    person = record.get("recordType") == "person"
    facts.thing(
        key,
        line,
        label=names[0] or key,
        aliases=SEPARATOR.join([*names[1:], *details.get("alternateNames", [])]),
        cls="person" if person else "organization",
        **{"same_as.lei": leis[0] if leis else ""},
    )
    source = _source(record)
    for name, value in _said(details):
        facts.claim(key, name, line, value=value, **source)


def _said(details: Record) -> list[tuple[str, str]]:
    """What else is told, each by a word for it."""
    dates = (("bornOn", "birthDate"), ("diedOn", "deathDate"), ("foundedOn", "foundingDate"))
    found = [(word, details[name]) for word, name in (*dates, ("dissolvedOn", "dissolutionDate")) if details.get(name)]
    found += [("nationality", each.get("name", each.get("code", ""))) for each in details.get("nationalities", [])]
    found += [("identifier", f"{each.get('scheme', '')} {each.get('id', '')}".strip()) for each in _others(details)]
    found += [("address", _address(each)) for each in details.get("addresses", [])]
    if place := details.get("jurisdiction"):
        found.append(("jurisdiction", place.get("name", place.get("code", ""))))
    return [(word, text) for word, text in found if text]


def _others(details: Record) -> list[Record]:
    return [each for each in details.get("identifiers", []) if not _is_lei(each)]


def _is_lei(identifier: Record) -> bool:
    return str(identifier.get("scheme", "")).upper() == "XI-LEI"


def _address(written: Record) -> str:
    country = written.get("country", {})
    name = country.get("name", "") if isinstance(country, Mapping) else str(country)
    return ", ".join(filter(None, (written.get("address", ""), written.get("postCode", ""), name)))


def _interests(facts: Facts, record: Record, line: int) -> None:
    """A claim for each interest, from who has it to what it is in."""
    details = record["recordDetails"]
    subject, party = details.get("subject"), details.get("interestedParty")
    if not isinstance(subject, str) or not isinstance(party, str):
        facts.left["relationship names no party, only why not: it was left out"] += 1
        return
    for interest in details.get("interests", []) or [{}]:
        kind = interest.get("type", "unknownInterest")
        share = interest.get("share", {})
        span = [str(share[name]) for name in ("minimum", "maximum") if name in share]
        facts.claim(
            party,
            "owns" if kind == "shareholding" else f"{' '.join(words(kind))} in",
            line,
            object=subject,
            Start=interest.get("startDate", ""),
            End=interest.get("endDate", ""),
            Note="; ".join(filter(None, (interest.get("details", ""), f"share: {'–'.join(span)} %" if span else ""))),
            **{"qualifiers.share": str(share.get("exact", "")), "directness": interest.get("directOrIndirect", "")},
            **_source(record),
        )


def _source(record: Record) -> dict[str, str]:
    """Who published the statement."""
    source = record.get("source", {})
    url = source.get("url", "") if isinstance(source, Mapping) else ""
    return {"URL": url, "Source": record.get("publicationDetails", {}).get("publisher", {}).get("name", "")}
