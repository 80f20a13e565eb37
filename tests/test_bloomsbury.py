"""The second map that ships: English, of the 19th and 20th century, with nothing Chinese in it."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from guanxi_graph.cli import main
from guanxi_graph.map import load
from guanxi_graph.page import render_page
from guanxi_graph.reading import read_map
from guanxi_graph.redaction import problems_of
from places import ROOT

MAP = ROOT / "examples" / "bloomsbury"
HAN = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff]")


def said(*arguments: str) -> str:
    run = CliRunner().invoke(main, [*arguments, "-m", str(MAP)], catch_exceptions=False)
    assert run.exit_code == 0, run.output
    return run.output


@pytest.fixture(scope="module")
def gmap():
    return load(MAP)


def test_it_has_no_problem_and_not_a_warning():
    assert problems_of(read_map(MAP)) == []


def test_it_is_of_some_size_and_every_claim_has_a_place_in_a_source(gmap):
    assert sum(entity.cls == "Person" for entity in gmap.entities.values()) >= 40
    assert len(gmap.claims) >= 150
    assert all(claim.citations and all(each.locator for each in claim.citations) for claim in gmap.claims.values())


def test_nobody_in_it_is_alive(gmap):
    assert {entity.living for entity in gmap.entities.values() if entity.cls == "Person"} == {False}


@pytest.mark.parametrize(
    "command",
    [
        ("show", "virginia-woolf"),
        ("path", "leonard-woolf", "ralph-partridge"),
        ("brokers",),
        ("circles",),
        ("conflicts",),
        ("changes", "1900", "1910"),
        ("ego", "virginia-woolf"),
        ("audit",),
    ],
    ids=" ".join,
)
def test_no_command_says_a_word_of_chinese(command):
    assert not HAN.search(said(*command))


def test_the_page_holds_no_chinese(gmap):
    page = render_page(gmap)
    assert not HAN.search(page[page.index("<body>") :])


def test_who_introduces_them():
    routes = said("path", "leonard-woolf", "ralph-partridge")
    assert "Leonard Woolf → Lytton Strachey → Dora Carrington → Ralph Partridge" in routes


def test_two_accounts_of_a_wedding():
    told = said("conflicts")
    assert "1907" in told
    assert "1906" in told
