"""Hostile maps: labels, ids, dates and languages that no person would write."""

from __future__ import annotations

from hypothesis import strategies as st

from guanxi_graph.dates import parse_date
from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Source
from guanxi_graph.reading.terms import built_in_vocabulary

VOCABULARY = built_in_vocabulary()

texts = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20),
    st.sampled_from(['"', "\\", '"""', "\\u0041", "a\nb\r\nc", "\x00", "\ufeff", "关系", "@en", "'", "\u2028", "\U0001f468\u200d\U0001f469", "e\u0301"]),
)  # fmt: skip
ids = st.one_of(
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True),
    texts.filter(lambda text: text.strip() != ""),
    st.sampled_from(["a.", ".a", "-", "a b", "a/b", "..", "%41", "a:b", "claim/x", "关系", "#x", "a?b", "'", "<>"]),
)
languages = st.sampled_from(
    [
        "en",
        "zh-Hans",
        "ZH-hant",
        "zh-Latn-pinyin",
        "x-klingon",
        "de-CH-1901",
        "sr-Latn-RS",
        "zh-cmn-Hans-CN",
        "en-u-co-phonebk",
        "es-419",
    ]
)
dates = st.sampled_from(
    ["2005", "2005-12", "2005-12-08", "1998~", "2005?", "2004-06%", "199X", "19XX", "-0205", "2004-02-29", "Y17000", "2001-21", "0000", "9999-12-31"]
).map(parse_date)  # fmt: skip
names = st.dictionaries(languages, texts, min_size=1, max_size=3)
addresses = st.sampled_from(
    ["", "https://example.org/a%20b", "http://例子.中国/曾李青/0?q=1&r=(2)#f", "https://e.org/'x',;:@!$*~"]
)
ties = [r for r in VOCABULARY.relations.values() if not r.value]
values = [r for r in VOCABULARY.relations.values() if r.value]
numbers = st.one_of(st.integers(-(10**20), 10**20), st.decimals(-(10**12), 10**12, places=3))
value_of = {"number": numbers, "text": texts, "date": dates}


@st.composite
def claims(draw, entity_ids, source_ids):
    relation = draw(st.sampled_from([*ties, *values]))
    value = draw(value_of[relation.value]) if relation.value else None
    rank = draw(st.sampled_from(["normal", "preferred", "deprecated"]))
    return Claim(
        id=draw(ids),
        subject=draw(st.sampled_from(entity_ids)),
        relation=relation.id,
        object="" if relation.value else draw(st.sampled_from(entity_ids)),
        value=value,
        unit=draw(st.sampled_from(relation.units)) if relation.units else "",
        start=draw(st.none() | dates),
        end=draw(st.none() | dates | st.just(parse_date(".."))),
        at=draw(st.none() | dates),
        qualifiers=draw(st.dictionaries(st.sampled_from(["role", "share", "outcome"]), texts, max_size=2)),
        citations=tuple(
            draw(
                st.lists(
                    st.builds(Citation, st.sampled_from(source_ids), st.just("") | texts, st.just("") | texts),
                    max_size=3,
                )
            )
        ),
        confidence=draw(st.sampled_from(["confirmed", "reported", "disputed"])),
        rank=rank,
        reason=draw(st.just("") | texts),
        note=draw(st.just("") | texts),
        rule=(rule := draw(st.just("") | texts)),
        premises=tuple(draw(st.lists(ids, max_size=2))) if rule else (),
    )


@st.composite
def graphs(draw):
    entity_ids = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    source_ids = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    concrete = [name for name, cls in VOCABULARY.classes.items() if not cls.abstract]
    entities = [
        Entity(
            id=name,
            cls=draw(st.sampled_from(concrete)),
            labels=draw(names),
            aliases=draw(st.dictionaries(languages, st.lists(texts, max_size=2).map(tuple), max_size=2)),
            description=draw(st.just({}) | names),
            same_as=tuple(
                draw(
                    st.lists(
                        st.sampled_from(["wikidata:Q1", "lei:549300DTUYXVMJXZNY75", "doi:10.1234/a(b)c;d"]), max_size=2
                    )
                )
            ),
            living=draw(st.none() | st.booleans()),
        )
        for name in entity_ids
    ]
    sources = [
        Source(
            id=name,
            title=draw(texts),
            kind=draw(texts),
            authors=tuple(draw(st.lists(texts, max_size=3, unique=True))),
            publisher=draw(st.just("") | texts),
            published=draw(st.none() | dates),
            url=draw(addresses),
            archived_url=draw(addresses),
            language=draw(st.just("") | languages),
            lineage=draw(st.just("") | st.sampled_from(source_ids)),
            note=draw(st.just("") | texts),
        )
        for name in source_ids
    ]
    return Map.of(
        MapInfo(title=draw(names), base=draw(st.sampled_from(["https://example.org/m/", "urn:example:map/"]))),
        VOCABULARY,
        entities=entities,
        sources=sources,
        claims=draw(st.lists(claims(entity_ids, source_ids), max_size=4, unique_by=lambda claim: claim.id)),
    )
