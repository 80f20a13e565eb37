"""``redactions.yaml`` as it is written: which entities and claims a map holds back."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from guanxi_graph.model import EntityId


class Redaction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entity or a claim that is held back. The reason stays in this file."""

    entity: EntityId = ""
    claim: Annotated[str, Meta(description="The id of a claim.")] = ""
    reason: str = ""
