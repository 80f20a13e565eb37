"""The reconciliation service, asked over HTTP as OpenRefine asks it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from places import ROOT
from running import Reply, Server

FORM = "application/x-www-form-urlencoded"
ZHANGS = """
- {id: zhang-wei-1, class: Person, labels: {en: Zhang Wei, zh-Hans: 张伟}, same_as: ["wikidata:Q42"]}
- {id: zhang-wei-2, class: Person, labels: {en: Zhang Wei, zh-Hans: 章伟}, different_from: [zhang-wei-1]}
"""
BIRTHS = """
- {subject: zhang-wei-1, relation: bornOn, value: 1970-05, sources: [asprec-2012]}
- {subject: zhang-wei-2, relation: bornOn, value: 1980-01-02, sources: [asprec-2012]}
- {subject: ma-huateng, relation: knows, object: zhang-wei-1, sources: [asprec-2012]}
"""


@pytest.fixture(scope="module")
def of_zhangs(serve_all: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    directory = tmp_path_factory.mktemp("zhangs")
    shutil.copytree(ROOT / "tests" / "base", directory, dirs_exist_ok=True)
    (directory / "zhangs.yaml").write_text(ZHANGS)
    (directory / "claims" / "births.yaml").write_text(BIRTHS)
    return serve_all(directory)


def asked(server: Server, **parameters: object) -> Reply:
    texts = {name: each if isinstance(each, str) else json.dumps(each) for name, each in parameters.items()}
    return server.ask("POST", "/reconcile", urlencode(texts), content_type=FORM)


def found(server: Server, **query: object) -> list[tuple[str, float, bool]]:
    answer = json.loads(asked(server, queries={"q": query}).text)
    return [(each["id"], each["score"], each["match"]) for each in answer["q"]["result"]]


def test_it_says_what_it_can(server) -> None:
    reply = server.get("/reconcile")
    told = json.loads(reply.text)
    assert told["versions"] == ["0.2"]
    assert told["identifierSpace"] == "https://w3id.org/guanxi/china-internet/id/"
    assert {"id": "Person", "name": "person"} in told["defaultTypes"]
    view = told["view"]["url"].replace("{{id}}", "ma-huateng").removeprefix(server.url)
    assert server.get(view, accept="text/html").status == 200
    assert server.get(told["preview"]["url"].replace("{{id}}", "ma-huateng").removeprefix(server.url)).status == 200
    for kind in ("entity", "type", "property"):
        where = told["suggest"][kind]
        assert server.get((where["service_url"] + where["service_path"]).removeprefix(server.url)).status == 200


def test_a_batch_is_answered_by_its_keys(server) -> None:
    answer = json.loads(asked(server, queries={"a": {"query": "马化腾"}, "b": {"query": "Nobody At All"}}).text)
    assert answer["b"] == {"result": []}
    assert answer["a"]["result"][0] == {
        "id": "ma-huateng",
        "name": "Ma Huateng",
        "description": "Cofounder of Tencent.",
        "type": [{"id": "Person", "name": "person"}, {"id": "Thing", "name": "thing"}],
        "score": 100,
        "match": True,
        "features": [{"id": "name", "value": 100}],
    }
    assert json.loads(server.get("/reconcile", queries='{"a":{"query":"马化腾"}}').text)["a"] == answer["a"]


def test_two_of_one_name_are_no_match(of_zhangs) -> None:
    assert found(of_zhangs, query="Zhang Wei") == [("zhang-wei-1", 100, False), ("zhang-wei-2", 100, False)]
    assert found(of_zhangs, query="张伟") == [("zhang-wei-1", 100, True)]


def test_a_detail_tells_them_apart(of_zhangs) -> None:
    born = [{"pid": "bornOn", "v": "1980"}]
    assert found(of_zhangs, query="Zhang Wei", properties=born) == [
        ("zhang-wei-2", 100, True),
        ("zhang-wei-1", 70, False),
    ]
    by_time = [{"pid": "bornOn", "v": "1970-05-09T00:00:00Z"}]
    assert found(of_zhangs, query="Zhang Wei", properties=by_time)[0] == ("zhang-wei-1", 100, True)
    for known in ("Pony Ma", "ma-huateng", {"id": "ma-huateng", "name": "Ma"}, ["Nobody", "马化腾"]):
        assert found(of_zhangs, query="Zhang Wei", properties=[{"pid": "knows", "v": known}])[0][0] == "zhang-wei-1"


def test_a_detail_that_speaks_against_it_is_no_match(of_zhangs) -> None:
    assert found(of_zhangs, query="张伟", properties=[{"pid": "bornOn", "v": "1990"}]) == [("zhang-wei-1", 70, False)]


def test_how_a_name_is_read_is_no_match(of_zhangs) -> None:
    assert found(of_zhangs, query="Lai Binqiang")[0] == ("lai-binqiang", 100, True)
    assert found(of_zhangs, query="guan xi")[0][2] is True  # its own label
    assert found(of_zhangs, query="teng xun")[0] == ("tencent", 90, False)


def test_an_id_from_elsewhere_is_a_match(of_zhangs) -> None:
    assert found(of_zhangs, query="wikidata:Q42") == [("zhang-wei-1", 100, True)]
    assert found(of_zhangs, properties=[{"pid": "wikidata", "v": "Q42"}]) == [("zhang-wei-1", 100, True)]


def test_details_alone_find(of_zhangs) -> None:
    assert [name for name, *_ in found(of_zhangs, properties=[{"pid": "founded", "v": "Renren"}])] == [
        "lai-binqiang",
        "wang-xing",
    ]
    assert found(of_zhangs, properties=[{"pid": "foundedBy", "v": "王兴"}]) == [("renren", 100, True)]


def test_the_class_is_kept_to(of_zhangs) -> None:
    assert found(of_zhangs, query="Tencent", type="Person") == []
    assert found(of_zhangs, query="Tencent", type=["Person", "Organization"])[0] == ("tencent", 100, True)
    assert found(of_zhangs, query="Tencent", type=["Person"], type_strict="should")[0] == ("tencent", 80, False)
    assert found(of_zhangs, query="Tencent", type=["Company", "Person"], type_strict="all") == []


def test_no_more_than_are_wanted(server) -> None:
    assert len(found(server, query="Tencent", limit=3)) == 3
    assert found(server, query="Tencnt", limit=1)[0][0] == "tencent"


@pytest.mark.parametrize(
    ("queries", "status", "says"),
    [
        ("{", 400, "`queries` cannot be read"),
        ("[]", 400, "Expected `object`"),
        ({"a": {}}, 400, "a has neither a `query` nor `properties`"),
        ({"a": {"query": "x", "limit": 10**9}}, 400, "`$[...].limit`"),
        ({"a": {"query": "x", "properties": [{"pid": "bornOn"}]}}, 400, "missing required field `v`"),
        ({str(n): {"query": "x"} for n in range(201)}, 413, "at most 200"),
    ],
)
def test_what_is_not_of_the_protocol_is_told(server, queries, status, says) -> None:
    reply = asked(server, queries=queries)
    assert (reply.status, says in reply.text) == (status, True), reply.text


def test_a_body_of_another_kind_is_refused(server) -> None:
    assert server.ask("POST", "/reconcile", "{}", content_type="application/json").status == 415


def test_columns_are_added(of_zhangs) -> None:
    wanted = {
        "ids": ["zhang-wei-1", "zhang-wei-2", "renren", "nobody"],
        "properties": [
            {"id": "bornOn"},
            {"id": "foundedBy", "settings": {"limit": 1}},
            {"id": "users"},
            {"id": "wikidata"},
        ],
    }
    answer = json.loads(asked(of_zhangs, extend=wanted).text)
    assert answer["meta"][0] == {"id": "bornOn", "name": "born on"}
    rows = answer["rows"]
    assert rows["zhang-wei-1"] == {
        "bornOn": [{"str": "1970-05"}],
        "foundedBy": [],
        "users": [],
        "wikidata": [{"str": "Q42"}],
    }
    assert rows["zhang-wei-2"]["bornOn"] == [{"date": "1980-01-02T00:00:00+00:00"}]
    assert rows["renren"]["users"] == [{"int": 170000000}]
    assert len(rows["renren"]["foundedBy"]) == 1
    assert {"id", "name"} == set(rows["renren"]["foundedBy"][0])
    assert set(map(len, rows["nobody"].values())) == {0}


def test_names_are_completed(server) -> None:
    def of(kind: str, prefix: str) -> list[str]:
        return [
            each["id"] for each in json.loads(server.get(f"/reconcile/suggest/{kind}", prefix=prefix).text)["result"]
        ]

    assert of("entity", "tenc")[0] == "tencent"
    assert of("type", "pers") == ["Person"]
    assert of("property", "foun")[0] == "founded"
    assert "wikidata" in of("property", "wiki")


def test_what_is_worth_a_column_is_proposed(server) -> None:
    told = json.loads(server.get("/reconcile/properties", type="Person", limit="3").text)
    assert (told["type"], told["limit"], len(told["properties"])) == ("Person", 3, 3)
    assert all(each["name"] for each in told["properties"])


def test_a_preview_runs_nothing_and_is_framed_by_whom_one_lets(serve, write_map) -> None:
    told = """- {id: odd, class: Person, labels: {en: "<script>alert(1)</script>"}}\n"""
    server = serve(write_map({"odd.yaml": told}), "--cors", "https://refine.example")
    reply = server.get("/reconcile/preview", id="odd")
    assert "<script>" not in reply.text
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("frame-ancestors 'self' https://refine.example")
    assert server.get("/reconcile/preview", id="nobody").status == 404


def test_turtle_that_is_no_map_cannot_be_matched_with(serve, tmp_path) -> None:
    (tmp_path / "some.ttl").write_text("<http://example.org/a> <http://example.org/b> <http://example.org/c> .\n")
    assert serve(tmp_path / "some.ttl").get("/reconcile").status == 404
