"""A small map and an article on it, both made up for these tests: a press of the 1880s, and who was about it."""

from __future__ import annotations

CLAIMS = """\
# The press, from its beginning.
- subject: ida-lund   # the elder of the two
  relation: livedIn
  object: bergen
  sources: [harbour-news ¶1]

# What else is known comes from the article.
"""
ARTICLE = """\
# The Lantern Press

In March 1884 Ida Lund founded the Lantern Press in the old town of Bergen. Her brother Olav Lund kept its books.

Nils Brekke worked at the Lantern Press as foreman from 1887. He was born in Stavanger, and he had learned the trade at \
the Quay School.

# The years of growth

The press employed 40 people in 1890. In June 1891 the Lantern Press acquired Sund Papers, a mill on the fjord. Nils \
Brekke owned the mill before.

Ida Lund was a friend of the poet Marit Voll. In the spring of 1892 she introduced the poet to Nils Brekke.

Whether Olav Lund ever sued the mill is not known. The press competed with Norden Print for the schoolbooks of the coast.
"""
MAP = {
    "map.toml": 'title = {en = "The Lantern Press"}\nbase = "https://example.org/lantern/"\nlanguages = ["en"]\n',
    "people.yaml": """\
- {id: ida-lund, class: Person, labels: {en: Ida Lund}, living: false}  # she signed as I. L.
- {id: olav-lund, class: Person, labels: {en: Olav Lund}, living: false}
- {id: nils-brekke, class: Person, labels: {en: Nils Brekke}, aliases: {en: [Niels Brecke]}, living: false}
""",
    "things.yaml": """\
- {id: lantern-press, class: Company, labels: {en: Lantern Press}}
- {id: bergen, class: Prefecture, labels: {en: Bergen}}
""",
    "sources.yaml": "- {id: harbour-news, title: The Lantern Press of Bergen, kind: news, published: 1893, language: en}\n",
    "claims/press.yaml": CLAIMS,
    "texts/harbour-news.txt": ARTICLE,
}
SOURCE = "harbour-news"
PROPOSED = """\
source: harbour-news
claims:
- claim: {subject: ida-lund, relation: founded, object: lantern-press, at: 1884-03, sources: [{source: harbour-news, locator: ¶1, quote: "In March 1884 Ida Lund founded the Lantern Press in the old town of Bergen."}]}
  proposed: rules 1
  rule: founded
- claim: {subject: nils-brekke, relation: bornIn, object: stavanger, sources: [{source: harbour-news, locator: ¶2, quote: "He was born in Stavanger"}]}
  proposed: rules 1
  rule: born-in
  flags: [pronoun]
- claim: {subject: nils-brekke, relation: worksAt, object: lantern-press, start: 1887, sources: [{source: harbour-news, locator: ¶2, quote: "Nils Brekke worked at the Lantern Press as foreman from 1887."}]}
  proposed: rules 1
  rule: worked-at
- claim: {subject: lantern-press, relation: acquired, object: sund-papers, at: 1891-06, sources: [{source: harbour-news, locator: ¶3, quote: "In June 1891 the Lantern Press acquired Sund Papers, a mill on the fjord."}]}
  proposed: rules 1
  rule: acquired
- claim: {subject: ida-lund, relation: friendOf, object: marit-voll, sources: [{source: harbour-news, locator: ¶4, quote: "Ida Lund was a friend of the poet Marit Voll."}]}
  proposed: rules 1
  rule: friends
entities:
- entity: {id: marit-voll, class: Person, labels: {en: Marit Voll}, living: false}
- entity: {id: stavanger, class: Place, labels: {en: Stavanger}}
- entity: {id: sund-papers, class: Company, labels: {en: Sund Papers}}
  near: [lantern-press]
"""
