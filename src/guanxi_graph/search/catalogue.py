"""What entities, sources and terms are called: all that one may type to find them."""

from __future__ import annotations

from guanxi_graph.model import Entity, Source
from guanxi_graph.search.searcher import Called
from guanxi_graph.vocabulary import Class, Relation, Term


def called_entity(entity: Entity) -> Called:
    aliases = frozenset(entity.names) - frozenset(entity.labels.values())
    names = tuple(("alias" if name in aliases else "name", name) for name in entity.names)
    identifiers = tuple(("identifier", text) for name in entity.same_as for text in (name, name.partition(":")[2]))
    return Called("entity", entity.id, (*names, ("id", entity.id)), identifiers)


def called_source(source: Source) -> Called:
    by = [("author", name) for name in source.authors]
    texts = (("title", source.title), *by, ("publisher", source.publisher), ("id", source.id))
    addresses = tuple(("address", address) for address in (source.url, source.archived_url) if address)
    return Called("source", source.id, texts, addresses)


def called_term(term: Term) -> Called:
    labels = [("name", name) for name in dict.fromkeys(term.labels.values())]
    others = [("synonym", name) for name in term.synonyms] if isinstance(term, Class | Relation) else []
    return Called("term", term.id, (("id", term.id), *labels, *others))
