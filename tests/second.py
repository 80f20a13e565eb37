"""Records that may be one with those of the base map of these tests, or only seem so."""

from __future__ import annotations

SECOND = {
    "more.yaml": (
        "- {id: wang-xing-2, class: Person, labels: {en: Xing Wang, zh-Hant: 王興}}\n"
        "- {id: tx, class: Company, labels: {en: Tencent Inc}, same_as: [wikidata:Q860580]}\n"
        "- {id: wang-xing-3, class: Person, labels: {en: Wang Xing, zh-Hans: 王星}}\n"
        "- {id: huateng-ma, class: Person, labels: {en: Ma Huateng}}\n"
        "- {id: lab-7, class: Company, labels: {en: Laboratory 7}}\n"
        "- {id: lab-8, class: Company, labels: {en: Laboratory 8}}\n"
    ),
    "claims/more.yaml": (
        "- {subject: wang-xing-2, relation: founded, object: renren, start: 2005-12, sources: [fannin-2008 p. 3]}\n"
        "- {subject: wang-xing-3, relation: worksAt, object: tx, sources: [fannin-2008 p. 4]}\n"
        "- {subject: huateng-ma, relation: worksAt, object: lab-7, sources: [fannin-2008 p. 4]}\n"
        "- {subject: huateng-ma, relation: worksAt, object: lab-8, sources: [fannin-2008 p. 4]}\n"
    ),
}
