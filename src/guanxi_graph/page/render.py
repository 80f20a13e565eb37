"""The page as one text: the graph's document, its opening network, our template around both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guanxi_graph.graph import Graph, entities_of, info_of, relation_of, ties_of, vocabulary_of
from guanxi_graph.model import Entity, label_of
from guanxi_graph.page.circles import circles
from guanxi_graph.page.core import core
from guanxi_graph.page.document import document
from guanxi_graph.page.layout import Position, arranged
from guanxi_graph.page.network import Page
from guanxi_graph.page.topology import topology
from guanxi_graph.reading.stories import Story


def render_page(
    graph: Graph,
    *,
    strengths: Mapping[str, float] | None = None,
    stories: Sequence[Story] = (),
    positions: Mapping[str, Position] | None = None,
) -> str:
    """The whole page as HTML, the same text for the same graph.

    ``strengths`` gives each claim's strength from 0 to 1 by its id; what it leaves out has its
    relation's strength in the vocabulary. ``positions`` are those to keep from an earlier build:
    what they name stays, what they leave out is placed.
    """
    info = info_of(graph)
    shape = topology(graph)
    groups = circles(shape)
    places = arranged(shape, positions or {}, groups)
    page = Page(
        title=label_of(info.title) or "guanxi-graph",
        language=info.languages[0] if info.languages else "en",
        document=document(
            graph,
            strengths=class_strengths(graph) | dict(strengths or {}),
            stories=stories,
            circle=groups.tolist(),
            points=[places[name] for name in shape.names],
        ),
    )
    opening = {shape.names[number] for number in core(shape)}
    page.nodes = [_node(entity, places[entity.id]) for entity in entities_of(graph) if entity.id in opening]
    page.edges = [
        {"id": tie.id, "from": tie.subject, "to": tie.object}
        for tie in sorted(ties_of(graph), key=lambda tie: tie.id)
        if tie.subject in opening and tie.object in opening
    ]
    return str(page.generate_html())


def class_strengths(graph: Graph) -> dict[str, float]:
    """The strength that the vocabulary gives to each claim's relation: 0 where it is no positive tie."""
    table = vocabulary_of(graph).strengths
    claims = [*ties_of(graph), *(claim for name in graph for claim in graph.nodes[name]["figures"].values())]
    return {claim.id: table.get(relation_of(graph, claim).strength, 0.0) for claim in claims}


def _node(entity: Entity, place: Position) -> dict[str, object]:
    return {"id": entity.id, "x": place[0], "y": place[1], "group": entity.cls}
