"""Precision and recall of ``guanxi propose``, of a text and a table of the claims that it makes.

    python scripts/benchmark_propose.py TEXT CLAIMS.tsv [-m MAP] [--source ID] [--nlp]
        [--same user_count=users,registeredUsers]

The table has a row a claim: ``para`` (the number of the paragraph), ``subject``, ``relation``, and ``object`` or
``value``; other columns are not read. Things are named by any name. A relation is one of the vocabulary, one of its
synonyms, or what ``--same`` says. A proposal is right when a row says it of the paragraph; a row is found when a
proposal says it. Rows that no relation can say count as not found.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from guanxi_graph.evidence import parse_text
from guanxi_graph.evidence.locators import last_paragraph
from guanxi_graph.evidence.numbers import numbers
from guanxi_graph.map import Map
from guanxi_graph.names import Names
from guanxi_graph.opening import load
from guanxi_graph.proposals import Proposal, Proposals, propose
from guanxi_graph.proposals.phrases import read_phrases
from guanxi_graph.proposals.recognised import nothing, recogniser

Row = Mapping[str, str]


class Measured(NamedTuple):
    """What was right and what was found, each with its kind."""

    right: list[Proposal]
    wrong: list[Proposal]
    found: list[Row]
    missed: list[Row]

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.found) / max(1, len(self.found) + len(self.missed))


def measured(
    proposals: Proposals, rows: Iterable[Row], gmap: Map, same: Mapping[str, set[str]] | None = None
) -> Measured:
    """The proposals against the rows that are expected."""
    new = (each.entity for each in proposals.entities)
    called = Names({entity.id: entity.names for entity in (*gmap.entities.values(), *new)})
    rows, meant = list(rows), {**_meant(gmap), **(same or {})}
    said = [(row, each) for row in rows for each in proposals.claims if _says(each, row, called, meant)]
    right = {id(each) for _, each in said}
    found = {id(row) for row, _ in said}
    return Measured(
        [each for each in proposals.claims if id(each) in right],
        [each for each in proposals.claims if id(each) not in right],
        [row for row in rows if id(row) in found],
        [row for row in rows if id(row) not in found],
    )


def _meant(gmap: Map) -> dict[str, set[str]]:
    meant: dict[str, set[str]] = {}
    for relation in gmap.vocabulary.relations.values():
        for word in (relation.id, *relation.synonyms):
            meant.setdefault(word, set()).add(relation.id)
    return meant


def _says(proposal: Proposal, row: Row, called: Names, meant: Mapping[str, set[str]]) -> bool:
    claim, kind = proposal.claim, row["relation"]
    if int(row["para"]) != last_paragraph(proposal.citation.locator):
        return False
    if claim.relation not in meant.get(kind, meant.get(kind.replace("_", " ").title().replace(" ", ""), set())):
        return False
    if not claim.object:
        return claim.subject in called.in_text(row["subject"]) and numbers(claim.value) <= numbers(row["value"])
    ends = called.in_text(row["subject"]), called.in_text(row["object"])
    forward = claim.subject in ends[0] and claim.object in ends[1]
    return forward or (kind in {"competesWith", "partnersWith", "mergedWith"} and claim.subject in ends[1])


def read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("claims", type=Path)
    parser.add_argument("-m", "--map", type=Path, default=Path("graph"))
    parser.add_argument("--source", default="text")
    parser.add_argument("--nlp", action="store_true")
    parser.add_argument("--same", action="append", default=[])
    options = parser.parse_args()
    gmap = load(options.map)
    text = parse_text(options.text.read_text("utf-8"), options.source)
    same = {word: set(ours.split(",")) for word, _, ours in (each.partition("=") for each in options.same)}
    recognised = recogniser() if options.nlp else nothing
    proposals = propose(gmap, text, read_phrases(options.map, gmap.vocabulary), recognised=recognised)
    _report(measured(proposals, read_rows(options.claims), gmap, same))


def _report(result: Measured) -> None:
    print(f"precision {result.precision:.2f} ({len(result.right)} of {len(result.right) + len(result.wrong)})")
    print(f"recall    {result.recall:.2f} ({len(result.found)} of {len(result.found) + len(result.missed)})\n")
    found = Counter(row["relation"] for row in result.found)
    asked = found + Counter(row["relation"] for row in result.missed)
    print("found by kind:")
    for kind, number in sorted(asked.items(), key=lambda each: (-found[each[0]], each[0])):
        print(f"  {kind:<24} {found[kind]} of {number}")
    print("\nproposed and not expected:" if result.wrong else "\nnothing was proposed that is not expected")
    for each in result.wrong:
        claim = each.claim
        print(f"  {each.citation.locator} {claim.subject} {claim.relation} {claim.object or claim.value}")


if __name__ == "__main__":
    main()
