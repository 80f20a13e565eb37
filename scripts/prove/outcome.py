"""What a trial measured, and whether that is what was promised."""

from __future__ import annotations

from typing import NamedTuple


class Outcome(NamedTuple):
    """``measured`` in a few words with its numbers; ``faults`` name what went wrong, at most a line each."""

    measured: str
    faults: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        return not self.faults
