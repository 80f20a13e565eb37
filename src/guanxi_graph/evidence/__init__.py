"""What stands in the sources: stored texts, the places in them, and whether quotes and names stand there."""

from __future__ import annotations

from guanxi_graph.evidence.citations import NOT_VERIFIED, STATE_TEXTS, STATES, Evidence, Known, State, looked_up
from guanxi_graph.evidence.lock import Lock, read_lock, write_lock
from guanxi_graph.evidence.shelf import Found, Shelf, evidence_of, renewed, verified, with_claims
from guanxi_graph.evidence.stored import Text, parse_text, read_text, text_path

__all__ = [
    "NOT_VERIFIED",
    "STATES",
    "STATE_TEXTS",
    "Evidence",
    "Found",
    "Known",
    "Lock",
    "Shelf",
    "State",
    "Text",
    "evidence_of",
    "looked_up",
    "parse_text",
    "read_lock",
    "read_text",
    "renewed",
    "text_path",
    "verified",
    "with_claims",
    "write_lock",
]
