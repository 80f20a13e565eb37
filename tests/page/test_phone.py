"""The page in the hand: a sheet that is dragged, targets that a finger meets, little that jumps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser: Browser, page_file: Path) -> Iterator[Page]:
    with browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="en", reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(page_file.as_uri())
        page.wait_for_selector("body.ready")
        yield page


def height(page: Page, what: str) -> float:
    box = page.locator(what).bounding_box()
    assert box
    return box["height"]


def drag(page: Page, by: float) -> None:
    """The sheet's bar slowly, so that it is no flick."""
    box = page.locator(".panel-bar").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.7, box["y"] + 20
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 11):
        page.mouse.move(x, y + by * step / 10)
        page.wait_for_timeout(60)
    page.mouse.up()


def test_the_sheet_is_dragged_up_and_down(phone: Page) -> None:
    low, picture = height(phone, "#panel"), height(phone, "#map")
    assert picture > 844 / 2  # the map has the screen
    drag(phone, -300)
    half = height(phone, "#panel")
    assert half > 844 * 0.4
    drag(phone, -350)
    high = height(phone, "#panel")
    assert high > 844 * 0.85
    drag(phone, 700)
    assert height(phone, "#panel") == low < half < high
    assert height(phone, "#map") == picture


def test_the_search_has_room_beside_views_and_languages(phone: Page) -> None:
    search, views = phone.locator("#search").bounding_box(), phone.get_by_role("combobox", name="View", exact=True)
    assert search
    assert search["width"] > 150
    views.select_option("Table")
    expect(phone.locator("#table")).to_be_visible()
    phone.get_by_role("combobox", name="Language").select_option("zh-Hans")
    expect(phone.locator("html")).to_have_attribute("lang", "zh-Hans")
    sizes = [each.bounding_box() for each in phone.locator("#top :is(button, select, input):visible").all()]
    assert all(box and box["height"] >= 24 and box["width"] >= 24 for box in sizes)


def test_the_sheet_is_moved_by_tap_and_by_keyboard(phone: Page) -> None:
    grip = phone.get_by_role("button", name="Raise or lower the evidence")
    low = height(phone, "#panel")
    grip.tap()
    half = height(phone, "#panel")
    assert half > low
    expect(grip).to_have_attribute("aria-expanded", "true")
    grip.press("ArrowUp")
    assert height(phone, "#panel") > half
    grip.press("ArrowDown")
    grip.press("ArrowDown")
    assert height(phone, "#panel") == low
    expect(grip).to_have_attribute("aria-expanded", "false")


def test_it_comes_up_for_what_is_chosen_and_leaves_with_it(phone: Page) -> None:
    low = height(phone, "#panel")
    phone.locator("#search").tap()
    phone.locator("#search").fill("mht")
    phone.locator("#search-list [role=option]").first.tap()
    expect(phone.locator("#panel h2")).to_be_in_viewport()
    assert height(phone, "#panel") > low
    phone.get_by_role("button", name="Close").tap()
    assert height(phone, "#panel") == low


def test_what_is_found_has_the_width_of_the_screen(phone: Page) -> None:
    phone.locator("#search").fill("tencent")
    options = phone.locator("#search-list [role=option]")
    expect(options.last).to_contain_text("in the table")
    box = phone.locator("#search-list").bounding_box()
    assert box
    assert box["x"] >= 0
    assert 360 < box["width"] <= 390 - box["x"]
    beside = """(all) => all.map((each) => [each.querySelector(".option-name"), each.querySelector(".option-about")])
      .filter(([name]) => name).map((both) => both.map((each) => each.getBoundingClientRect()))
      .every(([name, about]) => name.right <= about.left)"""
    assert options.evaluate_all(beside)


@pytest.mark.parametrize("size", [(844, 390), (720, 450)], ids=["on its side", "enlarged twice"])
def test_a_low_screen_leaves_the_picture_its_room(browser: Browser, page_file: Path, size: tuple[int, int]) -> None:
    with browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en") as context:
        page = context.new_page()
        page.goto(page_file.as_uri())
        page.wait_for_selector("body.ready")
        assert height(page, "#map") > 0.6 * size[1]
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


TOO_SMALL = """() => [...document.querySelectorAll("button, a, input[type=checkbox], summary, select")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest("#narrow, .skip, p, label"))
  .map((each) => [each.getBoundingClientRect(), each.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width > 0 && (box.width < 24 || box.height < 24)).map(([, html]) => html)"""


def test_what_is_tapped_is_24_pixels_or_more(phone: Page) -> None:
    assert phone.evaluate(TOO_SMALL) == []
    phone.evaluate("location.hash = 'select=tencent'")
    expect(phone.locator("#panel .says summary").first).to_be_visible()
    # A name or a link in a sentence is as high as its line.
    assert [each for each in phone.evaluate(TOO_SMALL) if each.startswith("<summary")] == []


def test_little_jumps_while_the_page_comes(browser: Browser, page_file: Path) -> None:
    """The layout shift of the web vitals: under 0.1 is good."""
    watch = """globalThis.moved = 0;
      new PerformanceObserver((list) => { for (const each of list.getEntries()) moved += each.value; })
        .observe({ type: "layout-shift", buffered: true });"""
    with browser.new_context(viewport={"width": 412, "height": 823}, is_mobile=True, locale="en") as context:
        page = context.new_page()
        page.add_init_script(watch)
        page.goto(page_file.as_uri())
        page.wait_for_selector("body.ready")
        page.wait_for_timeout(500)
        assert page.evaluate("moved") < 0.1


def test_the_title_can_be_read(phone: Page) -> None:
    title = phone.locator(".title")
    expect(title).to_be_visible()
    assert title.evaluate("(each) => each.scrollHeight < each.clientHeight + 8 && each.scrollWidth <= each.clientWidth")
