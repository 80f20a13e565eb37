"""What holds of any two maps: joined with itself a map is the same, and of two nothing is lost."""

from __future__ import annotations

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanxi_graph.joining.two_maps import joining
from guanxi_graph.map import load
from guanxi_graph.reading import read_map
from guanxi_graph.writing.yaml_text import flow
from places import SHIPPED

IDS = ("ida", "ola", "kari", "nils")
NAMES = {"ida": "Ida Lund", "ola": "Ola Berg", "kari": "Kari Moe", "nils": "Nils Brekke"}
years = st.sampled_from(["1887", "1890-05", "1901~"])


@st.composite
def people(draw):
    """Some of four people: known by the same ids or by others, with one name or another."""
    found = []
    for name in draw(st.lists(st.sampled_from(IDS), min_size=2, unique=True)):
        said = draw(st.sampled_from([NAMES[name], f"{NAMES[name]} Dahl"]))
        identifier = draw(st.sampled_from([[], [f"wikidata:Q{1 + IDS.index(name)}"]]))
        given_id = draw(st.sampled_from([name, f"{name}-b"]))
        record = {"id": given_id, "class": "Person", "labels": {"en": said}, "same_as": identifier}
        note = draw(st.sampled_from(["", "A printer."]))
        found.append({**record, **({"description": {"en": note}} if note else {})})
    return found


@st.composite
def maps(draw):
    """The files of a map. No claim is stated twice in it."""
    known = draw(people())
    ids = [each["id"] for each in known]
    sources = [{"id": f"s{number}", "title": f"Letter {number}"} for number in range(draw(st.integers(1, 2)))]
    claims = {}
    for _ in range(draw(st.integers(1, 6))):
        one, other = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
        relation = draw(st.sampled_from(["knows", "teacherOf", "friendOf"]))
        start = draw(st.none() | years)
        cited = draw(st.sampled_from(sources))["id"]
        key = (relation, *(sorted((one, other)) if relation != "teacherOf" else (one, other)), start)
        claim = {"subject": one, "relation": relation, "object": other, "sources": [f"{cited} p. {len(claims)}"]}
        claims[key] = {
            **claim,
            **({"start": start} if start else {}),
            **({"note": "So."} if draw(st.booleans()) else {}),
        }
    table = draw(st.booleans())
    return {
        "map.toml": 'title = {en = "M"}\nbase = "https://example.org/m/"\nlanguages = ["en"]\n',
        "people.yaml": rows(known),
        "sources.yaml": rows(sources),
        **({"claims/c.csv": csv(claims.values())} if table else {"claims/c.yaml": "# said\n" + rows(claims.values())}),
    }


def rows(records):
    return "".join(f"- {flow(record)}\n" for record in records)


def csv(claims):
    fields = ("subject", "relation", "object", "start", "note")
    lines = [",".join((*(each.get(field, "") for field in fields), *each["sources"])) for each in claims]
    return "\n".join(("subject,relation,object,start,note,sources", *lines)) + "\n"


def laid(place, files):
    for name, text in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)
    return place


def said(claim, called):
    """What a claim says, whoever is called how."""
    ends = [called.get(end, end) for end in (claim.subject, claim.object)]
    return (*(ends if claim.relation == "teacherOf" else sorted(ends)), claim.relation, str(claim.start))


slow = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@slow
@given(files=maps())
def test_a_map_joined_with_itself_is_the_same(files, tmp_path_factory):
    place = tmp_path_factory.mktemp("self")
    one = laid(place / "one", files)
    joining(read_map(one), read_map(one)).write(place / "both")
    before, after = load(one), load(place / "both")
    assert (after.entities, after.sources, after.claims) == (before.entities, before.sources, before.claims)


@slow
@given(left=maps(), right=maps())
def test_of_two_maps_nothing_is_lost_and_their_order_changes_ids_only(left, right, tmp_path_factory):
    place = tmp_path_factory.mktemp("two")
    one, two = laid(place / "one", left), laid(place / "two", right)
    joining(read_map(one), read_map(two)).write(place / "both")
    joining(read_map(two), read_map(one)).write(place / "turned")
    both, turned = load(place / "both"), load(place / "turned")
    ids = ids_in(both)
    for part in (load(one), load(two)):
        there = {said(claim, ids): claim for claim in both.claims.values()}
        named = {name for entity in both.entities.values() for name in entity.names}
        for entity in part.entities.values():
            assert set(entity.names) <= named
            assert any(set(entity.same_as) <= set(each.same_as) for each in both.entities.values())
        for claim in part.claims.values():
            told = [
                each for each in both.claims.values() if each.relation == claim.relation and each.start == claim.start
            ]
            locators = {(both.sources[each.source].title, each.locator) for found in told for each in found.citations}
            assert {(part.sources[each.source].title, each.locator) for each in claim.citations} <= locators
            assert not claim.note or any(claim.note in found.note for found in told)
        assert len(there) == len(both.claims)
    assert len(both.entities) == len(turned.entities)
    assert len(both.claims) == len(turned.claims)
    assert sorted(map(by_names(both), both.claims.values())) == sorted(map(by_names(turned), turned.claims.values()))


def ids_in(gmap):
    return {old: entity.id for entity in gmap.entities.values() for old in entity.formerly}


def by_names(gmap):
    """A claim with its ends by all that they are called, for comparing maps with other ids."""

    def told(claim):
        ends = [
            tuple(sorted((*gmap.entities[end].names, *gmap.entities[end].same_as)))
            for end in (claim.subject, claim.object)
        ]
        cited = sorted((gmap.sources[each.source].title, each.locator) for each in claim.citations)
        return repr((ends if claim.relation == "teacherOf" else sorted(ends), claim.relation, str(claim.start), cited))

    return told


def test_the_shipped_map_joined_with_itself_is_the_same(tmp_path, shipped):
    joining(read_map(SHIPPED), read_map(SHIPPED)).write(tmp_path / "both")
    after = load(tmp_path / "both")
    assert msgspec.structs.asdict(after) == msgspec.structs.asdict(shipped)
