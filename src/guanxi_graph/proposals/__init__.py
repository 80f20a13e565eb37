"""Claims proposed from a text, by rules or by a language model: part of the map only when somebody accepts them."""

from __future__ import annotations

from guanxi_graph.proposals.proposal import Flag, NewEntity, PassedOver, Proposal, Proposals
from guanxi_graph.proposals.proposals_file import proposals_path, read_proposals, renewed, write_proposals
from guanxi_graph.proposals.proposer import propose

__all__ = [
    "Flag",
    "NewEntity",
    "PassedOver",
    "Proposal",
    "Proposals",
    "proposals_path",
    "propose",
    "read_proposals",
    "renewed",
    "write_proposals",
]
