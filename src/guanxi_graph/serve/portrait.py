"""One thing of a map as an HTML page: what is said of it, and by which source.

Everything is asked from the store, so that the page of any map, however large, is there at once.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from html import escape
from itertools import groupby
from urllib.parse import urlencode

from guanxi_graph.evidence import STATE_TEXTS
from guanxi_graph.formats.turtle import FOUND_IN
from guanxi_graph.iris import Iris, local_name
from guanxi_graph.languages import Language
from guanxi_graph.model import label_of
from guanxi_graph.serve.speech import Speech
from guanxi_graph.text import is_iri, primary_language
from guanxi_graph.vocabulary import NAMESPACE

Row = Mapping[str, str]
Ask = Callable[[str], Awaitable[bytes]]

_PREFIXES = """
PREFIX gx: <https://w3id.org/guanxi/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_LABEL = "OPTIONAL {{ ?{0} skos:prefLabel|rdfs:label|schema:name ?{1} FILTER(lang(?{1}) IN ({2})) }} "
_FACTS = (
    _PREFIXES
    + "SELECT DISTINCT ?property ?property_name ?value ?value_name ?language WHERE {{ <{iri}> ?property ?value . "
    + "{property}{value}BIND(lang(?value) AS ?language) }} ORDER BY ?property ?language ?value"
)
_CLAIMS = (
    _PREFIXES
    + "SELECT DISTINCT ?claim ?subject ?subject_name ?relation ?relation_name ?object ?object_name ?start ?end ?at "
    "?source ?source_name ?locator ?link ?found WHERE {{ "
    "{{ ?claim rdf:subject <{iri}> }} UNION {{ ?claim rdf:object <{iri}> }} "
    "?claim rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object . "
    "{subject}{relation}{object}"
    "OPTIONAL {{ ?claim gx:start ?start }} OPTIONAL {{ ?claim gx:end ?end }} OPTIONAL {{ ?claim gx:at ?at }} "
    "OPTIONAL {{ ?claim prov:wasDerivedFrom ?cited . ?cited oa:hasSource ?source . ?source schema:name ?source_name . "
    "OPTIONAL {{ ?cited gx:locator ?locator }} OPTIONAL {{ ?cited schema:url ?link }} "
    "OPTIONAL {{ VALUES ?found {{ {found} }} ?claim ?found ?cited }} }} }} "
    "ORDER BY ?relation ?start ?at ?claim ?source_name"
)
# What was found of a citation: the properties that say it, and the texts for them.
_FOUND = {name.removeprefix("gx:"): STATE_TEXTS[state] for state, name in FOUND_IN.items()}
_TERMS = (
    _PREFIXES + "SELECT ?term ?term_name ?other WHERE {{ ?term a ?kind ; rdfs:label ?any "
    "FILTER(STRSTARTS(STR(?kind), STR(gx:)) || ?kind IN (<http://www.w3.org/2002/07/owl#Class>, rdf:Property)) "
    'FILTER(lang(?any) = "en") {term}'
    'OPTIONAL {{ ?term rdfs:label ?other FILTER(langMatches(lang(?other), "{other}")) }} }} '
    "ORDER BY ?term"
)

_STYLE = """
body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1b1b; background: #fdfcf9 }
h1 { font-size: 1.7rem; margin-bottom: .2rem } h2 { font-size: 1.1rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid #e4e0d5; overflow-wrap: anywhere }
th { font-weight: 600 } h1, a, td { unicode-bidi: plaintext } a { color: #8a1c1c }
.iri, .when, .tag { color: #5c574c; font-size: .87rem } .when { white-space: nowrap }
@media (prefers-color-scheme: dark) { body { color: #e8e4da; background: #1d1b18 } a { color: #f0a58f }
  th, td { border-color: #3a362f } .iri, .when, .tag { color: #b5ae9f } }
"""


async def portrait(iri: str, base: str, ask: Ask, speech: Speech, *, is_edited: bool = False) -> str | None:
    """The page of an IRI, or None when nothing is said of it. ``ask`` answers SELECT in JSON.

    ``is_edited``: whether there is a desk, to which it leads.
    """
    language = speech.first
    facts = _rows(await ask(_asked(_FACTS, ("property", "value"), language, iri=iri)))
    if not facts:
        return None
    claims = _rows(await ask(_asked(_CLAIMS, ("subject", "relation", "object"), language, iri=iri)))
    names = [row["value"] for row in facts if row["property"].endswith(("prefLabel", "/name", "#label"))]
    labels = {row["language"]: row["value"] for row in facts if row["property"].endswith("prefLabel")}
    own = label_of(labels, language.tag)
    title = ([own] if own else names or [iri.removeprefix(base).rpartition("/")[2]])[0]
    edit = _edit(iri, base, language) if is_edited else ""
    parts = [f"<h1>{escape(title)}</h1>", f'<p class="iri">{escape(iri)}{edit}</p>', _facts(facts, base)]
    if claims:
        parts += [f"<h2>{escape(language['siteClaims'])}</h2>", _claims(claims, base, language)]
    return document(title, "\n".join(parts), language)


def _edit(iri: str, base: str, language: Language) -> str:
    """A link to the record of an entity, a claim or a source."""
    iris = Iris(base)
    for thing, namespace in (("entity", iris.entities), ("claim", iris.claims), ("source", iris.sources)):
        if name := local_name(iri, namespace):
            place = f"/desk?{urlencode({'thing': thing, 'id': name})}"
            return f' · <a href="{escape(place)}">{escape(language["deskEditRecord"])}</a>'
    return ""


def _asked(query: str, named: Iterable[str], language: Language, **more: str) -> str:
    """The query with the names of these variables in the language, else in English."""
    found = " ".join(f"gx:{name}" for name in _FOUND)
    return query.format(**{name: _name(name, language.tag) for name in named}, found=found, **more)


def _name(variable: str, tag: str) -> str:
    plain, name = '"", "en"', f"{variable}_name"
    if tag == "en":
        return _LABEL.format(variable, name, plain)
    own, other = f"{variable}_own", f"{variable}_english"
    either = _LABEL.format(variable, own, f'"{tag}"') + _LABEL.format(variable, other, plain)
    return f"{either}BIND(COALESCE(?{own}, ?{other}) AS ?{name}) "


async def vocabulary_page(base: str, ask: Ask, speech: Speech) -> str:
    """The terms that claims are made of, as a page."""
    language, second = speech.first, speech.second
    other = primary_language(second.tag) if second else "x-none"
    heads = [language["siteTerm"], *([second.name] if second else []), "IRI"]
    lines = {
        row["term"]: f'<tr id="{escape(row["term"].partition("#")[2])}"><td>{_term(row, "term", base)}'
        f'{"<td>" + escape(row.get("other", "")) if second else ""}<td class="iri">{escape(row["term"])}'
        for row in _rows(await ask(_asked(_TERMS, ("term",), language, other=other)))
    }
    table = f"<table><tr>{''.join(f'<th>{escape(head)}' for head in heads)}{''.join(lines.values())}</table>"
    formats = f'<p class="iri">{escape(language["siteFormats"])}</p>'
    title = language["siteVocabulary"]
    return document(title, f"<h1>{escape(title)}</h1>{formats}{table}", language)


def document(title: str, body: str, language: Language) -> str:
    """A whole page without scripts."""
    places = {"/": "siteMap", "/query": "siteAsk", "/ns": "siteVocabulary"}
    named = " · ".join(f'<a href="{place}">{escape(language[key])}</a>' for place, key in places.items())
    links = f'<p class="iri">{named}</p>'
    return (
        f'<!doctype html>\n<html lang="{escape(language.tag)}">\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="icon" href="data:,">\n<meta name="viewport" content="width=device-width">\n'
        f"<style>{_STYLE}</style>\n{links}\n{body}\n</html>\n"
    )


def _facts(facts: list[Row], base: str) -> str:
    lines = []
    for _, group in groupby(facts, key=lambda row: row["property"]):
        rows = list(group)
        values = "<br>".join(dict.fromkeys(_term(row, "value", base) + _language(row) for row in rows))
        lines.append(f"<tr><th>{_term(rows[0], 'property', base)}<td>{values}")
    return f"<table>{''.join(lines)}</table>"


def _claims(claims: list[Row], base: str, language: Language) -> str:
    lines = []
    for _, group in groupby(claims, key=lambda row: row["claim"]):
        rows = list(group)
        first = rows[0]
        sources = "<br>".join(dict.fromkeys(_source(row, base, language) for row in rows if "source" in row))
        said = " ".join(_term(first, part, base) for part in ("subject", "relation", "object"))
        link = f'<a href="{escape(_href(first["claim"], base))}">{escape(language["siteClaim"])}</a>'
        lines.append(
            f'<tr><td>{said} <span class="when">{escape(_when(first))}</span><td>{sources}<td class="when">{link}'
        )
    return f"<table>{''.join(lines)}</table>"


def _source(row: Row, base: str, language: Language) -> str:
    found = _FOUND.get(row.get("found", "").rpartition("#")[2], "")
    told = f' <span class="tag">{escape(language[found])}</span>' if found else ""
    return f"{_term(row, 'source', base)} {_place(row.get('locator', ''), row.get('link', ''))}{told}"


def _place(locator: str, link: str) -> str:
    """A place in a source; one with a link, or that is an address, leads there."""
    is_address = is_iri(locator) and locator.startswith(("http://", "https://"))
    address = link or (locator if is_address else "")
    return f'<a href="{escape(address)}">{escape(locator or address)}</a>' if address else escape(locator)


def _when(row: Row) -> str:
    if "at" in row:
        return row["at"]
    if "start" in row or "end" in row:
        return f"{row.get('start', '?')} – {row.get('end', '')}"
    return ""


def _language(row: Row) -> str:
    return f' <span class="tag">{escape(row["language"])}</span>' if row.get("language") else ""


def _term(row: Row, name: str, base: str) -> str:
    value = row[name]
    if f"{name} is a link" not in row:
        return escape(value)
    shown = row.get(f"{name}_name") or value.removeprefix(base).rpartition("/")[2].rpartition("#")[2] or value
    return f'<a href="{escape(_href(value, base))}">{escape(shown)}</a>'


def _href(iri: str, base: str) -> str:
    """The map's own things are here, whatever its base IRI; only what a browser may follow is a link."""
    if base and iri.startswith(f"{base}id/"):
        return "/" + iri.removeprefix(base)
    if iri.startswith((NAMESPACE, f"{base}ns#")):
        return f"/ns#{iri.partition('#')[2]}"
    return iri if iri.startswith(("http://", "https://", "urn:")) else "#"


def _rows(body: bytes) -> list[Row]:
    rows: list[Row] = []
    for found in json.loads(body)["results"]["bindings"]:
        row = {name: term["value"] for name, term in found.items()}
        row |= {f"{name} is a link": "yes" for name, term in found.items() if term["type"] == "uri"}
        rows.append(row)
    return rows
