"""What a source denies is told in the panel, struck through, and is no line and no tie."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Source
from guanxi_graph.page import render_page
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
NAMES = {"ada": "Ada", "bo": "Bo", "cy": "Cy"}


def denied() -> Map:
    """Ada is Bo's friend, which another source denies; that she taught Cy is only denied."""
    said = (
        Claim(id="yes", subject="ada", relation="friendOf", object="bo", citations=(Citation("s"),)),
        Claim(id="no", subject="ada", relation="friendOf", object="bo", denied=True, citations=(Citation("r"),)),
        Claim(id="never", subject="ada", relation="teacherOf", object="cy", denied=True, citations=(Citation("r"),)),
        Claim(id="other", subject="bo", relation="teacherOf", object="cy", citations=(Citation("s"),)),
    )
    people = [Entity(id=name, cls="Person", labels={"en": label}) for name, label in NAMES.items()]
    sources = [Source(id="s", title="A life"), Source(id="r", title="A review")]
    return Map.of(MapInfo(languages=("en",)), built_in_vocabulary(), entities=people, sources=sources, claims=said)


@pytest.fixture(scope="module")
def denied_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("denied") / "index.html"
    places = {"ada": (0.0, 0.0), "bo": (300.0, 0.0), "cy": (0.0, 300.0)}
    file.write_text(render_page(denied(), positions=places), "utf-8")
    return file


def test_a_denial_is_told_and_never_counted_or_drawn(
    visit: Open, denied_file: Path, drawn: Callable[[Page], str]
) -> None:
    page = visit("select=ada", file=denied_file)
    expect(page.locator("#panel .tally")).to_contain_text("1 partner, 1 tie")
    never = page.locator("article.claim[data-claim=never]")
    expect(never.locator(".mark.denied")).to_have_text("denied")
    expect(never.locator("s")).to_contain_text("Cy")
    expect(never.locator(".says-who")).to_contain_text("A review")
    expect(page.locator("article.claim[data-claim=yes] s")).to_have_count(0)
    page = visit("view=table", file=denied_file)
    expect(page.locator("tbody tr")).to_have_count(2)
    assert drawn(visit(file=denied_file)).count('fill="none"') == 2


def test_both_accounts_stand_side_by_side(visit: Open, denied_file: Path) -> None:
    page = visit(file=denied_file)
    page.get_by_role("button", name="2 accounts").click()
    sides = page.locator(".side-by-side article.claim")
    expect(sides).to_have_count(2)
    expect(sides.locator(".mark.denied")).to_have_count(1)
    page = visit("pair=ada,cy", file=denied_file)
    expect(page.locator("#panel article.claim s")).to_contain_text("Cy")
