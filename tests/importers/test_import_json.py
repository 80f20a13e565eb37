"""Records in JSON become a map, by their shape."""

from __future__ import annotations

import json

import pytest

FTM = [
    {
        "id": "o",
        "schema": "Company",
        "properties": {"name": ["Acme Ltd", "ACME"], "country": ["gb"], "incorporationDate": ["1999"]},
    },
    {"id": "p", "schema": "Person", "properties": {"name": ["Ada"], "birthDate": ["1960-05"], "addressEntity": ["a"]}},
    {"id": "a", "schema": "Address", "properties": {"full": ["1 High Street"]}},
    {
        "id": "d",
        "schema": "Directorship",
        "properties": {
            "director": ["p"],
            "organization": ["o"],
            "role": ["chair"],
            "startDate": ["2001"],
            "endDate": ["2004"],
        },
    },
    {
        "id": "w",
        "schema": "Ownership",
        "properties": {"owner": ["p"], "asset": ["o"], "percentage": ["25"], "sourceUrl": ["https://example.org/r"]},
    },
    {
        "id": "m",
        "schema": "Payment",
        "properties": {"payer": ["o"], "beneficiary": ["p"], "amountEur": ["500"], "date": ["2002-03-01"]},
    },
    {"id": "n", "schema": "Payment", "properties": {"payer": ["o"]}},
]


def test_followthemoney(bench):
    told = bench.bring(bench.file("a.ijson", "\n".join(map(json.dumps, FTM))))
    assert "1 × Payment has not both its ends: it was left out" in told
    assert bench.said() == [
        "acme-ltd country gb",
        "acme-ltd incorporationDate 1999",
        "acme-ltd paid ada 2002-03-01 amount=EUR 500",
        "ada addressEntity 1-high-street",
        "ada bornOn 1960-05",
        "ada directorOf acme-ltd 2001 – 2004 role=chair",
        "ada owns acme-ltd share=25",
    ]
    found = bench.map()
    assert found.entities["acme-ltd"].aliases == {"en": ("ACME",)}
    assert found.entities["1-high-street"].cls == "Place"
    assert [each.source for each in found.claims["ada.owns.acme-ltd"].citations] == ["example-org-r"]


def statement(key: str, kind: str, **details: object) -> dict[str, object]:
    published = {"publisher": {"name": "Register"}}
    return {
        "statementId": f"s-{key}",
        "recordId": key,
        "recordType": kind,
        "recordDetails": details,
        "publicationDetails": published,
    }


def test_beneficial_ownership(bench):
    records = [
        statement("e", "entity", name="Acme Ltd", foundingDate="1999-01-02", identifiers=[{"scheme": "XI-LEI", "id": "529900T8BM49AURSDO55"}]),
        statement("p", "person", names=[{"fullName": "Ada Smith"}, {"fullName": "A. Smith"}], nationalities=[{"name": "Ireland"}]),
        statement(
            "r", "relationship", subject="e", interestedParty="p",
            interests=[{"type": "shareholding", "share": {"exact": 40}, "startDate": "2001"}, {"type": "votingRights", "share": {"minimum": 25, "maximum": 50}}],
        ),
        statement("u", "relationship", subject="e", interestedParty={"reason": "unknown"}),
    ]  # fmt: skip
    told = bench.bring(bench.file("b.json", json.dumps(records)))
    assert "1 × relationship names no party, only why not: it was left out" in told
    assert bench.said() == [
        "acme-ltd foundedOn 1999-01-02",
        "ada-smith nationality Ireland",
        "ada-smith owns acme-ltd 2001 share=40",
        "ada-smith votingRightsIn acme-ltd",
    ]
    found = bench.map()
    assert found.entities["acme-ltd"].same_as == ("lei:529900T8BM49AURSDO55",)
    assert found.claims["ada-smith.votingRightsIn.acme-ltd"].note == "share: 25–50 %"
    assert [each.title for each in found.sources.values()] == ["Register"]


def item(number: str) -> dict[str, object]:
    return {
        "snaktype": "value",
        "datatype": "wikibase-item",
        "datavalue": {"type": "wikibase-entityid", "value": {"id": number}},
    }


def time(text: str, precision: int, calendar: str = "Q1985727") -> dict[str, object]:
    value = {"time": text, "precision": precision, "calendarmodel": f"http://www.wikidata.org/entity/{calendar}"}
    return {"snaktype": "value", "datatype": "time", "datavalue": {"type": "time", "value": value}}


def text(written: str, kind: str = "string") -> dict[str, object]:
    return {"snaktype": "value", "datatype": kind, "datavalue": {"type": "string", "value": written}}


ADA = {
    "type": "item",
    "id": "Q1000001",
    "labels": {"en": {"value": "Ada Example"}, "zh": {"value": "艾达"}},
    "aliases": {"en": [{"value": "Countess"}]},
    "claims": {
        "P31": [{"mainsnak": item("Q5")}],
        "P569": [{"mainsnak": time("+1700-02-29T00:00:00Z", 11, "Q1985786")}],
        "P26": [
            {
                "mainsnak": item("Q1000002"),
                "qualifiers": {"P580": [time("+1835-00-00T00:00:00Z", 9)]},
                "references": [{"snaks": {"P854": [text("https://example.org/wed", "url")]}}],
            }
        ],
        "P40": [{"mainsnak": item("Q1000003"), "rank": "deprecated"}],
        "P106": [{"mainsnak": item("Q82594")}, {"mainsnak": {"snaktype": "somevalue", "datatype": "wikibase-item"}}],
        "P214": [{"mainsnak": text("45131", "external-id")}],
        "P227": [{"mainsnak": text("118640364", "external-id")}],
    },
}


def test_items_of_wikidata(bench):
    named = {"entities": {"Q1000002": {"type": "item", "id": "Q1000002", "labels": {"en": {"value": "Bill"}}}}}
    files = bench.file("a.json", json.dumps({"entities": {"Q1000001": ADA}})), bench.file("b.json", json.dumps(named))
    told = bench.bring(*files)
    assert "  P26 (1) → spouseOf" in told
    assert "1 × values of the kind external-id: left out" in told
    assert "1 × values that are not known: left out" in told
    assert bench.said() == [
        "ada-example bornOn 1700-03-11",
        "ada-example p106 q82594",
        "ada-example p31 q5",
        "ada-example parentOf q1000003",
        "ada-example spouseOf bill 1835",
    ]
    found = bench.map()
    assert found.entities["ada-example"].labels == {"en": "Ada Example", "zh-Hans": "艾达"}
    assert found.entities["ada-example"].same_as == ("viaf:45131", "wikidata:Q1000001")
    assert found.entities["bill"].cls == "Person"
    assert found.claims["ada-example.bornOn.1700-03-11"].note == "P569: Julian 1700-02-29"
    assert found.claims["ada-example.parentOf.q1000003"].rank == "deprecated"
    assert [each.source for each in found.claims["ada-example.spouseOf.bill.1835"].citations] == ["example-org-wed"]


@pytest.mark.parametrize(
    ("precise", "kept"),
    [
        (("+1819-05-24T00:00:00Z", 11), "1819-05-24"),
        (("+1819-05-00T00:00:00Z", 10), "1819-05"),
        (("+1890-00-00T00:00:00Z", 8), "189X"),
        (("+1900-00-00T00:00:00Z", 7), "18XX"),
        (("-0206-00-00T00:00:00Z", 9), "-0205"),
        (("+1700-02-00T00:00:00Z", 10, "Q1985786"), "[1700-02-11..1700-03-11]"),
        (("-0044-03-15T00:00:00Z", 11, "Q1985786"), "-0043-03-13"),
    ],
)
def test_dates_of_wikidata_are_as_precise_as_they_are_told(bench, precise, kept):
    record = {
        "type": "item",
        "id": "Q1",
        "labels": {"en": {"value": "Ada"}},
        "claims": {"P31": [{"mainsnak": item("Q5")}], "P570": [{"mainsnak": time(*precise)}]},
    }
    bench.bring(bench.file("a.json", json.dumps(record)))
    assert f"ada diedOn {kept}" in bench.said()


def test_dates_whose_relation_is_known_by_its_meaning(bench):
    records = [
        {"subject": "Ada", "relation": "出生日期", "value": "约1890年"},
        {"subject": "Bob", "relation": "date of birth", "value": "1st of May, before noon"},
        {"subject": "Ada", "relation": "friend of", "object": "Bob"},
    ]
    told = bench.bring(bench.file("lives.jsonl", "\n".join(map(json.dumps, records))))
    assert "1 × has a date that cannot be read, kept as it is written: `date of birth`" in told
    assert bench.said() == [
        "ada bornOn 1890~",
        "ada friendOf bob",
        "bob describedAs date of birth: 1st of May, before noon",
    ]


@pytest.mark.parametrize(
    ("bounds", "kept"),
    [
        ({"P1319": time("+1880-00-00T00:00:00Z", 9), "P1326": time("+1890-00-00T00:00:00Z", 9)}, "[1880..1890]"),
        ({"P1326": time("+1700-02-29T00:00:00Z", 11, "Q1985786")}, "[..1700-03-11]"),
    ],
)
def test_an_unknown_date_of_wikidata_has_its_bounds(bench, bounds, kept):
    unknown = {"snaktype": "somevalue", "datatype": "time"}
    born = [{"mainsnak": unknown, "qualifiers": {name: [snak] for name, snak in bounds.items()}}]
    claims = {"P31": [{"mainsnak": item("Q5")}], "P569": born}
    record = {"type": "item", "id": "Q1", "labels": {"en": {"value": "Ada"}}, "claims": claims}
    bench.bring(bench.file("a.json", json.dumps(record)))
    assert any(said.startswith(f"ada bornOn {kept}") for said in bench.said())


def test_networks_and_plain_records(bench):
    network = {
        "nodes": [{"id": 1, "label": "Ada"}, {"id": 2, "label": "Grace"}],
        "links": [{"source": 1, "target": 2, "relation": "friend"}],
    }
    bench.bring(bench.file("n.json", json.dumps(network)))
    assert bench.said() == ["ada friendOf grace"]


def test_cytoscape_lines_and_answers(bench):
    elements = {
        "nodes": [{"data": {"id": "a", "name": "Ada"}}],
        "edges": [{"data": {"id": "e", "source": "a", "target": "b", "interaction": "met"}}],
    }
    bench.bring(bench.file("c.json", json.dumps({"elements": elements})))
    bench.bring(bench.file("l.jsonl", '{"from": "Joan", "to": "Jean", "since": {"year": "1990"}}\n'))
    answers = {
        "results": {
            "bindings": [{"subject": {"value": "http://www.wikidata.org/entity/Q7"}, "object": {"value": "Q8"}}]
        }
    }
    bench.bring(bench.file("s.json", json.dumps(answers)))
    assert bench.said() == ["ada knows b", "joan linkedTo jean sinceYear=1990", "q7 linkedTo q8"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", "{", "this is not JSON"),
        ("a.json", "[" * 100_000, "it is nested too deep"),
        ("a.json", "3", "there are no records in it"),
        ("a.json", "[]", "there is nothing in it"),
        ("a.jsonl", '{"a": 1}\n{"a":\n', "a.jsonl:2:1: error[cannot-import]: this line is not JSON"),
        ("a.json", '[{"id": "Q1", "type": "item", "claims": {"P31": [3]}}]', "a record is not as its format has it"),
    ],
)
def test_what_is_none_is_refused_in_plain_words(bench, name, content, told):
    assert told in bench.run("import", bench.file(name, content), "-o", bench.map_folder, "--yes").output


def test_a_property_that_has_values_and_objects_is_two_relations(bench):
    person = {"id": "p", "schema": "Person", "properties": {"name": ["Ada"], "linked": ["q", "elsewhere"]}}
    other = {"id": "q", "schema": "Person", "properties": {"name": ["Grace"]}}
    lines = bench.file("a.ijson", f"{json.dumps(person)}\n{json.dumps(other)}\n")
    bench.bring(lines)
    assert bench.said() == ["ada linked grace", "ada linked2 elsewhere"]
    assert bench.bring(lines).endswith("nothing changed\n")
