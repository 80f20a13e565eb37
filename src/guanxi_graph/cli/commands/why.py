"""``guanxi why``: what a line of the map stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from guanxi_graph.cli.common import misused
from guanxi_graph.cli.lens import Lens, lens_command
from guanxi_graph.cli.output import Answer

if TYPE_CHECKING:
    from guanxi_graph.analysis.why import Reason, Witness
    from guanxi_graph.model import Claim


@lens_command
@click.argument("claim")
def why(lens: Lens, claim: str) -> Answer:
    """Tell why CLAIM stands: its sources, its rule and premises."""
    from guanxi_graph.analysis.why import why as reasons
    from guanxi_graph.map.called import claim_called
    from guanxi_graph.map.inference import infer

    gmap = lens.gmap.with_claims(infer(lens.gmap).claims)
    claims = gmap.claims
    try:
        found = reasons(gmap, claim_called(gmap, claim))
    except LookupError as error:
        misused(str(error))
    return Answer(
        results=found,
        title=f"Why {found.claim}",
        headers=("claim", "source", "locator", "title", "published", "url"),
        rows=[
            (each.claim, witness.source, witness.locator, witness.title, witness.published, witness.url)
            for each in _all(found)
            for witness in each.witnesses
        ],
        text="\n".join(_told(found, claims, lens, "")),
    )


def _all(reason: Reason) -> Iterator[Reason]:
    yield reason
    for premise in reason.premises:
        yield from _all(premise)


def _told(reason: Reason, claims: Mapping[str, Claim], lens: Lens, indent: str) -> Iterator[str]:
    from guanxi_graph.map.told import sentence

    yield f"{indent}{sentence(lens.whole, claims[reason.claim])}"
    yield f"{indent}  claim {reason.claim}, {reason.confidence}, rank {reason.rank}"
    if reason.proposed:
        yield f"{indent}  proposed by {reason.proposed}, accepted by {reason.accepted or 'nobody'}"
    for said in (reason.reason and f"ranked so because: {reason.reason}", reason.note and f"note: {reason.note}"):
        if said:
            yield f"{indent}  {said}"
    for witness in reason.witnesses:
        for line in _witness(witness):
            yield f"{indent}  {line}"
    against = (side for conflict in reason.conflicts for side in conflict.sides if side.claim != reason.claim)
    for side in against:
        against_it = "denied by" if side.denied else "against it:"
        yield f"{indent}  {against_it} {side.claim}, rank {side.rank} [{', '.join(side.sources)}]"
    if reason.rule:
        yield f"{indent}  inferred by the rule {reason.rule} ({reason.rule_says}) from:"
        for premise in reason.premises:
            yield from _told(premise, claims, lens, indent + "    ")


def _witness(witness: Witness) -> Iterator[str]:
    repeats = "" if witness.lineage == witness.source else f"; repeats {witness.lineage}"
    reliability = f"; of {witness.reliability} reliability" if witness.reliability else ""
    found = "" if witness.found == "not verified" else f"; {witness.found}"
    place = " ".join(part for part in (witness.source, witness.locator) if part)
    yield f"says {place}: {witness.title} ({witness.published or 'no date'}){repeats}{reliability}{found}"
    if witness.quote:
        yield f"  “{witness.quote}”"
    yield from (f"  {address}" for address in (witness.link, witness.url, witness.archived_url) if address)
