"""A small map that uses all that files can say, so that a change of any of it is noticed."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "map.toml": """\
title = {en = "A whole map", zh-Hans = "全图"}
description = {en = "All that files can say."}
base = "https://example.org/whole/"
licence = "https://creativecommons.org/licenses/by/4.0/"
languages = ["en", "zh-Hans"]
as_of = "2020"
corrections = "https://example.org/corrections?title={title}&body={body}"

[analysis]
floor = 0.3
duration_weight = 5
source_weights = {a-book = 0.9}
reliabilities = {low = 0.3}
""",
    "vocabulary.yaml": """\
prefixes: {ex: "https://example.org/ns#"}
strengths: {F: "0.05"}
identifiers:
  - {id: imdb, pattern: "nm[0-9]{7}", iri: "https://www.imdb.com/name/{}"}
bases:
  - {id: stage, labels: {en: stage}}
classes:
  - {id: Troupe, parent: Organization, labels: {en: troupe, zh-Hans: 剧团}, mappings: ["schema:TheaterGroup"]}
qualifiers:
  - {id: fee, value: money, labels: {en: fee}}
  - {id: understudy, value: entity, labels: {en: understudy}}
relations:
  - {id: actsWith, labels: {en: acts with}, domain: [Person], range: [Person], symmetric: true, strength: F,
     base: stage}
  - {id: directs, labels: {en: directs}, domain: [Person], range: [Troupe], inverse: directedBy,
     mappings: ["ex:directs"]}
  - {id: directedBy, labels: {en: directed by}, inverse: directs, inverted: true}
  - {id: seats, labels: {en: seats}, domain: [Troupe], value: number, units: [seats, boxes]}
""",
    "people.yaml": """\
- id: wang-xing
  class: Person
  labels: {en: Wang Xing, zh-Hans: 王兴}
  aliases: {en: [W. Xing, Xing W.]}
  description: {en: An actor.}
  same_as: ["wikidata:Q1", "imdb:nm1234567"]
  living: true
- {id: ma-huateng, class: Person, labels: {en: Ma Huateng}}
- {id: su-shi, class: Person, labels: {zh-Hans: 苏轼}, living: false}
- {id: the-troupe, class: Troupe, labels: {en: The Troupe}}
- {id: beijing, class: Place, labels: {en: Beijing}, coordinates: [39.9, 116.4]}
""",
    "sources.csv": """\
id,title,kind,authors,publisher,published,url,archived_url,language,licence,lineage,reliability,note
a-book,"A Book, a comma",book,First Author; Second Author,House,2008~,https://e.org/a?b=c#d,,en,CC-BY-4.0,,high,A note.
b-report,B Report,report,Third Author,,2012-03,,https://a.org/b,zh-Hans,https://e.org/terms,a-book,low,
""",
    "claims/ties.yaml": """\
- {subject: wang-xing, relation: actsWith, object: ma-huateng, start: 1999, end: 2005-12, weight: 2.5,
   sources: [a-book ¶9]}
- subject: wang-xing
  relation: directs
  object: the-troupe
  start: 2001~
  end: ..
  qualifiers: {fee: EUR 12.50, understudy: ma-huateng, share: "33.3", role: lead}
  sources: [{source: b-report, locator: p. 3, quote: "He led.", link: "https://a.org/b/3"}, a-book]
  confidence: confirmed
  note: "Said \\"so\\"."
- {subject: ma-huateng, relation: directs, object: the-troupe, sources: [a-book], confidence: disputed,
   rank: deprecated, reason: A slip.}
- {subject: the-troupe, relation: seats, value: 120.5, unit: seats, at: 2010, sources: [b-report]}
- {subject: su-shi, relation: bornOn, value: 1037-01-08, sources: [a-book]}
- {id: derived, subject: wang-xing, relation: knows, object: ma-huateng, rule: by-hand,
   premises: [wang-xing.actsWith.ma-huateng.1999]}
""",
    "claims/more.csv": """\
subject,relation,object,at,qualifiers.role,sources
wang-xing,bornIn,beijing,,,a-book
ma-huateng,investedIn,the-troupe,2003-05,"lead, of two",a-book; b-report ¶2
""",
    "stories/one.yaml": """\
title: {en: One}
summary: {en: A walk.}
steps:
  - {text: {en: First.}, focus: wang-xing, depth: 2, relations: [actsWith], start: 1999}
  - {text: {en: Second.}, connect: [wang-xing, ma-huateng], title: {en: Two}}
""",
    "redactions.yaml": "- {entity: su-shi, reason: at the family's request}\n",
    "queries/who.rq": """\
# Who acts with whom?
# In one line.
SELECT ?a ?b WHERE { VALUES ?a { ent:wang-xing } ?a my:actsWith ?b }
""",
}


def write(directory: Path) -> None:
    """The map's files in a new folder."""
    for name, text in FILES.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
