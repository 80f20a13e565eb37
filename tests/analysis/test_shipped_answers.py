"""What the shipped map answers to the questions that it was made for."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from guanxi_graph.cli import main
from places import SHIPPED


@pytest.fixture(scope="module")
def ask():
    def run(*arguments):
        done = CliRunner().invoke(main, [*arguments, "-m", str(SHIPPED), "--json"])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)["results"]

    return run


@pytest.mark.parametrize("year", ["2009", "2014"])
def test_what_joined_wang_xing_and_ma_huateng(ask, year):
    best = ask("path", "wang-xing", "ma-huateng", "--as-of", year)["routes"][0]
    assert best["names"] == ["wang-xing", "zhou-hongyi", "fu-sheng", "lei-jun", "ma-huateng"]
    assert best["weakest_hop"] == ["wang-xing", "zhou-hongyi"]


def test_what_joins_wang_xing_and_ma_huateng(ask):
    assert ask("path", "wang-xing", "ma-huateng", "--as-of", "2019")["routes"][0]["names"] == [
        "wang-xing",
        "ma-huateng",
    ]
    routes = ask("path", "wang-xing", "ma-huateng", "--affiliations", "--through", "Organization")["routes"]
    assert routes[1]["names"] == ["wang-xing", "meituan", "tencent", "ma-huateng"]
    assert routes[1]["weakest_hop"] == ["wang-xing", "meituan"]


def test_melissa_ma_introduced_them(ask):
    names = [route["names"] for route in ask("path", "robin-li", "eric-xu")["routes"]]
    assert ["robin-li", "melissa-ma", "eric-xu"] in names


def test_tencent_and_meituan_broker(ask):
    first = [each["name"] for each in ask("brokers")["brokers"][:6]]
    assert {"tencent", "meituan"} <= set(first)


def test_a_circle_of_tsinghua(ask):
    assert "tsinghua-university" in {circle["base"] for circle in ask("circles")}


def test_who_founded_renren_is_disputed_and_settled(ask):
    disputes = {(each["subject"], each["relation"]) for each in ask("conflicts") if each["settled"]}
    assert {("wang-xing", "founded"), ("tencent", "listedOn"), ("charles-chao", "bornOn")} <= disputes


def test_nothing_is_uncited(ask):
    (uncited,) = (check for check in ask("audit")["checks"] if check["lack"] == "uncited")
    assert uncited["good"] == uncited["of"]


def test_what_falls_with_the_article(ask):
    fallen = ask("without", "asprec-2012")
    assert fallen["sources"] == ["asprec-2012"]
    assert {"guanxi.relatedConcept.loyalty", "qq.resembles.aim"} <= set(fallen["claims"])
    # Others say these too.
    assert not {"guanxi.relatedConcept.danwei", "qq.users.640000000.2012"} & set(fallen["claims"])
    assert len(fallen["claims"]) > 40


def test_what_renren_was_modelled_on_and_called(ask):
    steps = {(step["subject"], step["relation"], step["object"]) for step in ask("lineage", "renren")}
    assert {("renren", "succeeds", "xiaonei"), ("xiaonei", "modelledOn", "facebook")} <= steps


def test_fellow_townsmen_from_longyan(ask):
    claims = ask("infer", "--dry-run", "--rule", "townsmen")["claims"]
    assert ("wang-xing", "zhang-yiming") in {(claim["subject"], claim["object"]) for claim in claims}
