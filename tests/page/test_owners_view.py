"""Who owns what: the page has the owners in the end that `guanxi owners` has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from guanxi_graph.analysis.owners import Owner, owners
from guanxi_graph.map import Map

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def in_words(owner: Owner, gmap: Map) -> str:
    name = gmap.entities[owner.name].label("en")
    if owner.share is not None:
        return f"{name} {float(round(owner.share, 3)):g} %"
    return f"{name} at least {owner.at_least} %" if owner.at_least else f"{name} share not known"


def test_the_owners_in_the_end_are_those_of_the_command(visit: Open, shipped: Map) -> None:
    page = visit("view=owners")
    expect(page.locator(".status")).to_contain_text(f"{len(shipped.holdings)} owned")
    held = {shipped.entities[owned].label("en"): owned for owned in shipped.holdings}
    assert len(held) == page.locator("#panel .row").count()
    for owned in shipped.holdings:
        page.evaluate(f"location.hash = 'view=owners&select={owned}'")
        expect(page.locator("#panel h2")).to_have_text(shipped.entities[owned].label("en"))
        found = sorted(owners(shipped, owned).owners, key=lambda owner: (-owner.at_least, owner.name))
        told = [" ".join(text.split()) for text in page.locator("#panel .owner").all_inner_texts()]
        assert told == [in_words(owner, shipped) for owner in found], owned


def test_the_drawing_says_the_shares(visit: Open, drawn: Callable[[Page], str]) -> None:
    page = visit("view=owners&select=tencent")
    svg = drawn(page)
    assert "9.7 %" in svg
    assert "Naspers" in svg
    page.locator("#canvas").press("ArrowLeft")
    expect(page.locator("#panel h2")).to_have_text("Ma Huateng")


def test_the_years_choose_the_holdings(visit: Open) -> None:
    page = visit("view=owners&years=*,2000&undated=0")
    expect(page.locator("#panel").get_by_role("button", name="ChinaRen")).to_have_count(1)
    expect(page.locator("#panel").get_by_role("button", name="Meituan")).to_have_count(0)
