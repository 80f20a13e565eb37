"""FollowTheMoney: each relation becomes the schema that the vocabulary's own words mean."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guanxi_graph import load
from guanxi_graph.formats import to_ftm

THINGS = """\
- {id: sequoia, class: Fund, labels: {en: Sequoia}, same_as: ["lei:5493001KJTIIGC8Y1R12", "wikidata:Q1852025"]}
- {id: tsinghua, class: School, labels: {en: Tsinghua}}
"""
CLAIMS = """\
- {subject: sequoia, relation: investedIn, object: tencent, at: 2001-06?, qualifiers: {share: 20}, sources: [asprec-2012]}
- {subject: wang-xing, relation: directorOf, object: tencent, start: 2023-03, qualifiers: {role: chair}, sources: [asprec-2012]}
- {subject: wang-xing, relation: worksAt, object: tencent, start: 200X, end: .., note: A note., sources: [asprec-2012]}
- {subject: wang-xing, relation: memberOf, object: sequoia, sources: [asprec-2012]}
- {subject: wang-xing, relation: siblingOf, object: ma-huateng, sources: [asprec-2012]}
- {subject: wang-xing, relation: friendOf, object: ma-huateng, sources: [asprec-2012]}
- {subject: wang-xing, relation: educatedAt, object: tsinghua, sources: [asprec-2012]}
- {subject: wang-xing, relation: worksAt, object: renren, sources: [asprec-2012]}
- {subject: wang-xing, relation: rivalOf, object: ma-huateng, rank: deprecated, reason: a mistake, sources: [asprec-2012]}
- {subject: wang-xing, relation: about, object: guanxi, sources: [asprec-2012]}
- {subject: wang-xing, relation: bornOn, value: 1979-02-18, sources: [asprec-2012]}
- {subject: tencent, relation: foundedOn, value: 1998-11, sources: [asprec-2012]}
"""


@pytest.fixture
def found(write_map) -> dict[str, dict[str, Any]]:
    body = to_ftm(load(write_map({"more.yaml": THINGS, "claims/claims.yaml": CLAIMS})))
    return {each["id"]: each for each in map(json.loads, body.decode().splitlines())}


@pytest.mark.parametrize(
    ("claim", "schema", "properties"),
    [
        ("sequoia.investedIn.tencent.2001-06-perhaps", "Ownership",
         {"owner": ["sequoia"], "asset": ["tencent"], "percentage": ["20"], "date": ["2001-06"]}),
        ("wang-xing.directorOf.tencent.2023-03", "Directorship",
         {"director": ["wang-xing"], "organization": ["tencent"], "role": ["director of", "chair"], "startDate": ["2023-03"]}),
        ("wang-xing.worksAt.tencent", "Employment",
         {"employee": ["wang-xing"], "employer": ["tencent"], "summary": ["A note."]}),
        ("wang-xing.memberOf.sequoia", "Membership", {"member": ["wang-xing"], "organization": ["sequoia"]}),
        ("wang-xing.siblingOf.ma-huateng", "Family", {"person": ["wang-xing"], "relative": ["ma-huateng"]}),
        ("wang-xing.friendOf.ma-huateng", "Associate", {"relationship": ["friend of"]}),
        ("wang-xing.educatedAt.tsinghua", "UnknownLink", {"subject": ["wang-xing"], "object": ["tsinghua"]}),
        ("wang-xing.worksAt.renren", "UnknownLink", {"role": ["works at"]}),
    ],
)  # fmt: skip
def test_a_claim_becomes(found, claim: str, schema: str, properties: dict[str, list[str]]) -> None:
    (link,) = (each for name, each in found.items() if name.startswith(claim))
    assert link["schema"] == schema
    assert link["properties"] | properties == link["properties"]


def test_dates_in_doubt_are_left_out(found) -> None:
    (works,) = (each for name, each in found.items() if name.startswith("wang-xing.worksAt.tencent"))
    assert {"startDate", "endDate"}.isdisjoint(works["properties"])


@pytest.mark.parametrize(
    ("entity", "schema", "properties"),
    [
        ("wang-xing", "Person", {"name": ["Wang Xing", "王兴", "Wáng Xīng"], "birthDate": ["1979-02-18"]}),
        ("ma-huateng", "Person", {"alias": ["Pony Ma"]}),
        ("tencent", "Company", {"incorporationDate": ["1998-11"], "wikidataId": ["Q860580"]}),
        ("sequoia", "Company", {"leiCode": ["5493001KJTIIGC8Y1R12"], "wikidataId": ["Q1852025"]}),
        ("tsinghua", "Organization", {}),
        ("renren", "Asset", {}),
        ("china", "Address", {}),
    ],
)
def test_an_entity_becomes(found, entity: str, schema: str, properties: dict[str, list[str]]) -> None:
    assert found[entity]["schema"] == schema
    assert found[entity]["properties"] | properties == found[entity]["properties"]


def test_what_it_cannot_say_is_left_out_with_what_leads_there(found) -> None:
    """Concepts, and claims that are set aside."""
    assert not [name for name in found if "guanxi" in name or "rivalOf" in name]


def test_both_ends_of_each_link_are_there(found) -> None:
    ends = {"owner", "asset", "director", "organization", "employee", "employer", "member", "person", "relative"}
    ends |= {"associate", "subject", "object"}
    for each in found.values():
        assert all(found.get(name) for key in ends & set(each["properties"]) for name in each["properties"][key])
