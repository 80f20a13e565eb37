"""The card that previews of a link to the page show: the map drawn beside its title, as one SVG of a fixed size."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from html import escape

from rich.cells import cell_len

from guanxi_graph.contrast import is_colour
from guanxi_graph.map import Map
from guanxi_graph.model import label_of
from guanxi_graph.page.core import core
from guanxi_graph.page.layout import Position
from guanxi_graph.page.looks import look_of
from guanxi_graph.page.topology import Topology, topology

CARD_FILE = "card.png"
WIDTH, HEIGHT = 1200, 630  # pixels, as networks that preview links ask for
_LEFT, _WIDE = 64, 470  # where the words stand
_BOX = (570.0, 40.0, 590.0, 550.0)  # left, top, width and height of the drawing
_CELL = 0.53  # the width of a letter, by its height; a Chinese one has two
_INK, _SOFT, _PAPER, _ACCENT = "#1f1c17", "#6b645a", "#faf8f3", "#a8321e"


def card(gmap: Map, places: Mapping[str, Position]) -> str:
    """The card of a map whose entities stand at ``places``; its texts are in the map's first language."""
    info, languages = gmap.info, gmap.info.languages
    accent = info.theme.accent if is_colour(info.theme.accent) else _ACCENT
    paper = info.theme.paper if is_colour(info.theme.paper) else _PAPER
    title, top = _words(label_of(info.title, *languages) or "guanxi-graph", 54, 3, 150, _INK, "700")
    told, _ = _words(label_of(info.description, *languages), 25, 6, top + 26, _SOFT, "400")
    credit = label_of(info.theme.credit, *languages) or ", ".join(name.partition(" <")[0] for name in info.authors)
    foot, _ = _words(credit, 20, 1, HEIGHT - 48, _SOFT, "400")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{paper}"/>'
        f'<rect width="14" height="{HEIGHT}" fill="{accent}"/>'
        f"{_drawing(gmap, places, paper)}{title}{told}{foot}</svg>\n"
    )


def _words(text: str, size: int, most: int, top: float, fill: str, weight: str) -> tuple[str, float]:
    """The text in at most so many lines, and where the next one would stand."""
    lines = _lines(text, int(_WIDE / (size * _CELL)))
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1].rstrip(' ,.;:，。、')}…"]
    written = "".join(
        f'<text x="{_LEFT}" y="{top + row * size * 1.25:.0f}" font-size="{size}" font-weight="{weight}" '
        f'fill="{fill}">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    return written, top + len(lines) * size * 1.25


def _lines(text: str, cells: int) -> list[str]:
    """Broken between words, and within what has none, such as Chinese."""
    lines = [""]
    for word in text.split():
        for place, part in enumerate(_parts(word, cells)):
            gap = " " if lines[-1] and place == 0 else ""
            if cell_len(lines[-1] + gap + part) > cells:
                lines.append(part)
            else:
                lines[-1] += gap + part
    return lines if lines[0] else []


def _parts(word: str, cells: int) -> Sequence[str]:
    """Where a line may end within it: a word of letters only where it has no room on any line."""
    if word.isascii():
        return textwrap.wrap(word, cells)
    return [word] if cell_len(word) <= cells // 2 else word


def _drawing(gmap: Map, places: Mapping[str, Position], paper: str) -> str:
    """What the page opens on, without names: they could not be read."""
    shape = topology(gmap)
    drawn = [shape.names[node] for node in core(shape)]
    if not drawn:
        return ""
    at = _placed({name: places[name] for name in drawn})
    return f'<g stroke="#6f675a" stroke-opacity="0.3">{_lines_of(shape, at)}</g>{_dots(gmap, shape, at, paper)}'


def _placed(places: Mapping[str, Position]) -> dict[str, Position]:
    """Moved and scaled into the box, the middle of both at one place."""
    left, top, wide, high = _BOX
    (least_x, most_x), (least_y, most_y) = ((min(axis), max(axis)) for axis in zip(*places.values(), strict=True))
    scale = min(wide / max(1.0, most_x - least_x), high / max(1.0, most_y - least_y), 3.0)
    off_x = left + wide / 2 - (least_x + most_x) / 2 * scale
    off_y = top + high / 2 - (least_y + most_y) / 2 * scale
    return {name: (off_x + x * scale, off_y + y * scale) for name, (x, y) in places.items()}


def _lines_of(shape: Topology, at: Mapping[str, Position]) -> str:
    pairs = ((shape.names[one], shape.names[other]) for one, other in shape.pairs.tolist())
    ends = ((at[one], at[other]) for one, other in pairs if one in at and other in at)
    return "".join(f'<path d="M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}"/>' for a, b in ends)


def _dots(gmap: Map, shape: Topology, at: Mapping[str, Position], paper: str) -> str:
    most = max(int(shape.degrees[shape.index[name]]) for name in at) or 1
    sized = ((name, 3 + 9 * (int(shape.degrees[shape.index[name]]) / most) ** 0.5) for name in at)
    return "".join(
        f'<circle cx="{at[name][0]:.1f}" cy="{at[name][1]:.1f}" r="{radius:.1f}" stroke="{paper}" '
        f'fill="{look_of(gmap.entities[name].cls, gmap.vocabulary).light}"/>'
        for name, radius in sorted(sized, key=lambda each: -each[1])
    )
