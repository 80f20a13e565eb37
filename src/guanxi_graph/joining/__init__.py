"""Which records mean one thing, who decided it, and making one of them: within a map and of two maps."""

from __future__ import annotations

from guanxi_graph.joining.candidates import Candidate, Reason, candidates
from guanxi_graph.joining.judging import Judged, judged_of, judgement, keep

__all__ = ["Candidate", "Judged", "Reason", "candidates", "judged_of", "judgement", "keep"]
