"""Contrast of two colours, and the nearest colour that has enough of it.

W3C, Web Content Accessibility Guidelines 2.2, "relative luminance" and "contrast ratio".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

Colour: TypeAlias = str  # #rrggbb

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_STEPS = 200


def is_colour(text: str) -> bool:
    return bool(_COLOUR.fullmatch(text))


def contrast(one: Colour, other: Colour) -> float:
    """From 1, of two equal colours, to 21: (L1 + 0.05) / (L2 + 0.05), L1 the lighter one's luminance."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def nearest_readable(colour: Colour, beside: Iterable[tuple[Colour, float]]) -> Colour:
    """The colour mixed with as little black or white as it takes; each has the contrast that it must have.

    What no mixture can do gives black or white, whichever comes nearer to it.
    """
    wanted = list(beside)
    for step in range(_STEPS + 1):
        for end in (0, 255):
            mixed = _mixed(colour, end, step / _STEPS)
            if all(contrast(mixed, other) >= least for other, least in wanted):
                return mixed
    return max("#000000", "#ffffff", key=lambda end: min(contrast(end, other) / least for other, least in wanted))


def _mixed(colour: Colour, end: int, share: float) -> Colour:
    return "#" + "".join(f"{round(part + (end - part) * share):02x}" for part in _parts(colour))


def _parts(colour: Colour) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
