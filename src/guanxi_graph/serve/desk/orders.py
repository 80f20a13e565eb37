"""What the page asks to be tried or written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import msgspec

from guanxi_graph.model import Kind
from guanxi_graph.reading.judgement_rows import Verdict
from guanxi_graph.reading.rows import ClaimRow
from guanxi_graph.reviewing.change import Addition, Fields
from guanxi_graph.reviewing.own_letters import Letters
from guanxi_graph.serve.protocol import ProtocolError
from guanxi_graph.writing.lines import in_order
from guanxi_graph.writing.yaml_text import Written

_DEEPEST = 4


class ClaimOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim with the new things that it names. ``seen`` is what the last trial said of the files."""

    claim: Mapping[str, Any]
    entities: tuple[Mapping[str, Any], ...] = ()
    write: bool = False
    seen: str = ""


class ProposalOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of the proposal of a number. ``digest`` is that of the proposals that were shown.

    ``claim`` is what is accepted instead; without it, what is proposed.
    """

    source: str
    number: int
    digest: str
    do: Literal["accept", "reject"]
    claim: Mapping[str, Any] | None = None
    entities: tuple[Mapping[str, Any], ...] = ()
    reason: str = ""
    write: bool = False
    seen: str = ""


class RecordOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A record or a file in other words. ``digest`` is that of the file that was shown."""

    thing: Letters
    id: str
    text: str
    digest: str
    write: bool = False


class JudgementOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a pair is. ``digest`` is that of the judgements that were shown."""

    kind: Kind
    one: str
    other: str
    are: Verdict
    digest: str
    reason: str = ""


class UndoOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last judgement taken back."""

    digest: str


OrderT = TypeVar("OrderT", ClaimOrder, ProposalOrder, RecordOrder, JudgementOrder, UndoOrder)


def read_order(body: bytes, kind: type[OrderT]) -> OrderT:
    """Raises ProtocolError."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProtocolError(400, f"this cannot be read: {error}") from error


def claim_of(given: Mapping[str, Any]) -> Fields:
    """A claim as it is written, without what is empty. Raises ProtocolError."""
    fields = _fields(given)
    unknown = fields.keys() - {field.encode_name for field in msgspec.structs.fields(ClaimRow)}
    if unknown:
        raise ProtocolError(400, f"a claim has no {', '.join(sorted(unknown))}")
    cited = fields.get("sources", [])
    sources = [_citation(each) for each in cited] if isinstance(cited, list) else [cited]
    return in_order({**fields, **({"sources": sources} if sources else {})}, ClaimRow)


def things_of(given: tuple[Mapping[str, Any], ...]) -> list[Addition]:
    return [("entity", _fields(each)) for each in given]


def _citation(cited: Written) -> Written:
    """On one line where there is no quote."""
    if not isinstance(cited, Mapping) or cited.get("quote"):
        return cited
    return " ".join(str(cited[name]) for name in ("source", "locator") if cited.get(name))


def _fields(given: Mapping[str, Any]) -> dict[str, Written]:
    return {name: text for name, value in given.items() if (text := _written(value, 0))}


def _written(value: Any, depth: int) -> Written:
    if isinstance(value, str):
        return value.strip()
    if depth < _DEEPEST and isinstance(value, list):
        return [_written(each, depth + 1) for each in value]
    if depth < _DEEPEST and isinstance(value, Mapping):
        return {str(name): text for name, each in value.items() if (text := _written(each, depth + 1))}
    raise ProtocolError(400, "the values are texts, lists and named values")
