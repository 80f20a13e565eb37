"""``guanxi bridges``: what holds a map together."""

from __future__ import annotations

from guanxi_graph.cli.lens import Lens, ids, lens_command
from guanxi_graph.cli.output import Answer
from guanxi_graph.cli.structure import structure, structure_options


@lens_command
@structure_options
def bridges(lens: Lens, classes: tuple[str, ...], *, ties_only: bool) -> Answer:
    """Find who and which links, if removed, split the map."""
    from guanxi_graph.analysis.cores import bridges as bridges_of
    from guanxi_graph.analysis.cores import cut_nodes

    network, remarks = structure(lens, classes, ties_only=ties_only)
    nodes, links = cut_nodes(network), bridges_of(network)
    rows: list[tuple[object, ...]] = [("entity", ids((node.name,)), node.cut_off, node.pieces) for node in nodes]
    rows += [("link", ids(link.ends), link.cut_off, 2) for link in links]
    return Answer(
        results={"entities": nodes, "links": links},
        title="What holds the map together",
        headers=("kind", "which", "cuts off", "pieces"),
        rows=rows,
        remarks=remarks,
    )
