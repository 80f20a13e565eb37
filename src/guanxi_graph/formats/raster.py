"""A drawing (SVG) as a picture (PNG), with the fonts of this machine."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import unescape
from typing import TypeAlias

from guanxi_graph.formats.needed import needed

# The first that is there draws what it can; what it lacks comes from any font of the machine that has it.
_CHINESE = ("Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans")
FAMILIES = (*_CHINESE, "DejaVu Sans", "Liberation Sans", "Arial", "Helvetica", "Segoe UI")
_WIDTH = 2400  # pixels
_NOBODYS = "\U0010fffe"  # no font has it
_FIRST_BEYOND_ASCII = "\x80"
Render: TypeAlias = Callable[[str], bytes]


def to_png(svg: str, families: tuple[str, ...] = FAMILIES, width: int = _WIDTH) -> bytes:
    """White where nothing is drawn; ``width`` in pixels.

    Raises ImportError without resvg_py, OverflowError for letters that no font has.
    """
    svg_to_bytes = needed("resvg_py", "png", "pictures").svg_to_bytes
    named = ", ".join(f"'{family}'" for family in families)
    lacking = _lacking(svg, partial(_letter, svg_to_bytes, named))
    if lacking:
        raise OverflowError(f"no font of this machine draws {lacking}: install one that does, such as Noto Sans CJK")
    drawn = svg.replace('font-family="sans-serif"', f'font-family="{named}"', 1)
    return bytes(svg_to_bytes(svg_string=drawn, width=width, background="#ffffff"))


def _lacking(svg: str, letter: Render) -> str:
    """The letters of its texts that are drawn as nothing, or like one that no font has; the first ten."""
    texts = map(unescape, re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    letters = dict.fromkeys("a" + "".join(char for text in texts for char in text if char >= _FIRST_BEYOND_ASCII))
    empty = {letter(_NOBODYS), letter(" ")}
    return "".join([char for char in letters if not char.isspace() and letter(char) in empty][:10])


def _letter(svg_to_bytes: Callable[..., bytes], families: str, char: str) -> bytes:
    text = f'<text y="24" font-size="20" font-family="{families}">{char}</text>'
    return bytes(svg_to_bytes(svg_string=f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{text}</svg>'))
