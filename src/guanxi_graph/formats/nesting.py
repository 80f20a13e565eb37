"""How deep the triples of a Turtle text stand within each other, told before a parser recurses into them.

Twenty thousand of them end Oxigraph's process without a word.
"""

from __future__ import annotations

import re

DEEPEST = 100

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


def nests_too_deep(turtle: bytes) -> bool:
    """Whether ``<<`` is open more than ``DEEPEST`` times at once. Linear in the length of the text."""
    if turtle.count(b"<<") <= DEEPEST:
        return False
    depth = 0
    for match in _TOKEN.finditer(turtle):
        mark = match["mark"]
        if mark is not None:
            depth = depth + 1 if mark == b"<<" else max(0, depth - 1)
            if depth > DEEPEST:
                return True
    return False
