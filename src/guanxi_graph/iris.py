"""Where each thing of a map lives on the web, and back from there to its id.

Ids are percent-encoded outside of RFC 3986's unreserved characters, so any id gives an IRI and
``unquote`` gives the id back.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import quote, unquote

from guanxi_graph.model import Citation
from guanxi_graph.text import CLAIM_ID, slug
from guanxi_graph.vocabulary import NAMESPACE, Term


class Iris:
    """The IRIs of one map. ``base`` is the map's own, ending in ``/``."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.entities = f"{base}id/"
        self.claims = f"{base}id/claim/"
        self.sources = f"{base}id/source/"
        self.citations = f"{base}id/cite/"
        self.terms = f"{base}ns#"

    def entity(self, name: str) -> str:
        return self.entities + quote(name, safe="")

    def claim(self, name: str) -> str:
        return self.claims + quote(name, safe="")

    def source(self, name: str) -> str:
        return self.sources + quote(name, safe="")

    def citation(self, cited: Citation) -> str:
        return self.citation_named(citation_name(cited))

    def citation_named(self, name: str) -> str:
        """``name`` is one that ``citation_name`` gave."""
        return self.citations + name

    def term(self, term: Term) -> str:
        return (self.terms if term.local else NAMESPACE) + quote(term.id, safe="")


def local_name(iri: str, namespace: str) -> str | None:
    """The id that an IRI of the namespace stands for, or None for an IRI from elsewhere."""
    if not iri.startswith(namespace):
        return None
    name = iri.removeprefix(namespace)
    return None if "/" in name or not name else unquote(name)


_MARKS = {"¶": "para-", "§": "section-"}
# No two locators share a name: what is spelled like a mark or a page without being one gets a digest.
_PLAIN_LOCATOR = re.compile(
    r"[¶§][a-z0-9]+(?:-[a-z0-9]+)*|pp?\. [0-9]+(?:-[0-9]+)?|(?!(?:para|section|pp?)-)[a-z0-9]+(?:-[a-z0-9]+)*"
)


def citation_name(cited: Citation) -> str:
    """Readable where the locator is plain (``¶9`` → ``para-9``); a digest keeps the others apart."""
    source = cited.source if CLAIM_ID.fullmatch(cited.source) else quote(cited.source, safe="")
    place = _place_name(cited.locator, cited.quote)
    return f"{source}.{place}" if place else source


@lru_cache(maxsize=65536)
def _place_name(locator: str, quotation: str) -> str:
    spelled = locator
    for mark, word in _MARKS.items():
        spelled = spelled.replace(mark, word)
    name = slug(spelled)
    if not quotation and (not locator or (_PLAIN_LOCATOR.fullmatch(locator) and name == spelled.replace(". ", "-"))):
        return name
    digest = hashlib.sha256(f"{locator}\0{quotation}".encode()).hexdigest()[:10]
    return f"{name}-{digest}" if name else digest
