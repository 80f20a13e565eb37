"""Things and claims of a map in words, as a sentence about them has them."""

from __future__ import annotations

from guanxi_graph.map.guanxi_map import Map
from guanxi_graph.model import Claim, names_in


def name_in(gmap: Map, entity: str) -> str:
    """The entity's name in the map's first languages: Wang Xing 王兴."""
    return names_in(gmap.entities[entity].labels, gmap.info.languages) or entity


def sentence(gmap: Map, claim: Claim) -> str:
    """The claim in words: Wang Xing 王兴 founded Meituan 美团 (2010-03-04)."""
    subject = name_in(gmap, claim.subject)
    relation = gmap.relation(claim).label(*gmap.info.languages)
    said = name_in(gmap, claim.object) if claim.object else claim.says
    when = claim.when
    more = [f"{name} {name_in(gmap, value) if value in gmap else value}" for name, value in claim.qualifiers.items()]
    aside = ", ".join(part for part in (when, *more) if part)
    linked = f"{subject} {relation} {said}" if claim.object else f"{subject}, {relation}: {said}"
    return f"{linked} ({aside})" if aside else linked
