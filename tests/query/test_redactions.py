"""What a map holds back leaves every export, the page and the endpoint without trace."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from guanxi_graph.map import load

HELD_BACK = {"redactions.yaml": "- {entity: ma-huateng, reason: at his request}\n"}
NAMES = ("ma-huateng", "Ma Huateng", "马化腾", "Pony Ma", "fannin", "Silicon Dragon", "at his request")
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_CACHE", str(tmp_path / "cache"))


def test_with_an_entity_go_its_claims_and_their_sources(write_map: Write) -> None:
    whole, less = load(write_map()), load(write_map(HELD_BACK))
    assert set(whole.entities) - set(less.entities) == {"ma-huateng"}
    gone = set(whole.claims) - set(less.claims)
    assert gone == {"ma-huateng.founded.tencent.1998-11"}
    assert set(whole.sources) - set(less.sources) == {"fannin-2008"}


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld", "void"])
def test_no_export_names_it(write_map: Write, guanxi, form: str) -> None:
    ran = guanxi("export", write_map(HELD_BACK), "-f", form)
    assert ran.returncode == 0, ran.stderr
    assert [name for name in NAMES if name in ran.stdout] == []


def test_the_page_and_its_files_do_not_name_it(write_map: Write, guanxi, tmp_path: Path) -> None:
    ran = guanxi("build", write_map(HELD_BACK), "-o", tmp_path / "out")
    assert ran.returncode == 0, ran.stderr
    for path in (tmp_path / "out").iterdir():
        text = path.read_bytes().decode("utf-8", "replace")  # a picture is among them
        assert [name for name in NAMES if name in text or json.dumps(name) in text] == [], path.name


def test_the_endpoint_does_not_know_it(write_map: Write, guanxi) -> None:
    less = write_map(HELD_BACK)
    assert guanxi("query", "-m", less, "ASK { ?s ?p ?o FILTER(CONTAINS(STR(?s), 'ma-huateng')) }").stdout == "no\n"
    (less / "redactions.yaml").unlink()
    assert guanxi("query", "-m", less, "ASK { ?s ?p ?o FILTER(CONTAINS(STR(?s), 'ma-huateng')) }").stdout == "yes\n"


def test_with_a_claim_goes_what_was_derived_from_it(write_map: Write) -> None:
    derived = (
        "- {subject: lai-binqiang, relation: cofounderWith, object: wang-xing, rule: cofounders, sources: [asprec-2012],\n"
        "   premises: [wang-xing.founded.renren.2005-12, lai-binqiang.founded.renren.2005-12]}\n"
    )
    held_back = {"claims/derived.yaml": derived, "redactions.yaml": "- {claim: wang-xing.founded.renren.2005-12}\n"}
    left = set(load(write_map(held_back)).claims)
    assert "lai-binqiang.founded.renren.2005-12" in left
    assert not {name for name in left if "wang-xing" in name}


def test_a_qualifier_that_names_it_is_left_out(write_map: Write) -> None:
    claim = "- {subject: wang-xing, relation: introduced, object: lai-binqiang, qualifiers: {to: ma-huateng}, sources: [asprec-2012]}\n"
    graph = load(write_map({**HELD_BACK, "claims/extra.yaml": claim}))
    found = next(claim for claim in list(graph.claims.values()) if claim.relation == "introduced")
    assert found.qualifiers == {}
