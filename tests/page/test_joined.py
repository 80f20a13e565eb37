"""Only persons: they are joined through the firms, schools and other bases that both belong to."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from guanxi_graph.analysis.shared import shared
from guanxi_graph.map import Map

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_as_many_are_joined_as_share_a_base_by_the_command(visit: Open, shipped: Map) -> None:
    persons = [name for name in shipped.entities if shipped.is_a(name, ("Person",))]
    tied = {frozenset((tie.subject, tie.object)) for tie in shipped.ties}
    joined = [
        pair
        for pair in combinations(persons, 2)
        if frozenset(pair) not in tied and any(base.years != 0 for base in shared(shipped, *pair))
    ]
    status = visit("classes=Person&all=1").locator(".status").inner_text()
    found = re.search(r"([\d,]+) by a shared base", status)
    assert found
    assert int(found[1].replace(",", "")) == len(joined) > 100


def test_what_joins_two_is_told_with_the_claims_of_both(visit: Open) -> None:
    page = visit("classes=Person&select=ma-huateng")
    section = page.locator("section.group", has=page.get_by_role("heading", name=re.compile("^Joined through")))
    row = section.locator(".row", has_text="through Tencent").first
    words = row.locator(".count").inner_text().split(" +")[0]
    name = row.locator(".row-name").inner_text()
    row.click()
    expect(page.locator("#panel h2")).to_have_text(f"Ma Huateng — {name}")
    shown = page.locator("section.group", has=page.get_by_role("heading", name=words, exact=True))
    expect(shown.locator(".claim")).to_have_count(2)
    expect(shown.locator(".claim").first).to_contain_text("Tencent")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".status")).not_to_contain_text("by a shared base")
