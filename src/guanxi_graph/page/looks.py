"""How each class looks: a shape and a colour that also colour-blind readers can tell apart.

The colours are those of Okabe and Ito (2008), darkened or lightened until they stand out against
the page; classes of one hue differ in shape. A class of a map's own looks like its parent.
"""

from __future__ import annotations

from typing import NamedTuple

from guanxi_graph.vocabulary import Vocabulary


class Look(NamedTuple):
    """``shape`` is a name that shapes.js draws; one colour for light pages and one for dark."""

    shape: str
    light: str
    dark: str


LOOKS = {
    "Person": Look("circle", "#0067a8", "#56b4e9"),
    "Organization": Look("hexagon", "#8a5a00", "#e0b060"),
    "Company": Look("square", "#c44f00", "#f08a4b"),
    "School": Look("pentagon", "#7a4fa3", "#c3a0e6"),
    "Fund": Look("coin", "#8f7300", "#f0d442"),
    "GovernmentBody": Look("shield", "#5b5f66", "#b9bec7"),
    "Platform": Look("diamond", "#00805d", "#35c79a"),
    "Place": Look("pin", "#a3467c", "#e08fbd"),
    "Country": Look("flag", "#a3467c", "#e08fbd"),
    "Concept": Look("cross", "#4a6a78", "#9dc0ce"),
    "Event": Look("star", "#b01e3a", "#ff7d8f"),
    "Publication": Look("page", "#3f4a9a", "#a3aef5"),
}
OTHER = Look("circle", "#5b5f66", "#b9bec7")


def look_of(cls: str, vocabulary: Vocabulary) -> Look:
    """The look of the class, or of the nearest one that it is a kind of."""
    return next((LOOKS[name] for name in vocabulary.ancestors(cls) if name in LOOKS), OTHER)
