"""One line a pair: letters that are many between two, on the map, in the panel and in the table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from guanxi_graph.dates import parse_date
from guanxi_graph.map import Map
from guanxi_graph.model import Citation, Claim, Entity, MapInfo, Source
from guanxi_graph.page import render_page
from guanxi_graph.reading.vocabulary_file import built_in_vocabulary

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
NAMES = {"tai": "Taixu", "tang": "Tang Dayuan", "yin": "Yinguang"}


def letters() -> Map:
    """27 letters from one to another in 1920 to 1931, four back, and one to a third."""
    dates = [f"19{20 + number % 12}-{number % 9 + 1:02}" for number in range(27)]
    sent = [("tai", "tang", date) for date in dates] + [("tang", "tai", f"192{n}") for n in range(4)]
    claims = [
        Claim(id=f"c{n:02}", subject=a, relation="teacherOf", object=b, at=parse_date(date), citations=(Citation("s"),))
        for n, (a, b, date) in enumerate([*sent, ("tai", "yin", "1925")])
    ]
    people = [Entity(id=name, cls="Person", labels={"en": label}) for name, label in NAMES.items()]
    source = Source(id="s", title="Letters")
    return Map.of(MapInfo(), built_in_vocabulary(), entities=people, sources=[source], claims=claims)


@pytest.fixture(scope="module")
def letters_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("letters") / "index.html"
    places = {"tai": (0.0, 0.0), "tang": (300.0, 0.0), "yin": (0.0, 300.0)}
    file.write_text(render_page(letters(), positions=places), "utf-8")
    return file


def test_partners_and_ties_are_counted_apart_wherever_they_are_counted(visit: Open, letters_file: Path) -> None:
    page = visit(file=letters_file)
    expect(page.locator("#panel .row").first).to_contain_text("Taixu2 partners, 32 ties")
    page.locator("#search").fill("tang")
    expect(page.locator("#search-list .option-about")).to_contain_text("1 partner, 31 ties")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .tally")).to_contain_text("1 partner, 31 ties")
    page = visit("view=table&table=entities", file=letters_file)
    page.get_by_role("button", name="Partners", exact=True).click()
    expect(page.locator("tbody tr").first).to_contain_text("Taixu")
    assert page.locator("tbody td.number").all_inner_texts()[:2] == ["2", "32"]


def test_the_panel_gathers_by_the_other_end_and_opens_to_single_claims(visit: Open, letters_file: Path) -> None:
    page = visit("select=tang", file=letters_file)
    bundle = page.locator("section.group", has_text="student of").locator(".bundle")
    expect(bundle).to_have_count(1)
    expect(bundle.locator(".name")).to_have_text("Taixu")
    expect(bundle.locator("summary")).to_have_text("27 ties, 1920–1931")
    assert page.locator("#panel .claim").count() == 0
    bundle.locator("summary").click()
    expect(page.locator("#panel .claim")).to_have_count(27)


def test_a_click_on_the_line_opens_the_pair(visit: Open, letters_file: Path) -> None:
    page = visit("camera=0,150,1", file=letters_file)
    click_the_middle(page)
    expect(page.locator("#panel h2")).to_contain_text("Taixu teacher of Yinguang")
    page = visit("camera=150,0,1", file=letters_file)
    click_the_middle(page)
    expect(page.locator("#panel .tally")).to_have_text("31 ties between them")
    expect(page.locator("#panel .claim")).to_have_count(31)


def click_the_middle(page: Page) -> None:
    box = page.locator("#canvas").bounding_box()
    assert box
    page.locator("#canvas").click(position={"x": box["width"] / 2, "y": box["height"] / 2})


def test_an_opened_pair_shows_its_few_ties_apart(visit: Open, letters_file: Path, drawn: Callable[[Page], str]) -> None:
    def lines(view: str) -> int:
        return drawn(visit(view, file=letters_file)).count('fill="none"')

    few = "years=1920,1920"  # three letters there, one back
    assert lines(few) == 1
    assert lines(f"{few}&pair=tai,tang") == 4
    assert lines("pair=tai,tang") == 2  # too many to be told apart: one, and that to the third
