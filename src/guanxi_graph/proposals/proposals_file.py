"""``proposals/ID.yaml``: what was proposed from a text, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from guanxi_graph.evidence.locators import last_paragraph
from guanxi_graph.evidence.stored import Text
from guanxi_graph.files import write_text
from guanxi_graph.problems import MapError, Problem, Span
from guanxi_graph.proposals.proposal import NewEntity, Proposal, Proposals
from guanxi_graph.reading.folder import PROPOSALS
from guanxi_graph.reading.located import Fields
from guanxi_graph.reading.records import typed_record
from guanxi_graph.reading.yaml import read_yaml

_HEAD = "# Proposed from a text: nothing here is part of the map. Written by `guanxi propose`.\n"


def proposals_path(directory: Path, source: str) -> Path:
    return directory / PROPOSALS / f"{source}.yaml"


def read_proposals(directory: Path, source: str) -> Proposals:
    """What was proposed from a text; nothing if there is no file. Raises MapError, and OSError."""
    path = proposals_path(directory, source)
    root = read_yaml(path, str(path)) if path.is_file() else None
    if root is None:
        return Proposals(source=source)
    if not isinstance(root, Fields):
        raise MapError([Problem("wrong-shape", "proposals are named fields", Span(str(path)), _AGAIN)])
    record, problems = typed_record(root, Proposals)
    if problems or record is None:
        raise MapError(problems)
    uncited = [f"claims[{index}]" for index, each in enumerate(record.row.claims) if len(each.claim.sources) != 1]
    if uncited:
        raise MapError([Problem("wrong-shape", f"`{uncited[0]}` must have one source", record.span("claims"), _AGAIN)])
    return record.row


_AGAIN = "mend it, or remove the file and run `guanxi propose` again"


def write_proposals(directory: Path, proposals: Proposals) -> Path:
    """Write the file whole, in a stable order, and return its path. Raises OSError."""
    import yaml

    path = proposals_path(directory, proposals.source)
    dumped = yaml.safe_dump(
        as_written(in_order(proposals)), allow_unicode=True, sort_keys=False, default_flow_style=False, width=4000
    )
    write_text(path, _HEAD + dumped)
    return path


def in_order(proposals: Proposals) -> Proposals:
    """By paragraph, then by what they say."""
    return msgspec.structs.replace(
        proposals,
        claims=tuple(sorted(proposals.claims, key=lambda each: (last_paragraph(each.citation.locator), each.says))),
        entities=tuple(sorted(proposals.entities, key=lambda each: each.entity.id)),
        passed=tuple(
            sorted(set(proposals.passed), key=lambda each: (last_paragraph(each.locator), each.quote, each.why))
        ),
        nothing=tuple(sorted(set(proposals.nothing))),
    )


def renewed(old: Proposals, new: Proposals, text: Text) -> Proposals:
    """What is proposed now: what was decided stays as it was and is not proposed again, nor is what others proposed."""
    proposer = {_kind(each) for each in new.claims} or {"rules"}
    kept = [each for each in old.claims if each.is_decided or _kind(each) not in proposer]
    said = {each.says for each in kept}
    claims = (*kept, *(each for each in new.claims if each.says not in said))
    return in_order(
        Proposals(
            source=new.source,
            digest=text.digest,
            claims=claims,
            entities=_needed(claims, {each.entity.id: each for each in (*old.entities, *new.entities)}),
            passed=new.passed,
            nothing=untouched(claims, text),
        )
    )


def untouched(claims: tuple[Proposal, ...], text: Text) -> tuple[int, ...]:
    """The numbers of the paragraphs from which nothing is proposed."""
    taken = {last_paragraph(each.citation.locator) for each in claims}
    return tuple(each.number for each in text.paragraphs if each.number and each.number not in taken)


def _kind(proposal: Proposal) -> str:
    return proposal.proposed.partition(" ")[0]


def _needed(claims: tuple[Proposal, ...], known: Mapping[str, NewEntity]) -> tuple[NewEntity, ...]:
    named = {end for each in claims if not each.is_decided for end in (each.claim.subject, each.claim.object)}
    return tuple(new for name, new in known.items() if name in named)


def as_written(value: Any) -> Any:
    """As it is written: no field that is as it would be without, everything else as text, lists and mappings."""
    match value:
        case msgspec.Struct():
            fields = ((field, getattr(value, field.name)) for field in msgspec.structs.fields(value))
            return {
                field.encode_name: as_written(each)
                for field, each in fields
                if each != field.default and _is_said(each)
            }
        case Mapping():
            return {str(key): as_written(each) for key, each in value.items()}
        case tuple() | list():
            return [as_written(each) for each in value]
        case int():
            return value
    return str(value)


def _is_said(value: Any) -> bool:
    return value is not None and value not in ("", (), {})
