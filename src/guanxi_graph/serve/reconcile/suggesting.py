"""What may be meant by the beginning of a name: things, classes, properties; and a short view of a thing."""

from __future__ import annotations

from html import escape
from typing import Any

from guanxi_graph.map import Map, kept
from guanxi_graph.map.called import entities_of
from guanxi_graph.model import label_of
from guanxi_graph.search import Searcher, called_term
from guanxi_graph.serve.reconcile.meant_things import classes_of
from guanxi_graph.serve.reconcile.properties import term_name, used_by

_MOST = 20
_STYLE = "body{font:14px/1.4 system-ui,sans-serif;margin:.6rem;unicode-bidi:plaintext}h1{font-size:1rem;margin:0}"


def things_like(gmap: Map, prefix: str) -> list[dict[str, Any]]:
    return [_thing(gmap, hit.id) for hit in entities_of(gmap).find(prefix)[:_MOST]]


def classes_like(gmap: Map, prefix: str) -> list[dict[str, Any]]:
    """By any of their names; all that are used where nothing is typed."""
    names = [hit.id for hit in _classes(gmap).find(prefix)] if prefix.strip() else list(used_classes(gmap))
    return [_term(gmap, name) for name in names[:_MOST]]


def properties_like(gmap: Map, prefix: str) -> list[dict[str, Any]]:
    """The same of relations, and of the ids that things have elsewhere."""
    schemes = [name for name in gmap.vocabulary.identifiers if prefix and name.startswith(prefix.casefold())]
    hits = [hit.id for hit in _relations(gmap).find(prefix)] if prefix.strip() else list(used_by(gmap, ""))
    return [_term(gmap, name) for name in dict.fromkeys((*schemes, *hits))][:_MOST]


def proposed(gmap: Map, cls: str, limit: int) -> dict[str, Any]:
    """The properties that are worth a column for things of a class, the most frequent first."""
    told = [_term(gmap, name) for name in used_by(gmap, cls)[: limit or None]]
    return {"properties": told, **({"type": cls} if cls else {}), **({"limit": limit} if limit else {})}


@kept
def used_classes(gmap: Map) -> tuple[str, ...]:
    """The classes of the map's things and those that they are kinds of, as the vocabulary has them."""
    used = {name for entity in gmap.entities.values() for name in gmap.vocabulary.ancestors(entity.cls)}
    return tuple(name for name in gmap.vocabulary.classes if name in used)


def preview(gmap: Map, entity: str) -> str:
    """A thing in a few lines of HTML, for a small frame."""
    languages = gmap.info.languages
    record = gmap.entities[entity]
    names = [name for name in record.names if name != record.label(*languages)]
    described = label_of(record.description, *languages)
    kind = term_name(gmap, record.cls)
    lines = [f"<h1>{escape(record.label(*languages))}</h1>", f"<p>{escape(' · '.join([kind, *names]))}</p>"]
    lines += [f"<p>{escape(described)}</p>"] if described else []
    head = f'<!doctype html>\n<meta charset="utf-8">\n<title>{escape(entity)}</title>\n<style>{_STYLE}</style>\n'
    return f"{head}{''.join(lines)}\n"


@kept
def _classes(gmap: Map) -> Searcher:
    return Searcher(tuple(called_term(gmap.vocabulary.classes[name]) for name in used_classes(gmap)))


@kept
def _relations(gmap: Map) -> Searcher:
    return Searcher(tuple(map(called_term, gmap.vocabulary.relations.values())))


def _thing(gmap: Map, name: str) -> dict[str, Any]:
    record = gmap.entities[name]
    told = {
        "id": name,
        "name": record.label(*gmap.info.languages),
        "notable": [{"id": each.id, "name": each.name} for each in classes_of(gmap, name)],
    }
    described = label_of(record.description, *gmap.info.languages)
    return {**told, "description": described} if described else told


def _term(gmap: Map, name: str) -> dict[str, Any]:
    vocabulary, languages = gmap.vocabulary, gmap.info.languages
    term = vocabulary.classes.get(name) or vocabulary.relations.get(name) or vocabulary.identifiers[name]
    described = label_of(term.definition, *languages)
    told = {"id": name, "name": term_name(gmap, name)}
    return {**told, "description": described} if described else told
