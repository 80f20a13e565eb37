"""The one form that everything flows through: a ``networkx.MultiDiGraph``.

A node is an entity's id; its data holds the ``entity`` and its ``figures`` (value claims by id). An
edge runs from subject to object; its key is the claim's id and its data holds the ``claim``. The
graph's own data holds the map's ``info``, its ``vocabulary`` and its ``sources`` by id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

import networkx as nx

from guanxi_graph.model import Claim, Entity, MapInfo, Source
from guanxi_graph.problems import MapError, has_errors
from guanxi_graph.reading import Draft, read_map
from guanxi_graph.reading.rows import claim
from guanxi_graph.redaction import problems_of, redacted
from guanxi_graph.vocabulary import Relation, Vocabulary

if TYPE_CHECKING:
    Graph: TypeAlias = nx.MultiDiGraph[str]
else:
    Graph = nx.MultiDiGraph


def load(directory: Path | str, *, drafting: bool = False) -> Graph:
    """The checked graph of a map's directory. Raises MapError with every problem that was found."""
    draft = read_map(Path(directory))
    problems = problems_of(draft, drafting=drafting)
    if has_errors(problems):
        raise MapError(problems)
    return from_draft(draft)


def from_draft(draft: Draft) -> Graph:
    """The graph of a draft that has no errors, without what the map holds back."""
    shown = redacted(draft)
    return build(
        shown.info,
        shown.vocabulary,
        entities=(record.row for record in shown.entities),
        sources=(record.row for record in shown.sources),
        claims=(claim(record.row, shown.vocabulary) for record in shown.claims),
    )


def build(
    info: MapInfo,
    vocabulary: Vocabulary,
    *,
    entities: Iterable[Entity],
    sources: Iterable[Source],
    claims: Iterable[Claim],
) -> Graph:
    """The graph of these parts, in the order of their ids so that equal parts give equal graphs.

    Raises KeyError when a claim names an entity that is not among them.
    """
    graph: Graph = nx.MultiDiGraph(
        info=info,
        vocabulary=vocabulary,
        sources={source.id: source for source in sorted(sources, key=lambda source: source.id)},
    )
    for entity in sorted(entities, key=lambda entity: entity.id):
        graph.add_node(entity.id, entity=entity, figures={})
    for each in sorted(claims, key=lambda claim: claim.id):
        if each.is_tie:
            if each.subject not in graph or each.object not in graph:  # networkx would add it, empty
                raise KeyError(each.id)
            graph.add_edge(each.subject, each.object, key=each.id, claim=each)
        else:
            graph.nodes[each.subject]["figures"][each.id] = each
    return graph


def info_of(graph: Graph) -> MapInfo:
    return cast("MapInfo", graph.graph["info"])


def vocabulary_of(graph: Graph) -> Vocabulary:
    return cast("Vocabulary", graph.graph["vocabulary"])


def sources_of(graph: Graph) -> Mapping[str, Source]:
    return cast("Mapping[str, Source]", graph.graph["sources"])


def entity_of(graph: Graph, name: str) -> Entity:
    """The entity. Raises KeyError when there is none of that id."""
    return cast("Entity", graph.nodes[name]["entity"])


def figures_of(graph: Graph, name: str) -> Mapping[str, Claim]:
    """The value claims about an entity, by id."""
    return cast("Mapping[str, Claim]", graph.nodes[name]["figures"])


def entities_of(graph: Graph) -> Iterator[Entity]:
    for _, data in graph.nodes(data=True):
        yield data["entity"]


def ties_of(graph: Graph, name: str | None = None) -> list[Claim]:
    """The claims between entities: all of them, or those from and to one."""
    if name is None:
        return [
            data["claim"]
            for _, neighbours in graph.adjacency()
            for parallel in neighbours.values()
            for data in parallel.values()
        ]
    return [data["claim"] for _, _, data in chain(graph.out_edges(name, data=True), graph.in_edges(name, data=True))]


def claims_of(graph: Graph) -> list[Claim]:
    """Every claim, ties and figures, by id."""
    figures = [claim for _, data in graph.nodes(data=True) for claim in data["figures"].values()]
    return sorted(ties_of(graph) + figures, key=attrgetter("id"))


def relation_of(graph: Graph, claim: Claim) -> Relation:
    return vocabulary_of(graph).relations[claim.relation]


def plain_facts(graph: Graph) -> Iterator[Claim]:
    """The ties that may be said as plain facts, without naming who says so."""
    claims = claims_of(graph)
    return filter(best_rank(claims, vocabulary_of(graph)), claims)


def best_rank(claims: Iterable[Claim], vocabulary: Vocabulary) -> Callable[[Claim], bool]:
    """Whether a tie is of the best rank among those of the claims that compete with it.

    Ties compete when they say the same of the same two entities, or, for a functional relation,
    when they have the same subject. A deprecated claim is never among the best.
    """
    relations = vocabulary.relations
    preferred = {_contest(claim, relations) for claim in claims if claim.rank == "preferred" and claim.object}

    def is_best(claim: Claim) -> bool:
        if claim.rank == "normal":
            return bool(claim.object) and not (preferred and _contest(claim, relations) in preferred)
        return claim.rank == "preferred" and bool(claim.object)

    return is_best


def _contest(claim: Claim, relations: Mapping[str, Relation]) -> tuple[str, ...]:
    if relations[claim.relation].functional:
        return claim.subject, claim.relation
    return claim.subject, claim.relation, claim.object
