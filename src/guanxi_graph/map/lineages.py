"""Which sources stand on their own: two papers that repeat one report are one lineage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guanxi_graph.model import Claim, Parameters, Reliability, Source


def origin(source: str, sources: Mapping[str, Source]) -> str:
    """The source at the start of the chain of repeats that this one ends."""
    seen = {source}
    while source in sources and (repeated := sources[source].lineage) and repeated not in seen:
        seen.add(repeated)
        source = repeated
    return source


def repeats_of(source: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """The source and all that only repeat it."""
    return frozenset(name for name in sources if name == source or source in _chain(name, sources))


def _chain(source: str, sources: Mapping[str, Source]) -> set[str]:
    """The source and those whose report it repeats, one after the other."""
    seen = {source}
    while source in sources and (repeated := sources[source].lineage) and repeated not in seen:
        seen.add(repeated)
        source = repeated
    return seen


def lineages_of(claim: Claim, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """The independent origins of what is cited, by id."""
    return tuple(sorted({origin(cited.source, sources) for cited in claim.citations}))


# How far a source of each reliability is believed: a convention, which `reliabilities` in map.toml overrides.
RELIABILITY_WEIGHTS: Mapping[Reliability, float] = {"high": 0.95, "fair": 0.7, "low": 0.4}


def weight_of(source: str, sources: Mapping[str, Source], parameters: Parameters) -> float:
    """How far the source is believed (q): by its id, else its reliability, else its kind, else the map's default."""
    weights, known = parameters.source_weights, sources.get(source)
    if known is None or source in weights:
        return weights.get(source, parameters.source_weight)
    if known.reliability:
        return parameters.reliabilities.get(known.reliability, RELIABILITY_WEIGHTS[known.reliability])
    return weights.get(known.kind, parameters.source_weight)


def corroboration(cited: Iterable[str], sources: Mapping[str, Source], parameters: Parameters) -> float:
    """C = 1 − Π(1 − q) over independent lineages; a lineage is believed as its best source is."""
    best: dict[str, float] = {}
    for source in cited:
        lineage = origin(source, sources)
        best[lineage] = max(best.get(lineage, 0.0), weight_of(source, sources, parameters))
    doubt = 1.0
    for lineage in sorted(best):
        doubt *= 1 - best[lineage]
    return 1 - doubt
