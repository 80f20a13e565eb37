"""What search engines read of a page: its thing in the words of https://schema.org, as far as the map has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from guanxi_graph.formats.dossier import HERE
from guanxi_graph.iris import Iris, same_as_iri
from guanxi_graph.map import Map
from guanxi_graph.model import Claim, Source, label_of

_PREFIX = "schema:"
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")  # of EDTF what ISO 8601 has too


class SchemaOrg:
    """Of the entities and sources of a map, in one language."""

    def __init__(self, gmap: Map, language: str) -> None:
        self.gmap, self.language, self.iris = gmap, language, Iris(gmap.info.base)
        self.classes = _classes_of(gmap)

    def of(self, path: str) -> Mapping[str, Any] | None:
        """That of the page at a path; None where it has none."""
        gmap, name = self.gmap, path.rpartition("/")[2]
        if path == HERE.entity(name) and name in gmap.entities:
            told = self._entity(name)
        elif path == HERE.source(name) and name in gmap.sources:
            told = self._source(gmap.sources[name])
        else:
            return None
        return {"@context": "https://schema.org", **{key: value for key, value in told.items() if value}}

    def _entity(self, name: str) -> dict[str, Any]:
        entity = self.gmap.entities[name]
        return {
            **self._named(name),
            "alternateName": [*entity.names[1:]],
            "description": label_of(entity.description, self.language),
            "sameAs": [same_as_iri(written, self.gmap.vocabulary.identifiers) for written in entity.same_as],
            **self._facts(name),
        }

    def _named(self, name: str) -> dict[str, Any]:
        entity = self.gmap.entities[name]
        return {
            "@type": self.classes[entity.cls] or "Thing",
            "@id": self.iris.entity(name),
            "name": label_of(entity.labels, self.language),
        }

    def _facts(self, name: str) -> dict[str, list[Any]]:
        """What stands as a plain fact, and is not over: these words have no place for when it was so."""
        found: dict[str, list[Any]] = {}
        for claim in (*self.gmap.ties_of(name), *self.gmap.values_of(name).values()):
            if claim.id in self.gmap.truthy and self._stands(claim):
                for term in self._terms(claim, name):
                    value = self._value(claim, name)
                    if value is not None and value not in found.setdefault(term, []):
                        found[term].append(value)
        return found

    def _stands(self, claim: Claim) -> bool:
        gmap = self.gmap
        is_over = gmap.today is not None and gmap.spans[claim.id].over_by(gmap.today)
        return gmap.has_begun(claim) and (gmap.relation(claim).event or not is_over)

    def _terms(self, claim: Claim, name: str) -> Iterator[str]:
        """What relates this end of the claim to the other one."""
        relation = self.gmap.relation(claim)
        inverse = self.gmap.vocabulary.relations.get(relation.inverse)
        along = [each for each in relation.mappings if each.startswith(_PREFIX)]
        back = [each[1:] for each in relation.mappings if each.startswith(f"^{_PREFIX}")]
        back += along if relation.symmetric else inverse.mappings if inverse else ()
        told = along if claim.subject == name else back
        return (each.removeprefix(_PREFIX) for each in dict.fromkeys(told) if each.startswith(_PREFIX))

    def _value(self, claim: Claim, name: str) -> Any:
        if claim.is_tie:
            return self._named(claim.object if claim.subject == name else claim.subject)
        if isinstance(claim.value, int | Decimal):
            return float(claim.value) if claim.value % 1 else int(claim.value)
        text = str(claim.value)
        is_said = self.gmap.relation(claim).value == "text" or _DATE.fullmatch(text)
        return text if is_said else None

    def _source(self, source: Source) -> dict[str, Any]:
        published = str(source.published or "")
        return {
            "@type": "CreativeWork",
            "@id": self.iris.source(source.id),
            "name": source.title,
            "author": [*source.authors],
            "publisher": source.publisher,
            "datePublished": published if _DATE.fullmatch(published) else "",
            "inLanguage": source.language,
            "url": source.url,
            "archivedAt": source.archived_url,
        }


def _classes_of(gmap: Map) -> Mapping[str, str]:
    """What schema.org calls each class, or the nearest one above it that it has a name for."""
    called = {
        name: next((each.removeprefix(_PREFIX) for each in cls.mappings if each.startswith(_PREFIX)), "")
        for name, cls in gmap.vocabulary.classes.items()
    }
    ancestors = gmap.vocabulary.ancestors
    return {name: next((called[above] for above in ancestors(name) if called[above]), "") for name in called}
