"""How deep the triples of a Turtle text stand within each other, told before a parser recurses into them.

Twenty thousand of them end Oxigraph's process without a word.
"""

from __future__ import annotations

import mmap
import re
from itertools import islice
from pathlib import Path

DEEPEST = 100
TOO_DEEP = f"triples stand within triples more than {DEEPEST} deep"

# RDF 1.2 Turtle, §6, loosely. What is not closed reaches to the end, so that no text is looked at twice.
_TOKEN = re.compile(
    rb'"""(?:"{0,2}(?:[^"\\]|\\.))*+(?:"""|\Z)?'
    rb"|'''(?:'{0,2}(?:[^'\\]|\\.))*+(?:'''|\Z)?"
    rb'|"(?:[^"\\\n\r]|\\.)*+"?'
    rb"|'(?:[^'\\\n\r]|\\.)*+'?"
    rb"|<[^<>\s]*+>|\#[^\n\r]*|\\."
    rb"|(?P<mark><<|>>)",
    re.DOTALL,
)


_OPENING = re.compile(rb"<<")


def file_nests_too_deep(path: Path) -> bool:
    """The same of a file, which is not read into memory. Raises OSError."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return nests_too_deep(text)


def nests_too_deep(turtle: bytes | mmap.mmap) -> bool:
    """Whether ``<<`` is open more than ``DEEPEST`` times at once. Linear in the length of the text."""
    if sum(1 for _ in islice(_OPENING.finditer(turtle), DEEPEST + 1)) <= DEEPEST:  # most often, and much faster
        return False
    depth = 0
    for match in _TOKEN.finditer(turtle):
        mark = match["mark"]
        if mark is not None:
            depth = depth + 1 if mark == b"<<" else max(0, depth - 1)
            if depth > DEEPEST:
                return True
    return False
