"""The table of formats says what each cannot carry: a map in which every field is told, and what of it is written."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import PurePath

import pyarrow.parquet as pq
import pytest

from guanxi_graph import load
from guanxi_graph.exports import FORMATS

ENTITIES = """
- id: ann
  class: Person
  labels: {en: Ann Label, zh-Hans: 安娜}
  aliases: {fr: [Annabelle]}
  description: {de: Beschreibung}
  same_as: [wikidata:Q4242]
  different_from: [bob]
  formerly: [ann-former]
  image: {file: "https://image.example/ann.jpg", licence: CC-BY-4.0, credit: Creditor}
- {id: bob, class: Person, labels: {en: Bob}}
- {id: hill, class: Place, labels: {en: Hill}, coordinates: [12.25, 34.75]}
- {id: firm, class: Company, labels: {en: Firm}}
- {id: thought, class: Concept, labels: {en: Thoughtful}}
"""
SOURCES = """
- id: src-one
  kind: book
  title: Titled
  authors: [Auth Or]
  publisher: Publishing House
  published: 1999-05-06
  url: https://read.example/
  archived_url: https://archive.example/
  licence: CC-BY-3.0
  lineage: src-two
  reliability: low
  note: Source note
  formerly: [src-former]
- {id: src-two, kind: book, title: Origin, published: 1998}
"""
CLAIMS = """
- subject: ann
  relation: friendOf
  object: bob
  start: 1901~
  end: "[1905..1912]"
  qualifiers: {role: Toastmaster, via: hill}
  weight: 7.25
  sources: [{source: src-one, locator: p. 4711, quote: the very words, link: "https://link.example/"}]
  confidence: disputed
  rank: preferred
  reason: Reasoned
  distinct: Distinction
  note: Noted
  proposed: Proposer
  accepted: Acceptor
- {subject: ann, relation: knows, object: bob, rank: deprecated, reason: Refuted, sources: [src-two]}
- {subject: ann, relation: bornIn, object: hill, sources: [src-two]}
- {id: founding, subject: bob, relation: founded, object: firm, at: 0950, sources: [src-two]}
- {subject: bob, relation: describedAs, value: Described, sources: [src-two]}
- {subject: firm, relation: revenue, value: 1234567, unit: CNY, at: 1930, sources: [src-two]}
- {subject: thought, relation: definedAs, value: Definition, sources: [src-two]}
"""
# What the table calls lost, and how formats spell what is not.
WORDS = {
    "doubted claims": ("ann.knows.bob", "Refuted"),
    "figures": ("1234567", "1,234,567"),
    "texts of claims": ("Described",),
    "concepts": ("Thoughtful",),
    "weights": ("7.25",),
    "qualifiers": ("via=", "through: ", "gx:via", "via>", "via: "),
    "how sure a claim is": ("disputed",),
    "reasons": ("Reasoned",),
    "notes": ("Noted",),
    "why alike claims are two": ("Distinction",),
    "who proposed and accepted": ("Proposer",),
    "places in sources": ("4711",),
    "links": ("link.example",),
    "quotes": ("the very words",),
    "doubts": ("1901~", "about 1901"),
    "bounds": ("1905..1912", "between 1905 and 1912"),
    "moments before 1000": ("0950", "950"),
    "other names": ("Annabelle",),
    "descriptions": ("Beschreibung",),
    "identifiers elsewhere": ("Q4242",),
    "former ids": ("ann-former",),
    "pictures": ("image.example",),
    "coordinates": ("12.25",),
    "ids of claims and sources": ("src-one",),
    "titles of sources": ("Titled",),
    "authors of sources": ("Auth Or",),
    "addresses of sources": ("read.example",),
    "copies of sources": ("archive.example",),
    "licences of sources": ("CC-BY-3.0", "by/3.0"),
    "notes of sources": ("Source note",),
}
_OF_SOURCES = "titles of sources, authors of sources, copies of sources, licences of sources, notes of sources"
SHORT = {
    "all of sources but their ids": f"{_OF_SOURCES}, addresses of sources",
    "of sources all but the publisher, else the title, and the address": f"{_OF_SOURCES}, ids of claims and sources",
    "qualifiers but roles and shares": "qualifiers",
    "of dates doubts": "doubts",
    "licences and notes of sources": "licences of sources, notes of sources",
}
WHOLE = [each for each in FORMATS.values() if not each.lost.startswith(("all but", "everything but"))]


@pytest.fixture(scope="module")
def gmap(tmp_path_factory):
    folder = tmp_path_factory.mktemp("told")
    texts = {"entities.yaml": ENTITIES, "sources.yaml": SOURCES, "claims.yaml": CLAIMS}
    texts["map.toml"] = 'title = {en = "All told"}\nbase = "https://map.example/"\nlanguages = ["en", "zh-Hans"]\n'
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return load(folder)


def written(data, suffix):
    """All that stands in a file, as text."""
    if suffix in {".zip", ".xlsx", ".docx"}:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(written(packed.read(name), PurePath(name).suffix) for name in packed.namelist())
    if suffix == ".parquet":
        return str(pq.read_table(io.BytesIO(data)).to_pydict())
    if suffix == ".db":
        with sqlite3.connect(":memory:") as database:
            database.deserialize(data)
            return "\n".join(database.iterdump())
    return data.decode()


@pytest.mark.parametrize("form", WHOLE, ids=lambda form: form.name)
def test_what_is_not_written_is_what_the_table_says(form, gmap):
    said = form.lost
    for short, long in SHORT.items():
        said = said.replace(short, long)
    told = {part.strip() for piece in said.split(";") for part in piece.split(",")} & WORDS.keys()
    text = written(form.write(gmap), form.suffix)
    missing = {words for words, spellings in WORDS.items() if not any(each in text for each in spellings)}
    assert missing == told
