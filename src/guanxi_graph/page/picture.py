"""The laid-out map as one small SVG: a file, or for a notebook, where the page's scripts do not run."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from guanxi_graph.map import Map
from guanxi_graph.model import label_of
from guanxi_graph.page.layout import Position, layout
from guanxi_graph.page.looks import look_of
from guanxi_graph.page.topology import topology

_NAMED = 40  # the most connected have their names beside them; the others when pointed at
_MARGIN = 120.0
_LARGE, _SMALL = (22, 32), (13, 22)  # the size of a name, and how far below its dot it stands
_FEW = 60  # entities; there is less room between them


def picture(gmap: Map, circles: Sequence[Sequence[str]] = ()) -> str:
    """An SVG element without script for a page, the same for the same map; it asks for no other file."""
    if not gmap.entities:
        return "<p>This map has no entities.</p>"
    return drawing(gmap, circles, style="width:100%;max-height:640px;background:#fff")


def drawing(gmap: Map, circles: Sequence[Sequence[str]] = (), style: str = "background:#fff") -> str:
    """The same as an SVG file; of a map without entities an empty one."""
    shape, places = topology(gmap), layout(gmap, circles)
    order = sorted(range(len(shape.names)), key=lambda node: (-int(shape.degrees[node]), shape.names[node]))
    named = {shape.names[node] for node in order[:_NAMED]}
    lines = [_line(places[shape.names[one]], places[shape.names[other]]) for one, other in shape.pairs.tolist()]
    size, below = _SMALL if len(places) <= _FEW else _LARGE
    dots = [_dot(gmap, name, place) for name, place in places.items()]
    names = [_name(gmap, name, (x, y + below)) for name, (x, y) in places.items() if name in named]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_frame(list(places.values()))}" role="img" '
        f'style="{style}" font-family="sans-serif" font-size="{size}" fill="#222">'
        f"<title>{escape(label_of(gmap.info.title, *gmap.info.languages))}</title>"
        f'<g stroke="#bbb" stroke-width="1.5">{"".join(lines)}</g>{"".join(dots)}'
        '<g text-anchor="middle" stroke="#fff" stroke-width="4" stroke-linejoin="round" paint-order="stroke">'
        f"{''.join(names)}</g></svg>\n"
    )


def _frame(points: Sequence[Position]) -> str:
    left, top = (min((point[axis] for point in points), default=0.0) - _MARGIN for axis in (0, 1))
    right, bottom = (max((point[axis] for point in points), default=0.0) + _MARGIN for axis in (0, 1))
    return f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"


def _line(one: Position, other: Position) -> str:
    return f'<path d="M{one[0]:.0f} {one[1]:.0f}L{other[0]:.0f} {other[1]:.0f}"/>'


def _dot(gmap: Map, name: str, place: Position) -> str:
    colour = look_of(gmap.entities[name].cls, gmap.vocabulary).light
    x, y = place
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="10" fill="{colour}"><title>{_label(gmap, name)}</title></circle>'


def _name(gmap: Map, name: str, place: Position) -> str:
    x, y = place
    return f'<text x="{x:.0f}" y="{y:.0f}">{_label(gmap, name)}</text>'


def _label(gmap: Map, name: str) -> str:
    return escape(label_of(gmap.entities[name].labels, *gmap.info.languages) or name)
