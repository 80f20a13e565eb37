"""The names of things, by their IRIs, from the data that are queried."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence

from guanxi_graph.model import label_of

# Asks a query of one variable and gives its values.
Ask = Callable[[str], Sequence[str]]

_IRI = re.compile(r"[^\x00-\x20<>\"{}|^`\\]{1,250}")
_MANY = 200  # IRIs of one query, which is not too long then
_BETWEEN = "\x1f"
_LANGUAGES = "SELECT ?text { ?map <https://w3id.org/guanxi/ns#languages> ?text }"
# One row, whatever the limit of rows.
_LABELS = """
SELECT (GROUP_CONCAT(CONCAT(STR(?iri), " ", LANG(?label), " ", STR(?label)); SEPARATOR="\x1f") AS ?all) {
  VALUES ?iri { %s }
  ?iri <http://www.w3.org/2004/02/skos/core#prefLabel>|<http://www.w3.org/2000/01/rdf-schema#label> ?label
}"""

# All that is asked here, of some thing.
ASKED = (_LANGUAGES, _LABELS % "<urn:x>")


def labels_of(iris: Iterable[str], ask: Ask) -> dict[str, str]:
    """A label of each IRI that has one: in the first language of the map that is asked, else in English, else any."""
    asked = [f"<{iri}>" for iri in dict.fromkeys(iris) if _IRI.fullmatch(iri)]
    found: dict[str, dict[str, str]] = {}
    for start in range(0, len(asked), _MANY):
        for told in "".join(ask(_LABELS % " ".join(asked[start : start + _MANY]))).split(_BETWEEN):
            if told:
                iri, language, label = told.split(" ", 2)
                found.setdefault(iri, {})[language] = label
    languages = _languages(ask) if found else ()
    return {iri: label_of(labels, *languages) for iri, labels in found.items()}


def _languages(ask: Ask) -> Sequence[str]:
    """Those of the map; none where the data are of several maps, or of another tool."""
    stated = ask(_LANGUAGES)
    return [str(tag) for tag in json.loads(stated[0])] if len(stated) == 1 else ()
