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
    dots = [_dot(gmap, name, place, named=name in named) for name, place in places.items()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_frame(list(places.values()))}" role="img" '
        f'style="{style}" font-family="sans-serif" font-size="22" fill="#222">'
        f"<title>{escape(label_of(gmap.info.title, *gmap.info.languages))}</title>"
        f'<g stroke="#bbb" stroke-width="1.5">{"".join(lines)}</g>{"".join(dots)}</svg>\n'
    )


def _frame(points: Sequence[Position]) -> str:
    left, top = (min((point[axis] for point in points), default=0.0) - _MARGIN for axis in (0, 1))
    right, bottom = (max((point[axis] for point in points), default=0.0) + _MARGIN for axis in (0, 1))
    return f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"


def _line(one: Position, other: Position) -> str:
    return f'<path d="M{one[0]:.0f} {one[1]:.0f}L{other[0]:.0f} {other[1]:.0f}"/>'


def _dot(gmap: Map, name: str, place: Position, *, named: bool) -> str:
    entity = gmap.entities[name]
    label = escape(label_of(entity.labels, *gmap.info.languages) or name)
    colour = look_of(entity.cls, gmap.vocabulary).light
    x, y = place
    text = f'<text x="{x:.0f}" y="{y + 32:.0f}" text-anchor="middle">{label}</text>' if named else ""
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="10" fill="{colour}"><title>{label}</title></circle>{text}'
