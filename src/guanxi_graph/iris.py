"""Where each thing of a map lives on the web, and back from there to its id.

Ids are percent-encoded outside of RFC 3986's unreserved characters, so any id gives an IRI and
``unquote`` gives the id back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from urllib.parse import quote, unquote

from guanxi_graph.model import Citation, Image
from guanxi_graph.patterns import matches
from guanxi_graph.prefixes import NAMESPACE
from guanxi_graph.text import SLUG, slug
from guanxi_graph.vocabulary import Identifier, Term

_quoted = lru_cache(maxsize=65536)(partial(quote, safe=""))


class Iris:
    """The IRIs of one map. ``base`` is the map's own, ending in ``/``."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.entities = f"{base}id/"
        self.claims = f"{base}id/claim/"
        self.sources = f"{base}id/source/"
        self.citations = f"{base}id/cite/"
        self.images = f"{base}id/image/"
        self.terms = f"{base}ns#"

    def entity(self, name: str) -> str:
        return self.entities + _quoted(name)

    def claim(self, name: str) -> str:
        return self.claims + _quoted(name)

    def source(self, name: str) -> str:
        return self.sources + _quoted(name)

    def image(self, name: str) -> str:
        """Of the picture of an entity: what is said of it, not the file."""
        return self.images + quote(name, safe="")

    def image_file(self, image: Image) -> str:
        """Where the picture itself is."""
        return self.base + quote(image.file) if image.is_local else image.file

    def image_written(self, iri: str) -> str:
        """The file of a picture as a map writes it, of where it is."""
        return unquote(iri.removeprefix(self.base)) if iri.startswith(self.base) else iri

    def citation(self, cited: Citation) -> str:
        return self.citation_named(citation_name(cited))

    def citation_named(self, name: str) -> str:
        """``name`` is one that ``citation_name`` gave."""
        return self.citations + name

    def term(self, term: Term) -> str:
        return self.term_named(term.id, local=term.local)

    def term_named(self, name: str, *, local: bool) -> str:
        """``local`` terms are the map's own, the others the package's."""
        return (self.terms if local else NAMESPACE) + quote(name, safe="")


def local_name(iri: str, namespace: str) -> str | None:
    """The id that an IRI of the namespace stands for, or None for an IRI from elsewhere."""
    if not iri.startswith(namespace):
        return None
    name = iri.removeprefix(namespace)
    return None if "/" in name or not name else unquote(name)


def same_as_iri(written: str, schemes: Mapping[str, Identifier]) -> str:
    """The IRI of ``wikidata:Q42``. Raises KeyError for an unknown scheme."""
    scheme, _, identifier = written.partition(":")
    return schemes[scheme].iri.replace("{}", quote(identifier, safe="/:;()._-"))


def same_as_readings(iri: str, schemes: Mapping[str, Identifier]) -> list[str]:
    """What may have been written for an IRI, sorted: schemes may share a template and differ by pattern."""
    found = []
    for name, scheme in schemes.items():
        before, _, after = scheme.iri.partition("{}")
        if iri.startswith(before) and iri.endswith(after) and len(iri) >= len(before) + len(after):
            identifier = unquote(iri[len(before) : len(iri) - len(after)])
            if matches(scheme.pattern, identifier) and same_as_iri(f"{name}:{identifier}", schemes) == iri:
                found.append(f"{name}:{identifier}")
    return sorted(found)


_MARKS = {"¶": "para-", "§": "section-"}
# No two locators share a name. What is spelled like a mark or a page without being one gets a digest, and
# so does what is spelled like a digest.
_PLAIN_LOCATOR = re.compile(
    r"(?!(?:.*[^a-z0-9])?[0-9a-f]{10}$)"
    r"(?:[¶§][a-z0-9]+(?:-[a-z0-9]+)*|pp?\. [0-9]+(?:-[0-9]+)?|(?!(?:para|section|pp?)-)[a-z0-9]+(?:-[a-z0-9]+)*)"
)


def citation_name(cited: Citation) -> str:
    """Readable where the locator is plain (``¶9`` → ``para-9``); a digest keeps the others apart.

    The only dot is the one between source and place.
    """
    source = cited.source if SLUG.fullmatch(cited.source) else quote(cited.source, safe="").replace(".", "%2E")
    place = _place_name(cited.locator, cited.quote, cited.link)
    return f"{source}.{place}" if place else source


@lru_cache(maxsize=65536)
def _place_name(locator: str, quotation: str, link: str) -> str:
    spelled = locator
    for mark, word in _MARKS.items():
        spelled = spelled.replace(mark, word)
    name = slug(spelled)
    if not (quotation or link) and (
        not locator or (_PLAIN_LOCATOR.fullmatch(locator) and name == spelled.replace(". ", "-"))
    ):
        return name
    digest = hashlib.sha256("\0".join((locator, quotation, *filter(None, [link]))).encode()).hexdigest()[:10]
    return f"{name}-{digest}" if name else digest
