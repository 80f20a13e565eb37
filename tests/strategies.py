"""Hostile maps: labels, ids, dates, places in sources and languages that no person would write."""

from __future__ import annotations

from hypothesis import strategies as st

from guanxi_graph.dates import parse_date
from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Entity, Image, MapInfo, Parameters, Source
from vocabulary_strategies import SAME_AS, vocabularies

texts = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20),
    st.sampled_from(['"', "\\", '"""', "\\u0041", "a\nb\r\nc", "\x00", "\ufeff", "关系", "@en", "'", "\u2028", "\U0001f468\u200d\U0001f469", "e\u0301"]),
)  # fmt: skip
ids = st.one_of(
    st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True),
    texts.filter(lambda text: text.strip() != ""),
    st.sampled_from(
        ["a.", ".a", "a.b", "a", "-", "a b", "a/b", "..", "%41", "a:b", "claim/x", "关系", "#x", "a?b", "'", "<>"]
    ),
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
    ["2005", "2005-12", "2005-12-08", "1998~", "2005?", "2004-06%", "199X", "19XX", "-0205", "2004-02-29", "Y17000", "2001-21", "0000", "-01XX", "-0043-03-15", "-0003~", "Y-17000", "2004-XX-29", "9999-12-31", "[..1890]", "[1890-05..]", "[1905..1912]", "[-0205..-0200]", "[1905,1907]"]
).map(parse_date)  # fmt: skip
names = st.dictionaries(languages, texts, min_size=1, max_size=3)
addresses = st.sampled_from(
    ["", "https://example.org/a%20b", "http://例子.中国/曾李青/0?q=1&r=(2)#f", "https://e.org/'x',;:@!$*~"]
)
# Spelled like one another, like the names that they get, and like a digest.
locators = st.sampled_from(
    ["", "¶9", "para-9", "para", "¶", "§9", "section-9", "p. 94", "p-94", "P. 94", "p.94", "pp. 94-95", "pp-94-95", "b", "a.b",
     "0123456789", "x-0123456789", "¶0123456789", "第九段"]
) | texts  # fmt: skip
numbers = st.one_of(st.integers(-(10**20), 10**20), st.decimals(-(10**12), 10**12, places=3))
value_of = {"number": numbers, "text": texts, "date": dates}
written_numbers = st.sampled_from(["0", "-0", "33.90", "007", "-5.", ".5", "100000000000000000000"])
money = st.builds("{} {}".format, st.sampled_from(["USD", "CNY"]), written_numbers)
days_in_text = dates.map(str)


@st.composite
def citations(draw, source_ids):
    cited = st.builds(Citation, st.sampled_from(source_ids), locators, st.just("") | texts, st.just("") | addresses)
    return tuple(draw(st.lists(cited, max_size=4)))


@st.composite
def claims(draw, vocabulary, entity_ids, source_ids):
    relation = draw(st.sampled_from([each for each in vocabulary.relations.values() if not each.inverted]))
    entity = st.sampled_from(entity_ids)
    kinds = {"text": texts, "number": written_numbers, "date": days_in_text, "money": money, "entity": entity}

    def said_of(term):
        value = kinds[term.value]
        return st.lists(value, min_size=1, max_size=3 if term.kind.several else 1).map(tuple)

    qualifiers = draw(st.sets(st.sampled_from(sorted(vocabulary.qualifiers)), max_size=3))
    return Claim(
        id=draw(ids),
        subject=draw(entity),
        relation=relation.id,
        object="" if relation.value else draw(entity),
        value=draw(value_of[relation.value]) if relation.value else None,
        unit=draw(st.sampled_from(relation.units)) if relation.units else "",
        start=draw(st.none() | dates),
        end=draw(st.none() | dates | st.just(parse_date(".."))),
        at=draw(st.none() | dates),
        qualifiers={name: draw(said_of(vocabulary.qualifiers[name])) for name in sorted(qualifiers)},
        weight=draw(st.none() | st.sampled_from([1.0, 12.0, 0.1, 1e-7, 1e12])),
        citations=draw(citations(source_ids)),
        confidence=draw(st.sampled_from(["confirmed", "reported", "disputed"])),
        rank=draw(st.sampled_from(["normal", "preferred", "deprecated"])),
        denied=draw(st.booleans()),
        reason=draw(st.just("") | texts),
        distinct=draw(st.just("") | texts),
        proposed=draw(st.just("") | texts),
        accepted=draw(st.just("") | texts),
        note=draw(st.just("") | texts),
        rule=(rule := draw(st.just("") | texts)),
        premises=tuple(draw(st.lists(ids, max_size=2))) if rule else (),
    )


@st.composite
def entities(draw, vocabulary, entity_ids, name):
    same_as = [written for written in SAME_AS if written.partition(":")[0] in vocabulary.identifiers]
    return Entity(
        id=name,
        cls=draw(st.sampled_from([name for name, cls in vocabulary.classes.items() if not cls.abstract])),
        labels=draw(names),
        aliases=draw(st.dictionaries(languages, st.lists(texts, max_size=2).map(tuple), max_size=2)),
        description=draw(st.just({}) | names),
        same_as=tuple(draw(st.lists(st.sampled_from(same_as), max_size=4))),
        different_from=tuple(draw(st.lists(st.sampled_from(entity_ids), max_size=2))),
        formerly=tuple(draw(st.just(()) | st.just((f"{name}-before",)))),
        coordinates=draw(st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))),
        living=draw(st.none() | st.booleans()),
        image=draw(st.none() | images()),
    )


@st.composite
def images(draw):
    return Image(
        file=draw(st.sampled_from(["images/a.jpg", "画/王 兴 1.png", "https://other.example/a%20b.jpg"])),
        licence=draw(st.sampled_from(["CC-BY-SA-4.0", "https://creativecommons.org/licenses/by/4.0/"])),
        credit=draw(st.just("") | texts),
        source=draw(addresses),
    )


@st.composite
def sources(draw, source_ids, name):
    return Source(
        id=name,
        title=draw(texts),
        kind=draw(texts),
        authors=tuple(draw(st.lists(texts, max_size=3, unique=True))),
        publisher=draw(st.just("") | texts),
        published=draw(st.none() | dates),
        url=draw(addresses),
        archived_url=draw(addresses),
        language=draw(st.just("") | languages),
        licence=draw(st.just("") | st.just("CC-BY-4.0") | addresses),
        lineage=draw(st.just("") | st.sampled_from(source_ids)),
        reliability=draw(st.sampled_from([None, "high", "fair", "low"])),
        different_from=tuple(draw(st.lists(st.sampled_from(source_ids), max_size=2))),
        formerly=tuple(draw(st.just(()) | st.just((f"{name}-before",)))),
        note=draw(st.just("") | texts),
    )


@st.composite
def infos(draw):
    settings = st.builds(
        Parameters,
        class_weights=st.dictionaries(st.sampled_from(["A", "E"]), st.floats(0, 1)),
        half_life_years=st.floats(0.1, 50),
        go_betweens=st.just(("Person", "School")),
    )
    return MapInfo(
        title=draw(names),
        description=draw(st.just({}) | names),
        base=draw(st.sampled_from(["https://example.org/m/", "urn:example:map/"])),
        licence=draw(addresses),
        authors=draw(st.just(()) | st.just(("Li Wei <https://orcid.org/0000-0002-1825-0097>", "关"))),
        languages=tuple(draw(st.lists(languages, min_size=1, max_size=3, unique=True))),
        as_of=draw(st.none() | dates),
        source_kinds=draw(st.just(()) | st.just(("scroll", "关系"))),
        analysis=draw(st.just(Parameters()) | settings),
    )


@st.composite
def maps(draw):
    vocabulary = draw(vocabularies(texts, names))
    entity_ids = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    source_ids = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    stated = claims(vocabulary, entity_ids, source_ids)
    return Map.of(
        draw(infos()),
        vocabulary,
        entities=[draw(entities(vocabulary, entity_ids, name)) for name in entity_ids],
        sources=[draw(sources(source_ids, name)) for name in source_ids],
        claims=draw(st.lists(stated, max_size=4, unique_by=lambda claim: claim.id)),
    )
